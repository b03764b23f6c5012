import { firstAtLeast } from "../syntax/sorted.ts";
import { readFacts } from "../syntax/readFacts.ts";
import type { Copy } from "../rules/finding.ts";

/** A comment that silences a copy: where it goes, and what stands before and behind the reason in it. */
export interface IgnoreInsertion {
  readonly offset: number;
  readonly opening: string;
  readonly closing: string;
}

/**
 * The `drydock-ignore` comment for a copy: on a line of its own above it where a line of its own is
 * possible, else in front of it on its line, in JSX children in braces. What is given was read back:
 * the comment speaks for the copy. `undefined` when no such place was found.
 */
export function ignoreCommentFor(copy: Copy, text: string): IgnoreInsertion | undefined {
  const lineStart = Math.max(text.lastIndexOf("\n", copy.start - 1), text.lastIndexOf("\r", copy.start - 1)) + 1;
  const indent = text.slice(lineStart, copy.start);
  const startsLine = indent.trim() === "";
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const candidates: IgnoreInsertion[] = startsLine
    ? [
        // At the start of the line, so that an editor that indents what it inserts has nothing to add.
        { offset: lineStart, opening: `${indent}// drydock-ignore -- `, closing: lineBreak },
        { offset: lineStart, opening: `${indent}{/* drydock-ignore -- `, closing: ` */}${lineBreak}` },
      ]
    : [
        { offset: copy.start, opening: "/* drydock-ignore -- ", closing: " */ " },
        { offset: copy.start, opening: "{/* drydock-ignore -- ", closing: " */}" },
      ];
  const problems = readFacts(copy.file, text).problems.length;
  return candidates.find((candidate) => speaksFor(candidate, copy, text, problems));
}

/** Whether the comment is recognised in the text with it, and the text reads as well as before. */
function speaksFor(insertion: IgnoreInsertion, copy: Copy, text: string, problems: number): boolean {
  const inserted = `${insertion.opening}why${insertion.closing}`;
  const facts = readFacts(copy.file, text.slice(0, insertion.offset) + inserted + text.slice(insertion.offset));
  const moved = copy.start + inserted.length;
  const target = facts.tokens.starts[firstAtLeast(facts.tokens.starts, moved, Number)];
  return (
    facts.problems.length === problems &&
    facts.ignores.some((ignore) => ignore.start >= insertion.offset && ignore.end <= moved && ignore.target === target)
  );
}
