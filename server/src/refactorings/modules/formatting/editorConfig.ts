import picomatch from "picomatch";
import { foldersAbove } from "../../../syntax/paths.ts";
import type { Formatting, Read } from "./formatting.ts";

/** The properties that the sections of one `.editorconfig` set, each for the files that its pattern names. */
interface Section {
  readonly pattern: string;
  readonly properties: ReadonlyMap<string, string>;
}

/**
 * What the `.editorconfig` files above a file say of it (https://spec.editorconfig.org): the nearest file counts most, and
 * in each the last section. `quote_type`, which some editors know, counts as well.
 */
export function editorConfigFor(file: string, read: Read): Formatting {
  const properties = new Map<string, string>();
  for (const folder of foldersAbove(file)) {
    const text = read(`${folder}/.editorconfig`);
    if (text === undefined) continue;
    const { isRoot, sections } = sectionsOf(text);
    const own = new Map(sections.filter(({ pattern }) => names(pattern, file.slice(folder.length + 1))).flatMap((one) => [...one.properties]));
    for (const [key, value] of own) if (!properties.has(key)) properties.set(key, value);
    if (isRoot) break;
  }
  return formattingOf(properties);
}

function sectionsOf(text: string): { readonly isRoot: boolean; readonly sections: readonly Section[] } {
  const sections: { pattern: string; properties: Map<string, string> }[] = [];
  let isRoot = false;
  for (const line of text.split(/\r?\n/)) {
    const pattern = /^\s*\[(.+)\]\s*$/.exec(line)?.[1];
    const [, key, value] = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (pattern !== undefined) sections.push({ pattern, properties: new Map() });
    else if (key !== undefined && value !== undefined) {
      const section = sections.at(-1);
      if (section) section.properties.set(key.toLowerCase(), value.toLowerCase());
      else if (key.toLowerCase() === "root") isRoot = value.toLowerCase() === "true";
    }
  }
  return { isRoot, sections };
}

/** A pattern without a slash names files in all folders below, any other is relative to the folder of the settings. */
function names(pattern: string, path: string): boolean {
  const whole = pattern.includes("/") ? pattern.replace(/^\//, "") : `**/${pattern}`;
  return picomatch.isMatch(path, whole, { dot: true });
}

function formattingOf(properties: ReadonlyMap<string, string>): Formatting {
  const number = (key: string): number | undefined => (/^\d+$/.test(properties.get(key) ?? "") ? Number(properties.get(key)) : undefined);
  const style = properties.get("indent_style");
  const size = properties.get("indent_size") === "tab" ? number("tab_width") : (number("indent_size") ?? number("tab_width"));
  const step = style === "tab" ? "\t" : size === undefined ? undefined : " ".repeat(size);
  const width = number("max_line_length");
  const quotes = properties.get("quote_type");
  return {
    ...(step === undefined || step === "" ? {} : { step }),
    ...(width === undefined ? {} : { width }),
    ...(quotes === "single" ? { quote: "'" } : quotes === "double" ? { quote: '"' } : {}),
  };
}
