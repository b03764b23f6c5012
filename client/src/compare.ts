import { commands, type QuickPickItem, window } from "vscode";
import type { WireCopy, WireFinding } from "../../server/src/lsp/protocol.ts";
import { copyTextUri } from "./copyTexts.ts";
import { lineCountOf, nameOf } from "./places.ts";

/** Shows a copy and another one side by side; asks which other one where there are several. */
export async function compareCopies(finding: WireFinding, index: number): Promise<void> {
  const left = finding.copies[index] ?? finding.copies[0];
  if (left === undefined) return;
  const others = finding.copies.filter((copy) => copy !== left);
  const right = others.length === 1 ? others[0] : await pickOther(left, others);
  if (right === undefined) return;
  await commands.executeCommand(
    "vscode.diff",
    copyTextUri(left, finding.id, finding.copies.indexOf(left)),
    copyTextUri(right, finding.id, finding.copies.indexOf(right)),
    `${nameOf(left)} ↔ ${nameOf(right)}`,
  );
}

async function pickOther(left: WireCopy, others: readonly WireCopy[]): Promise<WireCopy | undefined> {
  const items = others.map((copy): QuickPickItem & { readonly copy: WireCopy } => ({
    label: nameOf(copy),
    description: copy.path,
    detail: `${lineCountOf(copy)} lines`,
    copy,
  }));
  const picked = await window.showQuickPick(items, {
    title: `Compare ${nameOf(left)}`,
    placeHolder: "With which copy?",
    matchOnDescription: true,
  });
  return picked?.copy;
}
