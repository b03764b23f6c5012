import { ts } from "../../../syntax/typescript.ts";

/** Text that remembers which parts of it were copied from which offsets of the template's file. */
export class Rope {
  #text = "";
  readonly #copied: { readonly at: number; readonly from: number; readonly length: number }[] = [];

  get text(): string {
    return this.#text;
  }

  add(text: string): this {
    this.#text += text;
    return this;
  }

  /** Appends `source.slice(start, end)` as a copy. */
  copy(source: string, start: number, end: number): this {
    if (end > start) this.#copied.push({ at: this.#text.length, from: start, length: end - start });
    this.#text += source.slice(start, end);
    return this;
  }

  append(other: Rope): this {
    for (const part of other.#copied) this.#copied.push({ ...part, at: part.at + this.#text.length });
    this.#text += other.#text;
    return this;
  }

  /** Where the character at `offset` of the template's file stands in this text. */
  place(offset: number): number | undefined {
    for (const part of this.#copied)
      if (offset >= part.from && offset < part.from + part.length) return part.at + offset - part.from;
    return undefined;
  }
}

/** A list with a line for each of its members, from the line break behind its bracket to the one in front of the other. */
export function listLines(members: readonly string[], indent: string, br: string, lastComma: string): string {
  return br + members.map((one) => indent + one).join(`,${br}`) + lastComma + br;
}

/** A part of the template's text that becomes something else. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The text of `start…end` with `replacements` made (sorted, apart from each other) and its lines moved
 * from the indentation `from` to `to`. Lines inside of template literals keep theirs, since it is part of their value.
 */
export function movedText(
  source: ts.SourceFile,
  start: number,
  end: number,
  replacements: readonly Replacement[],
  from: string,
  to: string,
): Rope {
  const rope = new Rope();
  const text = source.text;
  const fixed = literalRanges(source, start, end);
  const copy = (a: number, b: number): void => {
    let at = a;
    for (let i = a; i < b; i++) {
      if (text.charCodeAt(i) !== 10) continue;
      const next = i + 1;
      if (fixed.some((range) => next > range.start && next < range.end)) continue;
      if (!text.startsWith(from, next) || next + from.length > b) continue;
      const rest = text.charCodeAt(next + from.length);
      if (rest === 10 || rest === 13) continue;
      rope.copy(text, at, next).add(to);
      at = next + from.length;
    }
    rope.copy(text, at, b);
  };
  let at = start;
  for (const one of replacements) {
    copy(at, one.start);
    rope.add(one.text);
    at = one.end;
  }
  copy(at, end);
  return rope;
}

function literalRanges(source: ts.SourceFile, start: number, end: number): readonly { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (node.end <= start || node.pos >= end) return;
    const literal = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (literal) found.push({ start: node.getStart(source), end: node.end });
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The white space at the start of the line of `offset`. */
export function indentAt(text: string, offset: number): string {
  const line = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, offset))?.[0] ?? "";
}
