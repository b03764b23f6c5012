import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

/** A range that a fixture marks with a pair of marks; offsets in the text without marks. */
export interface MarkedRange {
  readonly label: string;
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** One test case in one file: several source files, marked ranges and what is expected of them. */
export interface Fixture {
  readonly name: string;
  /** Texts without marks, by absolute path, in the order of the fixture. */
  readonly files: ReadonlyMap<string, string>;
  readonly ranges: readonly MarkedRange[];
  /** The lines `//= key value`, in their order. */
  readonly expectations: readonly { readonly key: string; readonly value: string }[];
}

/** All fixtures of a folder below `test/fixtures`, by name. */
export function fixturesOf(folder: string): readonly Fixture[] {
  const path = join(import.meta.dirname, "../fixtures", folder);
  return readdirSync(path)
    .sort()
    .map((entry) => parseFixture(basename(entry).replace(/\.\w+$/, ""), readFileSync(join(path, entry), "utf8")));
}

/**
 * Reads a fixture: `//- /path` begins a file, `//= key value` states an expectation, and a copy
 * stands between the marks `<` and `>`, each in a block comment, with a label where there are
 * several groups.
 */
export function parseFixture(name: string, text: string): Fixture {
  const files = new Map<string, string>();
  const ranges: MarkedRange[] = [];
  const expectations: { key: string; value: string }[] = [];
  let file: string | undefined;
  let lines: string[] = [];
  const finish = (): void => {
    if (file !== undefined) files.set(file, withoutMarks(file, lines.join("\n"), ranges));
    lines = [];
  };
  for (const line of text.split("\n")) {
    const header = /^\/\/- (\S+)$/.exec(line);
    const expectation = /^\/\/= (\S+) ?(.*)$/.exec(line);
    if (header?.[1] !== undefined) {
      finish();
      file = header[1];
    } else if (expectation?.[1] !== undefined) {
      expectations.push({ key: expectation[1], value: expectation[2] ?? "" });
    } else lines.push(line);
  }
  finish();
  return { name, files, ranges, expectations };
}

function withoutMarks(file: string, text: string, ranges: MarkedRange[]): string {
  const open: { label: string; start: number }[] = [];
  let plain = "";
  let at = 0;
  for (const mark of text.matchAll(/\/\*([<>])(\w*)\*\//g)) {
    plain += text.slice(at, mark.index);
    at = mark.index + mark[0].length;
    if (mark[1] === "<") open.push({ label: mark[2] ?? "", start: plain.length });
    else {
      const begun = open.pop();
      if (begun === undefined) throw new Error(`A mark is closed that was not opened in ${file}.`);
      ranges.push({ label: begun.label, file, start: begun.start, end: plain.length });
    }
  }
  if (open.length > 0) throw new Error(`A mark is not closed in ${file}.`);
  return plain + text.slice(at);
}
