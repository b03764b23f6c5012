/** What one statement of a text imports: the module as it is written, and the names that the text has for what it imports, or for all of it. */
export interface Imported {
  readonly specifier: string;
  readonly names: readonly string[];
}

/** The imports of a text, by how such statements look. */
export function importedNames(text: string): readonly Imported[] {
  const statements = text.matchAll(/\bimport\s+(?:type\s+)?([\w$*\s{},]+?)\s*from\s*["']([^"']+)["']/g);
  return [...statements].map(([, clause = "", specifier = ""]) => ({ specifier, names: [...clause.matchAll(/([\w$]+)\s*(?=[,}]|$)/g)].map(([, name = ""]) => name) }));
}
