import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { packages, preparePackages, sourceFolder } from "../packages.ts";
import { writtenWorkspace } from "../recall/workspaces.ts";

/** Code to measure on, laid out in a folder of its own where every tool reads the same files. */
export interface Code {
  readonly name: string;
  readonly folder: string;
  readonly files: number;
  readonly lines: number;
}

/** Texts by path, relative with `/`. */
export type Texts = ReadonlyMap<string, string>;

const wanted = /(?<!\.d)\.tsx?$/;
const passedOver = /(^|\/)(node_modules|\.git)\//;

/**
 * The TypeScript of a folder: `.ts` and `.tsx`, no declaration files, no packages. Other languages would
 * be read by some tools and not by others.
 */
export function typeScriptOf(folder: string): Texts {
  const texts = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const path = entry.replaceAll("\\", "/");
    if (!wanted.test(path) || passedOver.test(path)) continue;
    const file = join(folder, entry);
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) texts.set(path, readFileSync(file, "utf8"));
  }
  return texts;
}

/**
 * The code that was asked for: folders by `name=folder` or `folder`, else the packages of the other
 * benchmarks. Last comes all of it in one folder, which stands for a large workspace.
 */
export function codeOf(asked: readonly string[]): readonly Code[] {
  const sources = asked.length > 0 ? asked.map(givenSource) : packageSources();
  const all = new Map<string, string>();
  for (const { name, texts } of sources) for (const [path, text] of texts) all.set(`${name}/${path}`, text);
  const together = sources.length > 1 ? [laidOut("all of them in one folder", all)] : [];
  return [...sources.map(({ name, texts }) => laidOut(name, texts)), ...together];
}

/** Writes texts into a folder of their own. */
export function laidOut(name: string, texts: Texts): Code {
  let lines = 0;
  for (const text of texts.values()) lines += text.split("\n").length;
  return { name, folder: writtenWorkspace(`speed ${name}`, texts), files: texts.size, lines };
}

interface NamedSource {
  readonly name: string;
  readonly texts: Texts;
}

function givenSource(asked: string): NamedSource {
  const equals = asked.indexOf("=");
  const folder = resolve(asked.slice(equals + 1));
  return { name: equals < 0 ? basename(folder) : asked.slice(0, equals), texts: typeScriptOf(folder) };
}

function packageSources(): readonly NamedSource[] {
  preparePackages();
  return packages.map(({ folder, name, version }) => ({
    name: `${name.replace(/^@.*\//, "")}@${version}`,
    texts: typeScriptOf(join(sourceFolder(folder), "src")),
  }));
}
