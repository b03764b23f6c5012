/**
 * As much of the schema libraries as the fixtures use, with types that are computed the way the libraries do it: what comes
 * out and what goes in are carried by properties of the schema.
 */
export const schemaTypes: ReadonlyMap<string, string> = new Map([
  [
    "/node_modules/zod/index.d.ts",
    `export interface ZodType<Output = unknown, Input = Output> {
  readonly _output: Output;
  readonly _input: Input;
  optional(): ZodType<Output | undefined, Input | undefined>;
  nullable(): ZodType<Output | null, Input | null>;
  default(value: Output): ZodType<Exclude<Output, undefined>, Input | undefined>;
  transform<Next>(change: (value: Output) => Next): ZodType<Next, Input>;
  parse(value: unknown): Output;
}
type Shape = Record<string, ZodType<any, any>>;
type OptionalKeys<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];
type Flatten<T> = { [K in keyof T]: T[K] };
type Made<T> = Flatten<{ [K in Exclude<keyof T, OptionalKeys<T>>]: T[K] } & { [K in OptionalKeys<T>]?: T[K] }>;
export interface ZodObject<S extends Shape> extends ZodType<Made<{ [K in keyof S]: S[K]["_output"] }>, Made<{ [K in keyof S]: S[K]["_input"] }>> {
  readonly shape: S;
  extend<More extends Shape>(more: More): ZodObject<Omit<S, keyof More> & More>;
}
declare namespace z {
  export { ZodType, ZodObject };
  export type output<T extends ZodType<any, any>> = T["_output"];
  export type input<T extends ZodType<any, any>> = T["_input"];
  export type { output as infer };
  export function object<S extends Shape>(shape: S): ZodObject<S>;
  export function string(): ZodType<string>;
  export function number(): ZodType<number>;
  export function date(): ZodType<Date>;
  export function array<T extends ZodType<any, any>>(item: T): ZodType<T["_output"][], T["_input"][]>;
  const enumOf: <const T extends readonly [string, ...string[]]>(values: T) => ZodType<T[number]>;
  export { enumOf as enum };
}
export { z };
export default z;
`,
  ],
  [
    "/node_modules/valibot/index.d.ts",
    `export interface BaseSchema<Input, Output> { readonly "~types"?: { readonly input: Input; readonly output: Output } | undefined }
type Entries = Record<string, BaseSchema<any, any>>;
export type InferInput<S extends BaseSchema<any, any>> = NonNullable<S["~types"]>["input"];
export type InferOutput<S extends BaseSchema<any, any>> = NonNullable<S["~types"]>["output"];
export declare function object<E extends Entries>(entries: E): BaseSchema<{ [K in keyof E]: InferInput<E[K]> }, { [K in keyof E]: InferOutput<E[K]> }>;
export declare function string(): BaseSchema<string, string>;
export declare function number(): BaseSchema<number, number>;
`,
  ],
  [
    "/node_modules/arktype/index.d.ts",
    `export declare function type<const D extends Record<string, "string" | "number">>(definition: D): {
  infer: { -readonly [K in keyof D]: D[K] extends "string" ? string : number };
  inferIn: { -readonly [K in keyof D]: D[K] extends "string" ? string : number };
};
`,
  ],
]);
