/**
 * Makes ids of findings: the rule's letters and a hash of what the copies say, so that an id stays
 * when files are moved, lines are added above or names are changed. Where two groups have the same
 * content, a number is added in the order of the findings.
 */
export class IdMaker {
  private readonly prefix: string;
  private readonly given = new Map<string, number>();

  constructor(rule: string) {
    this.prefix = rule
      .split("-")
      .map((word) => word.charAt(0))
      .join("");
  }

  next(contentHash: string): string {
    const id = `${this.prefix}-${contentHash}`;
    const before = this.given.get(id) ?? 0;
    this.given.set(id, before + 1);
    return before === 0 ? id : `${id}-${before + 1}`;
  }
}
