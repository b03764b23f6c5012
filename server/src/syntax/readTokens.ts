import { IntColumn } from "./columns.ts";
import { ListKind, TokenRole } from "./facts.ts";
import type { NamedUnit, TokenTable, UnitTable } from "./facts.ts";
import { hashText, mix } from "./hash.ts";
import type { SyntaxError } from "./parse.ts";
import { skipTrivia } from "./trivia.ts";
import { ts } from "./typescript.ts";

/** Lists with fewer tokens can hold nothing that any setting reports. */
const smallestList = 12;
/** Expressions with fewer tokens are no unit of their own. */
const smallestExpression = 24;

const { SyntaxKind } = ts;

/** Shapes of what may be replaced; keywords and punctuation have the hash of their text. */
const shape = {
  name: 1,
  literal: 2,
  regularExpression: 3,
  template: 4,
  type: 5,
  markupText: 6,
  binding: hashText("const"),
} as const;

export interface TokensAndUnits {
  readonly tokens: TokenTable;
  readonly units: UnitTable;
  readonly named: readonly NamedUnit[];
}

/**
 * Reads the normalised tokens and the syntactic units of a file in one walk over its tree. Leaves
 * of the tree are tokens; what stands between them is keywords, punctuation and comments.
 *
 * @param errors elements that a syntax error touches separate lists, as imports do
 */
export function readTokens(
  sourceFile: ts.SourceFile,
  errors: readonly SyntaxError[],
): TokensAndUnits {
  return new TokenReader(sourceFile, errors).read();
}

class TokenReader {
  private readonly text: string;
  private readonly sourceFile: ts.SourceFile;
  private readonly errors: readonly SyntaxError[];

  private readonly starts: IntColumn;
  private readonly ends: IntColumn;
  private readonly shapes: IntColumn;
  private readonly texts: IntColumn;
  private readonly roles: IntColumn;

  private readonly listStarts = new IntColumn(64);
  private readonly listKinds = new IntColumn(64);
  private readonly firsts = new IntColumn();
  private readonly lasts = new IntColumn();
  private readonly froms = new IntColumn();
  private readonly tos = new IntColumn();

  private readonly named: NamedUnit[] = [];

  /** End of what was read so far. */
  private cursor = 0;
  private parent: ts.Node;

  constructor(sourceFile: ts.SourceFile, errors: readonly SyntaxError[]) {
    this.sourceFile = sourceFile;
    this.text = sourceFile.text;
    this.errors = errors;
    this.parent = sourceFile;
    const capacity = (this.text.length >> 2) + 16;
    this.starts = new IntColumn(capacity);
    this.ends = new IntColumn(capacity);
    this.shapes = new IntColumn(capacity);
    this.texts = new IntColumn(capacity);
    this.roles = new IntColumn(capacity);
  }

  read(): TokensAndUnits {
    this.readList(ListKind.statements, this.sourceFile.statements);
    this.listStarts.push(this.firsts.length);
    this.named.sort((a, b) => a.start - b.start || b.end - a.end);
    return {
      tokens: {
        count: this.starts.length,
        starts: this.starts.toArray(),
        ends: this.ends.toArray(),
        shapes: this.shapes.toArray(),
        texts: this.texts.toArray(),
        roles: Uint8Array.from(this.roles.toArray()),
      },
      units: {
        listStarts: this.listStarts.toArray(),
        listKinds: Uint8Array.from(this.listKinds.toArray()),
        firsts: this.firsts.toArray(),
        ends: this.lasts.toArray(),
        froms: this.froms.toArray(),
        tos: this.tos.toArray(),
      },
      named: this.named,
    };
  }

  private push(start: number, end: number, shapeOf: number, textOf: number, role: TokenRole): void {
    this.starts.push(start);
    this.ends.push(end);
    this.shapes.push(shapeOf);
    this.texts.push(textOf);
    this.roles.push(role);
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
      this.push(start, at, hash, hash, TokenRole.fixed);
    }
    if (end > this.cursor) this.cursor = end;
  }

  private readWord(start: number, end: number): void {
    const hash = hashText(this.text, start, end);
    if (skippedWords.has(hash)) return;
    const isBinding = hash === shape.binding || hash === letHash;
    this.push(start, end, isBinding ? shape.binding : hash, hash, TokenRole.fixed);
  }

  private readonly visitChild = (node: ts.Node): void => {
    // A node in a place that was read already (the parser repeats some after an error).
    if (node.end < this.cursor || (node.end === node.pos && node.kind !== SyntaxKind.JsxText)) return;
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
    if (ts.isTypeNode(node) || kind === SyntaxKind.TypeParameter) {
      this.readType(node);
      return;
    }
    if (kind <= SyntaxKind.LastToken) {
      this.readLeaf(node);
      return;
    }
    if (kind === SyntaxKind.JsxNamespacedName) {
      const start = skipTrivia(this.text, node.pos, node.end);
      const hash = hashText(this.text, start, node.end);
      this.push(start, node.end, hash, hash, TokenRole.fixed);
      return;
    }
    this.noteName(node);
    const first = this.starts.length;
    const outer = this.parent;
    this.parent = node;
    ts.forEachChild(node, this.visitChild, this.visitChildren);
    this.parent = outer;
    this.readGap(node.end);
    if (isUnitExpression(kind) && outer.kind !== SyntaxKind.ExpressionStatement) {
      this.pushExpression(node, first);
    }
  }

  private readLeaf(node: ts.Node): void {
    const { text } = this;
    if (node.kind === SyntaxKind.JsxText) {
      this.readMarkupText(node as ts.JsxText);
      return;
    }
    const start = skipTrivia(text, node.pos, node.end);
    const { end } = node;
    switch (node.kind) {
      case SyntaxKind.Identifier:
      case SyntaxKind.PrivateIdentifier:
        this.readName(node, start);
        return;
      case SyntaxKind.StringLiteral:
      case SyntaxKind.NoSubstitutionTemplateLiteral:
        // The quotes are layout; what they hold counts.
        this.push(start, end, shape.literal, mix(1, hashText(text, start + 1, end - 1)), TokenRole.literal);
        return;
      case SyntaxKind.NumericLiteral:
      case SyntaxKind.BigIntLiteral:
      case SyntaxKind.TrueKeyword:
      case SyntaxKind.FalseKeyword:
        this.push(start, end, shape.literal, hashText(text, start, end), TokenRole.literal);
        return;
      case SyntaxKind.RegularExpressionLiteral:
        this.push(start, end, shape.regularExpression, hashText(text, start, end), TokenRole.literal);
        return;
      case SyntaxKind.TemplateHead:
      case SyntaxKind.TemplateMiddle:
      case SyntaxKind.TemplateTail:
        this.push(start, end, shape.template + node.kind, hashText(text, start, end), TokenRole.literal);
        return;
      default:
        if (isWordPart(text.charCodeAt(start))) this.readWord(start, end);
        else {
          const hash = hashText(text, start, end);
          this.push(start, end, hash, hash, TokenRole.fixed);
        }
    }
  }

  private readName(node: ts.Node, start: number): void {
    const hash = hashText(this.text, start, node.end);
    const role = nameRole(this.parent, node);
    const isFixed = role === TokenRole.fixed || hash === undefinedHash;
    this.push(start, node.end, isFixed ? hash : shape.name, hash, isFixed ? TokenRole.fixed : role);
  }

  private readMarkupText(node: ts.JsxText): void {
    if (node.containsOnlyTriviaWhiteSpaces) return;
    const start = skipTrivia(this.text, node.pos, node.end);
    const words = this.text.slice(start, node.end).trim();
    const hash = hashText(words.replace(/\s+/g, " "));
    this.push(start, start + words.length, shape.markupText, hash, TokenRole.literal);
  }

  private readType(node: ts.Node): void {
    const start = skipTrivia(this.text, node.pos, node.end);
    const hash = hashWithoutTrivia(this.text, start, node.end);
    this.push(start, node.end, shape.type, hash, TokenRole.type);
  }

  private readList(kind: ListKind, nodes: ts.NodeArray<ts.Node>): void {
    let run: ElementColumns = newRun();
    for (const node of nodes) {
      if (separates(node)) {
        this.readGap(node.pos);
        this.cursor = node.end;
        this.pushList(kind, run);
        run = newRun();
        continue;
      }
      // What stands before the element, such as the brace of a block, is not part of it.
      if (node.pos > this.cursor) this.readGap(node.pos);
      const first = this.starts.length;
      this.visitChild(node);
      // White space between JSX elements, or a node that the parser made up.
      if (this.starts.length === first) continue;
      if (this.isBroken(node)) {
        this.pushList(kind, run);
        run = newRun();
        continue;
      }
      run.firsts.push(first);
      run.ends.push(this.starts.length);
      run.froms.push(skipTrivia(this.text, node.pos, node.end));
      run.tos.push(node.end);
    }
    this.pushList(kind, run);
  }

  private pushList(kind: ListKind, run: ElementColumns): void {
    const count = run.firsts.length;
    if (count === 0) return;
    if ((run.ends[count - 1] as number) - (run.firsts[0] as number) < smallestList) return;
    this.listStarts.push(this.firsts.length);
    this.listKinds.push(kind);
    for (let i = 0; i < count; i++) {
      this.firsts.push(run.firsts[i] as number);
      this.lasts.push(run.ends[i] as number);
      this.froms.push(run.froms[i] as number);
      this.tos.push(run.tos[i] as number);
    }
  }

  private pushExpression(node: ts.Node, first: number): void {
    if (this.starts.length - first < smallestExpression || this.isBroken(node)) return;
    this.pushList(ListKind.expression, {
      firsts: [first],
      ends: [this.starts.length],
      froms: [skipTrivia(this.text, node.pos, node.end)],
      tos: [node.end],
    });
  }

  private isBroken(node: ts.Node): boolean {
    return this.errors.some(({ start }) => start >= node.pos && start <= node.end);
  }

  /** Notes functions, methods and classes, so that copies can be called by a name. */
  private noteName(node: ts.Node): void {
    const name = nameOfUnit(node);
    if (name === undefined) return;
    const start = skipTrivia(this.text, node.pos, node.end);
    if (name.kind === SyntaxKind.ConstructorKeyword) {
      const at = this.text.indexOf("constructor", start);
      this.named.push({ name: "constructor", nameSpan: { start: at, end: at + 11 }, start, end: node.end });
      return;
    }
    const nameStart = skipTrivia(this.text, name.pos, name.end);
    this.named.push({
      name: this.text.slice(nameStart, name.end),
      nameSpan: { start: nameStart, end: name.end },
      start,
      end: node.end,
    });
  }
}

/** Equal for texts that are equal but for layout and comments. */
function hashWithoutTrivia(text: string, start: number, end: number): number {
  let hash = 0;
  let quote = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (quote === 0) {
      const next = skipTrivia(text, at, end);
      if (next > at) {
        at = next - 1;
        continue;
      }
      if (code === 34 || code === 39 || code === 96) quote = code;
    } else if (code === quote) quote = 0;
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  return hash;
}

interface ElementColumns {
  readonly firsts: number[];
  readonly ends: number[];
  readonly froms: number[];
  readonly tos: number[];
}

function newRun(): ElementColumns {
  return { firsts: [], ends: [], froms: [], tos: [] };
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

/** Modifiers that change who may use a thing, not what it does. */
const skippedWords = new Set(
  ["export", "default", "public", "private", "protected", "readonly", "override", "declare"].map((word) =>
    hashText(word),
  ),
);
const letHash = hashText("let");
const undefinedHash = hashText("undefined");

function listKindOf(parent: ts.Node, nodes: ts.NodeArray<ts.Node>): ListKind | undefined {
  switch (parent.kind) {
    case SyntaxKind.Block:
    case SyntaxKind.ModuleBlock:
      return ListKind.statements;
    case SyntaxKind.CaseClause:
    case SyntaxKind.DefaultClause:
      return ListKind.statements;
    case SyntaxKind.CaseBlock:
      return ListKind.clauses;
    case SyntaxKind.ClassDeclaration:
    case SyntaxKind.ClassExpression:
      return nodes === (parent as ts.ClassLikeDeclaration).members ? ListKind.members : undefined;
    case SyntaxKind.ObjectLiteralExpression:
      return ListKind.properties;
    case SyntaxKind.ArrayLiteralExpression:
      return ListKind.elements;
    case SyntaxKind.JsxElement:
    case SyntaxKind.JsxFragment:
      return ListKind.markup;
    default:
      return undefined;
  }
}

/** Elements that are never reported and separate what stands around them. */
function separates(node: ts.Node): boolean {
  switch (node.kind) {
    case SyntaxKind.ImportDeclaration:
    case SyntaxKind.ImportEqualsDeclaration:
    case SyntaxKind.ExportDeclaration:
    case SyntaxKind.NamespaceExportDeclaration:
    case SyntaxKind.InterfaceDeclaration:
    case SyntaxKind.TypeAliasDeclaration:
    case SyntaxKind.EnumDeclaration:
    case SyntaxKind.EmptyStatement:
    case SyntaxKind.IndexSignature:
    case SyntaxKind.SemicolonClassElement:
      return true;
    case SyntaxKind.FunctionDeclaration:
    case SyntaxKind.MethodDeclaration:
    case SyntaxKind.Constructor:
      return (node as ts.FunctionLikeDeclaration).body === undefined;
    case SyntaxKind.ModuleDeclaration:
    case SyntaxKind.VariableStatement:
    case SyntaxKind.ClassDeclaration:
      return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some(isDeclare) ?? false);
    case SyntaxKind.ExpressionStatement:
      // The prologue, such as "use strict", belongs to its function.
      return ts.isStringLiteral((node as ts.ExpressionStatement).expression);
    default:
      return false;
  }
}

function isDeclare(modifier: ts.Modifier): boolean {
  return modifier.kind === SyntaxKind.DeclareKeyword;
}

function isUnitExpression(kind: ts.SyntaxKind): boolean {
  switch (kind) {
    case SyntaxKind.JsxElement:
    case SyntaxKind.JsxFragment:
    case SyntaxKind.JsxSelfClosingElement:
    case SyntaxKind.ArrowFunction:
    case SyntaxKind.FunctionExpression:
    case SyntaxKind.ClassExpression:
    case SyntaxKind.ObjectLiteralExpression:
    case SyntaxKind.CallExpression:
    case SyntaxKind.NewExpression:
    case SyntaxKind.ConditionalExpression:
    case SyntaxKind.BinaryExpression:
    case SyntaxKind.TemplateExpression:
      return true;
    default:
      return false;
  }
}

/** What an identifier is to its parent. Names of JSX tags and attributes say what a thing is, so they stay fixed. */
function nameRole(parent: ts.Node, node: ts.Node): TokenRole {
  switch (parent.kind) {
    case SyntaxKind.PropertyAccessExpression:
      return (parent as ts.PropertyAccessExpression).name === node ? TokenRole.property : TokenRole.binding;
    case SyntaxKind.PropertyAssignment:
    case SyntaxKind.MethodDeclaration:
    case SyntaxKind.PropertyDeclaration:
    case SyntaxKind.GetAccessor:
    case SyntaxKind.SetAccessor:
      return (parent as ts.NamedDeclaration).name === node ? TokenRole.property : TokenRole.binding;
    case SyntaxKind.BindingElement: {
      const element = parent as ts.BindingElement;
      if (element.propertyName === node) return TokenRole.property;
      return element.name === node ? TokenRole.declaration : TokenRole.binding;
    }
    case SyntaxKind.VariableDeclaration:
    case SyntaxKind.Parameter:
    case SyntaxKind.FunctionDeclaration:
    case SyntaxKind.FunctionExpression:
    case SyntaxKind.ClassDeclaration:
    case SyntaxKind.ClassExpression:
      return (parent as ts.NamedDeclaration).name === node ? TokenRole.declaration : TokenRole.binding;
    case SyntaxKind.JsxAttribute:
      return TokenRole.fixed;
    case SyntaxKind.JsxOpeningElement:
    case SyntaxKind.JsxSelfClosingElement:
    case SyntaxKind.JsxClosingElement:
      return TokenRole.fixed;
    case SyntaxKind.MetaProperty:
    case SyntaxKind.LabeledStatement:
    case SyntaxKind.BreakStatement:
    case SyntaxKind.ContinueStatement:
      return TokenRole.fixed;
    default:
      return TokenRole.binding;
  }
}

function nameOfUnit(node: ts.Node): ts.Node | undefined {
  switch (node.kind) {
    case SyntaxKind.FunctionDeclaration:
    case SyntaxKind.ClassDeclaration:
    case SyntaxKind.MethodDeclaration:
    case SyntaxKind.GetAccessor:
    case SyntaxKind.SetAccessor:
      return (node as ts.NamedDeclaration).name;
    case SyntaxKind.Constructor:
      return constructorName;
    case SyntaxKind.VariableDeclaration:
    case SyntaxKind.PropertyAssignment:
    case SyntaxKind.PropertyDeclaration: {
      const { name, initializer } = node as ts.PropertyAssignment;
      return isFunctionOrClass(initializer) ? name : undefined;
    }
    default:
      return undefined;
  }
}

/** Stands for the missing name of a constructor. */
const constructorName = ts.factory.createToken(SyntaxKind.ConstructorKeyword);

function isFunctionOrClass(node: ts.Node | undefined): boolean {
  switch (node?.kind) {
    case SyntaxKind.ArrowFunction:
    case SyntaxKind.FunctionExpression:
    case SyntaxKind.ClassExpression:
      return true;
    case SyntaxKind.CallExpression:
      // memo(() => …), forwardRef(…), useCallback(…)
      return (node as ts.CallExpression).arguments.some(isFunctionOrClass);
    default:
      return false;
  }
}
