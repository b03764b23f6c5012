/** Finds a text where it is no part of a longer name. */
export function wholeWord(text: string, flags = ""): RegExp {
  return new RegExp(wholeWordPattern(text), flags);
}

/** The same as a part of a larger pattern. */
export function wholeWordPattern(text: string): string {
  return `(?<![\\w$])${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w$])`;
}
