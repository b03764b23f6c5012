import { severities } from "./severity.ts";
import type { Severity } from "./severity.ts";
import { isRecord } from "./jsonValue.ts";
import { defaultSettings, settingTable } from "./settings.ts";
import type { IgnoredGroup, IntegerRow, SettingRow, Settings } from "./settings.ts";
import { didYouMean } from "./suggestion.ts";

/** What is wrong with a settings value. */
export interface SettingProblem {
  /** Where it stands: keys and array indices from the top. */
  readonly path: readonly (string | number)[];
  /** Whether the key is meant rather than its value. */
  readonly atKey: boolean;
  /** One sentence for the user. */
  readonly message: string;
}

/** The settings that were given and are right; what is wrong is left out, and said. */
export interface GivenSettings {
  readonly given: Partial<Settings>;
  readonly problems: readonly SettingProblem[];
}

/**
 * Reads a parsed `drydock.json`. Whatever is right counts, whatever is wrong becomes a problem.
 * Rule ids are checked where `ruleIds` is given.
 */
export function readSettings(value: unknown, ruleIds?: readonly string[]): GivenSettings {
  const reader = new Reader(ruleIds);
  return { given: reader.all(value), problems: reader.problems };
}

/**
 * Settings from two places, the second of which wins. Lists of patterns and of ignored groups are
 * joined, and severities are merged rule by rule.
 */
export function mergeSettings(settings: Settings, over: Partial<Settings>): Settings {
  return {
    ...settings,
    ...over,
    exclude: [...new Set([...settings.exclude, ...(over.exclude ?? [])])],
    rules: { ...settings.rules, ...over.rules },
    ignore: [...settings.ignore, ...(over.ignore ?? [])],
  };
}

/**
 * Lays the editor's settings over those of `drydock.json`. An editor hands over its defaults for what the
 * user did not set, so a value that equals the default changes nothing.
 */
export function mergeEditorSettings(settings: Settings, editor: unknown): Settings {
  if (!isRecord(editor)) return settings;
  const known = Object.fromEntries(
    settingTable.filter((row) => row.inEditor && editor[row.key] != null).map((row) => [row.key, editor[row.key]]),
  );
  const { given } = readSettings(known);
  const set = Object.entries(given).filter(([key, value]) => value !== Reflect.get(defaultSettings, key));
  return mergeSettings(settings, Object.fromEntries(set));
}

const topKeys = ["$schema", ...settingTable.map((row) => row.key)];

class Reader {
  readonly problems: SettingProblem[] = [];
  readonly #ruleIds: readonly string[] | undefined;

  constructor(ruleIds: readonly string[] | undefined) {
    this.#ruleIds = ruleIds;
  }

  all(value: unknown): Partial<Settings> {
    if (!isRecord(value)) {
      this.#say([], false, `The settings must be an object, not ${nameOf(value)}.`);
      return {};
    }
    for (const key of Object.keys(value)) {
      if (!topKeys.includes(key)) this.#say([key], true, `There is no setting “${key}”${didYouMean(key, topKeys)}`);
    }
    let given: Partial<Settings> = {};
    for (const row of settingTable) {
      const own = value[row.key];
      if (own !== undefined) given = { ...given, ...this.#row(row, own) };
    }
    return given;
  }

  #row(row: SettingRow, value: unknown): Partial<Settings> {
    switch (row.type) {
      case "integer":
        return this.#integer(row, value);
      case "patterns":
        return this.#patterns(row.key, value);
      case "severities":
        return this.#severities(row.key, value);
      case "ignored":
        return this.#ignored(row.key, value);
    }
  }

  #integer(row: IntegerRow, value: unknown): Partial<Settings> {
    const right = typeof value === "number" && Number.isInteger(value) && value >= row.minimum && value <= row.maximum;
    if (right) return { [row.key]: value };
    const found = typeof value === "number" ? String(value) : nameOf(value);
    this.#say([row.key], false, `“${row.key}” must be a whole number from ${row.minimum} to ${row.maximum}, not ${found}.`);
    return {};
  }

  #patterns(key: string, value: unknown): Partial<Settings> {
    if (!Array.isArray(value)) {
      this.#say([key], false, `“${key}” must be a list of patterns, not ${nameOf(value)}.`);
      return {};
    }
    const exclude: string[] = [];
    value.forEach((pattern: unknown, index) => {
      if (typeof pattern === "string" && pattern.trim() !== "") exclude.push(pattern);
      else this.#say([key, index], false, `A pattern in “${key}” must be a string that is not empty, not ${nameOf(pattern)}.`);
    });
    return { exclude };
  }

  #severities(key: string, value: unknown): Partial<Settings> {
    if (!isRecord(value)) {
      this.#say([key], false, `“${key}” must be an object that gives a severity to each rule, not ${nameOf(value)}.`);
      return {};
    }
    const rules: Record<string, Severity> = {};
    for (const [rule, severity] of Object.entries(value)) {
      const known = severities.find((candidate) => candidate === severity);
      if (this.#ruleIds !== undefined && !this.#ruleIds.includes(rule)) {
        this.#say([key, rule], true, `There is no rule “${rule}”${didYouMean(rule, this.#ruleIds)}`);
      } else if (known !== undefined) {
        rules[rule] = known;
      } else {
        const choice = `${severities.slice(0, -1).map(quoted).join(", ")} or “off”`;
        const found = typeof severity === "string" ? quoted(severity) : nameOf(severity);
        this.#say([key, rule], false, `The severity of “${rule}” must be ${choice}, not ${found}.`);
      }
    }
    return { rules };
  }

  #ignored(key: string, value: unknown): Partial<Settings> {
    if (!Array.isArray(value)) {
      this.#say([key], false, `“${key}” must be a list of groups, each { "id", "reason" }, not ${nameOf(value)}.`);
      return {};
    }
    const ignore: IgnoredGroup[] = [];
    value.forEach((group: unknown, index) => {
      const path = [key, index];
      if (!isRecord(group) || typeof group["id"] !== "string" || group["id"] === "") {
        this.#say(path, false, `A group in “${key}” must be { "id", "reason" } with the id that the report gives.`);
        return;
      }
      for (const own of Object.keys(group)) {
        if (own !== "id" && own !== "reason") {
          this.#say([...path, own], true, `A group in “${key}” has no “${own}”${didYouMean(own, ["id", "reason"])}`);
        }
      }
      const { id, reason } = group;
      if (reason !== undefined && typeof reason !== "string") {
        this.#say([...path, "reason"], false, `The reason of an ignored group must be a string, not ${nameOf(reason)}.`);
      }
      ignore.push(typeof reason === "string" ? { id, reason } : { id });
    });
    return { ignore };
  }

  #say(path: readonly (string | number)[], atKey: boolean, message: string): void {
    this.problems.push({ path, atKey, message });
  }
}

function quoted(word: string): string {
  return `“${word}”`;
}

/** What a JSON value is, with its article. */
function nameOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (value === "") return "an empty string";
  if (typeof value === "object") return "an object";
  return `a ${typeof value}`;
}
