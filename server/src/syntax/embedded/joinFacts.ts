import type { FileFacts } from "../facts.ts";
import type { Span } from "../position.ts";

/** What code says, wherever it stands: offsets are those of its own text. */
export type CodeFacts = Omit<FileFacts, "lineStarts" | "codeLines">;

/** The facts of one block, and where in the file its text begins. */
export interface BlockFacts {
  readonly offset: number;
  readonly facts: CodeFacts;
}

/** What blocks of code say that were read apart, with offsets of their file: lists of one block never go on in another. */
export function joinFacts(blocks: readonly BlockFacts[]): CodeFacts {
  const all = blocks.map(({ facts }) => facts);
  const tokensBefore = sumsBefore(all.map(({ tokens }) => tokens.count));
  const elementsBefore = sumsBefore(all.map(({ units }) => units.firsts.length));
  const offset = (block: number): number => blocks[block]?.offset ?? 0;
  const token = (block: number): number => tokensBefore[block] ?? 0;
  const listStarts = all.map(({ units }, i) => units.listStarts.slice(i === 0 ? 0 : 1).map((element) => element + (elementsBefore[i] ?? 0)));
  return {
    tokens: {
      count: all.reduce((sum, { tokens }) => sum + tokens.count, 0),
      starts: joined(all.map(({ tokens }) => tokens.starts), offset),
      ends: joined(all.map(({ tokens }) => tokens.ends), offset),
      shapes: joined(all.map(({ tokens }) => tokens.shapes)),
      texts: joined(all.map(({ tokens }) => tokens.texts)),
      roles: Uint8Array.from(all.flatMap(({ tokens }) => [...tokens.roles])),
    },
    units: {
      listStarts: all.length === 0 ? new Int32Array(1) : joined(listStarts),
      listKinds: Uint8Array.from(all.flatMap(({ units }) => [...units.listKinds])),
      firsts: joined(all.map(({ units }) => units.firsts), token),
      ends: joined(all.map(({ units }) => units.ends), token),
      froms: joined(all.map(({ units }) => units.froms), offset),
      tos: joined(all.map(({ units }) => units.tos), offset),
    },
    named: all.flatMap(({ named }, i) => named.map((unit) => ({ ...moved(unit, offset(i)), nameSpan: moved(unit.nameSpan, offset(i)) }))),
    modelParts: all.flatMap(({ modelParts }, i) => modelParts.map((part) => moved(part, offset(i)))),
    outlines: all.flatMap(({ outlines }, i) => outlines.map((outline) => moved(outline, offset(i)))),
    links: all.flatMap(({ links }) => links),
    ignores: all.flatMap(({ ignores }, i) =>
      ignores.map((ignore) => ({ ...moved(ignore, offset(i)), target: ignore.target + offset(i) })),
    ),
    problems: all.flatMap(({ problems }) => problems),
  };
}

function moved<Item extends Span>(item: Item, by: number): Item {
  return { ...item, start: item.start + by, end: item.end + by };
}

/** For each number, the sum of those before it. */
function sumsBefore(numbers: readonly number[]): readonly number[] {
  let sum = 0;
  return numbers.map((number) => (sum += number) - number);
}

/** All columns as one, each with what `added` says added to its values. */
function joined(columns: readonly Int32Array[], added: (column: number) => number = () => 0): Int32Array {
  const all = new Int32Array(columns.reduce((sum, column) => sum + column.length, 0));
  let at = 0;
  columns.forEach((column, i) => {
    const by = added(i);
    for (const value of column) all[at++] = value + by;
  });
  return all;
}
