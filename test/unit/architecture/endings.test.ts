import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { codeEndings, containerEndings, mayHoldCode } from "../../../server/src/syntax/endings.ts";
import { containerOf } from "../../../server/src/syntax/embedded/codeBlocks.ts";
import { isSourceName } from "../../../server/src/workspace/sourceNames.ts";

const root = resolve(import.meta.dirname, "../../..");
const manifest = readFileSync(resolve(root, "package.json"), "utf8");

describe("the endings of files that are read", () => {
  it("are read by the workspace, and as what they are", () => {
    for (const ending of codeEndings) assert.deepEqual([isSourceName(`cart.${ending}`), containerOf(`cart.${ending}`)], [true, undefined]);
    for (const ending of containerEndings) assert.deepEqual([isSourceName(`cart.${ending}`), containerOf(`cart.${ending}`) === undefined], [true, false]);
    for (const name of ["cart.css", "cart.html", "ts", "cart.ts.map", "vue"]) assert.equal(mayHoldCode(name), false, name);
  });

  it("are those for which the manifest shows the commands in the palette", () => {
    const { contributes } = JSON.parse(manifest) as { contributes: { menus: { commandPalette: readonly { when: string }[] } } };
    const clauses = contributes.menus.commandPalette.map(({ when }) => when).filter((when) => when.includes("editorLangId"));
    assert.equal(clauses.length, 4);
    for (const when of clauses) assert.ok(when.endsWith(` || resourceExtname =~ /^\\.(${containerEndings.join("|")})$/`), when);
  });

  it("are those that the page on configuration names", () => {
    const page = readFileSync(resolve(root, "docs/configuration.md"), "utf8");
    for (const ending of [...codeEndings, ...containerEndings]) assert.ok(page.includes(`\`.${ending}\``), ending);
  });
});
