import { ts } from "../../syntax/typescript.ts";
import { evaluationOf } from "../semantics/evaluation.ts";
import { refuseElsewhere } from "../semantics/elsewhere.ts";
import { frameOf } from "../semantics/selection.ts";
import { declarationOf, isPropertyName, isWithin, namesIn, symbolAt } from "../semantics/symbols.ts";
import type { Fragment } from "../refactoring.ts";
import { hostsOf, type Host } from "./host.ts";
import { isRefusal, refuse, type VariableRefusal } from "./refusals.ts";
import { valueOf } from "./value.ts";

/** A place where the expression stands. */
export interface Place {
  readonly fragment: Fragment;
  readonly node: ts.Expression;
}

/** Where the constant is declared and which places use it. */
export interface Plan {
  readonly host: Host;
  /** The node in front of which the constant is evaluated. */
  readonly anchor: ts.Node;
  readonly places: readonly Place[];
  readonly leftOut: readonly { readonly fragment: Fragment; readonly reason: string }[];
}

/** The places that one constant can serve, the selected one among them; `all` are sorted by place. */
export function planOf(checker: ts.TypeChecker, selected: Place, all: readonly Place[]): Plan | VariableRefusal {
  const leftOut: { fragment: Fragment; reason: string }[] = [];
  let places = all;
  const drop = (place: Place, { reason }: VariableRefusal): void => {
    leftOut.push({ fragment: place.fragment, reason });
    places = places.filter((one) => one !== place);
  };
  const hosts = hostsOf(selected.node);
  if (isRefusal(hosts)) return hosts;
  const value = valueOf(checker, selected.node);
  for (const place of all) {
    if (place === selected) continue;
    if (!sameNames(checker, selected.node, place.node)) drop(place, refuse("other-names"));
    else if (value.makesObject) drop(place, refuse("identity"));
    else if (value.hasEffect) drop(place, refuse("order"));
    else if (hosts.every((host) => !holds(host, place.node))) drop(place, refuse("other-place"));
  }
  for (;;) {
    const host = hosts.find((one) => places.every(({ node }) => holds(one, node)));
    const [first] = places;
    if (host === undefined || first === undefined) return refuse("no-place", "the expression");
    const wrong = firstWrong(checker, host, places);
    if (wrong === undefined) {
      const anchor = anchorOf(host, first.node);
      return { host, anchor, places, leftOut };
    }
    if (wrong.place === selected) return wrong.refusal;
    drop(wrong.place, wrong.refusal);
  }
}

function holds(host: Host, node: ts.Node): boolean {
  return host.nodes.some((one) => isWithin(node, one));
}

/** The node of the host that the expression stands in. */
function anchorOf(host: Host, node: ts.Node): ts.Node {
  const nodes: readonly ts.Node[] = host.nodes;
  return nodes.find((one) => isWithin(node, one)) ?? node;
}

/** The first place at which a constant in front of the first one would not be what the expression is. */
function firstWrong(checker: ts.TypeChecker, host: Host, places: readonly Place[]): { readonly place: Place; readonly refusal: VariableRefusal } | undefined {
  const [first] = places;
  const last = places[places.length - 1];
  if (first === undefined || last === undefined) return undefined;
  const anchor = anchorOf(host, first.node);
  const behind: readonly ts.Node[] = host.nodes;
  const nodes = behind.slice(behind.indexOf(anchor), behind.indexOf(anchorOf(host, last.node)) + 1);
  const moments = evaluationOf({ nodes, checker }, new Map(places.map(({ node }) => [node, [node]])));
  const frame = frameOf(anchor);
  for (const place of places) {
    const { node } = place;
    const value = valueOf(checker, node);
    const moment = moments.get(node);
    const inner = innerName(checker, node, anchor);
    const no = (refusal: VariableRefusal): ReturnType<typeof firstWrong> => ({ place, refusal });
    if (inner !== undefined) return no(refuse("inner-variable", inner));
    const elsewhere = refuseElsewhere(checker, node, anchor);
    if (elsewhere) return no(refuse("runs-elsewhere", elsewhere.detail));
    if (frameOf(node) !== frame && value.isOfFrame) return no(refuse("no-place", "the function"));
    if (place === first) {
      // Making a function does nothing that could be noticed, but in a loop each round has its own.
      if (value.isTotal || (isFunction(node) && moment?.repeated === false)) continue;
      if (moment === undefined || moment.conditional || moment.repeated) return no(refuse("conditional"));
      if (moment.late || (value.hasEffect && moment.read)) return no(refuse("order"));
      continue;
    }
    if (isHoisted(node, anchor)) return no(refuse("hoisted"));
    if (value.isFixed) continue;
    if (moment === undefined || moment.repeated || moment.late || frameOf(node) !== frame) return no(refuse("changes"));
  }
  return undefined;
}

function isFunction(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isFunction(node.expression);
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

/** Whether a function declaration around the place can be called before the constant has its value. */
function isHoisted(node: ts.Node, anchor: ts.Node): boolean {
  for (let at = node; at !== anchor.parent && !ts.isSourceFile(at); at = at.parent) if (ts.isFunctionDeclaration(at)) return true;
  return false;
}

/** A name of the expression that is declared behind the place of the constant, but not in the expression itself. */
function innerName(checker: ts.TypeChecker, node: ts.Node, anchor: ts.Node): string | undefined {
  const source = node.getSourceFile();
  const visit = (at: ts.Node): string | undefined => {
    if (ts.isIdentifier(at) && !isPropertyName(at)) {
      const symbol = symbolAt(checker, at);
      const declaration = symbol && declarationOf(symbol);
      if (declaration?.getSourceFile() === source && !isWithin(declaration, node)) {
        // What functions around this one declare has its value by the time that this one runs, or has not either way.
        const isBehind = declaration.getStart(source) >= anchor.getStart(source) && frameOf(declaration) === frameOf(anchor) && ((symbol?.flags ?? 0) & ts.SymbolFlags.Function) === 0;
        if (isBehind || isWithin(declaration, anchor)) return at.text;
      }
    }
    return ts.forEachChild(at, visit);
  };
  return visit(node);
}

/** Whether every name in one expression means what it means in the other, which has the same text but for layout. */
function sameNames(checker: ts.TypeChecker, one: ts.Node, other: ts.Node): boolean {
  const [own, theirs] = [namesIn(one), namesIn(other)];
  return own.length === theirs.length && own.every((name, at) => name.text === theirs[at]?.text && symbolAt(checker, name) === symbolAt(checker, theirs[at]));
}

