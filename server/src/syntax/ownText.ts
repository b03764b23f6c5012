/** Shorter parts are copies anyhow. */
const shortest = 13;

/**
 * A part of a text, as `slice` gives it, that can be kept: the engine makes a longer part a view of the whole text, and a name
 * that a finding keeps would hold its whole file in memory.
 *
 * @param start @param end UTF-16 offsets from 0
 */
export function ownText(text: string, start: number, end?: number): string {
  const part = text.slice(start, end);
  // What is joined is written out anew when a part of it is asked for.
  return part.length < shortest ? part : ` ${part}`.slice(1);
}
