import { findNodeAtLocation, modify, parseTree } from "jsonc-parser";
import type { Node } from "jsonc-parser";
import type { TextEdit } from "../refactorings/refactoring.ts";

/**
 * The edits that add the group `id` to the list `ignore` of a `drydock.json` with this text. Comments and
 * layout stay as they are. No edits where it is there already. An empty text becomes a file. `undefined`
 * where the text is not an object, or its `ignore` not a list, so that there is no place for it.
 */
export function ignoreInConfiguration(text: string, id: string, reason?: string): readonly TextEdit[] | undefined {
  const entry = reason === undefined || reason === "" ? { id } : { id, reason };
  if (text.trim() === "") {
    return [{ start: 0, end: text.length, text: `{\n  "ignore": [\n    ${onOneLine(entry)}\n  ]\n}\n` }];
  }
  const tree = parseTree(text, [], { allowTrailingComma: true });
  if (tree?.type !== "object") return undefined;
  const list = findNodeAtLocation(tree, ["ignore"]);
  if (list !== undefined && list.type !== "array") return undefined;
  const entries = list?.children ?? [];
  if (entries.some((node) => findNodeAtLocation(node, ["id"])?.value === id)) return [];

  const last = (list ?? tree).children?.at(-1);
  if (last === undefined) return inEmpty(text, list === undefined ? [entry] : entry, list !== undefined);
  if (list !== undefined) return behind(text, last, onOneLine(entry));
  const { indent, newline } = layoutAt(text, last);
  return behind(text, last, `"ignore": [${newline}${indent}${indent}${onOneLine(entry)}${newline}${indent}]`);
}

/** A new element behind the last one, in a line of its own where that one has: behind its comma and comment, if it has them. */
function behind(text: string, last: Node, element: string): readonly TextEdit[] {
  const end = last.offset + last.length;
  const { indent, newline, startsLine } = layoutAt(text, last);
  const rest = /^([ \t]*,)?[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)?(?=\r?\n)/.exec(text.slice(end));
  const comma = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*,/.exec(text.slice(end));
  const hasComma = rest?.[1] !== undefined;
  if (rest === null || !startsLine || hasComma !== (comma !== null)) {
    const at = end + (comma?.[0].length ?? 0);
    return [{ start: at, end: at, text: comma === null ? `, ${element}` : ` ${element}` }];
  }
  const at = end + rest[0].length;
  if (hasComma) return [{ start: at, end: at, text: `${newline}${indent}${element},` }];
  if (at === end) return [{ start: end, end, text: `,${newline}${indent}${element}` }];
  return [
    { start: end, end, text: "," },
    { start: at, end: at, text: newline + indent + element },
  ];
}

function inEmpty(text: string, value: unknown, isList: boolean): readonly TextEdit[] {
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: text.includes("\r\n") ? "\r\n" : "\n" };
  const edits = isList
    ? modify(text, ["ignore", 0], value, { formattingOptions, isArrayInsertion: true })
    : modify(text, ["ignore"], value, { formattingOptions });
  return edits
    .map(({ offset, length, content }) => ({ start: offset, end: offset + length, text: content }))
    .sort((left, right) => left.start - right.start);
}

/** How the line of a node is laid out. */
function layoutAt(text: string, node: Node): { indent: string; newline: string; startsLine: boolean } {
  const lineStart = text.lastIndexOf("\n", node.offset - 1) + 1;
  const before = text.slice(lineStart, node.offset);
  const indent = /^[ \t]*/.exec(before)?.[0] ?? "";
  return { indent, newline: text.includes("\r\n") ? "\r\n" : "\n", startsLine: indent === before && lineStart > 0 };
}

function onOneLine(entry: { readonly id: string; readonly reason?: string }): string {
  const reason = entry.reason === undefined ? "" : `, "reason": ${JSON.stringify(entry.reason)}`;
  return `{ "id": ${JSON.stringify(entry.id)}${reason} }`;
}
