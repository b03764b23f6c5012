import { literalThresholds as least } from "../thresholds.ts";

/** What makes a string telling; each kind has a bar of its own. */
export type StringKind = "sentence" | "address" | "key";

/** The kind of a string that says something by itself; `undefined` for words, labels, lists of class names and the like. */
export function kindOfString(text: string): StringKind | undefined {
  if (text.length < least.addressLength) return undefined;
  if (/^(?:https?|wss?|ftp|data|mailto):\S+$/i.test(text)) return "address";
  if (/\s/.test(text)) return isSentence(text) ? "sentence" : undefined;
  return text.length >= least.keyLength && isKey(text) ? "key" : undefined;
}

/** Words of a natural language, most of them; class names, style values and lists of names are none. */
function isSentence(text: string): boolean {
  if (text.length < least.sentenceLength) return false;
  const words = text.trim().split(/\s+/);
  const plain = words.filter((word) => /^["'(`]*[A-Za-z]+(?:['’][a-z]+)?["')`.,:;!?…]*$/.test(word));
  return plain.length >= least.sentenceWords && plain.length * 3 >= words.length * 2 && !/[{};]\s*$/.test(text);
}

const packageName = /^@[\w.-]+\/[\w.-]+$/;
const mediaType = /^(?:application|audio|font|image|model|multipart|text|video)\//;

/**
 * A path or a key of several parts. Names with hyphens alone are class names, tags and values that a
 * type lists, media types are the same everywhere, and packages have the names that they have.
 */
function isKey(text: string): boolean {
  if (!/[/.:]/.test(text) || mediaType.test(text) || packageName.test(text)) return false;
  const parts = text.split(/[/.:@_-]+/).filter((part) => part !== "");
  return parts.length >= 3 && /^[\w@.:/+-]+$/.test(text) && parts.filter((part) => /[A-Za-z]{2}/.test(part)).length >= 3;
}

/** Whether a number, as it is written, has to be known rather than read: `86400000`, `0x9e3779b1`, `1.7976931`. Small powers of two and what is one less are known. */
export function isTellingNumber(text: string): boolean {
  const digits = text.replace(/_|n$/g, "");
  const value = Number(digits);
  if (value <= 2 ** 24 && (Number.isInteger(Math.log2(value)) || Number.isInteger(Math.log2(value + 1)))) return false;
  if (/^0[xob]/i.test(digits)) {
    const significant = digits.slice(2).replace(/0+$/, "");
    return significant.length > least.digits && new Set(significant).size > 2;
  }
  const significant = digits.replace(/e.*$/i, "").replace(".", "").replace(/^0+|0+$/g, "");
  return significant.length > least.digits && new Set(significant).size > 2;
}

/** Whether a regular expression has to be understood: long enough, and more than a word. */
export function isTellingExpression(text: string): boolean {
  return text.length >= least.expressionLength && (text.match(/[\\[({*+?|^$]/g) ?? []).length >= 4;
}
