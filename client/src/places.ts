import { Position, Range, type TextEditor, TextEditorRevealType, Uri, window } from "vscode";
import type { WireCopy, WirePosition, WireRange } from "../../server/src/lsp/protocol.ts";

export function positionOf({ line, character }: WirePosition): Position {
  return new Position(line, character);
}

export function rangeOf({ start, end }: WireRange): Range {
  return new Range(positionOf(start), positionOf(end));
}

/** The last part of a path or URI path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** How a copy is called in titles and lists: `sumOrder (order.ts:12)`. */
export function nameOf({ path, head, symbol }: WireCopy): string {
  const place = `${baseName(path)}:${head.start.line + 1}`;
  return symbol === undefined ? place : `${symbol} (${place})`;
}

/** The number of lines that a copy stands on. */
export function lineCountOf({ range }: WireCopy): number {
  const last = range.end.character === 0 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line;
  return last - range.start.line + 1;
}

/** Opens a copy with the cursor at its head. */
export async function openCopy(copy: WireCopy): Promise<TextEditor> {
  const head = rangeOf(copy.head);
  const editor = await window.showTextDocument(Uri.parse(copy.uri), { selection: new Range(head.start, head.start) });
  editor.revealRange(rangeOf(copy.range), TextEditorRevealType.InCenterIfOutsideViewport);
  return editor;
}
