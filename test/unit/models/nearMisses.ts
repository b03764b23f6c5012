import { drawModel, drawName, drawOtherName, drawType, drawValues, otherType } from "../../bench/models/drawing.ts";
import { forms, written } from "../../bench/models/modelForms.ts";
import type { DrawnMember, DrawnModel, Form } from "../../bench/models/modelForms.ts";
import { Random } from "../../bench/recall/random.ts";

/** Definitions that have something in common and are not to be reported. */
export interface NearMiss {
  readonly name: string;
  /** By path. */
  readonly files: readonly (readonly [path: string, text: string])[];
}

const variants = 10;

/** The corpus of near-misses: for each reason to keep silent, ten cases. The same on every run. */
export function nearMisses(): readonly NearMiss[] {
  return Object.entries(reasons).flatMap(([reason, make]) =>
    Array.from({ length: variants }, (_, i): NearMiss => {
      const texts = make(new Random(`${reason} ${i}`));
      const files = texts.map((text, at) => (typeof text === "string" ? ([`/src/${["left", "right", "third"][at] ?? "more"}.ts`, text] as const) : text));
      return { name: `${reason} (${i + 1})`, files };
    }),
  );
}

type Text = string | readonly [path: string, text: string];

const plainForms = ["interface", "type alias", "class with fields", "intersection"].map((name) => formNamed(name));

function formNamed(name: string): Form {
  const form = forms.find((one) => one.name === name);
  if (form === undefined) throw new Error(`There is no form ${name}.`);
  return form;
}

/** In any form of a model with a name. */
function write(random: Random, model: DrawnModel): string {
  return (random.pick(plainForms) ?? formNamed("interface")).write(model);
}

/** Members of names that are drawn, none of which is among `others`. */
function fresh(random: Random, count: number, others: readonly DrawnMember[] = []): readonly DrawnMember[] {
  const members: DrawnMember[] = [];
  while (members.length < count) {
    const name = drawName(random);
    if (![...members, ...others].some((member) => member.name === name)) members.push({ name, type: drawType(random), optional: false });
  }
  return members;
}

/** Names that have no word in common. */
function unrelated(random: Random): readonly [string, string] {
  const wordsOf = (name: string): readonly string[] => name.split(/(?=[A-Z])/);
  for (;;) {
    const [one, other] = [drawModel(random).name, drawModel(random).name];
    if (!wordsOf(one).some((word) => wordsOf(other).includes(word))) return [one, other];
  }
}

function of(random: Random, names: readonly string[]): readonly DrawnMember[] {
  return names.map((name) => ({ name, type: drawType(random), optional: false }));
}

/** A row of a database, in the form that Prisma has for it. */
function prismaRow(name: string, members: readonly DrawnMember[]): string {
  return formNamed("Prisma model").write({ name, members });
}

const everyday = ["id", "name", "title", "description", "status", "type", "value", "label", "width", "height", "start", "end", "index", "count"];
const everydayValues = [
  ["left", "right", "top", "bottom"], ["small", "medium", "large"], ["asc", "desc", "none"], ["light", "dark", "system"], ["start", "center", "end"],
  ["success", "error", "warning"], ["idle", "pending", "done"], ["GET", "POST", "PUT"], ["string", "number", "boolean"], ["up", "down", "left"],
];

const reasons: Readonly<Record<string, (random: Random) => readonly Text[]>> = {
  "two members": (random) => {
    const [one, other] = unrelated(random);
    const members = fresh(random, 2);
    return [write(random, { name: one, members }), write(random, { name: other, members: random.shuffled(members) })];
  },
  "places and sizes": (random) => {
    const [one, other] = unrelated(random);
    const names = random.pick([["x", "y", "z"], ["width", "height", "depth"], ["top", "left", "right", "bottom"], ["min", "max", "from"], ["start", "end", "length"]]) ?? [];
    const members = names.map((name): DrawnMember => ({ name, type: { kind: "number" }, optional: false }));
    return [write(random, { name: one, members }), write(random, { name: other, members })];
  },
  "members of every day": (random) => {
    const [one, other] = unrelated(random);
    const members = random.shuffled(everyday).slice(0, 4).map((name): DrawnMember => ({ name, type: { kind: random.chance(0.5) ? "string" : "number" }, optional: false }));
    return [write(random, { name: one, members }), write(random, { name: other, members: random.shuffled(members) })];
  },
  "everyday members and something of their own": (random) => {
    const [one, other] = unrelated(random);
    const shared = random.shuffled(everyday).slice(0, 5).map((name): DrawnMember => ({ name, type: { kind: "string" }, optional: false }));
    const own = fresh(random, 2);
    return [write(random, { name: one, members: [...shared, ...own] }), write(random, { name: other, members: [...shared, ...fresh(random, 2, own)] })];
  },
  "versions by name": (random) => {
    const model = drawModel(random);
    return [write(random, { ...model, name: `${model.name}V1` }), write(random, { ...model, name: `${model.name}V2`, members: random.chance(0.5) ? model.members : model.members.slice(1) })];
  },
  "versions by folder": (random) => {
    const model = drawModel(random);
    return [["/api/v1/model.ts", write(random, model)], ["/api/v2/model.ts", write(random, { ...model, members: random.chance(0.5) ? model.members : [...model.members, ...fresh(random, 1, model.members)] })]];
  },
  "brands and private members": (random) => {
    const { name, members } = drawModel(random);
    const other = drawOtherName(random, { name, members });
    const fields = members.map(({ name: member, type }) => `  ${member}!: ${written(type)};\n`).join("");
    if (random.chance(0.5)) return [`export class ${name} {\n  #secret = 1;\n${fields}}\n`, `export class ${other} {\n  #secret = 1;\n${fields}}\n`];
    const brand = (of: string): string => `declare const brand: unique symbol;\nexport interface ${of} {\n  readonly [brand]: "${of}";\n${fields.replaceAll("!:", ":")}}\n`;
    return [brand(name), brand(other)];
  },
  "variants that a literal tells apart": (random) => {
    const subject = drawModel(random).name;
    const shared = fresh(random, 2);
    const variant = (kind: string): string =>
      formNamed("interface").write({ name: `${subject}${kind}`, members: [{ name: "kind", type: { kind: "choice", values: [kind] }, optional: false }, ...shared, ...fresh(random, 3, shared)] });
    return [variant("Opened"), variant("Closed"), variant("Moved")];
  },
  "less than a core": (random) => {
    const [one, other] = unrelated(random);
    const shared = fresh(random, 4);
    const own = fresh(random, 5, shared);
    return [write(random, { name: one, members: [...shared, ...own] }), write(random, { name: other, members: [...shared, ...fresh(random, 5, [...shared, ...own])] })];
  },
  "three members of larger models": (random) => {
    const [one, other] = unrelated(random);
    const shared = fresh(random, 3);
    const own = fresh(random, 2, shared);
    return [write(random, { name: one, members: [...shared, ...own] }), write(random, { name: other, members: [...shared, ...fresh(random, 2, [...shared, ...own])] })];
  },
  "equal names of other types": (random) => {
    const [one, other] = unrelated(random);
    const members = fresh(random, 5);
    return [write(random, { name: one, members }), write(random, { name: other, members: members.map((member) => ({ ...member, type: otherType(random, member.type) })) })];
  },
  "one name for two things": (random) => {
    const { name, members } = drawModel(random);
    return [write(random, { name, members }), write(random, { name, members: fresh(random, 5, members) })];
  },
  "built on the other": (random) => {
    const { name, members } = drawModel(random);
    const own = fresh(random, 2, members);
    const more = own.map((member) => `${member.name}: ${written(member.type)}`).join("; ");
    const base = `import type { ${name} } from "./left";\n`;
    const by = [`export interface Special${name} extends ${name} { ${more} }`, `export type Special${name} = ${name} & { ${more} };`, `export type Special${name} = Omit<${name}, "${members[0]?.name ?? ""}"> & { ${more} };`, `export type Special${name} = Pick<${name}, "${members[0]?.name ?? ""}">;`];
    return [formNamed("interface").write({ name, members }), `${base}${random.pick(by) ?? ""}\n`];
  },
  "class of an interface": (random) => {
    const { name, members } = drawModel(random);
    const fields = members.map((member) => `  ${member.name}${member.optional ? "?" : "!"}: ${written(member.type)};\n`).join("");
    return [formNamed("interface").write({ name, members }), `import type { ${name} } from "./left";\nexport class Stored${name} implements ${name} {\n${fields}}\n`];
  },
  "what changes a model": (random) => {
    const { name, members } = drawModel(random);
    const all = members.map((member) => ({ ...member, optional: false }));
    return [write(random, { name, members: all }), write(random, { name: `${name}Update`, members: all.map((member) => ({ ...member, optional: true })) })];
  },
  "derived from the schema": (random) => {
    const model = drawModel(random);
    const constant = `${model.name.charAt(0).toLowerCase()}${model.name.slice(1)}Schema`;
    return [`${formNamed("zod").write(model)}export type ${model.name} = z.infer<typeof ${constant}>;\n`];
  },
  "a schema that transforms": (random) => {
    const { name, members } = drawModel(random);
    const [first, ...others] = members;
    const lines = others.map((member) => `${member.name}: z.custom<${written(member.type)}>()`).join(", ");
    return [`import { z } from "zod";\nexport const Known = z.object({ ${first?.name ?? ""}: z.string().transform(Number), ${lines} });\n`, write(random, { name, members })];
  },
  "values of every day": (random) => {
    const values = random.pick(everydayValues) ?? [];
    const [one, other] = unrelated(random);
    return [`export type ${one} = ${values.map((value) => `"${value}"`).join(" | ")};\n`, `export const ${other} = [${random.shuffled(values).map((value) => `"${value}"`).join(", ")}] as const;\n`];
  },
  "some of the values": (random) => {
    const values = drawValues(random, 7);
    const [one, other] = unrelated(random);
    return [`export enum ${one} { ${values.slice(0, 5).join(", ")} }\n`, `export enum ${other} { ${values.slice(2).join(", ")} }\n`];
  },
  "types of their own functions": (random) => {
    const names = fresh(random, 4).map((member) => member.name);
    const body = names.map((name, i) => `${name}: ${["TRow", "TRow[]", "(row: TRow) => boolean", "number"][i] ?? "string"}`).join("; ");
    return [`export function sort<TRow>(it: { ${body} }) { return it; }\n`, `export const group = <TRow,>(it: { ${body} }): TRow => it as never;\n`];
  },
  "inline types of every day": (random) => {
    const names = random.shuffled(everyday).slice(0, 4);
    const body = names.map((name) => `${name}: ${random.chance(0.5) ? "string" : "number"}`).join("; ");
    return [`export function draw(it: { ${body} }) { return it; }\n`, `export const found = find() as { ${body} };\n`];
  },
  "two kinds of one thing in one file": (random) => {
    const { name } = drawModel(random);
    const common = random.shuffled(everyday).slice(0, 3).map((member): DrawnMember => ({ name: member, type: { kind: "string" }, optional: false }));
    const members = [...common, ...fresh(random, 2, common)];
    return [`${write(random, { name, members })}\n${write(random, { name: `Remote${name}`, members })}`];
  },
  "a test that repeats the program": (random) => {
    const model = drawModel(random);
    return [["/src/model.ts", write(random, model)], ["/src/model.test.ts", write(random, model)]];
  },
  "classes that do something": (random) => {
    const { name, members } = drawModel(random);
    const fields = members.map((member) => `  private ${member.name}: ${written(member.type)};\n`).join("");
    const methods = `  start(): void { this.run(); }\n  protected run(): void { console.log("${name}"); }\n`;
    return [`export class ${name} {\n${fields}${methods}}\n`, `export class ${drawOtherName(random, { name, members })} {\n${fields}${methods.replace("start", "begin")}}\n`];
  },
  "steps of one thing": (random) => {
    const { name, members } = drawModel(random);
    const raw = [...members, ...fresh(random, 2, members)];
    const read = raw.map((member, i) => (i < 2 ? { ...member, type: otherType(random, member.type) } : member));
    return [write(random, { name: `Raw${name}`, members: raw.slice(0, 4) }), write(random, { name: `Parsed${name}`, members: read.slice(0, 4) })];
  },
  "a row and a form that share some members": (random) => {
    const [one, other] = unrelated(random);
    const shared = fresh(random, 4);
    const row = prismaRow(one, [...shared, ...fresh(random, 3, shared)]);
    return [["/prisma/schema.prisma", row], write(random, { name: other, members: [...shared, ...fresh(random, 2, shared)] })];
  },
  "a row as it is sent": (random) => {
    const { name } = drawModel(random);
    const members = fresh(random, 5).map(({ name: member }): DrawnMember => ({ name: member, type: { kind: "string" }, optional: false }));
    const sent = [...members, ...fresh(random, 1, members)].map((member) => `${member.name}: string`);
    return [["/prisma/schema.prisma", `model ${name} {\n  key Int @id\n${members.map((member) => `  ${member.name} ${random.pick(["DateTime", "Decimal", "BigInt", "String"]) ?? ""}\n`).join("")}}\n`], `export interface ${name} { ${sent.join("; ")} }\n`];
  },
  "rows of two schemas": (random) => {
    const { name, members } = drawModel(random);
    return [["/orders/schema.prisma", prismaRow(name, members)], ["/billing/schema.prisma", prismaRow(name, members)]];
  },
  "parts of other modules": (random) => {
    const { name, members } = drawModel(random);
    const body = of(random, members.map((member) => member.name)).map((member) => `${member.name}: ${written(member.type)}`).join("; ");
    return [`declare global { interface ${name} { ${body} } }\nexport {};\n`, `declare module "harbour" { interface ${name} { ${body} } }\nexport {};\n`];
  },
};
