import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Outcome } from "./keptOutcomes.ts";

/** An offered fix that was read as its reviewer reads it. */
interface JudgedFix {
  readonly id: string;
  readonly rule: string;
  /** Whether it would be merged as it is. */
  readonly merge: boolean;
  /** Why, in a few words. */
  readonly reason: string;
}

/** How many of the offered fixes of a program were read, and how many of these would be merged. */
export function judgedOf(program: string, outcomes: readonly Outcome[]): { readonly read: number; readonly merged: number } {
  const file = join(import.meta.dirname, "judged", `${program}.json`);
  const judged = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as readonly JudgedFix[]) : [];
  const offered = new Set(outcomes.flatMap(({ id, refused }) => (refused === undefined ? [id] : [])));
  const read = judged.filter(({ id }) => offered.has(id));
  return { read: read.length, merged: read.filter(({ merge }) => merge).length };
}
