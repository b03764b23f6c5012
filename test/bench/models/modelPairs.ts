import { Random } from "../recall/random.ts";
import { drawModel, drawName, drawOtherName, drawType, drawValues, otherType } from "./drawing.ts";
import { forms } from "./modelForms.ts";
import type { DrawnMember, DrawnModel, Form } from "./modelForms.ts";
import { valueForms } from "./valueForms.ts";

/** Two definitions that are to be found as one finding of one rule. */
export interface ModelPair {
  readonly rule: string;
  readonly operator: string;
  readonly forms: readonly [string, string];
  /** By path. */
  readonly files: readonly (readonly [path: string, text: string])[];
  /** Of a contradiction, the member. */
  readonly member?: string;
}

/** The kinds of change that a pair is made by. */
export const operators = ["renamed", "reordered", "one member more", "one member fewer", "type changed", "optional changed", "null changed"] as const;
type Operator = (typeof operators)[number];

/** For every operator and every pair of forms, `count` pairs. The same on every run. */
export function modelPairs(count: number, seed: string): readonly ModelPair[] {
  return [...operators.flatMap((operator) => pairsOf(operator, count, seed)), ...valuePairs(count, seed)];
}

function pairsOf(operator: Operator, count: number, seed: string): readonly ModelPair[] {
  return forms.flatMap((one) =>
    forms.flatMap((other): readonly ModelPair[] => {
      const rule = ruleFor(operator, one, other);
      if (rule === undefined) return [];
      const random = new Random(`${seed} ${operator} ${one.name} ${other.name}`);
      return Array.from({ length: count }, () => pairOf(rule, operator, [one, other], random));
    }),
  );
}

/** What is to be found; `undefined` for a pair that no rule is about: what a type without a name has in common with others in part only. */
function ruleFor(operator: Operator, one: Form, other: Form): string | undefined {
  const kinds = [one.kind, other.kind];
  if (kinds.includes("file")) return ruleForFile(operator, kinds);
  if (operator === "renamed" || operator === "reordered") {
    if (kinds.includes("schema")) return "schema-model";
    return kinds.includes("inline") ? "inline-model" : "duplicate-model";
  }
  if (kinds.includes("inline")) return undefined;
  return operator === "one member more" || operator === "one member fewer" ? "overlapping-model" : "conflicting-model";
}

/** What a schema file and the program say; whatever may be missing is written in one way in one and in another way in the other. */
function ruleForFile(operator: Operator, kinds: readonly Form["kind"][]): string | undefined {
  if (kinds.includes("inline") || kinds.every((kind) => kind === "file") || operator === "optional changed" || operator === "null changed") return undefined;
  if (operator === "renamed" || operator === "reordered") return "schema-model";
  return operator === "type changed" ? "conflicting-model" : "overlapping-model";
}

function pairOf(rule: string, operator: Operator, [one, other]: readonly [Form, Form], random: Random): ModelPair {
  const drawn = drawModel(random);
  const sayable = (member: DrawnMember): DrawnMember => other.sayable?.(one.sayable?.(member) ?? member) ?? one.sayable?.(member) ?? member;
  const model = { ...drawn, members: drawn.members.map(sayable) };
  const ofFile = one.kind === "file" || other.kind === "file";
  const made = changedBy(operator, model, random);
  const { member } = made;
  // A part of a schema is only told of where the names say that it is one.
  const changed = { name: ofFile && operator !== "renamed" ? model.name : made.changed.name, members: made.changed.members.map(sayable) };
  return {
    rule,
    operator,
    forms: [one.name, other.name],
    files: [
      [`/src/${random.below(1e6)}/one.${one.ending ?? "ts"}`, one.write(model)],
      [`/src/${random.below(1e6)}/other.${other.ending ?? "ts"}`, other.write(changed)],
    ],
    ...(member === undefined ? {} : { member }),
  };
}

function changedBy(operator: Operator, model: DrawnModel, random: Random): { readonly changed: DrawnModel; readonly member?: string } {
  const members = random.shuffled(model.members);
  const [first, ...others] = members;
  if (first === undefined) return { changed: model };
  switch (operator) {
    case "renamed":
      return { changed: { ...model, name: drawOtherName(random, model) } };
    case "reordered":
      return { changed: { ...model, members } };
    case "one member more":
      return { changed: { name: drawOtherName(random, model), members: random.shuffled([...members, newMember(model, random)]) } };
    case "one member fewer":
      return { changed: { name: drawOtherName(random, model), members: others } };
    default: {
      const changed = { ...first, ...changeOf(operator, first, random) };
      return { changed: { ...model, members: [changed, ...others] }, member: first.name };
    }
  }
}

function newMember({ members }: DrawnModel, random: Random): DrawnMember {
  for (;;) {
    const name = drawName(random);
    if (!members.some((member) => member.name === name)) return { name, type: drawType(random), optional: false };
  }
}

function changeOf(operator: Operator, { type, optional }: DrawnMember, random: Random): Partial<DrawnMember> {
  if (operator === "type changed") return { type: otherType(random, type) };
  if (operator === "optional changed") return { optional: !optional };
  return { type: type.kind === "nullable" ? type.of : { kind: "nullable", of: type } };
}

function valuePairs(count: number, seed: string): readonly ModelPair[] {
  return valueForms.flatMap((one) =>
    valueForms.flatMap((other) => {
      const random = new Random(`${seed} values ${one.name} ${other.name}`);
      return Array.from({ length: count }, (): ModelPair => {
        const values = drawValues(random, 4 + random.below(4));
        const model = drawModel(random);
        return {
          rule: "duplicate-values",
          operator: "reordered",
          forms: [one.name, other.name],
          files: [
            ["/src/one.ts", one.write(model.name, values)],
            ["/src/other.ts", other.write(drawOtherName(random, model), random.shuffled(values))],
          ],
        };
      });
    }),
  );
}
