import { ts } from "../../../syntax/typescript.ts";
import { saysTheSame, type Alignment, type Mismatch } from "./align.ts";
import type { Copy } from "../../semantics/flow.ts";
import { isRefusal, refuse, type Refusal } from "../../semantics/refusals.ts";
import { evaluationOf, isConstant, isFixedMember, refuseValue, type Moment } from "../../semantics/evaluation.ts";
import { refusePlace } from "./holePlaces.ts";
import { refuseHookIn } from "../../semantics/hooks.ts";
import { isDeclaredIn, isLocal, isPropertyName, isWithin, mentionsOf, symbolAt, touchOf } from "../../semantics/symbols.ts";
import { frameOf, isInside } from "../../semantics/selection.ts";

/**
 * A difference that becomes a parameter: of a value, of a type, or (`lazy`) of a function that gives
 * the value when and as often as the copies evaluate it.
 */
export interface Hole {
  readonly kind: "value" | "type" | "lazy";
  /** Places in the template, all with the same column of texts. */
  readonly places: readonly ts.Node[];
  /** What each copy has there, the template first. */
  readonly nodes: readonly ts.Node[];
  /** Variables that the template declares itself and that a lazy hole reads: they are passed to the function. */
  readonly reads: readonly ts.Symbol[];
}

/** Most differences that a function takes as parameters. */
export const mostHoles = 3;
/** Most of them that are functions themselves. */
const mostFunctions = 1;

/**
 * Widens every mismatch to the smallest expression or type that can be a parameter, and joins those
 * with equal columns. A value may be passed only where evaluating it before the call is the same as
 * evaluating it in place.
 *
 * @param wider expressions around what differs that are passed as a whole
 * @param ofPieces whether pieces of templates are passed, where else whole templates would be
 */
export function holesOf(copies: readonly Copy[], alignments: readonly Alignment[], wider: readonly ts.Node[], ofPieces: boolean): readonly Hole[] | Refusal {
  const template = copies[0] as Copy;
  const places = placesOf(copies, alignments, wider, ofPieces);
  if (isRefusal(places)) return places;
  const { outermost, readers } = places;
  const holes: { kind: Hole["kind"]; places: ts.Node[]; nodes: readonly ts.Node[]; reads: readonly ts.Symbol[] }[] = [];
  for (const place of outermost) {
    const nodes = [place, ...alignments.map((one) => one.partner.get(place) as ts.Node)];
    const kind = readers.has(place) ? "lazy" : ts.isTypeNode(place) && !ts.isExpressionWithTypeArguments(place) ? "type" : "value";
    const same = holes.find(
      (hole) =>
        hole.kind === kind &&
        (kind !== "value" || nodes.every((node, at) => isConstant(node) || ts.isIdentifier(node) || isFixedMember((copies[at] as Copy).checker, node))) &&
        hole.nodes.every((node, at) => saysTheSame((copies[at] as Copy).checker, node, nodes[at] as ts.Node)),
    );
    if (same) same.places.push(place);
    else holes.push({ kind, places: [place], nodes, reads: [] });
  }
  if (holes.length > mostHoles) return refuse("too-many-differences", String(holes.length));
  const order = evaluationOf(template, new Map(outermost.map((place) => [place, [place, ...alignments.map((one) => one.partner.get(place) as ts.Node)]])));
  const joined = new Set<object>();
  for (const hole of holes) {
    if (hole.kind === "type") continue;
    // A statement is something that is done: it is not passed as a value.
    const isDone = hole.places.every((place) => ts.isExpressionStatement(place.parent));
    const early = hole.kind === "lazy" || isDone ? undefined : refuseEarly(hole, copies, order);
    if (hole.kind === "value" && !isDone && early === undefined) continue;
    if (early?.refused === "different-modules-used") return early;
    // One function gives what stands in several places, as often as they are evaluated.
    const again = holes.find((other) => other !== hole && other.kind === "lazy" && other.nodes.every((node, at) => saysTheSame((copies[at] as Copy).checker, node, hole.nodes[at] as ts.Node)));
    if (again) {
      again.places.push(...hole.places);
      joined.add(hole);
      continue;
    }
    const reads = readsOf(hole, copies, alignments);
    const refusal = isRefusal(reads) ? (early ?? reads) : holes.some((other) => other !== hole && other.kind === "lazy") ? (early ?? refuse("uses-inner-variable", hole.nodes[0]?.getText())) : undefined;
    if (refusal || isRefusal(reads)) return refusal ?? refuse("evaluation-order");
    const hook = refuseHookIn(hole.nodes);
    if (hook) return hook;
    hole.kind = "lazy";
    hole.reads = reads;
  }
  const kept = holes.filter((hole) => !joined.has(hole));
  const functions = kept.filter((hole) => hole.kind === "lazy" || hole.nodes.some((node) => ts.isArrowFunction(node) || ts.isFunctionExpression(node))).length;
  if (functions > mostFunctions) return refuse("several-functions", String(functions));
  return kept;
}

/** What differs, each widened to what can be a parameter, in the order of the text; none stands within another. */
export function placesOf(
  copies: readonly Copy[],
  alignments: readonly Alignment[],
  wider: readonly ts.Node[],
  ofPieces: boolean,
): { readonly outermost: readonly ts.Node[]; readonly readers: ReadonlySet<ts.Node> } | Refusal {
  const template = copies[0] as Copy;
  const widened = new Set<ts.Node>(wider);
  const readers = new Set<ts.Node>();
  for (const [at, alignment] of alignments.entries()) {
    for (const mismatch of alignment.mismatches) {
      const strict = widen(mismatch, copies, alignments, false, ofPieces);
      const isTried = isRefusal(strict) ? strict.refused === "uses-inner-variable" : isMadeAgain(strict, template);
      const lazy = isTried ? widen(mismatch, copies, alignments, true, ofPieces) : strict;
      const place = isRefusal(lazy) && !isRefusal(strict) ? strict : lazy;
      if (isRefusal(place)) return copies.length > 2 ? { ...place, copy: at + 1 } : place;
      if (place !== strict) readers.add(place);
      widened.add(place === strict ? withAssertion(place, copies, alignments) : place);
    }
  }
  const outermost = [...widened].filter((node) => ![...widened].some((other) => other !== node && isWithin(node, other)));
  outermost.sort((a, b) => a.getStart(template.source) - b.getStart(template.source));
  return { outermost, readers };
}

/**
 * Whether the node is a function that the template makes each time that a function around it runs: what differs in it had better
 * be passed than a function that makes it.
 */
function isMadeAgain(node: ts.Node, template: Copy): boolean {
  return (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) && frameOf(node) !== template.frame;
}

/** The place with the type that all copies assert of it, where a variable is given nothing else: the parameter has that type. */
function withAssertion(place: ts.Node, copies: readonly Copy[], alignments: readonly Alignment[]): ts.Node {
  const around = place.parent;
  if (!(ts.isAsExpression(around) || ts.isSatisfiesExpression(around) || ts.isNonNullExpression(around))) return place;
  if (!ts.isVariableDeclaration(around.parent) || ts.isConstTypeReference(ts.isNonNullExpression(around) ? place : around.type)) return place;
  const nodes = [around, ...alignments.map((one) => one.partner.get(around))];
  return nodes.every((node, at) => node && refusePlace(copies[at] as Copy, node, false) === undefined) ? around : place;
}

/** Why the values of a hole cannot be passed before the call. */
function refuseEarly(hole: Pick<Hole, "places" | "nodes">, copies: readonly Copy[], order: ReadonlyMap<ts.Node, Moment>): Refusal | undefined {
  for (const place of hole.places) {
    for (const [at, node] of hole.nodes.entries()) {
      const refusal = refuseValue(copies[at] as Copy, node, order.get(place));
      if (refusal) return copies.length > 2 && at > 0 ? { ...refusal, copy: at } : refusal;
    }
  }
  return undefined;
}

/**
 * The template's own variables that a lazy hole reads; a refusal where a function written at the call
 * would not see what the expression sees in place: variables that the copies change, or that a
 * function inside the hole keeps.
 */
function readsOf(hole: Pick<Hole, "nodes" | "places">, copies: readonly Copy[], alignments: readonly Alignment[]): readonly ts.Symbol[] | Refusal {
  const found = new Set<ts.Symbol>();
  for (const [at, node] of hole.nodes.entries()) {
    const copy = copies[at] as Copy;
    const text = node.getText(copy.source);
    if (!ts.isExpression(node) || ts.isJsxAttribute(node.parent) || ts.isLiteralExpression(node)) return refuse("evaluation-order", text);
    const originals = at === 0 ? undefined : new Map([...(alignments[at - 1]?.renamed ?? [])].map(([from, to]) => [to, from]));
    let refusal: Refusal | undefined;
    const visit = (part: ts.Node, nested: boolean): void => {
      if (ts.isIdentifier(part) && !isPropertyName(part)) {
        const symbol = symbolAt(copy.checker, part);
        if (symbol && isLocal(symbol) && !isDeclaredIn(symbol, copy.source, node.getStart(copy.source), node.end)) {
          const all = mentionsOf(copy.checker, copy.source, symbol);
          const inner = isDeclaredIn(symbol, copy.source, copy.start, copy.end);
          const written = all.filter((one) => touchOf(one).writes && !touchOf(one).declares);
          if (!(symbol.flags & ts.SymbolFlags.Variable)) {
            if (inner || !(symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.TypeParameter))) refusal ??= refuse("evaluation-order", text);
          } else if (inner) {
            if (nested && written.length > 0) refusal ??= refuse("captured-variable", part.text);
            const original = originals === undefined ? symbol : originals.get(symbol);
            if (original === undefined) refusal ??= refuse("uses-inner-variable", text);
            else found.add(original);
          } else if (written.some((one) => isInside(copy, one))) refusal ??= refuse("evaluation-order", text);
        }
      }
      ts.forEachChild(part, (child) => visit(child, nested || ts.isFunctionLike(part)));
    };
    visit(node, false);
    if (refusal) return refusal;
  }
  return [...found];
}

function widen(mismatch: Mismatch, copies: readonly Copy[], alignments: readonly Alignment[], lazy: boolean, ofPieces: boolean): ts.Node | Refusal {
  const template = copies[0] as Copy;
  let reason: Refusal | undefined;
  if (mismatch.kind === "operator") {
    const texts = [mismatch.node, ...alignments.map((one) => one.partner.get(mismatch.node) ?? mismatch.node)].map((node) => node.getText());
    return refuse("different-operator", [...new Set(texts)].join(" and "));
  }
  for (let node = mismatch.node; ; node = node.parent) {
    const nodes = [node, ...alignments.map((one) => one.partner.get(node))];
    const blocked = nodes.map((one, at) => (one ? refusePlace(copies[at] as Copy, one, lazy, ofPieces) : refuse("different-shape", node.getText(template.source))));
    const first = blocked.find((one) => one !== undefined);
    if (first === undefined) return node;
    if (first.refused === "tagged-template" || first.refused === "static-literal") return first;
    // The most telling reason is that of the first expression on the way up.
    if (reason === undefined || reason.refused === "difference-not-a-value") reason = first;
    if (template.nodes.includes(node)) break;
  }
  const shape = mismatch.kind === "shape" || mismatch.kind === "property";
  return shape && reason.refused === "difference-not-a-value" ? refuse("different-shape", mismatch.node.getText(template.source)) : reason;
}
