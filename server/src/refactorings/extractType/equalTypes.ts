import { ts } from "../../syntax/typescript.ts";
import type { Fragment } from "../refactoring.ts";
import type { Selected } from "../selected.ts";

/** The types of the file that say what the selected one says, but for layout; itself among them, in the order of the text. */
export function equalTypes({ file, source, nodes }: Selected): readonly Fragment[] {
  const [selected] = nodes;
  if (selected === undefined) return [];
  const text = tokensOf(selected, source);
  const found: Fragment[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === selected.kind && !isNamed(node) && tokensOf(node, source) === text) found.push({ file, start: node.getStart(source), end: node.end });
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Whether an alias names the type already. */
function isNamed(node: ts.Node): boolean {
  return ts.isTypeAliasDeclaration(node.parent) && node.parent.type === node;
}

/** The text without what parts may be separated by. */
function tokensOf(node: ts.Node, source: ts.SourceFile): string {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, node.getText(source));
  const tokens: string[] = [];
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    const isSeparator = token === ts.SyntaxKind.SemicolonToken || token === ts.SyntaxKind.CommaToken;
    if (!isSeparator) tokens.push(scanner.getTokenText());
  }
  return tokens.join(" ");
}
