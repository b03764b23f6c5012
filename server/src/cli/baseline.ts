import { readFile, writeFile } from "node:fs/promises";
import { isRecord } from "../settings/jsonValue.ts";
import type { Finding } from "../rules/finding.ts";
import { relativeTo } from "../report/report.ts";
import { reasonOf } from "../workspace/failure.ts";
import type { Stopped } from "./arguments.ts";

/** What is known and let pass: the groups of one moment, with the files of their copies, relative to the root. */
export type Baseline = ReadonlyMap<string, readonly string[]>;

/** Reads a baseline file; `name` is how the user calls it. */
export async function readBaseline(file: string, name: string): Promise<Baseline | Stopped> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const reason = reasonOf(error, "it is not there; --update-baseline writes it");
    return { stopped: `the baseline “${name}” cannot be read: ${reason}.` };
  }
  const groups = parseBaseline(text);
  return groups ?? { stopped: `“${name}” is not a baseline of Drydock; --update-baseline writes it anew.` };
}

/** The groups of a baseline text; `undefined` where it is none. */
export function parseBaseline(text: string): Baseline | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value["version"] !== 1 || !Array.isArray(value["groups"])) return undefined;
  const groups: readonly unknown[] = value["groups"];
  const baseline = new Map<string, readonly string[]>();
  for (const group of groups) {
    if (!isRecord(group) || typeof group["id"] !== "string" || !isStrings(group["copies"])) return undefined;
    baseline.set(group["id"], group["copies"]);
  }
  return baseline;
}

/** The text of a baseline file: one line a group, sorted by id, so that changes of it are easy to read. */
export function writtenBaseline(findings: readonly Finding[], root: string): string {
  const groups = findings
    .map(({ id, rule, copies }) => ({ id, rule, copies: copies.map(({ file }) => relativeTo(root, file)) }))
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .map((group) => `    ${JSON.stringify(group)}`);
  return `{\n  "version": 1,\n  "groups": [${groups.length === 0 ? "" : `\n${groups.join(",\n")}\n  `}]\n}\n`;
}

/** Writes a baseline file. */
export async function writeBaseline(file: string, name: string, text: string): Promise<Stopped | undefined> {
  try {
    await writeFile(file, text);
    return undefined;
  } catch (error) {
    return { stopped: `the baseline “${name}” cannot be written: ${reasonOf(error, "its folder is not there")}.` };
  }
}

/** The findings that the baseline does not know, or of which there are more copies than it knows. A copy that moved is not new. */
export function newAgainst(baseline: Baseline, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ id, copies }) => copies.length > (baseline.get(id)?.length ?? 0));
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
