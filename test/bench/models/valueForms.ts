/** A way to write a set of values down. */
export interface ValueForm {
  readonly name: string;
  write(name: string, values: readonly string[]): string;
}

function entries(values: readonly string[], between: string): string {
  return values.map((value) => `${value.charAt(0).toUpperCase()}${value.slice(1)}${between}"${value}"`).join(", ");
}

/** All forms in which values can be written. */
export const valueForms: readonly ValueForm[] = [
  { name: "enum", write: (name, values) => `export enum ${name} { ${entries(values, " = ")} }\n` },
  { name: "const enum", write: (name, values) => `export const enum ${name} { ${entries(values, " = ")} }\n` },
  { name: "union", write: (name, values) => `export type ${name} =\n${values.map((value) => `  | "${value}"`).join("\n")};\n` },
  { name: "object", write: (name, values) => `export const ${name} = { ${entries(values, ": ")} } as const;\n` },
  { name: "array", write: (name, values) => `export const ${name} = [${values.map((value) => `'${value}'`).join(", ")}] as const;\n` },
  { name: "checked object", write: (name, values) => `const ${name} = {\n  ${entries(values, ": ")},\n} as const satisfies Record<string, string>;\nexport { ${name} };\n` },
];
