/** How a library of schemas names the type that a schema describes. */
export interface SchemaTypes {
  /** The name of its package. */
  readonly module: RegExp;
  /** The type that comes out of a schema, and the one that goes in, each by the name that the library exports. */
  readonly output: string;
  readonly input?: string;
  /** The name to write where both are the same, if it is another one. */
  readonly either?: string;
  /** The types are properties of the schema: `typeof User.infer`. */
  readonly isProperty?: boolean;
}

/** The libraries whose schemas types are derived from. To add one, add a row. */
export const schemaLibraries: readonly SchemaTypes[] = [
  { module: /^zod$/, output: "output", input: "input", either: "infer" },
  { module: /^valibot$/, output: "InferOutput", input: "InferInput" },
  { module: /^yup$/, output: "InferType" },
  { module: /^(?:@sinclair\/)?typebox$/, output: "Static" },
  { module: /^io-ts$/, output: "TypeOf", input: "OutputOf" },
  { module: /^arktype$/, output: "infer", input: "inferIn", isProperty: true },
];

/** The library of a package. */
export function libraryOf(packageName: string): SchemaTypes | undefined {
  return schemaLibraries.find(({ module }) => module.test(packageName));
}
