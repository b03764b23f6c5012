/**
 * What Drydock's server and its own client say to each other besides the Language Server Protocol.
 * Plain data and constants only, and so is what it imports: the client bundles this file.
 * Positions are those of the protocol: lines and UTF-16 columns from 0.
 */

import { containerEndings } from "../syntax/endings.ts";

export interface WirePosition {
  readonly line: number;
  readonly character: number;
}

/** `end` is exclusive. */
export interface WireRange {
  readonly start: WirePosition;
  readonly end: WirePosition;
}

export type WireSeverity = "error" | "warning" | "information" | "hint";

/** A name, and where it starts. */
export interface WireName {
  readonly uri: string;
  readonly position: WirePosition;
  readonly name: string;
}

/** One copy of a finding, ready to be opened. */
export interface WireCopy {
  readonly uri: string;
  /** Path relative to the folder, with `/`. */
  readonly path: string;
  readonly range: WireRange;
  /** The name or first line that carries the squiggle. */
  readonly head: WireRange;
  readonly symbol?: string;
}

export interface WireFinding {
  readonly id: string;
  readonly rule: string;
  readonly severity: WireSeverity;
  readonly message: string;
  readonly removableLines: number;
  readonly copies: readonly WireCopy[];
}

/** The findings of one rule in the order of their rank. */
export interface WireRule {
  readonly id: string;
  readonly title: string;
  readonly findings: readonly WireFinding[];
}

export type FolderState = "scanning" | "ready" | "cancelled" | "failed";

export interface WireFolder {
  readonly uri: string;
  readonly name: string;
  readonly state: FolderState;
  /** Rules with at least one finding, in the order of their best ranked finding. */
  readonly rules: readonly WireRule[];
}

/** Request: what the tree, the commands and the status bar show. Parameters: an empty object. */
export const findingsRequest = "drydock/findings";

export interface FindingsResult {
  readonly folders: readonly WireFolder[];
}

/** Notification to the client: the findings are no longer what they were. */
export const changedNotification = "drydock/changed";

export interface ChangedParams {
  readonly findings: number;
  readonly scanning: boolean;
  /** Whether the user cancelled the scan of a folder, so that its findings are not known. */
  readonly cancelled: boolean;
  /** Whether the scan of a folder failed, which is a fault of Drydock's; the log says more. */
  readonly failed: boolean;
}

/** Request: the textual report of one folder. Starts a scan that was cancelled before. */
export const reportRequest = "drydock/report";

export interface ReportParams {
  /** Any URI in the folder; without one, all folders are reported one after the other. */
  readonly uri?: string;
}

export interface ReportResult {
  readonly text: string;
  /** Places of copies in `text`, sorted, each with the place that it leads to. */
  readonly links: readonly ReportLink[];
  /** Sections of `text`, outer before inner. */
  readonly sections: readonly ReportSection[];
}

export interface ReportLink {
  readonly line: number;
  /** Columns of the link in its line, from 0; `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly uri: string;
  readonly target: WireRange;
}

export interface ReportSection {
  readonly title: string;
  readonly kind: "folder" | "rule" | "finding";
  readonly startLine: number;
  /** Inclusive. */
  readonly endLine: number;
}

/** Request: the edit that silences a finding. */
export const ignoreRequest = "drydock/ignore";

export interface IgnoreParams {
  readonly id: string;
  /** `here`: a comment at the copy; `configuration`: an entry in `drydock.json`. */
  readonly place: "here" | "configuration";
  /** Number of the copy that the comment goes to; the first when left out. */
  readonly copy?: number;
}

export interface IgnoreResult {
  /** A WorkspaceEdit of the protocol; left out when there is none. */
  readonly edit?: unknown;
  /** Why there is none, as a sentence. */
  readonly reason?: string;
}

/** Request: the fix of some copies of a finding. */
export const fixCopiesRequest = "drydock/fixCopies";

export interface FixCopiesParams {
  readonly id: string;
  /** Numbers of the copies, from 0, at least two. */
  readonly copies: readonly number[];
}

export interface FixCopiesResult {
  /** A WorkspaceEdit of the protocol; left out when there is none. */
  readonly edit?: unknown;
  /** Where the new name stands after the edit, to be renamed. */
  readonly rename?: WireName;
  /** Why there is none, as a sentence. */
  readonly reason?: string;
  /** What the user should know of copies that stay as they are. */
  readonly note?: string;
}

/** Commands of the client that the server names in its code actions; other editors do not get them. */
export const clientCommands = {
  /** Argument, of a code action that was resolved: WireName. Starts a rename of the name that its edit brought in. */
  startRename: "drydock.startRename",
  /** Arguments: finding id, number of the copy to start from. */
  compareCopies: "drydock.compareCopies",
  /** Arguments: finding id. Asks which copies are to be said once, and does it. */
  chooseCopies: "drydock.chooseCopies",
  /** Argument: a sentence that says why there is no fix. */
  showReason: "drydock.showReason",
} as const;

/** What the client hands in with `initialize`. */
export interface InitializationOptions {
  /** Whether the client has the commands of `clientCommands`. */
  readonly clientCommands?: boolean;
}

/**
 * The documents that Drydock looks at, as a document selector of the protocol. Components and documents are told by
 * their endings: what an editor calls their language depends on its extensions.
 */
export const analysedDocuments = [
  { language: "typescript", scheme: "file" },
  { language: "typescriptreact", scheme: "file" },
  { language: "javascript", scheme: "file" },
  { language: "javascriptreact", scheme: "file" },
  { scheme: "file", pattern: `**/*.{${containerEndings.join(",")}}` },
];

/** The settings of a folder: its unsaved text counts, like that of sources. */
export const settingsDocument = { scheme: "file", pattern: "**/drydock.json" } as const;

/**
 * Settings of the section `drydock` that only an editor has; all others stand in `drydock.json` too. The
 * manifest and the page on configuration are made of this table by `npm run generate`.
 */
export const editorOnlySettings = {
  squiggles: {
    default: true,
    description:
      "Underline findings in the editor. The command *Drydock: Toggle Squiggles* turns this around; view, report and status bar stay.",
  },
  workspaceDiagnostics: {
    default: false,
    description: "List the findings of all files in the Problems panel, not only those of open ones.",
  },
} as const;
