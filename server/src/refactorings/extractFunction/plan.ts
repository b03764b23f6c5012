import { ts } from "../../syntax/typescript.ts";
import { align, type Alignment } from "./alignment/align.ts";
import { tryAround } from "../semantics/control.ts";
import { flowOf, type Copy, type Flow, type Result } from "../semantics/flow.ts";
import { holesOf, placesOf, type Hole } from "./alignment/holes.ts";
import { leavingOf, returnAlike, type Leaving } from "../semantics/leaving.ts";
import { isRefusal, refuse, type Refusal } from "../semantics/refusals.ts";
import type { Layout } from "../modules/layout.ts";
import { isJavaScript, isWithin } from "../semantics/symbols.ts";
import { visibleFrom, type Container } from "./placement/target.ts";
import { isPiece } from "../semantics/templatePieces.ts";
import { isWholeTest } from "./naming/testTitles.ts";
import { mayBePromise } from "../semantics/types.ts";
import { widerPlace } from "./alignment/widerHoles.ts";

/** A variable or type parameter of the template with what it is in each copy, the template first. */
export interface Column {
  readonly symbol: ts.Symbol;
  readonly symbols: readonly (ts.Symbol | undefined)[];
}

/** A variable that the function gives back, and what each copy does with it. */
export interface ResultColumn {
  readonly symbol: ts.Symbol;
  readonly declared: boolean;
  readonly results: readonly (Result | undefined)[];
}

/** What the new function takes and gives, and how each copy calls it. */
export interface Plan {
  /** The template first: the copy whose text is kept. */
  readonly copies: readonly Copy[];
  readonly container: Container;
  readonly alignments: readonly Alignment[];
  readonly flows: readonly Flow[];
  readonly holes: readonly Hole[];
  readonly inputs: readonly Column[];
  /** Variables that the function declares, since it overwrites them first. */
  readonly fresh: readonly Column[];
  readonly typeInputs: readonly Column[];
  readonly results: readonly ResultColumn[];
  readonly exit: Flow["exit"];
  /** How the function says that a copy is left, where it is left in some cases only. */
  readonly leaving: Leaving | undefined;
  /** Expressions of the template that stay at the calls: literals that it returns where the function only says that it does. */
  readonly kept: readonly ts.Node[];
  readonly awaits: boolean;
  readonly yields: boolean;
  /** How the file is written that the function goes to. */
  readonly layout: Layout;
}

/** Whether the part of the template stays at the calls: as an argument, or as what is returned there. */
export function isAtCalls(plan: Plan, node: ts.Node): boolean {
  return plan.kept.some((one) => isWithin(node, one)) || plan.holes.some((hole) => hole.places.some((place) => isWithin(node, place)));
}

const mostResults = 3;

/** Lays the copies on the template and decides about parameters, of which there may be so many, results and exits. */
export function planOf(copies: readonly Copy[], container: Container, mostParameters: number, layout: Layout): Plan | Refusal {
  const template = copies[0] as Copy;
  const visible = visibleFrom(container);
  const flows: Flow[] = [];
  const alignments: Alignment[] = [];
  for (const [at, copy] of copies.entries()) {
    const flow = flowOf(copy, visible);
    if (isRefusal(flow)) return { ...flow, copy: at };
    flows.push(flow);
  }
  for (const [at, copy] of copies.slice(1).entries()) {
    const alignment = align(template, copy, visible);
    if (isRefusal(alignment)) return { ...alignment, copy: at + 1 };
    alignments.push(alignment);
  }
  const laid: Laid = { copies, container, mostParameters, layout, flows, alignments };
  const plan = planFor(laid, false);
  if (!isRefusal(plan) && !plan.holes.some(({ kind, places: [place] }) => kind === "lazy" && place && ts.isTemplateExpression(place))) return plan;
  // A text within a template can be passed where the whole template cannot, for it is the same whenever it is evaluated.
  const hasPieces = alignments.some(({ mismatches }) => mismatches.some(({ node }) => isPiece(node)));
  const ofPieces = hasPieces ? planFor(laid, true) : plan;
  return isRefusal(ofPieces) ? plan : ofPieces;
}

function planFor(laid: Laid, ofPieces: boolean): Plan | Refusal {
  const { copies, flows, alignments } = laid;
  const narrow = planWith(laid, [], ofPieces);
  const wider: ts.Node[] = [];
  for (let plan = narrow; copies.length > 1 && isRefusal(plan) && isTooMany(plan); ) {
    const places = placesOf(copies, alignments, wider, ofPieces);
    const place = isRefusal(places) ? undefined : widerPlace(copies, alignments, flows, places.outermost);
    if (place === undefined) return narrow;
    wider.push(place);
    plan = planWith(laid, wider, ofPieces);
    if (!isRefusal(plan)) return plan;
  }
  return narrow;
}

/** Copies that are laid on the first of them, with what the function may be. */
interface Laid extends Pick<Plan, "copies" | "container" | "layout" | "flows" | "alignments"> {
  readonly mostParameters: number;
}

function isTooMany({ refused }: Refusal): boolean {
  return refused === "too-many-parameters" || refused === "too-many-differences";
}

/** @param wider expressions around what differs that are passed as a whole */
function planWith({ copies, container, mostParameters, layout, flows, alignments }: Laid, wider: readonly ts.Node[], ofPieces: boolean): Plan | Refusal {
  const template = copies[0] as Copy;
  const found = holesOf(copies, alignments, wider, ofPieces);
  if (isRefusal(found)) return found;
  const exit = exitOf(copies, flows);
  if (isRefusal(exit)) return exit;
  const kept = exit === "guard" ? template.control.returns.flatMap((one) => one.expression ?? []) : [];
  const differences = found.flatMap((hole) => {
    const moved = hole.places.filter((place) => !kept.some((one) => isWithin(place, one)));
    return moved.length > 0 ? [{ ...hole, places: moved }] : [];
  });
  const receiver = container.kind === "class" ? undefined : receiverOf(copies, differences);
  if (isRefusal(receiver)) return receiver;
  const holes = receiver ? [receiver, ...differences] : differences;
  const inCopy = (at: number, symbol: ts.Symbol): ts.Symbol | undefined =>
    at === 0 ? symbol : alignments[at - 1]?.renamed.get(symbol);
  const column = (symbol: ts.Symbol): Column => ({ symbol, symbols: copies.map((_, at) => inCopy(at, symbol)) });

  const places = holes.flatMap((hole) => hole.places);
  const outside = (flows[0] as Flow).mentions.filter((one) => !places.some((place) => isWithin(one.node, place)));
  const locals = [...new Set(outside.filter((one) => one.home === "local").map((one) => one.symbol))].filter((one) => one !== undefined);
  const isInput = (symbol: ts.Symbol): boolean =>
    flows.some((flow, at) => flow.inputs.some((one) => one === inCopy(at, symbol)));
  const variables = locals.filter((one) => !(one.flags & ts.SymbolFlags.TypeParameter));
  const inputs = variables.filter(isInput).map(column);
  const fresh = variables.filter((one) => !isInput(one)).map(column);
  const typeInputs = locals.filter((one) => one.flags & ts.SymbolFlags.TypeParameter).map(column);

  const results = resultsOf(copies, flows, inCopy);
  if (isRefusal(results)) return results;
  const leaving = leavingOf(copies, exit, results);
  if (isRefusal(leaving)) return leaving;
  const awaits = template.control.awaits;
  if (awaits) {
    const refusal = refuseAsyncResult(copies, results) ?? refuseAsyncReturn(copies, exit);
    if (refusal) return refusal;
  }
  const total = inputs.length + holes.filter((hole) => hole.kind !== "type").length;
  if (total === 0 && copies.length > 1 && template.nodes.every(isWholeTest)) return refuse("same-tests");
  if (total > mostParameters) return refuse("too-many-parameters", String(total));
  return { copies, container, alignments, flows, holes, inputs, fresh, typeInputs, results, exit, leaving, kept, awaits, yields: template.control.yields, layout };
}

/** `this` of copies that are not methods of one class: the function takes it as a parameter. */
function receiverOf(copies: readonly Copy[], holes: readonly Hole[]): Hole | undefined | Refusal {
  const template = copies[0] as Copy;
  const places = template.control.thises.filter((one) => !holes.some((hole) => hole.places.some((place) => isWithin(one, place))));
  if (places.length === 0) return undefined;
  const nodes = copies.map((copy) => copy.control.thises[0]);
  const isKnown = (node: ts.Node | undefined, { checker, source }: Copy): node is ts.Node =>
    node !== undefined && (isJavaScript(source) || (checker.getTypeAtLocation(node).flags & ts.TypeFlags.Any) === 0);
  if (!nodes.every((node, at) => isKnown(node, copies[at] as Copy))) return refuse("this");
  return { kind: "value", places, nodes, reads: [] };
}

function resultsOf(
  copies: readonly Copy[],
  flows: readonly Flow[],
  inCopy: (at: number, symbol: ts.Symbol) => ts.Symbol | undefined,
): readonly ResultColumn[] | Refusal {
  const symbols = [...new Set((flows[0] as Flow).mentions.map((one) => one.symbol))].filter((one) => one !== undefined);
  const found = new Map<ts.Symbol, (Result | undefined)[]>();
  for (const [at, flow] of flows.entries()) {
    for (const result of flow.results) {
      const symbol = symbols.find((one) => inCopy(at, one) === result.symbol);
      if (symbol === undefined) return refuse("inconsistent-names", result.symbol.name);
      const row = found.get(symbol) ?? copies.map(() => undefined);
      row[at] = result;
      found.set(symbol, row);
    }
  }
  const columns = symbols.flatMap((symbol): readonly ResultColumn[] => {
    const results = found.get(symbol);
    return results ? [{ symbol, results, declared: results.some((one) => one?.declared) }] : [];
  });
  if (columns.length > mostResults) return refuse("several-results", String(columns.length));
  const mixed = columns.some((one) => one.declared !== columns[0]?.declared);
  if (mixed) return refuse("several-results", String(columns.length));
  return columns;
}

/** `if (f()) return;` serves a copy at the end of its function as well, and so does an `if` around `return result;`. */
function exitOf(copies: readonly Copy[], flows: readonly Flow[]): Flow["exit"] | Refusal {
  const exits = new Set(flows.map((flow) => flow.exit));
  if (exits.size === 1) return (flows[0] as Flow).exit;
  const valued = copies.some((copy) => copy.control.returns.some((one) => one.expression !== undefined));
  if (!valued) return exits.has("return") ? refuse("conditional-return") : "guard";
  if (exits.has("none")) return refuse("conditional-return");
  return !exits.has("value") && copies.every(returnAlike) ? "guard" : "value";
}

/** A promise that is returned is not waited for by the `try` around it, while the call has to be. */
function refuseAsyncReturn(copies: readonly Copy[], exit: Flow["exit"]): Refusal | undefined {
  for (const { checker, control, frame, nodes, source } of copies) {
    if (exit !== "value" && tryAround(nodes[0] as ts.Node, frame).length === 0) continue;
    const promise = control.returns.find((one) => one.expression && mayBePromise(checker, checker.getTypeAtLocation(one.expression)));
    if (promise) return refuse("async-result", promise.expression?.getText(source));
  }
  return undefined;
}

function refuseAsyncResult(copies: readonly Copy[], results: readonly ResultColumn[]): Refusal | undefined {
  for (const column of results) {
    if (results.length > 1) break;
    for (const [at, result] of column.results.entries()) {
      const copy = copies[at] as Copy;
      if (result && mayBePromise(copy.checker, copy.checker.getTypeOfSymbol(result.symbol))) return refuse("async-result", result.symbol.name);
    }
  }
  for (const copy of copies) {
    const node = copy.nodes[0];
    if (copy.kind === "expression" && node && mayBePromise(copy.checker, copy.checker.getTypeAtLocation(node))) return refuse("async-result", node.getText(copy.source));
  }
  return undefined;
}
