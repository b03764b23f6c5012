import { rulePage } from "../report/rulePage.ts";
import { createHash } from "node:crypto";
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
} from "vscode-languageserver/node";
import type { Analysis, Snapshot } from "../analysis/analysis.ts";
import type { Copy, Finding } from "../rules/finding.ts";
import { positionAt } from "../syntax/position.ts";
import { schemaLanguageOf } from "../syntax/schemaFiles/schemaLanguages.ts";
import type { Abilities } from "./abilities.ts";
import { rangeIn } from "./ranges.ts";
import { uriOf } from "./uris.ts";

/** Where the page of each rule stands, `<id>.md`. */

/** So many of the other copies are listed with a diagnostic; the report has all. */
const mostRelated = 20;

/** What a diagnostic carries to find its finding again when a code action is asked for. */
export interface DiagnosticData {
  readonly id: string;
}

/** A finding as it is shown in one file: where its squiggle is. */
export interface ShownCopy {
  readonly finding: Finding;
  /** Number of the copy in `finding.copies`. */
  readonly index: number;
  readonly copy: Copy;
}

export interface FileDiagnostics {
  /** Equal for equal diagnostics, from one server process to the next. */
  readonly resultId: string;
  readonly items: Diagnostic[];
}

/**
 * The copies that get a squiggle, by file. Where several heads stand on the same line of a file, only
 * the highest ranked finding is shown: the others say less about the same place.
 */
export function shownCopies(snapshot: Snapshot, analysis: Analysis): ReadonlyMap<string, readonly ShownCopy[]> {
  const byFile = new Map<string, Map<number, ShownCopy>>();
  for (const finding of snapshot.findings) {
    finding.copies.forEach((copy, index) => {
      const file = analysis.get(copy.file);
      // A schema is right as it stands: what repeats it is where something is to be done.
      if (file === undefined || schemaLanguageOf(copy.file) !== undefined) return;
      const lines = byFile.get(copy.file) ?? new Map<number, ShownCopy>();
      byFile.set(copy.file, lines);
      const { line } = positionAt(file.facts.lineStarts, copy.head.start);
      if (!lines.has(line)) lines.set(line, { finding, index, copy });
    });
  }
  return new Map([...byFile].map(([file, lines]) => [file, [...lines.values()]]));
}

/** The diagnostics of one file, sorted by place; none where nothing was analysed yet. */
export function diagnosticsOf(
  shown: readonly ShownCopy[],
  analysis: Analysis | undefined,
  abilities: Abilities,
): FileDiagnostics {
  const items = analysis === undefined ? [] : shown.flatMap((copy) => diagnosticOf(copy, analysis, abilities) ?? []);
  items.sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
  return { resultId: resultIdOf(items), items };
}

/** A name for what is said, so that a client that has it already is not told again. */
export function resultIdOf(items: readonly Diagnostic[]): string {
  return createHash("sha1").update(JSON.stringify(items)).digest("base64url").slice(0, 16);
}

function diagnosticOf(shown: ShownCopy, analysis: Analysis, abilities: Abilities): Diagnostic | undefined {
  const { finding, index, copy } = shown;
  const file = analysis.get(copy.file);
  if (file === undefined) return undefined;
  const data: DiagnosticData = { id: finding.id };
  const others = finding.copies.filter((_, i) => i !== index).slice(0, mostRelated);
  return {
    range: rangeIn(file, copy.head),
    severity: severities[finding.severity],
    source: "drydock",
    code: finding.rule,
    ...(abilities.codeDescription ? { codeDescription: { href: rulePage(finding.rule) } } : {}),
    message: finding.message,
    ...(abilities.relatedInformation
      ? { relatedInformation: others.flatMap((other) => relatedTo(other, analysis) ?? []) }
      : {}),
    data,
  };
}

function relatedTo(copy: Copy, analysis: Analysis): DiagnosticRelatedInformation | undefined {
  const file = analysis.get(copy.file);
  if (file === undefined) return undefined;
  const name = copy.symbol === undefined ? "" : `${copy.symbol}, `;
  return {
    location: { uri: uriOf(copy.file), range: rangeIn(file, copy) },
    message: `also here: ${name}${linesOf(copy)}`,
  };
}

/** “line 12” or “lines 12–20”, counted from 1. */
export function linesOf(copy: Copy): string {
  const first = copy.from.line + 1;
  const last = lastLineOf(copy) + 1;
  return first === last ? `line ${first}` : `lines ${first}–${last}`;
}

/** The last line that the copy has text on, from 0: an exclusive end at a line's begin does not reach it. */
function lastLineOf(copy: Copy): number {
  return copy.to.column === 0 && copy.to.line > copy.from.line ? copy.to.line - 1 : copy.to.line;
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;
