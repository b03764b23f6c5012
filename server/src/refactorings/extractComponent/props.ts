import type { Hole } from "../extractFunction/alignment/holes.ts";
import type { Copy } from "../semantics/flow.ts";
import { freshName } from "../extractFunction/naming/naming.ts";
import type { Plan } from "../extractFunction/plan.ts";
import { isRefusal, refuse, type Refusal } from "../semantics/refusals.ts";
import { isColumn, signatureOf, type Parameter, type Signature, type Style } from "../extractFunction/signature/signature.ts";
import { identifiersOf, isJavaScript } from "../semantics/symbols.ts";
import { ts } from "../../syntax/typescript.ts";
import { reactType } from "./library.ts";
import { isMarkup } from "./markup.ts";

/** Names that an element keeps for itself. */
const reserved: Readonly<Record<string, string>> = { key: "itemKey", ref: "elementRef" };

/** The properties of the new component: as the parameters of a function, but for markup, which is a `ReactNode`. */
export function propsOf(plan: Plan, style: Style, name: string): Signature | Refusal {
  const template = plan.copies[0] as Copy;
  const typed = !isJavaScript(template.source);
  const node = typed ? reactType("ReactNode", template.source, template.checker) : undefined;
  const slots = plan.holes.filter(isSlot);
  const signature = signatureOf(node === undefined ? plan : { ...plan, holes: plan.holes.filter((hole) => !isSlot(hole)) }, style, name);
  if (isRefusal(signature)) return signature;
  if (signature.explicit) return refuse("generic-component", signature.typeParameters.map((one) => one.name).join(", "));
  const used = new Set([name, ...signature.parameters.map((one) => one.name)]);
  const fresh = (names: readonly string[]): string => {
    const chosen = freshName(names, (one) => used.has(one) || namesIn(template).has(one));
    used.add(chosen);
    return chosen;
  };
  const parameters = signature.parameters.map((one): Parameter => {
    if (isColumn(one.filledBy)) return one;
    const wanted = [renderName(one.filledBy), reserved[one.name]].filter((own) => own !== undefined);
    return wanted.length === 0 ? one : { ...one, name: fresh([...wanted, `${one.name}Value`]) };
  });
  if (node === undefined) return { ...signature, parameters };
  for (const hole of slots) parameters.push({ name: fresh(slotNames(hole, slots)), type: node.text, filledBy: hole });
  if (slots.length === 0) return { ...signature, parameters };
  const isKnown = node.text.includes(".") || isImported(node.text, template);
  const names = new Map(signature.names);
  if (isKnown) names.set(node.text.replace(/\..*$/, ""), node.symbol);
  return { ...signature, parameters, names, imports: isKnown ? signature.imports : [...signature.imports, node.symbol] };
}

/** Names for a property that takes markup: that of the attribute that it fills, or `children` where it stands as such. */
function slotNames(hole: Hole, slots: readonly Hole[]): readonly string[] {
  const [place] = hole.places;
  const attribute = place && attributeAround(place);
  const inside = slots.filter(({ places: [one] }) => one !== undefined && isChild(one));
  return attribute !== undefined ? [attribute, "content"] : inside.length === 1 ? ["children", "content"] : ["content", "detail", "extra"];
}

/** The name of the attribute whose value the node is. */
function attributeAround(place: ts.Node): string | undefined {
  const attribute = ts.isJsxExpression(place.parent) ? place.parent.parent : undefined;
  return attribute && ts.isJsxAttribute(attribute) ? attribute.name.getText().replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) : undefined;
}

/** All names that the file mentions. */
function namesIn({ source }: Copy): ReadonlyMap<string, unknown> {
  return identifiersOf(source);
}

function isImported(name: string, { source, checker }: Copy): boolean {
  return checker.resolveName(name, source, ts.SymbolFlags.Type | ts.SymbolFlags.Alias, true) !== undefined;
}

/** Whether the difference is markup in all copies. */
function isSlot({ kind, nodes }: Hole): boolean {
  return kind === "value" && nodes.every(isMarkup);
}

function isChild(place: ts.Node): boolean {
  return ts.isJsxElement(place.parent) || ts.isJsxFragment(place.parent);
}

/** The name of a property that is a function which gives what differs. */
function renderName({ kind, places, nodes }: Hole): string | undefined {
  if (kind !== "lazy") return undefined;
  const word = places[0] && attributeAround(places[0]);
  const capital = word === undefined ? undefined : word.charAt(0).toUpperCase() + word.slice(1);
  if (nodes.every(isMarkup)) return `render${capital ?? "Content"}`;
  return capital === undefined ? undefined : `get${capital}`;
}
