import type { Finding } from "./finding.ts";

/**
 * The findings of groups that are made anew when one of their files changes: what was made of one is true as long as it
 * lives. A finding is the same object as before where its id is, so that what follows from it can be kept by it.
 */
export class MadeFindings<Group extends object> {
  private readonly known = new WeakMap<Group, Finding>();

  /** @param make makes the finding, with any id */
  of(group: Group, id: string, make: () => Omit<Finding, "id">): Finding {
    const before = this.known.get(group);
    if (before?.id === id) return before;
    const finding = { ...(before ?? make()), id };
    this.known.set(group, finding);
    return finding;
  }
}
