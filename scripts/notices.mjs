/** The licences of the packages whose code is in the bundles, as their licences ask for. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./project.mjs";

/**
 * @param {Iterable<string>} inputs files in the bundles, relative to the root
 * @returns {string}
 */
export function thirdPartyNotices(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (folder !== undefined) folders.add(folder);
    // It carries a copy of TypeScript without TypeScript's licence.
    if (folder?.endsWith("@ts-morph/common")) folders.add("node_modules/typescript");
  }
  const sections = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    return `${name} ${version} (${license})\n\n${licenceText(join(root, folder))}`;
  });
  return `The bundles of Drydock contain code of these packages.\n\n${sections.join(`\n${"-".repeat(80)}\n\n`)}`;
}

function licenceText(folder) {
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|notice|thirdpartynotice)/i.test(name));
  return files.map((name) => readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n").trim()).join("\n\n") + "\n";
}
