import type { ts } from "../../../syntax/typescript.ts";
import { callText } from "./calls.ts";
import type { Form } from "./form.ts";
import { givenAtOnce } from "../signature/givenAtOnce.ts";
import { containerIndent } from "../placement/insertion.ts";
import { functionNames } from "../naming/functionNames.ts";
import type { Plan } from "../plan.ts";
import { replacementsOf } from "./replacements.ts";
import { indentAt, listLines, movedText, Rope } from "./rope.ts";
import { selectionOf } from "../../semantics/selection.ts";
import { isJavaScript } from "../../semantics/symbols.ts";
import { signatureOf, type Signature } from "../signature/signature.ts";

/** A function, or a private method, that is called in place of each copy. */
export const functionForm: Form = {
  kind: "refactor.extract.function",
  titleFor: (copies) => `Extract to a shared function (${copies} copies)`,
  callsExisting: true,
  mostParameters: 3,
  select: selectionOf,
  refuse: () => undefined,
  allows: () => true,
  names: (plan) => functionNames(plan),
  signature: signatureOf,
  declaration: functionRope,
  use: callText,
};

/** The title where the copies share more than can be said once. */
export function titleForPart(copies: number): string {
  return `Extract a shared part to a function (${copies} copies)`;
}

/** The same for expressions of one line, whose name is worth more than a line, as long as it leaves less text. */
export const expressionForm: Form = { ...functionForm, countsText: true };

/** Calls of a function that exists, and nothing new. */
export const callForm: Form = { ...functionForm, callsExisting: "only", titleFor: (copies) => `Call the function that does this (${copies - 1} ${copies === 2 ? "place" : "places"})` };

/** The title where the copies call a function that is there. */
export function titleForCalls(name: string): string {
  return `Call ${name}`;
}

function functionRope(plan: Plan, signature: Signature, name: string, exported: boolean, target: ts.SourceFile | undefined): Rope {
  const template = plan.copies[0] as Plan["copies"][number];
  const { container } = plan;
  const { newLine: br, end, step, width, lastComma } = plan.layout;
  const indent = containerIndent(plan);
  const inner = indent + step;
  const typeParameters = signature.typeParameters.length > 0 ? `<${signature.typeParameters.map((one) => one.text).join(", ")}>` : "";
  const inComment = isJavaScript(target ?? template.source);
  const parameters = signature.parameters.map((one) => (one.type === undefined || inComment ? one.name : `${one.name}${one.isOptional ? "?" : ""}: ${one.type}`));
  const returns = signature.returns === undefined || inComment ? "" : `: ${signature.returns}`;
  const async = plan.awaits ? "async " : "";
  const word =
    container.kind === "class"
      ? `${container.inheritedIn ? "protected" : "private"} ${container.isStatic ? "static " : ""}${async}${plan.yields ? "*" : ""}${name}`
      : `${exported ? "export " : ""}${async}function${plan.yields ? "*" : ""} ${name}`;
  const flat = `${word}${typeParameters}(${parameters.join(", ")})${returns} {`;
  // The members of an only parameter's type are broken rather than the list around it.
  const isHugged = parameters.length === 1 && /^[\w$]+\??: \{/.test(parameters[0] ?? "");
  const long = indent.length + flat.length > width && parameters.length > 0 && !isHugged;
  const head = long
    ? `${word}${typeParameters}(${listLines(parameters, inner, br, lastComma)}${indent})${returns} {`
    : flat;
  const rope = new Rope().add((inComment ? typeComment(signature, indent, br) : "") + head + br);
  // A bracket at the start of a line would go on with the line before.
  const joins = /[([`+\-/]/.test(template.source.text.charAt((template.nodes[0] as ts.Node).getStart(template.source)));
  for (const declaration of signature.declarations) rope.add(inner + declaration + (joins ? ";" : end) + br);
  rope.add(inner + (template.kind === "expression" ? "return " : ""));
  rope.append(movedText(template.source, template.start, template.end, replacementsOf(plan, signature), indentAt(template.source.text, template.start), inner));
  if (template.kind === "expression") rope.add(end);
  rope.add(br);
  const given = givenAtEnd(plan);
  if (given !== undefined) rope.add(`${inner}return ${given}${end}${br}`);
  return rope.add(indent + "}");
}

/** The types of a function of JavaScript, as a comment in front of it. */
function typeComment(signature: Signature, indent: string, br: string): string {
  const tags = signature.parameters.flatMap((one) => (one.type === undefined ? [] : [`@param {${one.type}} ${one.isOptional ? `[${one.name}]` : one.name}`]));
  if (tags.length < signature.parameters.length || tags.length === 0) return "";
  if (signature.returns !== undefined) tags.push(`@returns {${signature.returns}}`);
  return [`/**`, ...tags.map((tag) => ` * ${tag}`), ` */`].map((line) => line + br + indent).join("");
}

/** What the function gives when its end is reached. */
function givenAtEnd(plan: Plan): string | undefined {
  const { leaving } = plan;
  if (leaving?.kind === "flag") return "false";
  if (leaving?.kind === "value") return "undefined";
  const names = plan.results.map((one) => one.symbol.name);
  if (names.length === 0 || givenAtOnce(plan)) return undefined;
  return names.length === 1 && !leaving?.boxed ? names[0] : `{${plan.layout.pad}${names.join(", ")}${plan.layout.pad}}`;
}
