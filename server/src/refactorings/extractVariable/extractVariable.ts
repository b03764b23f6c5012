import { nodesOf } from "../../syntax/coveredNodes.ts";
import { byPlace } from "../../syntax/sorted.ts";
import { ts } from "../../syntax/typescript.ts";
import { freshName, takenIn } from "../extractFunction/naming/naming.ts";
import { isPragma } from "../semantics/pragmas.ts";
import { isEvaluatedAnew } from "../semantics/reactivity.ts";
import { refuseExpressionPosition } from "../semantics/selection.ts";
import type { Layout } from "../modules/layout.ts";
import { fixOf, openSelected, type BuiltOfSelection } from "../openSelected.ts";
import type { Fix, Fragment, ProjectAccess, ProjectProgram, TextEdit } from "../refactoring.ts";
import type { Selected } from "../selected.ts";
import type { Offer, SelectionRefactoring } from "../selectionRefactoring.ts";
import { linesRemoved } from "../textOffsets.ts";
import { editsOf } from "./edits.ts";
import { hostsOf } from "./host.ts";
import { valueNames } from "./names.ts";
import { planOf, type Place, type Plan } from "./places.ts";
import { isRefusal, refuse, type VariableRefusal } from "./refusals.ts";
import { writtenType } from "./writtenType.ts";
import { kind } from "../extractConstant/extractConstant.ts";

const title = "Extract to constant in enclosing scope";

/** A selected expression becomes a constant in front of the statement that it stands in. */
export const variableOfSelection: SelectionRefactoring = {
  id: "variable",
  reaches: ["selection", "function"],
  sameness: "exact",
  offer: offerOf,
  extract: extractVariable,
};

function offerOf({ source, nodes }: Selected): Offer | undefined {
  const node = expressionIn(nodes);
  if (node === undefined || isWord(node)) return undefined;
  const refusal = refusePosition(node);
  if (refusal !== undefined) return { kind, title, refused: refusal.reason };
  const hosts = hostsOf(node);
  if (!isRefusal(hosts)) return { kind, title };
  return source.isDeclarationFile ? undefined : { kind, title, refused: hosts.reason };
}

/** The expression that is selected, or that the selected statement consists of. */
function expressionIn(nodes: readonly ts.Node[] | undefined): ts.Expression | undefined {
  const [node, other] = nodes ?? [];
  if (node === undefined || other !== undefined) return undefined;
  const inner = ts.isExpressionStatement(node) || ts.isJsxExpression(node) ? node.expression : node;
  if (inner === undefined || !ts.isExpression(inner) || ts.isPartOfTypeNode(inner) || ts.isJsxText(inner)) return undefined;
  return inner;
}

/** Whether the expression is a name or a word already. */
function isWord(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || [ts.SyntaxKind.ThisKeyword, ts.SyntaxKind.SuperKeyword, ts.SyntaxKind.NullKeyword, ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword].includes(node.kind);
}

/** Why the expression cannot be replaced by a name where it stands. */
function refusePosition(node: ts.Expression): VariableRefusal | undefined {
  if (refuseExpressionPosition(node) !== undefined) return refuse("position");
  const { parent } = node;
  if (ts.isAsExpression(parent) && ts.isConstTypeReference(parent.type)) return refuse("position");
  if (ts.isJsxAttribute(parent) && ts.isStringLiteral(node) && /[&\\\n]/.test(node.getText())) return refuse("position");
  if (ts.isBinaryExpression(node) && node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && node.operatorToken.kind <= ts.SyntaxKind.LastAssignment) return refuse("not-a-value");
  return ts.isStringLiteralLike(node) && isReadByTools(node) ? refuse("position") : undefined;
}

/** Whether bundlers or test runners read the literal before the program runs. */
function isReadByTools(node: ts.Node): boolean {
  const call = node.parent;
  if (ts.isLiteralTypeNode(call) || ts.isExternalModuleReference(call) || ts.isImportDeclaration(call) || ts.isExportDeclaration(call) || ts.isImportAttribute(call)) return true;
  if (ts.isNewExpression(call)) return call.arguments?.some((one) => one.getText().startsWith("import.meta")) ?? false;
  return ts.isCallExpression(call) && (call.expression.kind === ts.SyntaxKind.ImportKeyword || /^(require(\.resolve)?|(jest|vi)\.\w*[mM]ock\w*|import\.meta\.glob)$/.test(call.expression.getText()));
}

/**
 * Puts the value of the first fragment into a constant in front of the statement that it stands in, and uses it there
 * and at the others that surely give the same value. What changes the order of evaluation is refused.
 */
export function extractVariable(fragments: readonly Fragment[], projects: ProjectAccess): Fix {
  return fixOf(kind, title, build(fragments, projects));
}

function build(fragments: readonly Fragment[], projects: ProjectAccess): BuiltOfSelection | VariableRefusal {
  const opened = openSelected(fragments, projects, refuse);
  if ("refused" in opened) return opened;
  const { selected, owners, project, source, checker, layouts } = opened;
  const places: Place[] = [];
  for (const fragment of fragments) {
    const node = expressionIn(nodesOf(source, fragment));
    if (node === undefined) return refuse("stale");
    const refusal = refusePosition(node);
    if (refusal !== undefined && fragment === selected) return refusal;
    if (refusal === undefined) places.push({ fragment, node });
  }
  const own = places.find(({ fragment }) => fragment === selected);
  if (own === undefined) return refuse("stale");
  if (isEvaluatedAnew(own.node, project.program.getCompilerOptions())) return refuse("changes");
  if ((checker.getTypeAtLocation(own.node).flags & (ts.TypeFlags.Void | ts.TypeFlags.Never)) !== 0) return refuse("not-a-value");
  const plan = planOf(checker, own, places.sort((a, b) => byPlace(a.fragment, b.fragment)));
  if (isRefusal(plan)) return plan;
  const pragma = (ts.getLeadingCommentRanges(source.text, plan.anchor.getFullStart()) ?? []).map(({ pos, end }) => source.text.slice(pos, end)).find(isPragma);
  if (pragma !== undefined) return refuse("pragma", pragma);
  return checked(plan, own, { source, project, owners, projects, layout: layouts.of(source) });
}

interface Context {
  readonly source: ts.SourceFile;
  readonly project: ProjectProgram;
  readonly owners: readonly ProjectProgram[];
  readonly projects: ProjectAccess;
  readonly layout: Layout;
}

/** The first edit that keeps all types: with the type that the value has by itself, or with the one that is expected of it. */
function checked(plan: Plan, own: Place, { source, project, owners, projects, layout }: Context): BuiltOfSelection | VariableRefusal {
  const checker = project.program.getTypeChecker();
  const name = freshName(valueNames(own.node, checker), takenIn([source]));
  let failed: VariableRefusal | undefined;
  for (const type of [undefined, writtenType(own.node, checker)]) {
    if (failed !== undefined && type === undefined) break;
    const { edits: own_, declared } = editsOf(plan, own.node, source, name, type, layout);
    const edits = [{ kind: "change" as const, file: source.fileName, edits: own_ }];
    const error = owners.map((owner) => owner.firstError(edits)).find((one) => one !== undefined);
    const changed = error === undefined && type === undefined ? typeChange(own.node, project, edits, declared) : undefined;
    if (error !== undefined) failed ??= refuse("type-errors", error.message);
    else if (changed !== undefined) failed ??= changed;
    else {
      const removedLines = linesRemoved(edits, (file) => projects.read(file));
      return { edits, leftOut: plan.leftOut, removedLines, rename: { file: source.fileName, offset: declared } };
    }
  }
  return failed ?? refuse("type-errors");
}

/** How the type of the constant differs from that of the expression: then another overload could be meant. */
function typeChange(node: ts.Expression, project: ProjectProgram, edits: readonly { readonly kind: "change"; readonly file: string; readonly edits: readonly TextEdit[] }[], declared: number): VariableRefusal | undefined {
  const checker = project.program.getTypeChecker();
  const after = project.after(edits);
  const source = after.getSourceFile(node.getSourceFile().fileName);
  const found = source && declarationAt(source, declared);
  if (found?.initializer === undefined) return refuse("stale");
  const later = after.getTypeChecker();
  const text = (one: ts.TypeChecker, type: ts.Type): string => one.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  const was = text(checker, checker.getTypeAtLocation(node));
  const is = text(later, later.getTypeAtLocation(found.name));
  return was === is ? undefined : refuse("type-changes", is.length > 80 ? `${is.slice(0, 79)}…` : is);
}

function declarationAt(source: ts.SourceFile, offset: number): ts.VariableDeclaration | undefined {
  const visit = (node: ts.Node): ts.VariableDeclaration | undefined => {
    if (ts.isVariableDeclaration(node) && node.name.getStart(source) === offset) return node;
    return node.pos <= offset && offset < node.end ? ts.forEachChild(node, visit) : undefined;
  };
  return visit(source);
}
