/** Why one definition cannot take the place of another: the closed list of codes of this fix. */
export type KeepOneCode =
  | "stale"
  | "not-edited-yet"
  | "project"
  | "script"
  | "ambient"
  | "merged"
  | "unresolved"
  | "members"
  | "type-parameters"
  | "class"
  | "implicit-index"
  | "default-export"
  | "export-list"
  | "scope"
  | "name-taken"
  | "package"
  | "other-project"
  | "comments"
  | "pragma"
  | "tags"
  | "new-errors"
  | keyof typeof modelRefusals;

/** A refusal: its code and a whole sentence for the user. */
export interface Refusal {
  readonly code: KeepOneCode;
  readonly reason: string;
}

/** Why models cannot be said once otherwise, as sentences for the user; each `{}` stands for one thing that is in the way. */
export const modelRefusals = {
  "syntax-error": "The file {} has syntax errors.",
  "javascript": "JavaScript has no types that could be named.",
  "taken-whole": "Another module takes or hands on all that the file of {} exports, and {} would be among it. Export it first, if it may be.",
  "test": "What {} says belongs to a test, and {} does not: a program must not import from its tests.",
  "platform": "What {} says stands in a folder for “{}”, to which {} does not belong.",
  "circle": "The file {} imports {}, and the two would then need each other.",
  "markup": "What {} says stands in a file of components, from which {} should not take its members. Move it to a file of its own first.",
  "type-arguments": "The type arguments that {} would need here cannot be told.",
  "local": "“{}” is declared in a function or namespace, where a shared type could not reach it.",
  "schema-by-type": "The schema {} is declared by {}, which cannot be derived from it at the same time.",
  "schema-library": "Drydock knows no library, or finds none installed, by which a type could be derived from the schema {}.",
  "transforms": "The schema {} changes what it reads, and {} is neither what comes out ({}) nor what goes in ({}).",
  "schema-file": "Drydock does not edit a {} such as {}. Where a model repeats it, use {}.",
  "decorated": "The class {} has decorators, which say more of it than its members do.",
  "accessors": "The class {} has accessors, which a copy of an object by “...” does not take along.",
  "not-plain": "The members of {} are not written as plain members in one place.",
  "no-core": "The models have too few members in common that are one to the checker.",
  "no-gain": "A base for {} would take as many lines as it takes away.",
  "nominal": "The enum {} is a type of its own: its members are no plain values to the checker, and it exists when the program runs.",
  "table-order": "The table {} does not hold what {} holds in the same order, or stands in front of it.",
  "satisfies": "What “satisfies” asks of {} would no longer be checked.",
  "changeable": "The table {} is taken for one that can be changed, and a change of one table would become a change of both. Where nothing changes it, let the assertion say “readonly”.",
  "directive": "The files {} and {} run in different places.",
  "loading": "The table cannot be imported there: {}",
  "no-values": "The definitions hold no values that one of them could say for the others.",
  "no-conflict": "No member that both {} and {} declare is another one to the checker.",
  "nothing-named": "Nothing here can get a name that the others could use.",
} as const;

/** A refusal by the table, with what is in the way. */
export function refuseModel(code: keyof typeof modelRefusals, ...details: readonly string[]): Refusal {
  let at = 0;
  return refuse(code, modelRefusals[code].replace(/\{\}/g, () => details[at++] ?? ""));
}

/** A refusal as a value; `isRefusal` tells it from a result. */
export function refuse(code: KeepOneCode, reason: string): Refusal {
  return { code, reason };
}

/** The text is no longer what the fragments were made of. */
export const stale = refuse("stale", "The files have changed since this was found; look again.");

/** What the user chose to be kept stands in a comment or in a file that is not code. */
export const chosenElsewhere = refuse("not-edited-yet", "The definition that was chosen stands where Drydock does not edit yet.");

export function isRefusal(value: object): value is Refusal {
  return "code" in value && "reason" in value;
}
