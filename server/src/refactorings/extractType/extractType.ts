import { nodesOf } from "../../syntax/coveredNodes.ts";
import { byPlace } from "../../syntax/sorted.ts";
import { ts } from "../../syntax/typescript.ts";
import { freshName, takenIn } from "../extractFunction/naming/naming.ts";
import { indentAt, movedText } from "../extractFunction/writing/rope.ts";
import type { Layout } from "../modules/layout.ts";
import { declarationOf, isJavaScript, isLocal, isPropertyName, isWithin, namesIn, symbolAt } from "../semantics/symbols.ts";
import { fixOf, openSelected, type BuiltOfSelection } from "../openSelected.ts";
import type { Fix, Fragment, ProjectAccess, TextEdit } from "../refactoring.ts";
import type { Selected } from "../selected.ts";
import type { Offer, SelectionRefactoring } from "../selectionRefactoring.ts";
import { linesRemoved } from "../textOffsets.ts";
import { isRefusal, refuse, type TypeRefusal } from "./refusals.ts";
import { typeNames } from "./typeNames.ts";

const kind = "refactor.extract.type";
const title = "Extract to type alias";

/** A selected type gets a name of its own, in front of the statement of the module that it stands in. */
export const typeOfSelection: SelectionRefactoring = {
  id: "type",
  reaches: ["selection", "file"],
  sameness: "type",
  offer: offerOf,
  extract: extractType,
};

function offerOf({ kind: what, nodes, source }: Selected): Offer | undefined {
  const [node] = nodes;
  if (what !== "type" || node === undefined || !ts.isTypeNode(node) || isWord(node)) return undefined;
  const refusal = refuseSyntax(node, source);
  return refusal === undefined ? { kind, title } : { kind, title, refused: refusal.reason };
}

/** Whether the type is a name or a keyword already, or the value of an alias, which has its name. */
function isWord(node: ts.TypeNode): boolean {
  if (ts.isTypeAliasDeclaration(node.parent) && node.parent.type === node) return true;
  return ts.isTypeReferenceNode(node) ? node.typeArguments === undefined : node.kind >= ts.SyntaxKind.FirstKeyword && node.kind <= ts.SyntaxKind.LastKeyword;
}

/** Why the syntax alone says no. */
function refuseSyntax(node: ts.TypeNode, source: ts.SourceFile): TypeRefusal | undefined {
  if (isJavaScript(source)) return refuse("javascript");
  if (ts.isTypePredicateNode(node) || ts.isInferTypeNode(node) || ts.isThisTypeNode(node) || ts.isRestTypeNode(node) || ts.isOptionalTypeNode(node) || ts.isNamedTupleMember(node)) return refuse("not-a-type");
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.UniqueKeyword) return refuse("not-a-type");
  if (ts.isConstTypeReference(node)) return refuse("not-a-type");
  const visit = (at: ts.Node): TypeRefusal | undefined => {
    if (ts.isThisTypeNode(at)) return refuse("this");
    if (ts.isInferTypeNode(at)) return isInConditional(at, node) ? undefined : refuse("inferred", at.typeParameter.name.text);
    return ts.forEachChild(at, visit);
  };
  return visit(node);
}

/** Whether the conditional type that an `infer` belongs to is a part of the type. */
function isInConditional(infer: ts.Node, node: ts.TypeNode): boolean {
  for (let at = infer; at !== node; at = at.parent) if (ts.isConditionalTypeNode(at.parent) && at.parent.extendsType === at) return isWithin(at.parent, node);
  return false;
}

/**
 * Gives the type of the first fragment a name of its own, and puts the name in its place and in that of the others,
 * which are equal to the letter. Type parameters of what is around become parameters of the alias.
 */
export function extractType(fragments: readonly Fragment[], projects: ProjectAccess): Fix {
  return fixOf(kind, title, build(fragments, projects));
}

function build(fragments: readonly Fragment[], projects: ProjectAccess): BuiltOfSelection | TypeRefusal {
  const opened = openSelected(fragments, projects, refuse);
  if ("refused" in opened) return opened;
  const { selected, owners, source, checker, layouts } = opened;
  const { file } = selected;
  const node = typeAt(source, selected);
  if (node === undefined) return refuse("stale");
  const refusal = refuseSyntax(node, source);
  if (refusal !== undefined) return refusal;
  const free = freeNames(node, checker);
  if (isRefusal(free)) return free;
  const places = [{ fragment: selected, node }];
  const leftOut: { fragment: Fragment; reason: string }[] = [];
  for (const fragment of fragments.slice(1)) {
    const other = typeAt(source, fragment);
    const names = other && freeNames(other, checker);
    const means = other !== undefined && names !== undefined && !isRefusal(names) && sameNames(node, other, checker);
    if (means) places.push({ fragment, node: other });
    else leftOut.push({ fragment, reason: "Here the names mean something else." });
  }
  places.sort((a, b) => byPlace(a.fragment, b.fragment));
  const name = freshName(typeNames(places.map((one) => one.node)), takenIn([source]));
  const { edits, declared } = aliasEdits(node, places.map((one) => one.node), free, name, source, layouts.of(source));
  const changes = [{ kind: "change" as const, file, edits }];
  // The name of a type is that type.
  const error = owners.map((owner) => owner.firstError(changes, "nothing")).find((one) => one !== undefined);
  if (error !== undefined) return refuse("type-errors", error.message);
  return { edits: changes, leftOut, removedLines: linesRemoved(changes, (one) => projects.read(one)), rename: { file, offset: declared } };
}

function typeAt(source: ts.SourceFile, fragment: Fragment): ts.TypeNode | undefined {
  const nodes = nodesOf(source, fragment);
  const [node] = nodes ?? [];
  return nodes?.length === 1 && node !== undefined && ts.isTypeNode(node) ? node : undefined;
}

/** The type parameters around the type that it mentions, in their order; a refusal for names that the module does not know. */
export function freeNames(node: ts.TypeNode, checker: ts.TypeChecker): readonly ts.TypeParameterDeclaration[] | TypeRefusal {
  const found = new Set<ts.TypeParameterDeclaration>();
  const visit = (at: ts.Node): TypeRefusal | undefined => {
    if (ts.isIdentifier(at) && !isPropertyName(at)) {
      const symbol = symbolAt(checker, at);
      const declaration = symbol && declarationOf(symbol);
      if (symbol !== undefined && declaration !== undefined && !isWithin(declaration, node)) {
        if (ts.isTypeParameterDeclaration(declaration)) {
          if (ts.isInferTypeNode(declaration.parent) || ts.isMappedTypeNode(declaration.parent)) return refuse("local", at.text);
          found.add(declaration);
        } else if (ts.isParameter(declaration)) return refuse("predicate", at.text);
        else if (isLocal(symbol)) return refuse("local", at.text);
      }
    }
    return ts.forEachChild(at, visit);
  };
  const refusal = visit(node);
  if (refusal !== undefined) return refusal;
  const parameters = [...found].sort((a, b) => a.pos - b.pos);
  for (const { constraint } of parameters) {
    const inner = constraint && freeNames(constraint, checker);
    if (inner === undefined) continue;
    if (isRefusal(inner)) return inner;
    const missing = inner.find((one) => !parameters.includes(one));
    if (missing !== undefined) return refuse("local", missing.name.text);
  }
  return parameters;
}

function sameNames(one: ts.TypeNode, other: ts.TypeNode, checker: ts.TypeChecker): boolean {
  const isOwn = (symbol: ts.Symbol | undefined, node: ts.TypeNode): boolean => symbol?.declarations?.every((declaration) => isWithin(declaration, node)) ?? false;
  const [own, theirs] = [namesIn(one), namesIn(other)];
  return (
    own.length === theirs.length &&
    own.every((name, at) => {
      const there = theirs[at];
      if (there?.text !== name.text) return false;
      const [left, right] = [symbolAt(checker, name), symbolAt(checker, there)];
      return left === right || (isOwn(left, one) && isOwn(right, other));
    })
  );
}

interface TypeEdits {
  readonly edits: readonly TextEdit[];
  readonly declared: number;
}

/** Writes the alias in front of the first statement of the module that mentions it, and its name in all places. */
export function aliasEdits(node: ts.TypeNode, places: readonly ts.TypeNode[], parameters: readonly ts.TypeParameterDeclaration[], name: string, source: ts.SourceFile, layout: Layout): TypeEdits {
  const { text } = source;
  const { newLine: br, end } = layout;
  const first = places[0] ?? node;
  let statement: ts.Node = first;
  while (!ts.isSourceFile(statement.parent)) statement = statement.parent;
  const comments = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  const attached = comments.find(({ end }) => !/\n\s*\n/.test(text.slice(end, statement.getStart(source))));
  const isHead = attached !== undefined && attached.pos === 0 && text.startsWith("#!");
  const at = attached === undefined || isHead ? statement.getStart(source) : attached.pos;
  const own = node.getStart(source);
  const moved = movedText(source, own, node.end, [], indentAt(text, own), "").text;
  const declared = parameters.length === 0 ? "" : `<${parameters.map((one) => one.name.text + (one.constraint ? ` extends ${one.constraint.getText(source)}` : "")).join(", ")}>`;
  const used = parameters.length === 0 ? "" : `<${parameters.map((one) => one.name.text).join(", ")}>`;
  const insertion = { start: at, end: at, text: `type ${name}${declared} = ${moved}${end}${br}${br}` };
  return { edits: [insertion, ...places.map((one) => ({ start: one.getStart(source), end: one.end, text: name + used }))], declared: at + "type ".length };
}
