import { rules } from "../rules/table.ts";
import type { Settings } from "../settings/settings.ts";
import type { FileFacts } from "../syntax/facts.ts";
import { isTestFile, isTranslationFile } from "./testFiles.ts";

/** Has each rule that is on derive what it will need of a file alone, in the thread that reads it. */
export function deriveAhead(root: string, settings: Settings): (file: string, text: string, facts: FileFacts) => void {
  const on = rules.filter(({ id, severity }) => (settings.rules[id] ?? severity) !== "off");
  return (file, text, facts) => {
    const source = { file, text, facts, isTest: isTestFile(root, file), isTranslation: isTranslationFile(root, file) };
    for (const rule of on) rule.derive?.(source, settings);
  };
}
