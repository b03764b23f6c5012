import type { Finding } from "./finding.ts";

/** The findings of each file, in their order; a finding stands once under every file of its copies. */
export function findingsByFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const byFile = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const file of new Set(finding.copies.map((copy) => copy.file))) {
      const known = byFile.get(file);
      if (known === undefined) byFile.set(file, [finding]);
      else known.push(finding);
    }
  }
  return byFile;
}
