import type { DrawnMember, DrawnType } from "./modelForms.ts";

/** How a library for schemas writes a model. */
export interface Writer {
  /** What stands behind `import`. */
  readonly imported: string;
  readonly object: string;
  readonly type: {
    of(type: DrawnType): string;
    optional(text: string, isOptional: boolean): string;
    key?(member: DrawnMember): string;
  };
}

export const typeNames = ["zod", "valibot", "yup", "TypeBox", "io-ts", "ArkType"] as const;

const zod: Writer = {
  imported: '{ z } from "zod"',
  object: "z.object",
  type: {
    of: (type) => {
      if (type.kind === "list") return `z.array(${zod.type.of(type.of)})`;
      if (type.kind === "nullable") return `${zod.type.of(type.of)}.nullable()`;
      return type.kind === "choice" ? `z.enum(${JSON.stringify(type.values)})` : `z.${type.kind}()`;
    },
    optional: (text, isOptional) => (isOptional ? `${text}.optional()` : text),
  },
};

const valibot: Writer = {
  imported: '* as v from "valibot"',
  object: "v.object",
  type: {
    of: (type) => {
      if (type.kind === "list") return `v.array(${valibot.type.of(type.of)})`;
      if (type.kind === "nullable") return `v.nullable(${valibot.type.of(type.of)})`;
      return type.kind === "choice" ? `v.picklist(${JSON.stringify(type.values)})` : `v.${type.kind}()`;
    },
    optional: (text, isOptional) => (isOptional ? `v.optional(${text})` : text),
  },
};

const yup: Writer = {
  imported: '* as yup from "yup"',
  object: "yup.object",
  type: {
    of: (type) => {
      if (type.kind === "list") return `yup.array().of(${yup.type.of(type.of)}.required())`;
      if (type.kind === "nullable") return `${yup.type.of(type.of)}.nullable()`;
      return type.kind === "choice" ? `yup.string().oneOf(${JSON.stringify(type.values)} as const)` : `yup.${type.kind}()`;
    },
    optional: (text, isOptional) => (isOptional ? text : `${text}.defined()`),
  },
};

const typeBox: Writer = {
  imported: '{ Type } from "@sinclair/typebox"',
  object: "Type.Object",
  type: {
    of: (type) => {
      if (type.kind === "list") return `Type.Array(${typeBox.type.of(type.of)})`;
      if (type.kind === "nullable") return `Type.Union([${typeBox.type.of(type.of)}, Type.Null()])`;
      if (type.kind === "choice") return `Type.Union([${type.values.map((value) => `Type.Literal("${value}")`).join(", ")}])`;
      return `Type.${type.kind.charAt(0).toUpperCase()}${type.kind.slice(1)}()`;
    },
    optional: (text, isOptional) => (isOptional ? `Type.Optional(${text})` : text),
  },
};

const ioTs: Writer = {
  imported: '* as t from "io-ts"',
  object: "t.type",
  type: {
    of: (type) => {
      if (type.kind === "list") return `t.array(${ioTs.type.of(type.of)})`;
      if (type.kind === "nullable") return `t.union([${ioTs.type.of(type.of)}, t.null])`;
      return type.kind === "choice" ? `t.keyof({ ${type.values.map((value) => `"${value}": null`).join(", ")} })` : `t.${type.kind}`;
    },
    // A member that may be absent is one that may be undefined, as long as the object is no `t.partial`.
    optional: (text, isOptional) => (isOptional ? `t.union([${text}, t.undefined])` : text),
  },
};

const arkType: Writer = {
  imported: '{ type } from "arktype"',
  object: "type",
  type: {
    of: (type) => {
      const text = (one: DrawnType): string => {
        if (one.kind === "list") return `(${text(one.of)})[]`;
        if (one.kind === "nullable") return `${text(one.of)} | null`;
        return one.kind === "choice" ? one.values.map((value) => `'${value}'`).join(" | ") : one.kind;
      };
      return JSON.stringify(text(type));
    },
    optional: (text) => text,
    key: ({ name, optional }) => (optional ? `"${name}?"` : name),
  },
};

export const writers: Readonly<Record<(typeof typeNames)[number], Writer>> = { zod, valibot, yup, TypeBox: typeBox, "io-ts": ioTs, ArkType: arkType };
