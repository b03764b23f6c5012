import { typeNames, writers } from "./schemaForms.ts";
import type { Writer } from "./schemaForms.ts";

/** A member of a generated model, in no form yet. */
export interface DrawnMember {
  readonly name: string;
  readonly type: DrawnType;
  readonly optional: boolean;
}

/** What every form can say. */
export type DrawnType =
  | { readonly kind: "string" | "number" | "boolean" }
  | { readonly kind: "list"; readonly of: DrawnType }
  | { readonly kind: "nullable"; readonly of: DrawnType }
  | { readonly kind: "choice"; readonly values: readonly string[] };

export interface DrawnModel {
  readonly name: string;
  readonly members: readonly DrawnMember[];
}

/** A way to write a model down. */
export interface Form {
  readonly name: string;
  /** `file`: a schema that stands in a file of its own, outside the program. */
  readonly kind: "named" | "inline" | "schema" | "file";
  /** A whole file. */
  write(model: DrawnModel): string;
  /** Files that are not TypeScript. */
  readonly ending?: string;
  /** What the form can say of a member, where that is not all. */
  readonly sayable?: (member: DrawnMember) => DrawnMember;
}

/** A type as TypeScript writes it. */
export function written(type: DrawnType): string {
  switch (type.kind) {
    case "list":
      return type.of.kind === "string" || type.of.kind === "number" || type.of.kind === "boolean" ? `${written(type.of)}[]` : `Array<${written(type.of)}>`;
    case "nullable":
      return `${written(type.of)} | null`;
    case "choice":
      return type.values.map((value) => `"${value}"`).join(" | ");
    default:
      return type.kind;
  }
}

function memberOf({ name, type, optional }: DrawnMember): string {
  return `${name}${optional ? "?" : ""}: ${written(type)}`;
}

function body(members: readonly DrawnMember[], between = "; "): string {
  return members.map(memberOf).join(between);
}

/** The first half and the second half of a model. */
function halves({ members }: DrawnModel): readonly [readonly DrawnMember[], readonly DrawnMember[]] {
  const middle = Math.ceil(members.length / 2);
  return [members.slice(0, middle), members.slice(middle)];
}

const typeScriptForms: readonly Form[] = [
  { name: "interface", kind: "named", write: (model) => `export interface ${model.name} {\n  ${body(model.members, ";\n  ")};\n}\n` },
  { name: "type alias", kind: "named", write: (model) => `export type ${model.name} = { ${body(model.members)} };\n` },
  { name: "class with fields", kind: "named", write: (model) => `export class ${model.name} {\n${model.members.map((member) => `  ${memberOf(member).replace(": ", member.optional ? ": " : "!: ")};\n`).join("")}}\n` },
  {
    name: "parameter properties",
    kind: "named",
    write: ({ name, members }) => {
      const ordered = [...members.filter(({ optional }) => !optional), ...members.filter(({ optional }) => optional)];
      return `export class ${name} {\n  constructor(${ordered.map((member) => `public ${memberOf(member)}`).join(", ")}) {}\n}\n`;
    },
  },
  {
    name: "accessors",
    kind: "named",
    write: ({ name, members }) =>
      `export class ${name} {\n${members.map((member) => (member.optional ? `  ${memberOf(member)};\n` : `  get ${memberOf(member).replace(":", "():")} { return read("${member.name}"); }\n  set ${member.name}(it: ${written(member.type)}) { write("${member.name}", it); }\n`)).join("")}}\n`,
  },
  {
    name: "decorated class",
    kind: "named",
    write: ({ name, members }) => `import { Column, Entity } from "typeorm";\n\n@Entity()\nexport class ${name} {\n${members.map((member) => `  @Column({ nullable: ${member.type.kind === "nullable" ? "true" : "false"} })\n  ${memberOf(member).replace(": ", member.optional ? ": " : "!: ")};\n`).join("")}}\n`,
  },
  {
    name: "interface that extends",
    kind: "named",
    write: (model) => {
      const [first, second] = halves(model);
      return `interface Base${model.name} { ${body(first)} }\nexport interface ${model.name} extends Base${model.name} { ${body(second)} }\n`;
    },
  },
  {
    name: "intersection",
    kind: "named",
    write: (model) => {
      const [first, second] = halves(model);
      return `export type ${model.name} = { ${body(first)} } & { ${body(second)} };\n`;
    },
  },
  {
    name: "merged declarations",
    kind: "named",
    write: (model) => {
      const [first, second] = halves(model);
      return `export interface ${model.name} { ${body(first)} }\nexport interface ${model.name} { ${body(second)} }\n`;
    },
  },
  {
    name: "JSDoc typedef",
    kind: "named",
    ending: "js",
    write: ({ name, members }) => `/**\n * @typedef {object} ${name}\n${members.map((member) => ` * @property {${written(member.type)}} ${member.optional ? `[${member.name}]` : member.name}\n`).join("")} */\n`,
  },
  { name: "parameter", kind: "inline", write: (model) => `export function use${model.name}(it: { ${body(model.members)} }) { return it; }\n` },
  { name: "type argument", kind: "inline", write: (model) => `export const use${model.name} = () => useState<{\n  ${body(model.members, ";\n  ")};\n}>();\n` },
  { name: "assertion", kind: "inline", write: (model) => `export const a${model.name} = read() as { ${body(model.members)} };\n` },
  { name: "result", kind: "inline", write: (model) => `export async function find${model.name}(): Promise<{ ${body(model.members)} }> { return read(); }\n` },
  { name: "parameter of a method", kind: "inline", write: (model) => `export interface ${model.name}Service { save(it: { ${body(model.members)} }): void }\n` },
];

function schemaForm(name: string, { imported, object, type }: Writer): Form {
  return {
    name,
    kind: "schema",
    write: (model) => {
      const members = model.members.map((member) => `  ${type.key?.(member) ?? member.name}: ${type.optional(type.of(member.type), member.optional)},\n`);
      return `import ${imported};\n\nexport const ${model.name.charAt(0).toLowerCase()}${model.name.slice(1)}Schema = ${object}({\n${members.join("")}});\n`;
    },
  };
}

const prismaTypes = { string: "String", number: "Float", boolean: "Boolean" };

const prismaForm: Form = {
  name: "Prisma model",
  kind: "file",
  ending: "prisma",
  // A list is never missing.
  sayable: (member) => (member.type.kind === "list" ? { ...member, optional: false } : member),
  write: ({ name, members }) => {
    const enums: string[] = [];
    const typeOf = (member: string, type: DrawnType): string => {
      switch (type.kind) {
        case "list":
          return `${typeOf(member, type.of)}[]`;
        case "nullable":
          return `${typeOf(member, type.of)}?`;
        case "choice":
          enums.push(`enum ${member}Choice {\n${type.values.map((value) => `  ${value}\n`).join("")}}\n`);
          return `${member}Choice`;
        default:
          return prismaTypes[type.kind];
      }
    };
    const fields = members.map((member) => `  ${member.name} ${typeOf(member.name, member.type)}${member.optional && !["nullable", "list"].includes(member.type.kind) ? "?" : ""}\n`);
    return `model ${name} {\n${fields.join("")}}\n${enums.join("")}`;
  },
};

function jsonSchemaOf(type: DrawnType): object {
  switch (type.kind) {
    case "list":
      return { type: "array", items: jsonSchemaOf(type.of) };
    case "nullable":
      return { anyOf: [jsonSchemaOf(type.of), { type: "null" }] };
    case "choice":
      return { enum: type.values };
    default:
      return { type: type.kind };
  }
}

const jsonSchemaForm: Form = {
  name: "JSON Schema",
  kind: "file",
  ending: "schema.json",
  write: ({ name, members }) => {
    const properties = Object.fromEntries(members.map((member) => [member.name, jsonSchemaOf(member.type)]));
    return JSON.stringify({ title: name, type: "object", properties, required: members.filter(({ optional }) => !optional).map((member) => member.name) }, undefined, 2);
  },
};

/** All forms in which a model can be written. */
export const forms: readonly Form[] = [...typeScriptForms, ...typeNames.map((name) => schemaForm(name, writers[name])), prismaForm, jsonSchemaForm];
