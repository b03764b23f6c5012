import { ts } from "../../../server/src/syntax/typescript.ts";

/** A function of real code that can be called by its name or as a method, to be written twice. */
export interface Candidate {
  readonly source: ts.SourceFile;
  readonly name: string;
  /** The function declaration, the function of a constant, or the method; it has a body of statements. */
  readonly node: FunctionWithBody;
  /** The statement or member that is written again. */
  readonly whole: ts.Node;
  /** The class of a method. */
  readonly owner: ts.ClassDeclaration | undefined;
  readonly ranges: readonly Range[];
}

export type FunctionWithBody = (ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration) & { readonly body: ts.Block };

/** Neighbouring statements of one list, or one expression. */
export interface Range {
  readonly nodes: readonly ts.Node[];
  readonly start: number;
  readonly end: number;
}

const fewestLines = 5;
const mostLines = 30;

/** The functions of a file that can be written again beside themselves. */
export function candidatesOf(source: ts.SourceFile): readonly Candidate[] {
  return source.statements.flatMap((statement): readonly Candidate[] => {
    if (ts.isFunctionDeclaration(statement)) return candidate(source, statement.name?.text, statement, statement, undefined);
    if (ts.isVariableStatement(statement)) {
      const [only, other] = statement.declarationList.declarations;
      const value = only?.initializer;
      const isFunction = value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value));
      return only && !other && isFunction && ts.isIdentifier(only.name) ? candidate(source, only.name.text, value, statement, undefined) : [];
    }
    if (!ts.isClassDeclaration(statement) || !statement.name) return [];
    return statement.members.flatMap((member) =>
      ts.isMethodDeclaration(member) && ts.isIdentifier(member.name) && !hasModifier(member, ts.SyntaxKind.StaticKeyword) && !hasModifier(member, ts.SyntaxKind.OverrideKeyword)
        ? candidate(source, member.name.text, member, member, statement)
        : [],
    );
  });
}

function candidate(source: ts.SourceFile, name: string | undefined, node: ts.FunctionLikeDeclaration, whole: ts.Node, owner: ts.ClassDeclaration | undefined): readonly Candidate[] {
  if (name === undefined || !hasStatements(node)) return [];
  const ranges = rangesIn(source, node.body);
  return ranges.length === 0 ? [] : [{ source, name, node, whole, owner, ranges }];
}

function hasStatements(node: ts.FunctionLikeDeclaration): node is FunctionWithBody {
  return node.body !== undefined && ts.isBlock(node.body) && !ts.isConstructorDeclaration(node) && !ts.isAccessor(node);
}

function hasModifier(node: ts.HasModifiers, kind: ts.SyntaxKind): boolean {
  return node.modifiers?.some((one) => one.kind === kind) ?? false;
}

function rangesIn(source: ts.SourceFile, body: ts.Block): readonly Range[] {
  const found: Range[] = [];
  const add = (nodes: readonly ts.Node[]): void => {
    const start = nodes[0]?.getStart(source) ?? 0;
    const end = nodes[nodes.length - 1]?.end ?? 0;
    const lines = source.text.slice(start, end).split("\n").length;
    if (lines >= fewestLines && lines <= mostLines) found.push({ nodes, start, end });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node)) {
      for (let from = 0; from < node.statements.length; from++)
        for (let to = from + 1; to <= node.statements.length; to++) add(node.statements.slice(from, to));
    } else if (ts.isConditionalExpression(node) || ts.isObjectLiteralExpression(node) || ts.isBinaryExpression(node)) add([node]);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}
