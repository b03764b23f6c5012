import { modelFindingsIn } from "./findingsOfPair.ts";
import type { ModelPair } from "./modelPairs.ts";

/** Whether both definitions are copies of one finding of the rule. A contradiction counts when it names the member and no other, as each side has it. */
export function foundIn({ files, rule, member }: ModelPair): boolean {
  const paths = files.map(([path]) => path);
  return modelFindingsIn(files).some((finding) => {
    if (finding.rule !== rule || !paths.every((path) => finding.copies.some(({ file }) => file === path))) return false;
    if (member === undefined) return true;
    const [difference, ...others] = finding.differences;
    const names = new RegExp(`^(?:readonly )?${member}\\??: `);
    return others.length === 0 && difference?.texts.every((text) => names.test(text)) === true && finding.message.includes(`${member} is `);
  });
}
