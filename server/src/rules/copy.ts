import { positionAt } from "../syntax/position.ts";
import { firstAtLeast } from "../syntax/sorted.ts";
import type { AnalysedFile, NamedUnit } from "../syntax/facts.ts";
import type { Copy } from "./finding.ts";

/** The copy that stands at `start` to `end` of a file, with its name and the place of its squiggle. */
export function copyOf(source: AnalysedFile, start: number, end: number): Copy {
  const { text, facts } = source;
  const { lineStarts, named } = facts;
  const from = positionAt(lineStarts, start);
  const own = ownName(named, start, end);
  const symbol = own?.name ?? enclosing(named, start, end)?.name;
  const lineEnd = text.slice(start, Math.min(end, lineStarts[from.line + 1] ?? end)).trimEnd().length;
  return {
    file: source.file,
    start,
    end,
    from,
    to: positionAt(lineStarts, end),
    head: own?.nameSpan ?? { start, end: start + lineEnd },
    ...(symbol === undefined ? {} : { symbol }),
  };
}

/** What the copy itself declares, where it is one declaration and no more. */
function ownName(named: readonly NamedUnit[], start: number, end: number): NamedUnit | undefined {
  let own: NamedUnit | undefined;
  for (const unit of named.slice(firstAtLeast(named, start, (one) => one.start))) {
    if (unit.start >= end) break;
    if (unit.end > end) continue;
    const isWhole = unit.nameSpan.start - start < 80 && end - unit.end <= 2;
    if (isWhole) own ??= unit;
  }
  return own;
}

/** The innermost declaration around the copy. */
function enclosing(named: readonly NamedUnit[], start: number, end: number): NamedUnit | undefined {
  let innermost: NamedUnit | undefined;
  for (const unit of named) {
    if (unit.start > start) break;
    if (unit.end >= end) innermost = unit;
  }
  return innermost;
}
