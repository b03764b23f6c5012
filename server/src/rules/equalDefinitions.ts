import type { Copy, Finding } from "./finding.ts";

/** What a finding says of several definitions of one thing, whose names are all that differs. */
export function equalDefinitions(
  copies: readonly Copy[],
  names: readonly string[],
  ignored?: string,
): Pick<Finding, "removableLines" | "copies" | "differences" | "ignored"> {
  return {
    removableLines: removableLinesOf(copies),
    copies,
    differences: haveOneName(names) ? [] : [{ kind: "identifier", texts: names }],
    ...(ignored === undefined ? {} : { ignored }),
  };
}

export function haveOneName(names: readonly string[]): boolean {
  return new Set(names).size === 1;
}

/** All lines but those of the longest definition and of one line for each other, which imports or names the kept one. */
function removableLinesOf(copies: readonly Copy[]): number {
  const lines = copies.map(({ from, to }) => to.line - from.line + 1);
  const sum = lines.reduce((total, count) => total + count, 0);
  return Math.max(0, sum - Math.max(...lines) - (copies.length - 1));
}
