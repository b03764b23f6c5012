import type { Reach } from "../refactorings/selectionRefactoring.ts";

/** What a code action on a finding carries from the menu to its resolution. */
export interface FindingActionData {
  readonly kind: "fix" | "preview" | "fixHere" | "ignoreHere" | "ignoreInConfiguration";
  readonly id: string;
  /** Number of the copy at which the menu was opened. */
  readonly copy: number;
  /** Names the folder together with the file. */
  readonly file: string;
  /** The id of the way to mend it that the action is for. */
  readonly choice?: string;
}

/** What a code action on a selection carries. */
export interface SelectionActionData {
  readonly kind: "extract" | "previewExtract";
  readonly refactoring: string;
  readonly reach: Reach;
  readonly file: string;
  /** The range that was selected, as offsets in the text with that hash. */
  readonly start: number;
  readonly end: number;
  readonly textHash: number;
  /** Number of occurrences that the title has told of. */
  readonly occurrences: number;
}

export type ActionData = FindingActionData | SelectionActionData;

export function isOfSelection(data: ActionData): data is SelectionActionData {
  return "refactoring" in data;
}

/** Reads what a client sends back; `undefined` when no menu of this server has given it out. */
export function actionDataOf(data: unknown): ActionData | undefined {
  if (typeof data !== "object" || data === null || !("kind" in data && "file" in data) || typeof data.file !== "string") return undefined;
  return "id" in data ? findingData(data) : selectionData(data);
}

function findingData(data: { readonly kind: unknown; readonly file: unknown; readonly id: unknown }): FindingActionData | undefined {
  const kind = (["fix", "preview", "fixHere", "ignoreHere", "ignoreInConfiguration"] as const).find((one) => one === data.kind);
  const { file, id } = data;
  const copy = "copy" in data ? data.copy : undefined;
  if (kind === undefined || typeof id !== "string" || typeof copy !== "number" || typeof file !== "string") return undefined;
  const choice = "choice" in data && typeof data.choice === "string" ? { choice: data.choice } : {};
  return { kind, id, copy, file, ...choice };
}

const reaches: readonly Reach[] = ["selection", "function", "file", "workspace"];

function selectionData(data: { readonly kind: unknown; readonly file: unknown }): SelectionActionData | undefined {
  const kind = (["extract", "previewExtract"] as const).find((one) => one === data.kind);
  if (!("refactoring" in data && "reach" in data && "start" in data && "end" in data && "textHash" in data && "occurrences" in data)) return undefined;
  const reach = reaches.find((one) => one === data.reach);
  const { file, refactoring, start, end, textHash, occurrences } = data;
  const areNumbers = typeof start === "number" && typeof end === "number" && typeof textHash === "number" && typeof occurrences === "number";
  if (kind === undefined || reach === undefined || typeof refactoring !== "string" || typeof file !== "string" || !areNumbers) return undefined;
  return { kind, refactoring, reach, file, start, end, textHash, occurrences };
}
