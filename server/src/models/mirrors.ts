import { keptBy } from "../syntax/keptBy.ts";
import type { PlacedModel } from "./placed.ts";

/**
 * Whether models say, each in its comment, what on the web they are the like of, and each another thing: the class of a server, a
 * page of a manual. Who keeps one in step wants to see all of it in one place.
 */
export function areMirrors(models: readonly PlacedModel[]): boolean {
  const links = models.map(mirroredBy);
  return !links.includes(undefined) && new Set(links).size === links.length;
}

/** The first link in the comment in front of a model. */
const mirroredBy = keptBy(({ source: { text }, model }: PlacedModel): string | undefined => {
  const before = text.slice(0, model.start).trimEnd();
  if (!before.endsWith("*/")) return undefined;
  return /https?:\/\/[^\s)}>]+/.exec(before.slice(before.lastIndexOf("/*")))?.[0];
});
