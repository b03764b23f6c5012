import { ts } from "../../../syntax/typescript.ts";
import type { Copy } from "../../semantics/flow.ts";
import { givenAtOnce } from "../signature/givenAtOnce.ts";
import type { Plan } from "../plan.ts";
import type { Replacement } from "./rope.ts";
import { isColumn, type Signature } from "../signature/signature.ts";
import { isPiece, rangeOfPiece } from "../../semantics/templatePieces.ts";

/** What of the template's text becomes something else in the function. */
export function replacementsOf(plan: Plan, signature: Signature): readonly Replacement[] {
  const template = plan.copies[0] as Copy;
  const found: Replacement[] = [];
  for (const parameter of [...signature.parameters, ...signature.typeParameters]) {
    const hole = parameter.filledBy;
    if (hole === undefined || isColumn(hole)) continue;
    const constant = "constant" in parameter ? parameter.constant : undefined;
    if (constant) {
      const { end } = constant.statement;
      const behind = /^[ \t]*(\r?\n[ \t]*)*/.exec(template.source.text.slice(end))?.[0].length ?? 0;
      found.push({ start: constant.statement.getStart(template.source), end: end + behind, text: "" });
      continue;
    }
    for (const place of hole.places) {
      if (isPiece(place)) found.push({ ...rangeOfPiece([place, ...hole.nodes.slice(1).filter(isPiece)]), text: `\${${parameter.name}}` });
      else if (ts.isJsxText(place)) {
        const start = place.pos + place.text.indexOf(place.text.trim());
        found.push({ start, end: start + place.text.trim().length, text: `{${parameter.name}}` });
      } else {
        const value = hole.kind === "lazy" ? `${parameter.name}${"isOptional" in parameter && parameter.isOptional ? "?." : ""}(${hole.reads.map((symbol) => symbol.name).join(", ")})` : parameter.name;
        const inMarkup = ts.isJsxAttribute(place.parent) || ts.isJsxElement(place.parent) || ts.isJsxFragment(place.parent);
        const text = inMarkup ? `{${value}}` : value;
        const property = place.parent;
        const start = place.getStart(template.source);
        const same = ts.isPropertyAssignment(property) && ts.isIdentifier(property.name) && property.name.text === text;
        const short = same && /^\s*:\s*$/.test(template.source.text.slice(property.name.end, start));
        found.push({ start: short ? property.name.getStart(template.source) : start, end: place.end, text });
      }
    }
  }
  return [...found, ...leavesOf(plan), ...givenBy(plan)].sort((a, b) => a.start - b.start);
}

/** The declaration of a variable that is only given back becomes a `return`. */
function givenBy(plan: Plan): readonly Replacement[] {
  const { source } = plan.copies[0] as Copy;
  const declaration = givenAtOnce(plan);
  return declaration ? [{ start: declaration.parent.parent.getStart(source), end: declaration.initializer.getStart(source), text: "return " }] : [];
}

/** What becomes of the statements that leave the template: they tell the caller to leave, or give it what it returns. */
function leavesOf(plan: Plan): readonly Replacement[] {
  const { control, source } = plan.copies[0] as Copy;
  const { leaving } = plan;
  const { pad } = plan.layout;
  if (leaving === undefined) return [];
  return [...control.returns, ...control.jumps].flatMap((one): readonly Replacement[] => {
    const start = one.getStart(source);
    const value = ts.isReturnStatement(one) ? one.expression : undefined;
    if (leaving.kind === "value") {
      if (!leaving.boxed) return [];
      if (value === undefined) return [{ start, end: start + "return".length, text: `return {${pad}value: undefined${pad}}` }];
      return [
        { start, end: start + "return".length, text: `return {${pad}value:` },
        { start: value.end, end: value.end, text: `${pad}}` },
      ];
    }
    const end = value?.end ?? start + (ts.isReturnStatement(one) ? "return" : ts.isBreakStatement(one) ? "break" : "continue").length;
    return [{ start, end, text: leaving.kind === "flag" ? "return true" : "return undefined" }];
  });
}
