import { ts } from "../../../syntax/typescript.ts";
import { saysTheSame, type Alignment } from "./align.ts";
import type { Copy, Flow } from "../../semantics/flow.ts";
import { refusePlace } from "./holePlaces.ts";
import { isWithin } from "../../semantics/symbols.ts";

/** Longer arguments are harder to read than what they spare. */
const longestArgument = 60;

/**
 * The expression of the template that had better be one parameter as a whole, where a function for the copies would need
 * too many: with it, what differs inside and the variables that only it reads need none of their own. The one that
 * leaves the fewest, and of those the smallest; `undefined` where none leaves fewer.
 *
 * @param places what differs so far, none within another
 */
export function widerPlace(copies: readonly Copy[], alignments: readonly Alignment[], flows: readonly Flow[], places: readonly ts.Node[]): ts.Node | undefined {
  const template = copies[0] as Copy;
  const column = (node: ts.Node): readonly (ts.Node | undefined)[] => [node, ...alignments.map((one) => one.partner.get(node))];
  const inputs = (flows[0] as Flow).mentions.filter(({ home, symbol }) => home === "local" && symbol !== undefined && !(symbol.flags & ts.SymbolFlags.TypeParameter));
  const countWith = (all: readonly ts.Node[]): number => {
    const columns: (readonly (ts.Node | undefined)[])[] = [];
    for (const place of all) {
      const own = column(place);
      const known = columns.some((other) => other.every((node, at) => node && own[at] && saysTheSame((copies[at] as Copy).checker, node, own[at])));
      if (!known) columns.push(own);
    }
    return columns.length + new Set(inputs.filter(({ node }) => !all.some((place) => isWithin(node, place))).map(({ symbol }) => symbol)).size;
  };
  let best: { readonly node: ts.Node; readonly count: number } | undefined;
  const now = countWith(places);
  for (const place of places)
    for (let node = place.parent; !template.nodes.includes(node) && !ts.isStatement(node) && isShort(column(node), copies); node = node.parent) {
      // A variable that only takes a parameter would say nothing.
      const mayBe = ts.isExpression(node) && !ts.isVariableDeclaration(node.parent) && column(node).every((one, at) => one && refusePlace(copies[at] as Copy, one, false) === undefined);
      if (!mayBe) continue;
      const count = countWith([...places.filter((one) => !isWithin(one, node)), node]);
      if (count < (best?.count ?? now)) best = { node, count };
    }
  return best?.node;
}

function isShort(nodes: readonly (ts.Node | undefined)[], copies: readonly Copy[]): boolean {
  return nodes.every((node, at) => {
    const text = node?.getText(copies[at]?.source) ?? "";
    return node !== undefined && text.length <= longestArgument && !text.includes("\n");
  });
}
