import { createAnalysis } from "../../../server/src/analysis/workspaceAnalysis.ts";
import type { Finding } from "../../../server/src/rules/finding.ts";
import { rules } from "../../../server/src/rules/table.ts";
import { defaultSettings } from "../../../server/src/settings/settings.ts";

/** The rules that compare definitions of data. */
export const modelRules: ReadonlySet<string> = new Set(["duplicate-model", "schema-model", "conflicting-model", "overlapping-model", "inline-model", "duplicate-values"]);

const settings = { ...defaultSettings, rules: Object.fromEntries(rules.filter(({ id }) => !modelRules.has(id)).map(({ id }) => [id, "off" as const])) };

/** What Drydock finds in these files about models, with default settings. */
export function modelFindingsIn(files: readonly (readonly [path: string, text: string])[]): readonly Finding[] {
  const analysis = createAnalysis("/", settings);
  for (const [path, text] of files) analysis.set(path, text);
  return analysis.snapshot().findings;
}
