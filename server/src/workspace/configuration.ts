import { readFile } from "node:fs/promises";
import path from "node:path";
import { findNodeAtLocation, parse, parseTree } from "jsonc-parser";
import type { Node, ParseError } from "jsonc-parser";
import { mergeSettings, readSettings } from "../settings/readSettings.ts";
import type { SettingProblem } from "../settings/readSettings.ts";
import { defaultSettings } from "../settings/settings.ts";
import type { Settings } from "../settings/settings.ts";
import { jsonComplaint } from "../syntax/jsonComplaint.ts";
import { lineStartsOf, positionAt } from "../syntax/position.ts";
import { decode } from "./encoding.ts";
import { codeOf, reasonOf } from "./failure.ts";

export { ignoreInConfiguration } from "./ignoring.ts";

export const configurationName = "drydock.json";

/** Something that is wrong in a settings file. */
export interface ConfigurationProblem {
  /** Absolute path with `/`. */
  readonly file: string;
  /** Both from 0, the column in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** Where the problem ends, exclusive, on whichever line. */
  readonly endLine: number;
  readonly endColumn: number;
  /** One sentence. */
  readonly message: string;
}

export interface LoadedSettings {
  readonly settings: Settings;
  readonly problems: readonly ConfigurationProblem[];
}

/**
 * The settings in `drydock.json` of the root folder (JSON with comments), over the defaults. What is wrong
 * in it is said and left out; where there is no such file the defaults count. Rule ids are checked where
 * `ruleIds` is given.
 */
export async function loadSettings(root: string, ruleIds?: readonly string[]): Promise<LoadedSettings> {
  const file = path.posix.join(root, configurationName);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return { settings: defaultSettings, problems: [] };
    return unread(file, reasonOf(error));
  }
  const decoded = decode(bytes);
  return "text" in decoded ? parseSettings(file, decoded.text, ruleIds) : unread(file, decoded.problem);
}

/** The same for a text that is at hand, such as an unsaved `drydock.json`. */
export function parseSettings(file: string, text: string, ruleIds?: readonly string[]): LoadedSettings {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const lineStarts = lineStartsOf(text);
  const problemAt = (start: number, end: number, message: string): ConfigurationProblem => {
    const from = positionAt(lineStarts, start);
    const to = positionAt(lineStarts, end);
    return { file, ...from, endLine: to.line, endColumn: to.column, message };
  };
  // One mistake makes the parser complain several times at the same place; the first complaint is the telling one.
  const first = errors.filter(({ offset }, index) => errors.findIndex((other) => other.offset === offset) === index);
  const problems = first.map((error) =>
    problemAt(error.offset, error.offset + error.length, `${configurationName} is not valid JSON: ${jsonComplaint(error)}.`),
  );
  if (tree === undefined) return { settings: defaultSettings, problems };

  // After a syntax error the parser goes on, so what it understood still counts.
  const read = readSettings(parse(text, [], { allowTrailingComma: true }), ruleIds);
  for (const problem of read.problems) {
    const { offset, length } = nodeOf(tree, problem);
    problems.push(problemAt(offset, offset + length, problem.message));
  }
  return { settings: mergeSettings(defaultSettings, read.given), problems };
}

function unread(file: string, reason: string): LoadedSettings {
  const message = `${configurationName} was not read, so the defaults count: ${reason}.`;
  return { settings: defaultSettings, problems: [{ file, line: 0, column: 0, endLine: 0, endColumn: 0, message }] };
}

/** The node that a problem is about, or the nearest one around it. */
function nodeOf(tree: Node, problem: SettingProblem): Node {
  for (let length = problem.path.length; length > 0; length--) {
    const value = findNodeAtLocation(tree, problem.path.slice(0, length));
    if (value !== undefined) return (problem.atKey && value.parent?.children?.[0]) || value;
  }
  return tree;
}
