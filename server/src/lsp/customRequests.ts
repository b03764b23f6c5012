import type { CancellationToken, Connection } from "vscode-languageserver/node";
import type { Snapshot } from "../analysis/analysis.ts";
import { withProgress } from "./codeActionRequests.ts";
import type { Folder } from "./folder.ts";
import type { FindingsResult, FixCopiesParams, FixCopiesResult, IgnoreParams, IgnoreResult, ReportParams, ReportResult } from "./protocol.ts";
import { changedMeanwhile, resolveAction, resolveCopies, type ResolutionContext, type Resolved } from "./resolution.ts";
import { cancelled } from "./requests.ts";
import type { Session } from "./session.ts";
import { pathOf } from "./uris.ts";
import { wireFolderOf } from "./wireFindings.ts";

/** The findings of all folders as they are when changes pause. */
export async function findingsOf(session: Session, token: CancellationToken): Promise<FindingsResult> {
  await session.settling.settled(token);
  return { folders: session.folders.all().map((folder) => wireFolderOf(folder, session.engine)) };
}

/** The report of the folder that is asked for, else of all. A scan that was cancelled is begun again and waited for. */
export async function reportOf(session: Session, { uri }: ReportParams, token: CancellationToken): Promise<ReportResult> {
  // Folders may be about to come.
  await session.settling.settled(token);
  const file = uri === undefined ? undefined : pathOf(uri);
  const asked = file === undefined ? undefined : session.folders.of(file);
  const folders = asked === undefined ? session.folders.all() : [asked];
  for (const folder of folders) if (folder.state === "cancelled") session.scan(folder);
  await Promise.all(folders.map((folder) => folder.stepsDone()));
  await session.settling.settled(token);
  const snapshots = folders.flatMap(({ snapshot }): Snapshot[] => (snapshot === undefined ? [] : [snapshot]));
  const report = session.engine.reportDocument(snapshots);
  return { ...report, text: [report.text, ...folders.flatMap(excuseOf), ...(folders.length === 0 ? [nothingOpen] : [])].join("") };
}

const nothingOpen = "Nothing is open. Open a folder to see what its code says twice.\n";

/** Why a folder is not in the report. */
function excuseOf({ name, state }: Folder): readonly string[] {
  if (state === "cancelled") return [`The scan of ${name} was cancelled. Ask for the report again to begin it anew.\n`];
  return state === "failed" ? [`${name} could not be read. Drydock’s log says why.\n`] : [];
}

/** The edit that silences a finding, wherever it is. */
export async function ignoreEditOf(
  session: Session,
  { id, place, copy = 0 }: IgnoreParams,
  context: ResolutionContext,
  token: CancellationToken,
): Promise<IgnoreResult> {
  await session.settling.settled(token);
  const kind = place === "here" ? "ignoreHere" : "ignoreInConfiguration";
  for (const folder of session.folders.all()) {
    const finding = folder.finding(id);
    if (finding !== undefined) return noteless(await resolveAction({ kind, copy }, finding, folder, context));
  }
  return { reason: changedMeanwhile };
}

function noteless(resolved: Resolved): IgnoreResult {
  if ("isGivenUp" in resolved) throw cancelled();
  return "edit" in resolved ? { edit: resolved.edit } : { reason: resolved.reason };
}

/** The fix of those copies that somebody chose. */
export async function fixOfCopies(
  session: Session,
  { id, copies }: FixCopiesParams,
  context: ResolutionContext,
  connection: Connection,
  token: CancellationToken,
): Promise<FixCopiesResult> {
  await session.settling.settled(token);
  for (const folder of session.folders.all()) {
    const finding = folder.finding(id);
    if (finding === undefined) continue;
    const chosen = finding.copies.filter((_, index) => copies.includes(index));
    if ((await folder.outdated(chosen.map(({ file }) => file))).length > 0) return { reason: changedMeanwhile };
    const resolved = await withProgress(connection, token, (signal) => resolveCopies(chosen, finding, folder, context, signal));
    if ("isGivenUp" in resolved) throw cancelled();
    if ("reason" in resolved) return { reason: resolved.reason };
    const { edit, rename, note } = resolved;
    return { edit, ...(rename === undefined ? {} : { rename }), ...(note === undefined ? {} : { note }) };
  }
  return { reason: changedMeanwhile };
}
