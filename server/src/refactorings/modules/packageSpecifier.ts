import { codeEnding, withoutCodeEnding } from "../../syntax/endings.ts";
import { originOf } from "../semantics/symbols.ts";
import { importGraph } from "../importGraph.ts";
import { manifestOf } from "../keepOneDefinition/packages.ts";
import type { ProjectAccess } from "../refactoring.ts";
import type { ts } from "../../syntax/typescript.ts";

/**
 * How a program names a file of another package that it depends on, by what its imports of that package look like: as another
 * file imports it, by the package's name where that exports the symbol too, or by the path that answers to its
 * own. `undefined` where no import shows a way. Whether it resolves is for the caller to check, by the program after the edit.
 *
 * @param folder of the other package, without `/` at its end
 * @param projects by which the `package.json` there is read, which may say what can be imported
 */
export function packageSpecifier(to: string, folder: string, symbol: ts.Symbol, program: ts.Program, projects: ProjectAccess): string | undefined {
  const checker = program.getTypeChecker();
  const byPath = new Map<string, number>();
  let byName: string | undefined;
  for (const [from, edges] of importGraph(program)) {
    if (from.startsWith(`${folder}/`)) continue;
    for (const { to: target, specifier } of edges) {
      const { text } = specifier;
      if (text.startsWith(".") || !target.startsWith(`${folder}/`)) continue;
      if (target === to) return text;
      const module = /^(?:@[^/]+\/)?[^/]+$/.test(text) ? checker.getSymbolAtLocation(specifier) : undefined;
      if (module && checker.getExportsOfModule(module).some((one) => originOf(checker, one) === symbol)) byName ??= text;
      const answer = answerOf(text, target, to);
      if (answer !== undefined && mayBeImported(answer, folder, projects)) byPath.set(answer, (byPath.get(answer) ?? 0) + 1);
    }
  }
  return byName ?? [...byPath].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** The specifier that `to` has, if `specifier` leads to `target`: `pack/lib/b` for `/pack/src/b.ts` beside `pack/lib/a` and `/pack/src/a.ts`. */
function answerOf(specifier: string, target: string, to: string): string | undefined {
  const [said, is] = [withoutCodeEnding(specifier).split("/"), withoutCodeEnding(target).split("/")];
  let shared = 0;
  while (shared < said.length && said.at(-1 - shared) === is.at(-1 - shared)) shared++;
  const base = `${is.slice(0, is.length - shared).join("/")}/`;
  if (shared === 0 || !to.startsWith(base)) return undefined;
  const ending = codeEnding.exec(specifier)?.[0] ?? "";
  return `${said.slice(0, said.length - shared).join("/")}/${withoutCodeEnding(to).slice(base.length)}${ending}`;
}

/** Whether a package lets others import the specifier, by the `exports` of its `package.json`. A path of the project is not one of the package. */
function mayBeImported(specifier: string, folder: string, projects: ProjectAccess): boolean {
  const { name, exports } = manifestOf(folder, projects);
  if (exports === undefined || exports === null || typeof name !== "string" || !`${specifier}/`.startsWith(`${name}/`)) return true;
  const wanted = `.${specifier.slice(name.length)}`;
  return Object.entries<unknown>({ ...exports }).some(([key, to]) => {
    const [before = "", behind] = key.split("*");
    const isMeant = behind === undefined ? key === wanted : wanted.length > before.length + behind.length && wanted.startsWith(before) && wanted.endsWith(behind);
    return isMeant && to !== null;
  });
}
