import { codeEnding, withoutCodeEnding } from "../../syntax/endings.ts";
import type { ts } from "../../syntax/typescript.ts";
import { originOf } from "../semantics/symbols.ts";
import type { ProjectAccess } from "../refactoring.ts";
import type { LocatedModel } from "./located.ts";
import { isPublished, manifestOf, packageOf } from "./packages.ts";

/**
 * Whether programs that are not seen here may import what the model's file exports: its package can be installed, and
 * its `exports` do not surely keep the name inside. Where there are none, every file of the package can be imported.
 */
export function isPublic({ fragment, symbol }: LocatedModel, program: ts.Program, projects: ProjectAccess): boolean {
  const folder = packageOf(fragment.file, projects);
  if (folder === undefined || !isPublished(folder, projects)) return false;
  const manifest = manifestOf(folder, projects);
  const targets = targetsOf(manifest["exports"]);
  if (targets.length === 0 || "typesVersions" in manifest || targets.some((target) => target.includes("*"))) return true;
  const checker = program.getTypeChecker();
  return targets.some((target) => {
    if (!codeEnding.test(target)) return false;
    const entry = sourceOf(target, folder, program);
    const module = entry && checker.getSymbolAtLocation(entry);
    return module === undefined || checker.getExportsOfModule(module).some((one) => originOf(checker, one) === symbol);
  });
}

/** All paths that `exports` of a manifest lead to, whatever the condition. */
function targetsOf(exports: unknown): readonly string[] {
  if (typeof exports === "string") return [exports];
  return typeof exports === "object" && exports !== null ? Object.values(exports).flatMap(targetsOf) : [];
}

/** The source that an entry point is built from: the file itself, or the one of its name outside of the folder for output. */
function sourceOf(target: string, folder: string, program: ts.Program): ts.SourceFile | undefined {
  const path = target.replace(/^\.\//, "");
  const own = program.getSourceFile(`${folder}/${path}`);
  if (own !== undefined && !own.isDeclarationFile) return own;
  const bare = withoutCodeEnding(path);
  const inner = bare.split("/").slice(1).join("/");
  const homes = inner === "" ? [bare] : [inner, `src/${inner}`, bare];
  for (const home of [...homes, `src/${bare}`])
    for (const ending of [".ts", ".tsx", ".mts", ".cts"]) {
      const source = program.getSourceFile(`${folder}/${home}${ending}`);
      if (source !== undefined) return source;
    }
  return undefined;
}
