import { ts } from "../../syntax/typescript.ts";
import type { LoadOrder } from "./loadOrder.ts";

/**
 * The import that a new one of `specifier` comes behind, as the file orders its imports: packages apart from files,
 * and by the alphabet where they are in that order; `undefined` for the first place, or where there are none.
 *
 * @param order between which imports it has to stand
 */
export function importBefore(source: ts.SourceFile, specifier: string, { behind, before }: LoadOrder = {}): ts.Statement | undefined {
  const wanted = byOrderOfFile(source, specifier);
  if (behind && (!wanted || wanted.pos < behind.pos)) return behind;
  if (!before || !wanted || wanted.pos < before.pos) return wanted;
  return importsOf(source).filter((one) => one.pos < before.pos).at(-1);
}

function importsOf(source: ts.SourceFile): readonly (ts.ImportDeclaration | ts.ImportEqualsDeclaration)[] {
  return source.statements.filter((one) => ts.isImportDeclaration(one) || ts.isImportEqualsDeclaration(one));
}

function byOrderOfFile(source: ts.SourceFile, specifier: string): ts.Statement | undefined {
  const all = importsOf(source);
  const isLike = (one: ts.Statement): boolean => isOfFile(specifierOf(one)) === isOfFile(specifier);
  const same = all.filter((one) => specifierOf(one) === specifier).at(-1);
  if (same) return same;
  const like = all.filter(isLike);
  if (like.length === 0) return isOfFile(specifier) ? all.at(-1) : undefined;
  const names = like.map((one) => specifierOf(one) ?? "");
  const isSorted = names.length > 2 && names.every((one, at) => at === 0 || (names[at - 1] ?? "").toLowerCase() <= one.toLowerCase());
  if (!isSorted) return like.at(-1);
  const before = like.filter((one) => (specifierOf(one) ?? "").toLowerCase() <= specifier.toLowerCase()).at(-1);
  // In front of the first of its kind stands the last of the kind before.
  return before ?? all[all.indexOf(like[0] as (typeof all)[number]) - 1];
}

function specifierOf(statement: ts.Statement): string | undefined {
  if (ts.isImportDeclaration(statement)) return ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : undefined;
  if (!ts.isImportEqualsDeclaration(statement) || !ts.isExternalModuleReference(statement.moduleReference)) return undefined;
  const { expression } = statement.moduleReference;
  return ts.isStringLiteral(expression) ? expression.text : undefined;
}

/** Whether the specifier names a file of the program and not a package: by a path, or by a customary sign for one. */
export function isOfFile(specifier: string | undefined): boolean {
  return specifier !== undefined && /^(\.|#|@\/|~\/|\/)/.test(specifier);
}
