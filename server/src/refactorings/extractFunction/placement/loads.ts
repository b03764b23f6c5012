import { entriesTo, isLoadedLazily, loadedBy, packagesLoadedBy, surelyLoadedBy } from "../../importGraph.ts";
import type { ts } from "../../../syntax/typescript.ts";
import { actingWith } from "../../modules/actsWhenLoaded.ts";
import { refuse, type Refusal } from "../../semantics/refusals.ts";
import { isTestFile } from "./target.ts";
import { baseName } from "../../../syntax/paths.ts";

/**
 * Why `users` may not load `target` for the sake of a function: it, or a module that it loads, does something
 * when it is loaded beyond declaring, and today they do not load it; or it needs a package that they do without, which
 * may not be there where they run.
 */
export function refuseLoading(program: ts.Program, target: ts.SourceFile, users: readonly string[]): Refusal | undefined {
  const chunks = entriesTo(program, target.fileName);
  const isLazy = chunks.size > 0 && [...chunks].every((file) => isLoadedLazily(program, file));
  const joins = isLazy && users.some((user) => user !== target.fileName && ![...entriesTo(program, user)].every((file) => chunks.has(file)));
  if (joins) return refuse("loaded-lazily", baseName(target.fileName));
  const acting = actingWith(program, target.fileName);
  const packages = packagesLoadedBy(program, [target.fileName]);
  for (const user of users) {
    if (user === target.fileName) continue;
    const loaded = surelyLoadedBy(program, [user]);
    const more = acting.find((file) => !loaded.has(file));
    if (more !== undefined) return refuse("loads-more", baseName(more));
    const known = packagesLoadedBy(program, [user]);
    const needed = [...packages].find((name) => !known.has(name));
    if (needed !== undefined) return refuse("loads-more", needed);
  }
  return refuseMany(program, target.fileName, users);
}

/** A function is not worth that its user comes to load so many modules beside that of the function. */
const mostModules = 5;

/** What a test loads nobody waits for. */
function refuseMany(program: ts.Program, target: string, users: readonly string[]): Refusal | undefined {
  const loads = [...loadedBy(program, [target])].filter((file) => file !== target && program.getSourceFile(file)?.isDeclarationFile === false);
  if (loads.length <= mostModules) return undefined;
  for (const user of users) {
    if (user === target || isTestFile(user)) continue;
    const known = loadedBy(program, [user]);
    const more = known.has(target) ? 0 : loads.filter((file) => !known.has(file)).length;
    if (more > mostModules) return refuse("loads-many", String(more));
  }
  return undefined;
}
