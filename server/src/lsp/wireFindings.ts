import type { Copy, Finding } from "../rules/finding.ts";
import type { Engine } from "./engine.ts";
import type { Folder } from "./folder.ts";
import type { ChangedParams, WireCopy, WireFinding, WireFolder, WireRule } from "./protocol.ts";
import { rangeIn } from "./ranges.ts";
import { uriOf } from "./uris.ts";
import { relativeTo } from "../report/report.ts";

/** The findings of a folder by rule, for tree and commands. */
export function wireFolderOf(folder: Folder, engine: Engine): WireFolder {
  const byRule = new Map<string, WireFinding[]>();
  for (const finding of folder.snapshot?.findings ?? []) {
    const own = byRule.get(finding.rule) ?? [];
    own.push(wireFindingOf(finding, folder));
    byRule.set(finding.rule, own);
  }
  const rules = [...byRule].map(([id, findings]): WireRule => {
    const title = engine.rules.find((rule) => rule.id === id)?.title ?? id;
    return { id, title, findings };
  });
  return { uri: uriOf(folder.root), name: folder.name, state: folder.state, rules };
}

/** What the status bar says. */
export function countsOf(folders: readonly Folder[]): ChangedParams {
  return {
    findings: folders.reduce((sum, { snapshot }) => sum + (snapshot?.findings.length ?? 0), 0),
    scanning: folders.some(({ state }) => state === "scanning"),
    cancelled: folders.some(({ state }) => state === "cancelled"),
    failed: folders.some(({ state }) => state === "failed"),
  };
}

function wireFindingOf(finding: Finding, folder: Folder): WireFinding {
  const { id, rule, severity, message, removableLines } = finding;
  const copies = finding.copies.flatMap((copy) => wireCopyOf(copy, folder) ?? []);
  return { id, rule, severity, message, removableLines, copies };
}

function wireCopyOf(copy: Copy, folder: Folder): WireCopy | undefined {
  const file = folder.analysis?.get(copy.file);
  if (file === undefined) return undefined;
  return {
    uri: uriOf(copy.file),
    path: relativeTo(folder.root, copy.file),
    range: rangeIn(file, copy),
    head: rangeIn(file, copy.head),
    ...(copy.symbol === undefined ? {} : { symbol: copy.symbol }),
  };
}
