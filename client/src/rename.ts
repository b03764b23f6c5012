import { commands, Range, Uri, window } from "vscode";
import type { WirePosition } from "../../server/src/lsp/protocol.ts";
import { positionOf } from "./places.ts";

/** Starts a rename of the name at a place, after an edit that brought the name in. */
export async function startRename(uri: string, at: WirePosition): Promise<void> {
  const target = Uri.parse(uri);
  const position = positionOf(at);
  const editor = await window.showTextDocument(target, { selection: new Range(position, position) });
  await commands.executeCommand("editor.action.rename", [editor.document.uri, position]);
}
