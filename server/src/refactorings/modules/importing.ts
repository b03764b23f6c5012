import type { ts } from "../../syntax/typescript.ts";
import { refuseLoading } from "../extractFunction/placement/loads.ts";
import type { ProjectAccess } from "../refactoring.ts";
import type { Refusal } from "../semantics/refusals.ts";
import { refuseLoadOrder } from "./loadOrder.ts";
import { refuseMocked } from "./mocking.ts";

/** Why `users` may not come to import `home`: what loading it does, when it is loaded, and what their tests put in its place. */
export function refuseImporting(program: ts.Program, projects: ProjectAccess, home: ts.SourceFile, users: readonly string[]): Refusal | undefined {
  const { fileName } = home;
  return refuseLoading(program, home, users) ?? refuseLoadOrder(program, fileName, users) ?? refuseMocked(program, projects, fileName, users);
}
