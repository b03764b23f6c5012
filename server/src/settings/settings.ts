import type { Severity } from "./severity.ts";

/** Everything a user may set, with defaults in place. `drydock.json`, the editor and the command line give the same. */
export interface Settings {
  /** Smallest code fragment that is reported, in tokens. */
  readonly minTokens: number;
  /** Smallest code fragment that is reported, in lines. */
  readonly minLines: number;
  /** The same for tests. */
  readonly minTokensInTests: number;
  readonly minLinesInTests: number;
  /** Fewest copies that are reported. */
  readonly minOccurrences: number;
  /** How alike copies with inserted, deleted and changed parts must be, in percent of their tokens. */
  readonly similarity: number;
  /** Smallest model that is reported, in members. */
  readonly minMembers: number;
  /** Patterns as in `.gitignore`, relative to the root, of files that are not read, besides what `.gitignore` excludes. */
  readonly exclude: readonly string[];
  /** Severity by rule id, where it differs from the rule's own. */
  readonly rules: Readonly<Record<string, Severity>>;
  /** Groups that are not shown, by id. */
  readonly ignore: readonly IgnoredGroup[];
}

export interface IgnoredGroup {
  readonly id: string;
  readonly reason?: string;
}

interface RowOf<Key extends keyof Settings, Type extends string> {
  readonly key: Key;
  readonly type: Type;
  readonly default: Settings[Key];
  /** One or two sentences, in Markdown. */
  readonly description: string;
  /** Whether the editor's settings have it too; the others stand in `drydock.json` only. */
  readonly inEditor: boolean;
}

export type IntegerKey = "minTokens" | "minLines" | "minTokensInTests" | "minLinesInTests" | "minOccurrences" | "similarity" | "minMembers";

export interface IntegerRow extends RowOf<IntegerKey, "integer"> {
  readonly minimum: number;
  readonly maximum: number;
}

export type SettingRow =
  | IntegerRow
  | RowOf<"exclude", "patterns">
  | RowOf<"rules", "severities">
  | RowOf<"ignore", "ignored">;

export const defaultSettings: Settings = {
  minTokens: 50,
  minLines: 5,
  minTokensInTests: 100,
  minLinesInTests: 10,
  minOccurrences: 2,
  similarity: 70,
  minMembers: 3,
  exclude: [],
  rules: {},
  ignore: [],
};

/**
 * The one source of the settings: parser, JSON schema, the editor's settings and the table in
 * docs/configuration.md are all made of it. After a change run `npm run generate`.
 */
export const settingTable: readonly SettingRow[] = [
  integer("minTokens", 10, 10_000, "Smallest code fragment that is reported, in tokens (names, numbers, operators, brackets)."),
  integer("minLines", 1, 1_000, "Smallest code fragment that is reported, in lines."),
  integer("minTokensInTests", 10, 10_000, "The same as `minTokens`, for tests, stories, examples, documents and configuration files."),
  integer("minLinesInTests", 1, 1_000, "The same as `minLines`, for tests, stories, examples, documents and configuration files."),
  integer("minOccurrences", 2, 1_000, "Fewest copies that are reported."),
  integer("similarity", 50, 100, "How alike copies with inserted, deleted and changed parts must be, in percent of their tokens. `100` leaves only differences of syntax."),
  integer("minMembers", 1, 100, "Smallest model (interface, type, class) that is reported, in members."),
  {
    key: "exclude",
    type: "patterns",
    default: defaultSettings.exclude,
    description: "Files and folders that are not read, as patterns of the `.gitignore` kind relative to the root. What Git ignores is left out anyway.",
    inEditor: true,
  },
  {
    key: "rules",
    type: "severities",
    default: defaultSettings.rules,
    description: "Severity by rule, where it is to differ from the rule's own: `error`, `warning`, `information`, `hint` or `off`.",
    inEditor: true,
  },
  {
    key: "ignore",
    type: "ignored",
    default: defaultSettings.ignore,
    description: "Groups that are not shown, each by its `id` and with a `reason`. The quick fix *Ignore this group* adds them.",
    inEditor: false,
  },
];

function integer(key: IntegerKey, minimum: number, maximum: number, description: string): IntegerRow {
  return { key, type: "integer", default: defaultSettings[key], minimum, maximum, description, inEditor: true };
}
