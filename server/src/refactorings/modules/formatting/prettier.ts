import { load, YAMLException } from "js-yaml";
import { parse, type ParseError } from "jsonc-parser";
import picomatch from "picomatch";
import { isRecord } from "../../../settings/jsonValue.ts";
import { foldersAbove } from "../../../syntax/paths.ts";
import type { Formatting, Read } from "./formatting.ts";

/** Files with settings of Prettier that are data, in the order in which it looks for them in a folder. */
const readable = [".prettierrc", ".prettierrc.json", ".prettierrc.yaml", ".prettierrc.yml"];
/** Those that would have to be run, or that are in other languages; the folder has settings, and they are not known. */
const unreadable = [".prettierrc.json5", ".prettierrc.toml", ...[".prettierrc", "prettier.config"].flatMap((name) => ["js", "ts", "mjs", "mts", "cjs", "cts"].map((ending) => `${name}.${ending}`))];

/**
 * What the nearest settings of Prettier say of a file (https://prettier.io/docs/configuration), over what `.editorconfig`
 * says, as Prettier reads both; `undefined` where it is not used, or its settings are not known without running code.
 */
export function prettierFor(file: string, read: Read, editor: Formatting): Formatting | undefined {
  for (const folder of foldersAbove(file)) {
    const settings = settingsIn(folder, read);
    if (settings === "none") continue;
    if (settings === "unknown") return undefined;
    return formattingOf(optionsFor(settings, file.slice(folder.length + 1)), editor);
  }
  return undefined;
}

type Table = Readonly<Record<string, unknown>>;

function settingsIn(folder: string, read: Read): Table | "none" | "unknown" {
  const manifest = read(`${folder}/package.json`);
  const inManifest = manifest?.includes('"prettier"') ? tableOf(manifest)["prettier"] : undefined;
  // A text names a package that gives the settings.
  if (typeof inManifest === "string") return "unknown";
  if (isRecord(inManifest)) return inManifest;
  for (const name of readable) {
    const text = read(`${folder}/${name}`);
    if (text !== undefined) return tableOf(text);
  }
  return unreadable.some((name) => read(`${folder}/${name}`) !== undefined) ? "unknown" : "none";
}

/** The table that a text of JSON or YAML holds; one with mistakes says nothing. */
function tableOf(text: string): Table {
  const errors: ParseError[] = [];
  const json: unknown = parse(text, errors, { allowTrailingComma: true });
  if (errors.length === 0 && isRecord(json)) return json;
  try {
    const value = load(text);
    return isRecord(value) ? value : {};
  } catch (error) {
    if (error instanceof YAMLException) return {};
    throw error;
  }
}

/** The options for a file: the later of the overrides that name it counts. */
function optionsFor(settings: Table, path: string): Table {
  const overrides = Array.isArray(settings["overrides"]) ? settings["overrides"].filter(isRecord) : [];
  const own = overrides.filter((one) => names(one["files"], path) && !names(one["excludeFiles"], path)).map((one) => one["options"]);
  return Object.assign({}, settings, ...own.filter(isRecord)) as Table;
}

function names(patterns: unknown, path: string): boolean {
  const list = (Array.isArray(patterns) ? patterns : [patterns]).filter((one) => typeof one === "string");
  return list.some((one) => picomatch.isMatch(path, one.includes("/") ? one.replace(/^\.\//, "") : `**/${one}`, { dot: true }));
}

/** What is not said has Prettier's own value; whether a comma stands at the end depends on its version. */
function formattingOf(options: Table, editor: Formatting): Formatting {
  const { useTabs, tabWidth, printWidth, semi, singleQuote, trailingComma, bracketSpacing, arrowParens } = options;
  const spaces = typeof tabWidth === "number" ? " ".repeat(tabWidth) : undefined;
  const step = useTabs === true ? "\t" : useTabs === false && editor.step === "\t" ? (spaces ?? "  ") : editor.step === "\t" ? "\t" : (spaces ?? editor.step ?? "  ");
  return {
    step,
    width: typeof printWidth === "number" ? printWidth : (editor.width ?? 80),
    end: semi === false ? "" : ";",
    quote: singleQuote === true ? "'" : '"',
    spaced: bracketSpacing !== false,
    parentheses: arrowParens !== "avoid",
    ...(typeof trailingComma === "string" ? { lastComma: trailingComma === "all" } : {}),
  };
}
