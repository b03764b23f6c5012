import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CorpusFolder } from "./corpus.ts";

/** What a reader who knows the code would do about a finding. */
export const answers = ["extract", "know", "noise"] as const;
export type Answer = (typeof answers)[number];

/** One finding that was read, with its answer. */
export interface Judgement {
  readonly id: string;
  readonly rule: string;
  readonly answer: Answer;
  /** Why, in a few words. */
  readonly reason: string;
}

/** What was judged of one package, by the id of the finding. */
export function judgementsOf(folder: CorpusFolder): ReadonlyMap<string, Judgement> {
  const file = join(import.meta.dirname, "judged", `${folder}.json`);
  if (!existsSync(file)) return new Map();
  const judged = JSON.parse(readFileSync(file, "utf8")) as readonly Judgement[];
  for (const { id, answer } of judged) {
    if (!answers.includes(answer)) throw new Error(`${file}: "${answer}" is no answer to ${id}.`);
  }
  return new Map(judged.map((judgement) => [judgement.id, judgement]));
}
