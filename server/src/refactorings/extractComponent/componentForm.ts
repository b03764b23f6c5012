import type { Copy } from "../semantics/flow.ts";
import type { Form } from "../extractFunction/writing/form.ts";
import type { Plan } from "../extractFunction/plan.ts";
import { refuse, type Refusal } from "../semantics/refusals.ts";
import { replacementsOf } from "../extractFunction/writing/replacements.ts";
import { indentAt, listLines, movedText, Rope, type Replacement } from "../extractFunction/writing/rope.ts";
import { isPragma } from "../semantics/pragmas.ts";
import type { Signature } from "../extractFunction/signature/signature.ts";
import { identifiersOf } from "../semantics/symbols.ts";
import type { ts } from "../../syntax/typescript.ts";
import { refuseConsumer } from "./consumer.ts";
import { elementText } from "./element.ts";
import { isReact } from "./library.ts";
import { commentsBefore, keyOf, markupOf, rootsOf } from "./markup.ts";
import { componentNames } from "./names.ts";
import { propsOf } from "./props.ts";
import { refuseRendering } from "./rendering.ts";

/** A component of the module, with an element of it in place of each copy. */
export const componentForm: Form = {
  kind: "refactor.extract.component",
  titleFor: (copies) => `Extract to a shared component (${copies} copies)`,
  mostParameters: 6,
  select: markupOf,
  refuse: refuseCopy,
  /** Made anew whenever the component around it is rendered, a component in a component would lose its state. */
  allows: ({ kind }) => kind === "module",
  names: componentNames,
  signature: propsOf,
  declaration,
  use: elementText,
};

function refuseCopy(copy: Copy, copies: readonly Copy[], program: ts.Program): Refusal | undefined {
  if (!isReact(copy.source, program)) return refuse("other-markup");
  const pragma = commentsBefore(copy).find((text) => isPragma(text));
  if (pragma !== undefined) return refuse("pragma", pragma);
  return refuseRendering(copy, copies) ?? refuseConsumer(copy);
}

function declaration(plan: Plan, signature: Signature, name: string, exported: boolean, target: ts.SourceFile | undefined): Rope {
  const template = plan.copies[0] as Copy;
  const source = target ?? template.source;
  const { newLine: br, end, step, width, lastComma, pad } = plan.layout;
  const { text: type, before } = typeOfProps(signature, name, source, plan);
  const { parameters } = signature;
  const pattern = parameters.length === 0 ? "" : `{${pad}${parameters.map((one) => one.name).join(", ")}${pad}}${type}`;
  const generics = signature.typeParameters.length > 0 ? `<${signature.typeParameters.map((one) => one.text).join(", ")}>` : "";
  const word = `${exported ? "export " : ""}function ${name}${generics}`;
  const flat = `${word}(${pattern}) {`;
  const head = flat.length > width && parameters.length > 1 ? `${word}({${listLines(parameters.map((one) => one.name), step, br, lastComma)}}${type}) {` : flat;
  const rope = new Rope().add(before + head + br);
  const roots = rootsOf(template);
  const wrapped = roots.length > 1;
  const many = wrapped || template.source.text.slice(template.start, template.end).includes("\n");
  const inner = many ? step + step : step;
  const replaced = [...replacementsOf(plan, signature), ...withoutKeys(plan)].sort((a, b) => a.start - b.start);
  rope.add(`${step}return ${many ? `(${br}${inner}` : ""}${wrapped ? `<>${br}${inner}${step}` : ""}`);
  rope.append(movedText(template.source, template.start, template.end, replaced, indentAt(template.source.text, template.start), wrapped ? inner + step : inner));
  rope.add(`${wrapped ? `${br}${inner}</>` : ""}${many ? `${br}${step})` : ""}${end}${br}}`);
  return rope;
}

/** The key stays with the element that takes the copy's place. */
function withoutKeys({ copies: [template] }: Plan): readonly Replacement[] {
  return (template ? rootsOf(template) : []).flatMap((root) => {
    const key = keyOf(root);
    return key ? [{ start: key.getFullStart(), end: key.end, text: "" }] : [];
  });
}

/** Lines of the copies that go, less those of a component whose properties are typed in place. */
function sparedLines({ copies, container }: Plan): number {
  const lines = copies.map((copy) => copy.source.text.slice(copy.start, copy.end).split("\n").length);
  return lines.reduce((sum, one) => sum + one - 1, 0) - (lines[0] ?? 0) - 5 - (container.kind === "module" && container.source ? 0 : copies.length + 2);
}

/** How the properties are typed: as the file types those of other components, in place where that is short. */
function typeOfProps({ parameters, typeParameters }: Signature, name: string, source: ts.SourceFile, plan: Plan): { readonly text: string; readonly before: string } {
  const typed = parameters.filter((one) => one.type !== undefined);
  if (typed.length === 0) return { text: "", before: "" };
  const { newLine: br, end, step, width } = plan.layout;
  const members = typed.map((one) => `${one.name}: ${one.type ?? ""}`);
  const inline = `{ ${members.join("; ")} }`;
  const known = [...new Set([source, ...plan.copies.map((copy) => copy.source)])];
  const count = (pattern: RegExp): number => known.reduce((sum, one) => sum + (one.text.match(pattern)?.length ?? 0), 0);
  const asAlias = count(/\btype \w*Props\b[^=\n]*=\s*\{/g);
  const asInterface = count(/\binterface \w*Props\b/g);
  const inPlace = count(/\(\{[^{}()]*\}:\s*\{/g);
  const fits = typed.length + 3 < sparedLines(plan);
  const isShort = inline.length + name.length + typed.map((one) => one.name.length + 2).reduce((sum, one) => sum + one, 0) < width - 20;
  const taken = known.some((one) => identifiersOf(one).has(`${name}Props`));
  if (taken || (isShort && (typed.length < 2 || !fits || inPlace > asAlias + asInterface))) return { text: `: ${inline}`, before: "" };
  const generics = typeParameters.length > 0 ? `<${typeParameters.map((one) => one.text).join(", ")}>` : "";
  const applied = typeParameters.length > 0 ? `<${typeParameters.map((one) => one.name).join(", ")}>` : "";
  const body = `{${br}${members.map((one) => `${step}${one}${end}${br}`).join("")}}`;
  const before = asAlias > asInterface ? `type ${name}Props${generics} = ${body}${end}` : `interface ${name}Props${generics} ${body}`;
  return { text: `: ${name}Props${applied}`, before: before + br + br };
}
