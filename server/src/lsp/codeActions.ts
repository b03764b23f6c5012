import { type CodeAction, CodeActionKind, CodeActionTriggerKind, type CodeActionParams, type Command } from "vscode-languageserver/node";
import type { Abilities } from "./abilities.ts";
import type { FindingActionData } from "./actionData.ts";
import type { Decisions } from "./decisions.ts";
import type { DiagnosticData, ShownCopy } from "./diagnostics.ts";
import type { Folder } from "./folder.ts";
import { clientCommands, type WireRange } from "./protocol.ts";
import { rangeIn, shareLine } from "./ranges.ts";
import { baseName } from "../syntax/paths.ts";

export interface MenuContext {
  readonly abilities: Abilities;
  readonly decisions: Decisions;
  /** Whether the user wants to see squiggles; without them no lightbulb comes up by itself. */
  readonly squiggles: boolean;
}

/** How long a menu that is asked for waits to know whether the fix is possible, in milliseconds. */
const patience = 400;

/** A menu opened somewhere within long copies offers so many findings at most. */
const mostOffered = 3;

/**
 * The quick fixes at a place, from the snapshot alone: no edit is built here. By itself a lightbulb
 * comes up at a squiggle only; a menu that is asked for answers anywhere within a copy. Where only
 * refactorings are asked for, the fixes are given as such, and the rest is left out.
 */
export async function codeActionsAt(
  folder: Folder,
  file: string,
  params: CodeActionParams,
  context: MenuContext,
): Promise<CodeAction[]> {
  const { only, triggerKind } = params.context;
  const kind = kindWanted(only);
  if (kind === undefined) return [];
  const isAsked = triggerKind === CodeActionTriggerKind.Invoked;
  if (!context.squiggles && !isAsked) return [];
  const shown = copiesAt(folder, file, params.range, isAsked);
  const here = new Set(shown.map(({ finding }) => finding));
  const elsewhere = folder.shownIn(file).filter(({ finding }) => !here.has(finding));
  if (shown.length > 0) {
    const findings = [...here, ...elsewhere.map(({ finding }) => finding)];
    await context.decisions.consider(folder, findings, isAsked ? patience : 0);
  }
  return shown.flatMap((copy) => actionsFor(folder, copy, kind, params, context));
}

type WantedKind = typeof CodeActionKind.QuickFix | typeof CodeActionKind.RefactorExtract;

function kindWanted(only: readonly string[] | undefined): WantedKind | undefined {
  if (only === undefined || only.some((kind) => kind === "" || kind === CodeActionKind.QuickFix)) return CodeActionKind.QuickFix;
  const isExtract = only.some((kind) => kind === CodeActionKind.Refactor || kind === CodeActionKind.RefactorExtract);
  return isExtract ? CodeActionKind.RefactorExtract : undefined;
}

function copiesAt(folder: Folder, file: string, range: WireRange, isAsked: boolean): readonly ShownCopy[] {
  const analysed = folder.analysis?.get(file);
  if (analysed === undefined) return [];
  const shown = folder.shownIn(file);
  const atHead = shown.filter(({ copy }) => shareLine(rangeIn(analysed, copy.head), range));
  if (atHead.length > 0 || !isAsked) return atHead;
  return shown
    .filter(({ copy }) => shareLine(rangeIn(analysed, copy), range))
    .sort((a, b) => a.copy.end - a.copy.start - (b.copy.end - b.copy.start))
    .slice(0, mostOffered);
}

function actionsFor(
  folder: Folder,
  shown: ShownCopy,
  wanted: WantedKind,
  params: CodeActionParams,
  context: MenuContext,
): CodeAction[] {
  const { abilities } = context;
  const { finding, index, copy } = shown;
  const diagnostics = params.context.diagnostics.filter(({ source, data }) => source === "drydock" && idIn(data) === finding.id);
  const action: ActionMaker = (kind, title, choice) => {
    const data: FindingActionData = { kind, id: finding.id, copy: index, file: copy.file, ...(choice === undefined ? {} : { choice }) };
    return { title, kind: wanted, diagnostics, data };
  };
  const actions = abilities.resolvesEdits ? [...fixActions(folder, shown, wanted, action, context), ...(wanted === CodeActionKind.QuickFix ? choiceActions(folder, shown, action, context) : [])] : [];
  if (wanted !== CodeActionKind.QuickFix) return actions;
  if (abilities.clientCommands) {
    const title = finding.copies.length === 2 ? `Compare with ${otherName(shown)}` : `Compare the ${finding.copies.length} copies…`;
    actions.push({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      command: { title, command: clientCommands.compareCopies, arguments: [finding.id, index] },
    });
  }
  if (abilities.resolvesEdits) {
    actions.push(action("ignoreHere", finding.copies.length === 2 ? "Ignore this group here" : "Ignore this copy here"));
    if (folder.only === undefined) actions.push(action("ignoreInConfiguration", "Ignore this group in drydock.json"));
  }
  return actions;
}

type ActionMaker = (kind: FindingActionData["kind"], title: string, choice?: string) => CodeAction;

/** The ways to mend a finding of which the user chooses; with a preview where there is no fix by default. None is preferred. */
function choiceActions(folder: Folder, { finding }: ShownCopy, action: ActionMaker, { abilities, decisions }: MenuContext): CodeAction[] {
  const isDecision = decisions.titleOf(finding) === undefined;
  const wayOut = isDecision ? undefined : decisions.known(folder, finding);
  if (wayOut?.status === "refused") return [];
  return decisions.choicesOf(finding).flatMap((choice) => {
    const decided = decisions.known(folder, finding, choice.id);
    const title = decided?.title ?? choice.title;
    if (decided?.status === "refused") return abilities.disabledActions ? [{ ...action("fix", title, choice.id), disabled: { reason: decided.reason } }] : [];
    const preview = isDecision && abilities.changeAnnotations ? [action("preview", `${title} (preview)`, choice.id)] : [];
    return [action("fix", title, choice.id), ...preview];
  });
}

function fixActions(
  folder: Folder,
  { finding, copy }: ShownCopy,
  wanted: WantedKind,
  action: ActionMaker,
  { abilities, decisions }: MenuContext,
): CodeAction[] {
  const title = decisions.titleOf(finding);
  if (title === undefined) return [];
  const decided = decisions.known(folder, finding);
  if (decided?.status === "refused") {
    const { reason } = decided;
    return [
      ...(abilities.disabledActions ? [{ ...action("fix", title), disabled: { reason } }] : []),
      // VS Code leaves disabled actions out of its quick fix menu, so there the reason is an entry of its own.
      ...(abilities.clientCommands && wanted === CodeActionKind.QuickFix
        ? [reasonAction(action("fix", `No fix: ${shortened(reason)}`), reason)]
        : []),
    ];
  }
  const preview = abilities.changeAnnotations ? [action("preview", `${title} (preview)`)] : [];
  const here = finding.copies.filter(({ file }) => file === copy.file);
  const inFile = here.length > 1 && here.length < finding.copies.length ? decisions.titleOf({ ...finding, copies: here }) : undefined;
  return [
    action("fix", title),
    ...preview,
    ...(inFile === undefined ? [] : [action("fixHere", `${inFile}, in this file only`)]),
    ...(abilities.clientCommands && finding.copies.length > 2 && wanted === CodeActionKind.QuickFix ? [chooseAction(action("fix", chooseTitle), finding.id)] : []),
  ];
}

const chooseTitle = "Choose which copies to say once…";

function chooseAction(action: CodeAction, id: string): CodeAction {
  return withCommand(action, { title: action.title, command: clientCommands.chooseCopies, arguments: [id] });
}

function reasonAction(action: CodeAction, reason: string): CodeAction {
  return withCommand(action, { title: action.title, command: clientCommands.showReason, arguments: [reason] });
}

/** The entry, running a command of the client instead of being resolved. */
function withCommand({ title, kind, diagnostics }: CodeAction, command: Command): CodeAction {
  return { title, ...(kind === undefined ? {} : { kind }), ...(diagnostics === undefined ? {} : { diagnostics }), command };
}

/** A menu entry has room for about so many characters. */
const widestEntry = 90;

function shortened(reason: string): string {
  return reason.length <= widestEntry ? reason : `${reason.slice(0, widestEntry - 1).trimEnd()}…`;
}

function otherName({ finding, index }: ShownCopy): string {
  const other = finding.copies[index === 0 ? 1 : 0];
  const name = other === undefined ? "the other copy" : baseName(other.file);
  return other?.symbol === undefined ? name : `${other.symbol} in ${name}`;
}

function idIn(data: unknown): string | undefined {
  return isDiagnosticData(data) ? data.id : undefined;
}

function isDiagnosticData(data: unknown): data is DiagnosticData {
  return typeof data === "object" && data !== null && "id" in data && typeof data.id === "string";
}
