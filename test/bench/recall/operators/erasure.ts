import ts from "typescript";
import type { Edit } from "../tree.ts";
import { walk } from "../tree.ts";

const erasedModifiers = new Set([
  ts.SyntaxKind.PublicKeyword, ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.ReadonlyKeyword,
  ts.SyntaxKind.AbstractKeyword, ts.SyntaxKind.OverrideKeyword, ts.SyntaxKind.DeclareKeyword,
]);

/** Whether a tree has what is more than a type, so that it cannot be erased. */
export function isErasable(tree: ts.SourceFile): boolean {
  let erasable = true;
  walk(tree, (node) => {
    if (ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node) || ts.isImportEqualsDeclaration(node) || ts.isExportAssignment(node) || ts.isDecorator(node)) erasable = false;
    if (ts.isParameter(node) && ts.isConstructorDeclaration(node.parent) && node.modifiers !== undefined) erasable = false;
    return erasable;
  });
  return erasable;
}

/** What turns the text of a tree from TypeScript into JavaScript, its layout kept. */
export function erased(tree: ts.SourceFile): readonly Edit[] {
  const { text } = tree;
  const edits: Edit[] = [];
  const erase = (start: number, end: number): void => {
    edits.push({ start, end, text: "" });
  };
  /** From a sign such as `:` that stands before a node. */
  const eraseWithSign = (node: ts.Node, sign: string): void => erase(text.lastIndexOf(sign, node.getStart() - 1), node.end);
  walk(tree, (node) => {
    if (isTypeOnly(node)) {
      erase(node.getStart(), node.end);
      return false;
    }
    if (ts.canHaveModifiers(node)) {
      for (const modifier of ts.getModifiers(node) ?? []) if (erasedModifiers.has(modifier.kind)) erase(modifier.getStart(), skipBlanks(text, modifier.end));
    }
    if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) erase(node.expression.end, node.end);
    if (ts.isNonNullExpression(node)) erase(node.expression.end, node.end);
    if (ts.isTypeAssertionExpression(node)) erase(node.getStart(), node.expression.getStart());
    if (ts.isVariableDeclaration(node) && node.exclamationToken !== undefined) erase(node.exclamationToken.getStart(), node.exclamationToken.end);
    if ((ts.isParameter(node) || ts.isPropertyDeclaration(node) || ts.isMethodDeclaration(node)) && node.questionToken !== undefined) erase(node.questionToken.getStart(), node.questionToken.end);
    if (ts.isPropertyDeclaration(node) && node.exclamationToken !== undefined) erase(node.exclamationToken.getStart(), node.exclamationToken.end);
    if (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword) {
      erase(node.getStart(), node.end);
      return false;
    }
    eraseTypesOf(node, text, erase, eraseWithSign);
    return !ts.isTypeNode(node) || ts.isExpressionWithTypeArguments(node);
  });
  return withoutInner(edits);
}

function eraseTypesOf(node: ts.Node, text: string, erase: (start: number, end: number) => void, eraseWithSign: (node: ts.Node, sign: string) => void): void {
  if (ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) {
    if (node.type !== undefined) eraseWithSign(node.type, ":");
    if (ts.isParameter(node) && node.name.getText() === "this") erase(node.getStart(), skipBlanks(text, text[node.end] === "," ? node.end + 1 : node.end));
  }
  if (ts.isFunctionLike(node) && "body" in node) {
    if (node.type !== undefined) eraseWithSign(node.type, ":");
    eraseAngles(node.typeParameters, text, erase);
  }
  if (ts.isClassLike(node)) eraseAngles(node.typeParameters, text, erase);
  if (ts.isCallOrNewExpression(node) || ts.isExpressionWithTypeArguments(node) || ts.isJsxOpeningLikeElement(node) || ts.isTaggedTemplateExpression(node)) eraseAngles(node.typeArguments, text, erase);
}

function eraseAngles(list: ts.NodeArray<ts.Node> | undefined, text: string, erase: (start: number, end: number) => void): void {
  if (list !== undefined) erase(list.pos - 1, text.indexOf(">", list.end) + 1);
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isIndexSignatureDeclaration(node)) return true;
  if (ts.isImportDeclaration(node)) return node.importClause?.isTypeOnly === true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (ts.isImportSpecifier(node) || ts.isExportSpecifier(node)) return false;
  const isDeclared = ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword);
  if (isDeclared) return true;
  if (ts.isConstructorDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node.body === undefined;
  return false;
}

function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (text[at] === " ") at++;
  return at;
}

function withoutInner(edits: readonly Edit[]): readonly Edit[] {
  const kept: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (last === undefined || edit.start >= last.end) kept.push(edit);
  }
  return kept;
}
