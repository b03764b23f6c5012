import type { WorkspaceEdit } from "vscode-languageserver/node";
import type { OfferedFix } from "../refactorings/refactoring.ts";
import type { Copy, Finding } from "../rules/finding.ts";
import { hashText } from "../syntax/hash.ts";
import type { FindingActionData, SelectionActionData } from "./actionData.ts";
import type { Decisions } from "./decisions.ts";
import type { Built } from "./fixBench.ts";
import type { Folder, FolderContext } from "./folder.ts";
import type { WireName } from "./protocol.ts";
import { taskOf } from "./selectionActions.ts";
import { type EditedTexts, insertionOf, nameAfter, workspaceEditOf } from "./workspaceEdit.ts";
import { baseName } from "../syntax/paths.ts";

export interface ResolutionContext extends Pick<FolderContext, "abilities" | "buffers" | "bench" | "engine"> {
  readonly decisions: Decisions;
}

/** An edit for the client, or the sentence that says why there is none. */
export type Resolved =
  | { readonly edit: WorkspaceEdit; readonly rename?: WireName; readonly note?: string }
  | { readonly reason: string }
  | { readonly isGivenUp: true };

/** Said when a text is no longer what the finding was made of. */
export const changedMeanwhile = "The code has changed since this was offered. Open the menu again.";

const cannotApply = "This editor cannot make this edit: it would have to create a file or ask for each change.";

/** Builds the edit of a chosen action. The finding is one of the current snapshot. */
export async function resolveAction(
  { kind, copy, choice }: Pick<FindingActionData, "kind" | "copy" | "choice">,
  finding: Finding,
  folder: Folder,
  context: ResolutionContext,
  signal?: AbortSignal,
): Promise<Resolved> {
  const outdated = await folder.outdated(finding.copies.map(({ file }) => file));
  if (outdated.length > 0) return { reason: changedMeanwhile };
  switch (kind) {
    case "fix":
    case "preview": {
      const built = await context.decisions.decide(folder, finding, choice, signal);
      return resolvedOf(built, kind === "preview", folder, context);
    }
    case "fixHere": {
      const here = finding.copies[copy]?.file;
      return resolveCopies(finding.copies.filter(({ file }) => file === here), finding, folder, context, signal);
    }
    case "ignoreHere":
      return ignoreHere(copy, finding, folder, context);
    case "ignoreInConfiguration":
      return ignoreInConfiguration(finding, folder, context);
  }
}

/** Builds the fix of some copies of a finding; the others stay as they are. */
export async function resolveCopies(
  copies: readonly Copy[],
  finding: Finding,
  folder: Folder,
  context: ResolutionContext,
  signal?: AbortSignal,
): Promise<Resolved> {
  if (copies.length < 2) return { reason: "At least two copies are needed to say them once." };
  if (context.decisions.titleOf({ ...finding, copies }) === undefined) return { reason: "Drydock has no fix for this kind of finding yet." };
  const built = await context.bench.build({ kind: "finding", finding: { ...finding, copies } }, signal);
  return resolvedOf(built, false, folder, context);
}

/** Builds the extraction of a selection, if what was selected and what says the same are still what the menu told of. */
export async function resolveSelection(data: SelectionActionData, folder: Folder, context: ResolutionContext, signal?: AbortSignal): Promise<Resolved> {
  const { analysis } = folder;
  const text = analysis?.get(data.file)?.text;
  if (analysis === undefined || text === undefined || hashText(text) !== data.textHash) return { reason: changedMeanwhile };
  const offers = context.engine.offersFor(analysis, data.file, data);
  const offer = offers.find(({ refactoring, reach }) => refactoring === data.refactoring && reach === data.reach);
  if (offer === undefined || offer.fragments.length !== data.occurrences) return { reason: changedMeanwhile };
  if (offer.refused !== undefined) return { reason: offer.refused };
  if ((await folder.outdated(offer.fragments.map(({ file }) => file))).length > 0) return { reason: changedMeanwhile };
  const built = await context.bench.build(taskOf(offer), signal);
  return resolvedOf(built, data.kind === "previewExtract", folder, context);
}

/** The edit of what was built, for the client. */
function resolvedOf(built: Built, isPreview: boolean, folder: Folder, context: ResolutionContext): Resolved {
  const { abilities, buffers, engine } = context;
  if (built === "given up") return { isGivenUp: true };
  if (built === "none") return { reason: "The fix could not be built. Drydock’s log says why." };
  const { fix } = built;
  if (fix.status === "refused") return { reason: fix.reason };
  // Somebody may have typed while the fix was built, and a file may have changed on disk without a word.
  const others = [...built.texts].filter(([file, text]) => text !== (buffers.text(file) ?? engine.textOnDisk(file)));
  if (others.length > 0) {
    folder.filesChanged(new Map(others.map(([file]) => [file, "written"])));
    return { reason: changedMeanwhile };
  }
  const texts: EditedTexts = {
    read: (file) => built.texts.get(file),
    versionOf: (file) => buffers.versionOf(file),
    uriOf: (file) => buffers.uriOf(file),
  };
  const edit = workspaceEditOf(fix.edits, texts, { abilities, ...(isPreview ? { preview: { label: fix.title, description: errorsOf(fix) } } : {}) });
  if (edit === undefined) return { reason: cannotApply };
  const rename = abilities.clientCommands ? renameAfter(fix, texts) : undefined;
  const note = noteOf(fix);
  return { edit, ...(rename === undefined ? {} : { rename }), ...(note === undefined ? {} : { note }) };
}

/** The type errors that the edit brings, one a line, where it is known to bring some. */
function errorsOf({ brings = [] }: OfferedFix): string | undefined {
  if (brings.length === 0) return undefined;
  return brings.map(({ file, message }) => `${baseName(file)}: ${message.split("\n")[0] ?? ""}`).join("\n");
}

/** Where the new name stands after the edit. */
function renameAfter(fix: OfferedFix, texts: EditedTexts): WireName | undefined {
  if (fix.rename === undefined) return undefined;
  const found = nameAfter(fix.edits, texts, fix.rename);
  return found && { uri: texts.uriOf(fix.rename.file), ...found };
}

/** What the user should know of copies that stay as they are. */
function noteOf({ leftOut }: OfferedFix): string | undefined {
  const [first] = leftOut;
  if (first === undefined) return undefined;
  const name = baseName(first.fragment.file);
  return leftOut.length === 1
    ? `The copy in ${name} stays as it is: ${first.reason}`
    : `${leftOut.length} copies stay as they are, the first in ${name}: ${first.reason}`;
}

function ignoreHere(index: number, finding: Finding, folder: Folder, { abilities, buffers, engine }: ResolutionContext): Resolved {
  const copy = finding.copies[index] ?? finding.copies[0];
  const text = copy && folder.analysis?.get(copy.file)?.text;
  if (copy === undefined || text === undefined) return { reason: changedMeanwhile };
  const insertion = engine.ignoreCommentFor(copy, text);
  if (insertion === undefined) {
    return { reason: "There is no place for a comment here. Ignore the group in drydock.json instead." };
  }
  const texts = textsWith(text, buffers);
  const parts = { before: insertion.opening, placeholder: "why", after: insertion.closing };
  const edit = insertionOf(copy.file, insertion.offset, parts, texts, abilities);
  return edit === undefined ? { reason: changedMeanwhile } : { edit };
}

/** For an edit of one file, whose text is known. */
function textsWith(text: string, buffers: ResolutionContext["buffers"]): EditedTexts {
  return {
    read: () => text,
    versionOf: (file) => buffers.versionOf(file),
    uriOf: (file) => buffers.uriOf(file),
  };
}

async function ignoreInConfiguration(
  finding: Finding,
  folder: Folder,
  { abilities, buffers, engine }: ResolutionContext,
): Promise<Resolved> {
  const file = folder.configurationFile;
  const open = buffers.text(file);
  const source = open === undefined ? await engine.readSource(file) : { text: open };
  const isMissing = "skipped" in source && source.skipped === engine.noLongerThere;
  if ("skipped" in source && !isMissing) return { reason: `drydock.json was not read: ${source.skipped}.` };
  const text = "text" in source ? source.text : "";
  const edits = engine.ignoreInConfiguration(text, finding.id);
  if (edits === undefined) {
    return { reason: "There is no place for the group in drydock.json: it must be an object whose “ignore” is a list." };
  }
  const texts = textsWith(text, buffers);
  const change = isMissing
    ? ({ kind: "create", file, text: edits.map((edit) => edit.text).join("") } as const)
    : ({ kind: "change", file, edits } as const);
  const edit = workspaceEditOf([change], texts, { abilities });
  return edit === undefined ? { reason: cannotApply } : { edit };
}
