import assert from "node:assert/strict";
import { extractFunction } from "../../../server/src/refactorings/extractFunction.ts";
import { textsAfter } from "../../../server/src/refactorings/textEdits.ts";
import { createMemoryProjects } from "../../../server/src/workspace/projects/projectAccess.ts";

const body = ["const sorted = [...names].sort();", "const short = sorted.slice(0, 3);", "const joined = short.join();", "const text = joined + names.length;", "const more = text.trim();", "return more.slice(1);"];
const copy = (name: string): string => `export function ${name}(names: string[]): string {\n${body.map((line) => `  ${line}\n`).join("")}}\n`;

/** The text of each file after the edit of the two bodies. */
function after(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const ranges = [...files].flatMap(([file, text]) => [...text.matchAll(/const sorted[^]*?slice\(1\);/g)].map((match) => ({ file, start: match.index, end: match.index + match[0].length })));
  const fix = extractFunction(ranges, createMemoryProjects(new Map([...files, ["/tsconfig.json", "{}"]])));
  assert.equal(fix.status, "offered", fix.status === "refused" ? fix.reason : "");
  return fix.status === "offered" ? textsAfter(fix.edits, (file) => files.get(file)) : new Map();
}

describe("line ends", () => {
  it("are those of the file, in all that is written new", () => {
    const file = "/names.ts";
    const text = after(new Map([[file, (copy("listed") + copy("shown")).replaceAll("\n", "\r\n")]])).get(file) ?? "";
    assert.match(text, /function getMore\(names: string\[\]\): string \{\r\n/);
    assert.deepEqual(text.match(/(?<!\r)\n/g), null);
  });
});
