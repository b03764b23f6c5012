import type { ModelOutline } from "../syntax/facts.ts";

/** How many models of a workspace have a member of each name. */
export class NameCounts {
  private readonly names = new Map<number, number>();
  private models = 0;

  /** @param by 1 where models come, -1 where they go */
  add(outlines: readonly ModelOutline[], by: 1 | -1): void {
    for (const { kind, names } of outlines) {
      if (kind !== "model") continue;
      this.models += by;
      for (const name of names) {
        const count = (this.names.get(name) ?? 0) + by;
        if (count === 0) this.names.delete(name);
        else this.names.set(name, count);
      }
    }
  }

  /** Whether more than 5% of all models, and more than ten, have a member of a name. */
  isFrequent(name: number): boolean {
    return (this.names.get(name) ?? 0) > Math.max(10, this.models * 0.05);
  }
}
