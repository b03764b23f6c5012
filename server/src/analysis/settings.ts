import type { Severity } from "../rules/finding.ts";

/** Everything a user may set, with defaults in place. `drydock.json`, the editor and the command line give the same. */
export interface Settings {
  /** Smallest code fragment that is reported, in tokens. */
  readonly minTokens: number;
  /** Smallest code fragment that is reported, in lines. */
  readonly minLines: number;
  /** The same for tests. */
  readonly minTokensInTests: number;
  readonly minLinesInTests: number;
  /** Smallest model that is reported, in members. */
  readonly minMembers: number;
  /** Globs, relative to the root, of files that are not read, besides what `.gitignore` excludes. */
  readonly exclude: readonly string[];
  /** Severity by rule id, where it differs from the rule's own. */
  readonly rules: Readonly<Record<string, Severity>>;
  /** Groups that are not shown, by id. */
  readonly ignore: readonly { readonly id: string; readonly reason?: string }[];
}

export const defaultSettings: Settings = {
  minTokens: 50,
  minLines: 5,
  minTokensInTests: 100,
  minLinesInTests: 10,
  minMembers: 3,
  exclude: [],
  rules: {},
  ignore: [],
};
