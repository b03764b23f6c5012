import { ts } from "../../syntax/typescript.ts";
import { importedModules } from "../importGraph.ts";

/** Packages whose compilers make a function of each value in markup, which runs anew when what it reads changes. */
const fineGrained = /^(?:solid-js|@builder\.io\/qwik|@qwik\.dev\/core|voby)(?:\/|$)/;

/** What Svelte's compiler takes for a word of its own, in `.svelte.ts` files. */
const rune = /^\$(?:state|derived|effect|props|bindable|inspect|host)$/;

/** Whether values in the markup of the file are functions once it is compiled. */
export function hasFineGrainedMarkup(source: ts.SourceFile, options: ts.CompilerOptions): boolean {
  const named = markupSource(source, options);
  return [...importedModules(source), ...(named === undefined ? [] : [named])].some((name) => fineGrained.test(name));
}

/** The package whose functions the markup of a file becomes calls of, where the file or its project says so. */
export function markupSource({ text }: ts.SourceFile, { jsxImportSource }: ts.CompilerOptions): string | undefined {
  return /@jsxImportSource\s+(\S+)/.exec(text.slice(0, 2000))?.[1] ?? jsxImportSource;
}

/** The rune that an expression calls: `$state`, `$derived.by`. */
export function runeOf(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const { expression: callee } = node;
  const name = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
  return ts.isIdentifier(name) && rune.test(name.text) ? name.text : undefined;
}

/** Whether the expression is evaluated again whenever what it reads changes, as the argument of `$derived` is. */
export function isEvaluatedAnew(node: ts.Node, options: ts.CompilerOptions): boolean {
  for (let at = node; !ts.isSourceFile(at) && !ts.isFunctionLike(at); at = at.parent) {
    if (runeOf(at.parent) === "$derived") return true;
    if (ts.isJsxExpression(at) && hasFineGrainedMarkup(at.getSourceFile(), options)) return true;
  }
  return false;
}
