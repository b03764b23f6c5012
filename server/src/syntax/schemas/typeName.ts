/** The name that the type beside a schema usually has: `userSchema`, `UserSchema` and `zUser` are of `User`. */
export function typeNameOf(schema: string): string {
  const bare = schema.replace(/^z(?=[A-Z])/, "").replace(/_?(?:Schema|Validator|Codec)$/i, "") || schema;
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

/** What the libraries call the type of a schema: `z.infer<typeof userSchema>`. */
const derivations = new Set(["infer", "Infer", "TypeOf", "InferOutput", "InferType", "Static", "output", "Type"]);

/** Whether a generic type of that name, `z.infer` or `Static`, gives the type of a schema. */
export function isDerivation(name: string): boolean {
  return derivations.has(name.slice(name.lastIndexOf(".") + 1));
}
