/** What an expression of a schema library describes, as TypeScript would write it. */
export interface Described {
  /** A type as source text, which `canonicalType` reads: `(string)[]`. */
  readonly text: string;
  /** A member of this type may be absent. */
  readonly optional: boolean;
  /** Whether `text` says all: it does not where values are transformed, or where the table knows no better. */
  readonly certain: boolean;
  /** Of an object, what it holds. */
  readonly members?: readonly DescribedMember[];
}

export interface DescribedMember {
  readonly name: string;
  readonly type: Described;
}

export function plain(text: string): Described {
  return { text, optional: false, certain: true };
}

export const unknownType: Described = { text: "unknown", optional: false, certain: false };

/** A type that is made of the texts of others; certain where all are. */
export function madeOf(parts: readonly Described[], text: (...texts: readonly string[]) => string): Described {
  return { text: text(...parts.map((part) => part.text)), optional: false, certain: parts.every(({ certain }) => certain) };
}

export function objectOf(members: readonly DescribedMember[]): Described {
  const texts = members.map(({ name, type }) => `${JSON.stringify(name)}${type.optional ? "?" : ""}:${type.text}`);
  return { text: `{${texts.join(";")}}`, optional: false, certain: members.every(({ type }) => type.certain), members };
}

/** An object with members of two, of which the second decides. */
export function extended(base: Described, more: Described): Described {
  const own = more.members;
  if (base.members === undefined || own === undefined) return unknownType;
  return objectOf([...base.members.filter(({ name }) => !own.some((member) => member.name === name)), ...own]);
}

/** An object whose members may all be absent, or none. */
export function withOptional({ members }: Described, optional: boolean): Described {
  return members === undefined ? unknownType : objectOf(members.map(({ name, type }) => ({ name, type: { ...type, optional } })));
}

export function optionalOf(type: Described): Described {
  return { ...type, optional: true };
}

export function requiredOf(type: Described): Described {
  return { ...type, optional: false };
}

/** `type | alternative`, where the member is as optional as before. */
export function orElse(type: Described, alternative: string): Described {
  return { text: `(${type.text})|${alternative}`, optional: type.optional, certain: type.certain };
}

export function unionOf(types: readonly Described[]): Described {
  return types.length === 0 ? plain("never") : madeOf(types, (...texts) => texts.map((text) => `(${text})`).join("|"));
}

export function arrayOf(type: Described): Described {
  return madeOf([type], (text) => `(${text})[]`);
}
