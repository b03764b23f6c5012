import { ListKind, TokenRole } from "./facts.ts";
import { hashText, mix } from "./hash.ts";
import type { SyntaxError } from "./parse.ts";
import { TokenSink, newRun, shape } from "./tokenSink.ts";
import type { Run, TokensAndUnits } from "./tokenSink.ts";
import { skipTrivia } from "./trivia.ts";
import { ts } from "./typescript.ts";

/**
 * Reads the normalised tokens and the syntactic units of a file in one walk over its tree, for files
 * that the structure reader cannot read. Leaves of the tree are tokens; what stands between them is
 * keywords, punctuation and comments.
 *
 * @param errors elements that a syntax error touches separate lists, as imports do
 */
export function readTree(
  sourceFile: ts.SourceFile,
  errors: readonly SyntaxError[],
): TokensAndUnits {
  return new TreeReader(sourceFile, errors).read();
}

const openParen = hashText("(");
const closeParen = hashText(")");

class TreeReader {
  private readonly text: string;
  private readonly sourceFile: ts.SourceFile;
  private readonly errors: readonly SyntaxError[];

  private readonly sink: TokenSink;

  /** End of what was read so far. */
  private cursor = 0;
  private parent: ts.Node;

  constructor(sourceFile: ts.SourceFile, errors: readonly SyntaxError[]) {
    this.sourceFile = sourceFile;
    this.text = sourceFile.text;
    this.errors = errors;
    this.parent = sourceFile;
    this.sink = new TokenSink(this.text);
  }

  read(): TokensAndUnits {
    this.readList(ListKind.statements, this.sourceFile.statements);
    return this.sink.finish();
  }

  /** Reads the keywords and punctuation from the cursor to `end`. */
  private readGap(end: number): void {
    const { text } = this;
    let at = this.cursor;
    while ((at = skipTrivia(text, at, end)) < end) {
      const start = at;
      const code = text.charCodeAt(at);
      if (isWordPart(code)) {
        while (at < end && isWordPart(text.charCodeAt(at))) at++;
        this.readWord(start, at);
        continue;
      }
      at++;
      if (code === 59 || code === 44) continue; // ; ,
      const next = text.charCodeAt(at);
      if ((code === 61 && next === 62) || (code === next && (code === 43 || code === 45))) at++; // => ++ --
      else if (code === 63 && next === 46) at++; // ?.
      else if (code === 46 && next === 46) at += 2; // ...
      // In broken code the next node may begin within what looks like one sign.
      at = Math.min(at, end);
      const hash = hashText(text, start, at);
      this.sink.pushFixed(start, at, hash);
    }
    if (end > this.cursor) this.cursor = end;
  }

  private readWord(start: number, end: number): void {
    this.sink.pushWord(start, end, hashText(this.text, start, end));
  }

  private readonly visitChild = (node: ts.Node): void => {
    // A node in a place that was read already (the parser repeats some after an error).
    if (node.end < this.cursor || (node.end === node.pos && node.kind !== ts.SyntaxKind.JsxText)) return;
    this.readGap(node.pos);
    this.visit(node);
    if (node.end > this.cursor) this.cursor = node.end;
  };

  private readonly visitChildren = (nodes: ts.NodeArray<ts.Node>): void => {
    const kind = listKindOf(this.parent, nodes);
    if (kind !== undefined) this.readList(kind, nodes);
    else for (const node of nodes) this.visitChild(node);
  };

  private visit(node: ts.Node): void {
    const { kind } = node;
    if (isWholeType(node, this.parent)) {
      this.readType(node);
      return;
    }
    if (kind <= ts.SyntaxKind.LastToken) {
      this.readLeaf(node);
      return;
    }
    if (kind === ts.SyntaxKind.JsxNamespacedName) {
      const start = skipTrivia(this.text, node.pos, node.end);
      const hash = hashText(this.text, start, node.end);
      this.sink.push(start, node.end, hash, hash, TokenRole.fixed);
      return;
    }
    this.noteName(node);
    const first = this.sink.count;
    const outer = this.parent;
    this.parent = node;
    const isBare = this.isBareParameter(node, outer);
    if (isBare) this.sink.pushFixed(this.startOf(node), this.startOf(node), openParen);
    ts.forEachChild(node, this.visitChild, this.visitChildren);
    this.parent = outer;
    this.readGap(node.end);
    if (isBare) this.sink.pushFixed(node.end, node.end, closeParen);
    if (isUnitExpression(node, outer)) {
      this.pushExpression(node, first);
    }
  }

  private startOf(node: ts.Node): number {
    return skipTrivia(this.text, node.pos, node.end);
  }

  /** The parameter of `x => …` is read like that of `(x) => …`. */
  private isBareParameter(node: ts.Node, parent: ts.Node): boolean {
    if (node.kind !== ts.SyntaxKind.Parameter || parent.kind !== ts.SyntaxKind.ArrowFunction) return false;
    return this.text.startsWith("=>", skipTrivia(this.text, node.end, this.text.length));
  }

  private readLeaf(node: ts.Node): void {
    const { text } = this;
    if (node.kind === ts.SyntaxKind.JsxText) {
      this.readMarkupText(node as ts.JsxText);
      return;
    }
    const start = skipTrivia(text, node.pos, node.end);
    const { end } = node;
    switch (node.kind) {
      case ts.SyntaxKind.Identifier:
      case ts.SyntaxKind.PrivateIdentifier:
        this.readName(node, start);
        return;
      case ts.SyntaxKind.StringLiteral:
      case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
        // The quotes are layout; what they hold counts.
        this.sink.push(start, end, shape.literal, mix(1, hashText(text, start + 1, end - 1)), TokenRole.literal);
        return;
      case ts.SyntaxKind.NumericLiteral:
      case ts.SyntaxKind.BigIntLiteral:
      case ts.SyntaxKind.TrueKeyword:
      case ts.SyntaxKind.FalseKeyword:
        this.sink.push(start, end, shape.literal, hashText(text, start, end), TokenRole.literal);
        return;
      case ts.SyntaxKind.RegularExpressionLiteral:
        this.sink.push(start, end, shape.regularExpression, hashText(text, start, end), TokenRole.literal);
        return;
      case ts.SyntaxKind.TemplateHead:
      case ts.SyntaxKind.TemplateMiddle:
      case ts.SyntaxKind.TemplateTail:
        this.sink.push(start, end, shape.template + node.kind, hashText(text, start, end), TokenRole.literal);
        return;
      default:
        if (isWordPart(text.charCodeAt(start))) this.readWord(start, end);
        else if (node.kind !== ts.SyntaxKind.CommaToken) {
          const hash = hashText(text, start, end);
          this.sink.push(start, end, hash, hash, TokenRole.fixed);
        }
    }
  }

  private readName(node: ts.Node, start: number): void {
    const hash = hashText(this.text, start, node.end);
    const role = nameRole(this.parent, node);
    this.sink.pushName(start, node.end, hash, role);
  }

  private readMarkupText(node: ts.JsxText): void {
    this.sink.pushMarkupText(node.pos, node.end);
  }

  private readType(node: ts.Node): void {
    const start = skipTrivia(this.text, node.pos, node.end);
    this.sink.pushType(start, node.end);
  }

  private readList(kind: ListKind, nodes: ts.NodeArray<ts.Node>): void {
    let run: Run = newRun();
    for (const node of nodes) {
      if (separates(node)) {
        this.readGap(node.pos);
        this.cursor = node.end;
        this.sink.pushList(kind, run);
        run = newRun();
        continue;
      }
      // What stands before the element, such as the brace of a block, is not part of it.
      if (node.pos > this.cursor) this.readGap(node.pos);
      const first = this.sink.count;
      this.visitChild(node);
      // White space between JSX elements, or a node that the parser made up.
      if (this.sink.count === first) continue;
      if (this.isBroken(node)) {
        this.sink.pushList(kind, run);
        run = newRun();
        continue;
      }
      run.firsts.push(first);
      run.ends.push(this.sink.count);
      run.froms.push(startOf(this.text, node));
      run.tos.push(node.end);
    }
    this.sink.pushList(kind, run);
  }

  private pushExpression(node: ts.Node, first: number): void {
    if (!this.isBroken(node)) this.sink.pushExpression(first, skipTrivia(this.text, node.pos, node.end), node.end);
  }

  private isBroken(node: ts.Node): boolean {
    return this.errors.some(({ start }) => start >= node.pos && start <= node.end);
  }

  /** Notes functions, methods and classes, so that copies can be called by a name. */
  private noteName(node: ts.Node): void {
    const name = nameOfUnit(node);
    if (name === undefined) return;
    const start = skipTrivia(this.text, node.pos, node.end);
    if (name === node) {
      const at = this.text.indexOf("constructor", start);
      this.sink.noteName({ name: "constructor", nameSpan: { start: at, end: at + 11 }, start, end: node.end });
      return;
    }
    const nameStart = skipTrivia(this.text, name.pos, name.end);
    this.sink.noteName({
      name: this.text.slice(nameStart, name.end),
      nameSpan: { start: nameStart, end: name.end },
      start,
      end: node.end,
    });
  }
}

/** Text of markup may look like a comment, which is none there. */
function startOf(text: string, node: ts.Node): number {
  if (node.kind !== ts.SyntaxKind.JsxText) return skipTrivia(text, node.pos, node.end);
  const raw = text.slice(node.pos, node.end);
  return node.pos + raw.length - raw.trimStart().length;
}

function isWordPart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    code === 35 ||
    code > 127
  );
}

function listKindOf(parent: ts.Node, nodes: ts.NodeArray<ts.Node>): ListKind | undefined {
  switch (parent.kind) {
    case ts.SyntaxKind.Block:
    case ts.SyntaxKind.ModuleBlock:
      return ListKind.statements;
    case ts.SyntaxKind.CaseClause:
    case ts.SyntaxKind.DefaultClause:
      return ListKind.statements;
    case ts.SyntaxKind.CaseBlock:
      return ListKind.clauses;
    case ts.SyntaxKind.ClassDeclaration:
    case ts.SyntaxKind.ClassExpression:
      return nodes === (parent as ts.ClassLikeDeclaration).members ? ListKind.members : undefined;
    case ts.SyntaxKind.ObjectLiteralExpression:
      return ListKind.properties;
    case ts.SyntaxKind.ArrayLiteralExpression:
      return ListKind.elements;
    case ts.SyntaxKind.JsxElement:
    case ts.SyntaxKind.JsxFragment:
      return ListKind.markup;
    default:
      return undefined;
  }
}

/** Elements that are never reported and separate what stands around them. */
function separates(node: ts.Node): boolean {
  switch (node.kind) {
    case ts.SyntaxKind.ImportDeclaration:
    case ts.SyntaxKind.ImportEqualsDeclaration:
    case ts.SyntaxKind.ExportDeclaration:
    case ts.SyntaxKind.NamespaceExportDeclaration:
    case ts.SyntaxKind.InterfaceDeclaration:
    case ts.SyntaxKind.TypeAliasDeclaration:
    case ts.SyntaxKind.EnumDeclaration:
    case ts.SyntaxKind.EmptyStatement:
    case ts.SyntaxKind.IndexSignature:
    case ts.SyntaxKind.SemicolonClassElement:
      return true;
    case ts.SyntaxKind.FunctionDeclaration:
    case ts.SyntaxKind.MethodDeclaration:
    case ts.SyntaxKind.Constructor:
      return (node as ts.FunctionLikeDeclaration).body === undefined;
    case ts.SyntaxKind.ModuleDeclaration:
    case ts.SyntaxKind.VariableStatement:
    case ts.SyntaxKind.ClassDeclaration:
      return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some(isDeclare) ?? false);
    case ts.SyntaxKind.ExpressionStatement:
      // The prologue, such as "use strict", belongs to its function.
      return ts.isStringLiteral((node as ts.ExpressionStatement).expression);
    default:
      return false;
  }
}

function isDeclare(modifier: ts.Modifier): boolean {
  return modifier.kind === ts.SyntaxKind.DeclareKeyword;
}

/** `f<T>` that is not called, and what a class extends, are expressions, though the compiler counts them among the types. */
function isWholeType(node: ts.Node, parent: ts.Node): boolean {
  if (node.kind === ts.SyntaxKind.ExpressionWithTypeArguments) {
    return parent.kind === ts.SyntaxKind.HeritageClause && (parent as ts.HeritageClause).token === ts.SyntaxKind.ImplementsKeyword;
  }
  return ts.isTypeNode(node) || node.kind === ts.SyntaxKind.TypeParameter;
}

function isUnitExpression(node: ts.Node, parent: ts.Node): boolean {
  if (parent.kind === ts.SyntaxKind.ExpressionStatement) return false;
  switch (node.kind) {
    case ts.SyntaxKind.JsxElement:
    case ts.SyntaxKind.JsxFragment:
    case ts.SyntaxKind.JsxSelfClosingElement:
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.FunctionExpression:
    case ts.SyntaxKind.ClassExpression:
    case ts.SyntaxKind.ObjectLiteralExpression:
    case ts.SyntaxKind.CallExpression:
    case ts.SyntaxKind.NewExpression:
    case ts.SyntaxKind.TemplateExpression:
      return true;
    case ts.SyntaxKind.ConditionalExpression:
    case ts.SyntaxKind.BinaryExpression:
      return !isComma(node) && !isPartOfOperation(node, parent);
    default:
      return false;
  }
}

function isComma(node: ts.Node): boolean {
  return (
    node.kind === ts.SyntaxKind.BinaryExpression &&
    (node as ts.BinaryExpression).operatorToken.kind === ts.SyntaxKind.CommaToken
  );
}

/** What an assignment takes on its right counts as whole. */
function isPartOfOperation(node: ts.Node, parent: ts.Node): boolean {
  if (parent.kind === ts.SyntaxKind.ConditionalExpression) return true;
  if (parent.kind !== ts.SyntaxKind.BinaryExpression || isComma(parent)) return false;
  const { operatorToken, right } = parent as ts.BinaryExpression;
  return !(
    right === node &&
    operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}

/** What an identifier is to its parent. Names of JSX tags and attributes say what a thing is, so they stay fixed. */
function nameRole(parent: ts.Node, node: ts.Node): TokenRole {
  switch (parent.kind) {
    case ts.SyntaxKind.PropertyAccessExpression:
      return (parent as ts.PropertyAccessExpression).name === node ? TokenRole.property : TokenRole.binding;
    case ts.SyntaxKind.PropertyAssignment:
    case ts.SyntaxKind.MethodDeclaration:
    case ts.SyntaxKind.PropertyDeclaration:
    case ts.SyntaxKind.GetAccessor:
    case ts.SyntaxKind.SetAccessor:
      return (parent as ts.NamedDeclaration).name === node ? TokenRole.property : TokenRole.binding;
    case ts.SyntaxKind.BindingElement: {
      const element = parent as ts.BindingElement;
      if (element.propertyName === node) return TokenRole.property;
      return element.name === node ? TokenRole.declaration : TokenRole.binding;
    }
    case ts.SyntaxKind.VariableDeclaration:
    case ts.SyntaxKind.Parameter:
    case ts.SyntaxKind.FunctionDeclaration:
    case ts.SyntaxKind.FunctionExpression:
    case ts.SyntaxKind.ClassDeclaration:
    case ts.SyntaxKind.ClassExpression:
      return (parent as ts.NamedDeclaration).name === node ? TokenRole.declaration : TokenRole.binding;
    case ts.SyntaxKind.JsxAttribute:
      return TokenRole.fixed;
    case ts.SyntaxKind.JsxOpeningElement:
    case ts.SyntaxKind.JsxSelfClosingElement:
    case ts.SyntaxKind.JsxClosingElement:
      return TokenRole.fixed;
    case ts.SyntaxKind.MetaProperty:
    case ts.SyntaxKind.LabeledStatement:
    case ts.SyntaxKind.BreakStatement:
    case ts.SyntaxKind.ContinueStatement:
      return TokenRole.fixed;
    default:
      return TokenRole.binding;
  }
}

/** The name of a function, method or class; a constructor, which has none, stands for itself. */
function nameOfUnit(node: ts.Node): ts.Node | undefined {
  switch (node.kind) {
    case ts.SyntaxKind.FunctionDeclaration:
    case ts.SyntaxKind.ClassDeclaration:
    case ts.SyntaxKind.MethodDeclaration:
    case ts.SyntaxKind.GetAccessor:
    case ts.SyntaxKind.SetAccessor:
      return (node as ts.NamedDeclaration).name;
    case ts.SyntaxKind.Constructor:
      return node;
    case ts.SyntaxKind.VariableDeclaration:
    case ts.SyntaxKind.PropertyAssignment:
    case ts.SyntaxKind.PropertyDeclaration: {
      const { name, initializer } = node as ts.VariableDeclaration;
      return !ts.isObjectBindingPattern(name) && !ts.isArrayBindingPattern(name) && isFunctionOrClass(initializer) ? name : undefined;
    }
    default:
      return undefined;
  }
}

function isFunctionOrClass(node: ts.Node | undefined): boolean {
  switch (node?.kind) {
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.FunctionExpression:
    case ts.SyntaxKind.ClassExpression:
      return true;
    case ts.SyntaxKind.CallExpression:
      // memo(() => …), forwardRef(…), useCallback(…)
      return (node as ts.CallExpression).arguments.some(isFunctionOrClass);
    default:
      return false;
  }
}
