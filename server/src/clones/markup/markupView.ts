import { ListKind, TokenRole } from "../../syntax/facts.ts";
import type { AnalysedFile, TokenTable, UnitTable } from "../../syntax/facts.ts";
import { hashText } from "../../syntax/hash.ts";

const less = hashText("<");
const greater = hashText(">");
const equals = hashText("=");
const openBrace = hashText("{");
const closeBrace = hashText("}");
const dot = hashText(".");

/** Whether the token begins an element or a fragment; what comes behind the `<` of type parameters is a type. */
export function beginsMarkup({ texts, roles }: TokenTable, at: number): boolean {
  return texts[at] === less && roles[at + 1] !== TokenRole.type;
}

/**
 * A file as far as it is markup: the units are its elements and their children, and the attributes of
 * an element stand in an order of their own, for it means nothing unless one is spread. `undefined` where
 * there is no markup. Offsets stay those of the text.
 */
export function markupViewOf(source: AnalysedFile): AnalysedFile | undefined {
  const units = markupUnits(source.facts.tokens, source.facts.units);
  if (units.firsts.length === 0) return undefined;
  let { tokens } = source.facts;
  // Inner units come before those around them.
  for (let list = 0; list < units.listKinds.length; list++) {
    if (units.listKinds[list] !== ListKind.expression) continue;
    const unit = units.listStarts[list] as number;
    const runs = attributesOf(tokens, units.firsts[unit] as number);
    if (areSorted(tokens, runs)) continue;
    if (tokens === source.facts.tokens) tokens = copyOf(tokens);
    sortAttributes(tokens, units, unit, runs);
  }
  return {
    file: source.file,
    isTest: source.isTest,
    isTranslation: source.isTranslation,
    facts: { ...source.facts, tokens, units },
    // The text may have to be read from the disk, and is seldom needed.
    get text() {
      return source.text;
    },
  };
}

function markupUnits(tokens: TokenTable, { listStarts, listKinds, firsts, ends, froms, tos }: UnitTable): UnitTable {
  const elements: number[] = [];
  const starts: number[] = [];
  const kinds: number[] = [];
  for (let list = 0; list < listKinds.length; list++) {
    const from = listStarts[list] as number;
    const kind = listKinds[list] as ListKind;
    if (kind !== ListKind.markup && !(kind === ListKind.expression && beginsMarkup(tokens, firsts[from] as number))) continue;
    starts.push(elements.length);
    kinds.push(kind);
    for (let element = from; element < (listStarts[list + 1] as number); element++) elements.push(element);
  }
  const pick = (column: Int32Array): Int32Array => Int32Array.from(elements, (element) => column[element] as number);
  return {
    listStarts: Int32Array.from([...starts, elements.length]),
    listKinds: Uint8Array.from(kinds),
    firsts: pick(firsts),
    ends: pick(ends),
    froms: pick(froms),
    tos: pick(tos),
  };
}

/** A part of the token columns, the end exclusive. */
interface Run {
  readonly first: number;
  readonly end: number;
}

function copyOf({ count, starts, ends, shapes, texts, roles }: TokenTable): TokenTable {
  return { count, starts: starts.slice(), ends: ends.slice(), shapes: shapes.slice(), texts: texts.slice(), roles: roles.slice() };
}

function areSorted({ texts }: TokenTable, runs: readonly Run[]): boolean {
  return runs.every(({ first }, i) => i === 0 || (texts[(runs[i - 1] as Run).first] as number) <= (texts[first] as number));
}

/** Sorts the attributes of the element that is this unit, and moves the units within them. */
function sortAttributes(tokens: TokenTable, units: UnitTable, unit: number, runs: readonly Run[]): void {
  const name = ({ first }: Run): number => tokens.texts[first] as number;
  const sorted = [...runs].sort((a, b) => name(a) - name(b) || a.first - b.first);
  const from = (runs[0] as Run).first;
  const order = sorted.flatMap(({ first, end }) => Array.from({ length: end - first }, (_, i) => first + i));
  for (const column of [tokens.starts, tokens.ends, tokens.shapes, tokens.texts, tokens.roles]) {
    column.set(order.map((token) => column[token] as number), from);
  }
  let to = from;
  const moves = sorted.map((run) => {
    const by = to - run.first;
    to += run.end - run.first;
    return { run, by };
  });
  const element = units.firsts[unit] as number;
  // Units within an element stand just before it.
  for (let inner = unit - 1; inner >= 0 && (units.firsts[inner] as number) > element; inner--) {
    const first = units.firsts[inner] as number;
    const move = first < from || first >= to ? undefined : moves.find(({ run }) => first >= run.first && first < run.end);
    if (move === undefined) continue;
    units.firsts[inner] = first + move.by;
    units.ends[inner] = (units.ends[inner] as number) + move.by;
  }
}

/** The attributes of the element that begins at a token; none where one is spread, for then their order counts, and none of `<>`. */
function attributesOf(tokens: TokenTable, element: number): readonly Run[] {
  const { texts, roles, count } = tokens;
  if (texts[element + 1] === greater) return [];
  let at = element + 2;
  while (texts[at] === dot) at += 2;
  if (texts[at] === less) {
    while (at < count && texts[at] !== greater) at++;
    at++;
  }
  const runs: Run[] = [];
  while (at + 1 < count && roles[at] === TokenRole.fixed && isName(tokens, at)) {
    const first = at++;
    if (texts[at] === equals) at = valueEnd(tokens, at + 1);
    runs.push({ first, end: at });
  }
  return texts[at] === openBrace ? [] : runs;
}

/** Names are longer than the signs that may stand in their place: `/`, `>`, `{`. */
function isName({ texts }: TokenTable, at: number): boolean {
  return texts[at] !== slash && texts[at] !== greater && texts[at] !== openBrace;
}

const slash = hashText("/");

/** Behind a string, an expression in braces, or an element. */
function valueEnd(tokens: TokenTable, at: number): number {
  const { texts, count } = tokens;
  if (texts[at] === less) return elementEnd(tokens, at);
  if (texts[at] !== openBrace) return at + 1;
  let depth = 0;
  for (let i = at; i < count; i++) {
    if (texts[i] === openBrace) depth++;
    else if (texts[i] === closeBrace && --depth === 0) return i + 1;
  }
  return count;
}

/** Behind an element that is the value of an attribute: as many tags are closed as were opened. */
function elementEnd({ texts, count }: TokenTable, at: number): number {
  let depth = 0;
  for (let i = at; i < count; i++) {
    if (texts[i] === less && texts[i + 1] !== slash) depth++;
    else if ((texts[i] === less && texts[i + 1] === slash) || (texts[i] === slash && texts[i + 1] === greater)) {
      if (--depth === 0) {
        while (i < count && texts[i] !== greater) i++;
        return i + 1;
      }
    }
  }
  return count;
}
