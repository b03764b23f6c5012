import type { AnalysedFile, ModelOutline } from "../syntax/facts.ts";
import type { ModelFact } from "../syntax/modelFacts.ts";
import { bringModels } from "../syntax/models.ts";
import type { NameCounts } from "./confidence.ts";

/** What is known of all models by their outlines alone, kept one file at a time. */
export class ModelIndex {
  private readonly files = new Map<string, AnalysedFile>();
  private readonly names = new Map<number, number>();
  private readonly keys = new Map<number, number>();
  private outlines = 0;
  /** Files with likes, for each number of members that was asked for; as long as no outline has changed. */
  private readonly likes = new Map<number, readonly string[]>();

  /** Takes a file in, in place of what it was before. */
  set(source: AnalysedFile): void {
    const before = this.files.get(source.file);
    this.files.set(source.file, source);
    if (before !== undefined && haveSameKeys(before.facts.outlines, source.facts.outlines)) return;
    if (before !== undefined) this.count(before.facts.outlines, -1);
    this.count(source.facts.outlines, 1);
  }

  remove(file: string): void {
    const before = this.files.get(file);
    if (before === undefined) return;
    this.files.delete(file);
    this.count(before.facts.outlines, -1);
  }

  /** Takes the models of a file that were read in another thread. */
  takeModels(file: string, models: readonly ModelFact[]): void {
    const source = this.files.get(file);
    if (source !== undefined) bringModels(source, models);
  }

  /** How many models there are. */
  get size(): number {
    return this.outlines;
  }

  /** How many models have a member of each name. */
  get nameCounts(): NameCounts {
    return this.names;
  }

  /**
   * The files with a model that has, by its outline, the members of another: only their models need to be
   * read. In no particular order.
   */
  filesWithLikes(minMembers: number): readonly AnalysedFile[] {
    let likes = this.likes.get(minMembers);
    if (likes === undefined) {
      const repeats = ({ key, names }: ModelOutline): boolean => names.length >= minMembers && (this.keys.get(key) ?? 0) > 1;
      likes = [...this.files.values()].filter(({ facts }) => facts.outlines.some(repeats)).map(({ file }) => file);
      this.likes.set(minMembers, likes);
    }
    return likes.map((file) => this.files.get(file)).filter((source) => source !== undefined);
  }

  private count(outlines: readonly ModelOutline[], by: 1 | -1): void {
    if (outlines.length > 0) this.likes.clear();
    this.outlines += by * outlines.length;
    for (const { key, names } of outlines) {
      add(this.keys, key, by);
      for (const name of names) add(this.names, name, by);
    }
  }
}

/** Models with equal keys have the same members. */
function haveSameKeys(one: readonly ModelOutline[], other: readonly ModelOutline[]): boolean {
  return one.length === other.length && one.every(({ key }, i) => key === other[i]?.key);
}

function add(counts: Map<number, number>, key: number, by: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
