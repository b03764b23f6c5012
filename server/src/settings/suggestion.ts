import { closestMatch } from "leven";

/** The candidate that `word` most likely means, or `undefined` where none is near. Letter case does not count. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const sameButForCase = candidates.find((candidate) => candidate.toLowerCase() === lower);
  return sameButForCase ?? closestMatch(lower, candidates, { maxDistance: Math.max(1, Math.floor(word.length / 3)) });
}

/** `, did you mean “x”?` or nothing: the end of a sentence that names an unknown word. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? "." : `, did you mean “${candidate}”?`;
}
