import { ts } from "../../syntax/typescript.ts";
import { specifiersOf, targetOf } from "../modules/moduleSpecifier.ts";
import { countComments } from "./comments.ts";
import type { LocatedModel } from "./located.ts";
import { usesOf } from "./references.ts";

/**
 * The definitions in the order in which they are worth keeping: a class before all (the others
 * cannot do what it does), an alias that unseen programs use (it is accepted wherever others are), then
 * what is exported, outside of files of components, better documented, named by more files, lower in the import graph, more often named;
 * the path decides at last.
 */
export function byWorth(
  models: readonly LocatedModel[],
  program: ts.Program,
  isOpenAlias: (model: LocatedModel) => boolean,
): readonly LocatedModel[] {
  const worth = new Map(
    models.map((model) => {
      const uses = usesOf(model, program);
      return [model, [
        ts.isClassDeclaration(model.node) ? 1 : 0,
        isOpenAlias(model) ? 1 : 0,
        ts.isSourceFile(model.node.parent) ? 1 : 0,
        model.exportedAs.some((name) => name !== "default") ? 1 : 0,
        isMarkup(model.source) ? 0 : 1,
        countComments(model),
        uses.files,
        -reached(model.source, program),
        uses.times,
      ]] as const;
    }),
  );
  return [...models].sort((a, b) => {
    const [first, second] = [worth.get(a) ?? [], worth.get(b) ?? []];
    const at = first.findIndex((value, i) => value !== second[i]);
    if (at >= 0) return (second[at] ?? 0) - (first[at] ?? 0);
    if (a.source !== b.source) return a.source.fileName < b.source.fileName ? -1 : 1;
    return a.node.pos - b.node.pos;
  });
}

/** Whether a file is one of components, from which others rarely take their types. */
export function isMarkup(source: ts.SourceFile): boolean {
  return source.languageVariant === ts.LanguageVariant.JSX;
}

/** How many files of the program a file imports, directly or not. */
export function reached(from: ts.SourceFile, program: ts.Program): number {
  const seen = new Set([from]);
  for (const source of seen) {
    for (const specifier of specifiersOf(source)) {
      const target = targetOf(specifier, program);
      if (target && !target.isDeclarationFile) seen.add(target);
    }
  }
  return seen.size - 1;
}
