import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseFixture, type Fixture } from "../fixture.ts";

/** A fixture of a refactoring that shares code: files with marked copies, and what becomes of them. */
export interface ExtractFixture {
  readonly name: string;
  readonly path: string;
  readonly before: Fixture;
  /** Complete texts of the changed files, or the code of the refusal. */
  readonly expected: ReadonlyMap<string, string> | { readonly refused: string } | undefined;
  /** A part of the sentence that the user reads. */
  readonly says: string | undefined;
  /** Number of copies that are left alone. */
  readonly leftOut: number;
  /** Whether only a part of what is marked becomes a function. */
  readonly isPart: boolean;
  /** Whether less text is a gain where there are no fewer lines. */
  readonly countsText: boolean;
  /** Whether the first range is selected, and the others are its like. */
  readonly isAsked: boolean;
  /** A module whose behaviour is the same before and after. */
  readonly run: string | undefined;
}

/** The fixtures below `test/fixtures/<name>`. */
export function extractFixtures(name: string): readonly ExtractFixture[] {
  const folder = join(import.meta.dirname, "../../fixtures", name);
  return readdirSync(folder)
    .sort()
    .map((entry) => parse(entry.replace(/\.\w+$/, ""), join(folder, entry)));
}

/**
 * Sections begin with `//= after` (with a header per changed file), `//= refused: code`, `//= left out: n`,
 * `//= says: part of the sentence`,
 * `//= part`, `//= asked`, `//= counts text` and `//= run`.
 */
function parse(name: string, path: string): ExtractFixture {
  const text = readFileSync(path, "utf8");
  const [source = "", ...sections] = text.split(/^(?=\/\/= )/m);
  const section = (key: string): string | undefined => sections.find((one) => one.startsWith(`//= ${key}`));
  const after = section("after");
  const refused = /^\/\/= refused: (\S+)/.exec(section("refused") ?? "")?.[1];
  const withBreak = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
    new Map([...files].map(([file, one]) => [file, one.replace(/\n*$/, "\n")]));
  const before = parseFixture(name, source);
  const files = withBreak(before.files);
  const expected = refused !== undefined ? { refused } : after === undefined ? undefined : withBreak(parseFixture(name, after.replace(/^.*\n/, "")).files);
  return {
    name,
    path,
    before: { ...before, files },
    expected,
    leftOut: Number(/\d+/.exec(section("left out") ?? "0")?.[0]),
    isPart: section("part") !== undefined,
    says: /^\/\/= says: (.+)/.exec(section("says") ?? "")?.[1],
    countsText: section("counts text") !== undefined,
    isAsked: section("asked") !== undefined,
    run: section("run")?.replace(/^.*\n/, ""),
  };
}

/** Writes what came out into the fixture, to be read by whoever wrote it. */
export function recordFixture(fixture: ExtractFixture, after: ReadonlyMap<string, string>): void {
  const text = readFileSync(fixture.path, "utf8");
  const [source = "", ...sections] = text.split(/^(?=\/\/= )/m);
  const kept = sections.filter((one) => !one.startsWith("//= after"));
  const files = [...after].map(([file, one]) => `//- ${file}\n${one.replace(/\n*$/, "\n")}`).join("");
  writeFileSync(fixture.path, [source, ...kept.filter((one) => !one.startsWith("//= run")), `//= after\n${files}`, ...kept.filter((one) => one.startsWith("//= run"))].join(""));
}
