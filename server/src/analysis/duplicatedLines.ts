import type { Finding } from "../rules/finding.ts";

/** Number of lines that stand in at least one copy, each counted once. */
export function duplicatedLinesOf(findings: readonly Finding[]): number {
  const linesOfFiles = new Map<string, Set<number>>();
  for (const { copies } of findings) {
    for (const { file, from, to } of copies) {
      const lines = linesOfFiles.get(file) ?? new Set<number>();
      linesOfFiles.set(file, lines);
      for (let line = from.line; line <= to.line; line++) lines.add(line);
    }
  }
  let sum = 0;
  for (const lines of linesOfFiles.values()) sum += lines.size;
  return sum;
}
