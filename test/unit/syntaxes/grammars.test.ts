import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import * as oniguruma from "vscode-oniguruma";
import * as textmate from "vscode-textmate";
import { buildReport } from "../../../server/src/report/report.ts";
import { writeText } from "../../../server/src/report/text.ts";
import { shop } from "../report/snapshot.ts";

const folder = resolve(import.meta.dirname, "../../../syntaxes");
const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");

const report = "text.drydock-report";
const injection = "comment.drydock-ignore.injection";

/** Stands for TypeScript's grammar, of which only the comments matter here. */
const typescript = {
  scopeName: "source.ts",
  patterns: [
    { name: "comment.line.double-slash.ts", begin: "//", end: "$" },
    { name: "comment.block.ts", begin: "/\\*", end: "\\*/" },
    { name: "string.quoted.double.ts", begin: '"', end: '"' },
  ],
};

/** Each line's pieces, with the scopes that the grammar gives them besides its own. */
async function tokenized(scope: string, lines: readonly string[]): Promise<readonly (readonly [text: string, scopes: string])[][]> {
  await oniguruma.loadWASM(readFileSync(wasm));
  const files: Readonly<Record<string, string>> = {
    [report]: "drydock-report.tmLanguage.json",
    [injection]: "drydock-ignore.injection.tmLanguage.json",
  };
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => oniguruma.createOnigScanner(patterns),
      createOnigString: (text) => oniguruma.createOnigString(text),
    }),
    loadGrammar: (name) => {
      const file = files[name];
      const text = file === undefined ? JSON.stringify({ ...typescript, repository: {} }) : readFileSync(resolve(folder, file), "utf8");
      return Promise.resolve(textmate.parseRawGrammar(text, "grammar.json"));
    },
    getInjections: (name) => (name === "source.ts" ? [injection] : []),
  });
  const grammar = await registry.loadGrammar(scope);
  assert.ok(grammar);
  let state = textmate.INITIAL;
  return lines.map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => [line.slice(startIndex, endIndex), scopes.slice(1).join(" ")] as const);
  });
}

describe("grammar of the report", () => {
  const lines = writeText(buildReport(shop)).split("\n");

  async function piecesWith(scope: string): Promise<readonly string[]> {
    const pieces = (await tokenized(report, lines)).flat();
    return pieces.filter(([, scopes]) => scopes.includes(scope)).map(([text]) => text);
  }

  it("knows every path that the writer prints, and no other text", async () => {
    const copies = [...shop.findings, ...shop.ignored].flatMap((finding) => finding.copies);
    const links = copies.map(({ file, from }) => `${file.slice(shop.root.length + 1)}:${from.line + 1}:${from.column + 1}`);
    const skipped = shop.skipped.map(({ file }) => file.slice(shop.root.length + 1));
    const paths = await piecesWith("markup.underline.link");
    assert.deepEqual(new Set(paths), new Set([...links, ...skipped]));
  });

  it("knows a path of whatever kind of file", async () => {
    const printed = ["    prisma/schema.prisma:6:1  7 lines  Container", "    pages/Cart.vue:12:3  1 line   Cart", "  schemas/pilot.schema.json  13 lines", "    differs: order.total ↔ order.sum"];
    const pieces = (await tokenized(report, printed)).flat().filter(([, scopes]) => scopes.includes("markup.underline.link"));
    assert.deepEqual(pieces.map(([text]) => text), ["prisma/schema.prisma:6:1", "pages/Cart.vue:12:3", "schemas/pilot.schema.json"]);
  });

  it("knows the headings", async () => {
    assert.deepEqual(await piecesWith("markup.heading.2"), ["Duplicate code", "Duplicate model", "Ignored", "Not read, or only in part"]);
    assert.deepEqual((await piecesWith("markup.heading.1")).join(""), lines[0]);
  });

  it("knows rank and id of every finding", async () => {
    assert.deepEqual(await piecesWith("keyword.other.rank"), shop.findings.map((_, index) => `#${index + 1}`));
    assert.deepEqual(await piecesWith("comment.other.id"), shop.findings.map(({ id }) => id));
  });

  it("takes no digit within a word for a number", async () => {
    for (const number of await piecesWith("constant.numeric")) assert.match(number, /^\d[\d,.]*(?: %)?$/);
  });
});

describe("grammar of drydock-ignore comments", () => {
  async function directives(line: string): Promise<readonly string[]> {
    const [pieces] = await tokenized("source.ts", [line]);
    return (pieces ?? []).filter(([, scopes]) => scopes.includes("drydock-ignore")).map(([text]) => text);
  }

  it("shows the directive, the dashes and the reason", async () => {
    assert.deepEqual(await directives("// drydock-ignore -- two protocols"), ["drydock-ignore", "--", "two protocols"]);
    assert.deepEqual(await directives("/* drydock-ignore -- why */"), ["drydock-ignore", "--", "why"]);
    assert.deepEqual(await directives("//drydock-ignore"), ["drydock-ignore"]);
  });

  it("is silent in other comments and in strings", async () => {
    assert.deepEqual(await directives("// see drydock-ignore"), []);
    assert.deepEqual(await directives('"// drydock-ignore -- why"'), []);
    assert.deepEqual(await directives("// drydock-ignored"), []);
  });
});
