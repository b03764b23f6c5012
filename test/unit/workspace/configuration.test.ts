import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { mergeEditorSettings, mergeSettings } from "../../../server/src/settings/readSettings.ts";
import { defaultSettings } from "../../../server/src/settings/settings.ts";
import { applyTextEdits } from "../../../server/src/refactorings/textEdits.ts";
import { ignoreInConfiguration, loadSettings, parseSettings } from "../../../server/src/workspace/configuration.ts";
import { removeFoldersAfterEach, temporaryFolder } from "../temporaryFolder.ts";

const ruleIds = ["duplicate-code", "duplicate-model"];

describe("drydock.json", () => {
  removeFoldersAfterEach();

  it("is not needed", async () => {
    assert.deepEqual(await loadSettings(temporaryFolder()), { settings: defaultSettings, problems: [] });
  });

  it("is JSON with comments and commas at the end, over the defaults", async () => {
    const root = temporaryFolder({
      "drydock.json": `\uFEFF{
        // comment
        "$schema": "./schemas/drydock.schema.json",
        "minTokens": 80, /* more */
        "exclude": ["legacy/"],
        "rules": { "duplicate-model": "off" },
        "ignore": [{ "id": "dc-1", "reason": "why" }, { "id": "dc-2" },],
      }`,
    });
    assert.deepEqual(await loadSettings(root, ruleIds), {
      settings: {
        ...defaultSettings,
        minTokens: 80,
        exclude: ["legacy/"],
        rules: { "duplicate-model": "off" },
        ignore: [{ id: "dc-1", reason: "why" }, { id: "dc-2" }],
      },
      problems: [],
    });
  });

  const wrong: Readonly<Record<string, readonly string[]>> = {
    '{ "minToken": 80 }': ["1:3 There is no setting “minToken”, did you mean “minTokens”?"],
    '{ "colour": 1 }': ["1:3 There is no setting “colour”."],
    '{ "minTokens": 5 }': ["1:16 “minTokens” must be a whole number from 10 to 10000, not 5."],
    '{ "minTokens": 50.5 }': ["1:16 “minTokens” must be a whole number from 10 to 10000, not 50.5."],
    '{ "minTokens": "50" }': ["1:16 “minTokens” must be a whole number from 10 to 10000, not a string."],
    '{ "exclude": "a" }': ["1:14 “exclude” must be a list of patterns, not a string."],
    '{ "exclude": ["a", 1, ""] }': [
      "1:20 A pattern in “exclude” must be a string that is not empty, not a number.",
      "1:23 A pattern in “exclude” must be a string that is not empty, not an empty string.",
    ],
    '{ "rules": [] }': ["1:12 “rules” must be an object that gives a severity to each rule, not a list."],
    '{ "rules": { "duplicate-cod": "off" } }': ["1:14 There is no rule “duplicate-cod”, did you mean “duplicate-code”?"],
    '{ "rules": { "duplicate-code": "warn" } }': [
      "1:32 The severity of “duplicate-code” must be “error”, “warning”, “information”, “hint” or “off”, not “warn”.",
    ],
    '{ "ignore": ["dc-1"] }': ['1:14 A group in “ignore” must be { "id", "reason" } with the id that the report gives.'],
    '{ "ignore": [{ "id": "dc-1", "raeson": "x" }] }': ["1:30 A group in “ignore” has no “raeson”, did you mean “reason”?"],
    "[]": ["1:1 The settings must be an object, not a list."],
    "null": ["1:1 The settings must be an object, not null."],
    "": ["1:1 drydock.json is not valid JSON: value expected."],
    '{ "minTokens": }': ["1:16 drydock.json is not valid JSON: value expected."],
  };
  for (const [text, expected] of Object.entries(wrong)) {
    it(`says what is wrong in ${text === "" ? "an empty file" : text}`, () => {
      const { problems } = parseSettings("/drydock.json", text, ruleIds);
      assert.deepEqual(problems.map(({ line, column, message }) => `${line + 1}:${column + 1} ${message}`), expected);
    });
  }

  it("loses nothing of what is right beside what is wrong", () => {
    const text = '{\n  "minTokens": "many",\n  "minLines": 7,\n  "exclude": ["a", 1],\n  "rules": { "x": "off", "duplicate-code": "hint" }\n}';
    const { settings, problems } = parseSettings("/drydock.json", text, ruleIds);
    assert.deepEqual(settings, { ...defaultSettings, minLines: 7, exclude: ["a"], rules: { "duplicate-code": "hint" } });
    assert.deepEqual(problems.map(({ line }) => line + 1), [2, 4, 5]);
  });

  it("goes on after a syntax error", () => {
    const { settings, problems } = parseSettings("/drydock.json", '{ "minTokens": 60 "minLines": 7 ');
    assert.deepEqual({ minTokens: settings.minTokens, minLines: settings.minLines }, { minTokens: 60, minLines: 7 });
    assert.deepEqual(
      problems.map(({ message }) => message),
      ["drydock.json is not valid JSON: comma expected.", "drydock.json is not valid JSON: close brace expected."],
    );
  });

  it("says why it was not read", async () => {
    const root = temporaryFolder();
    mkdirSync(`${root}/drydock.json`);
    const [problem] = (await loadSettings(root)).problems;
    assert.equal(problem?.message, "drydock.json was not read, so the defaults count: a folder, not a file.");
    const binary = temporaryFolder();
    writeFileSync(`${binary}/drydock.json`, Uint8Array.of(1, 0, 2));
    const [other] = (await loadSettings(binary)).problems;
    assert.equal(other?.message, "drydock.json was not read, so the defaults count: binary (it holds zero bytes).");
  });
});

describe("settings from several places", () => {
  it("numbers replace, lists join, severities merge", () => {
    const base = { ...defaultSettings, exclude: ["a"], rules: { x: "off", y: "hint" }, ignore: [{ id: "1" }] } as const;
    assert.deepEqual(mergeSettings(base, { minLines: 9, exclude: ["a", "b"], rules: { y: "error" }, ignore: [{ id: "2" }] }), {
      ...defaultSettings,
      minLines: 9,
      exclude: ["a", "b"],
      rules: { x: "off", y: "error" },
      ignore: [{ id: "1" }, { id: "2" }],
    });
  });

  it("an editor's default changes nothing", () => {
    const fromFile = { ...defaultSettings, minTokens: 80, minLines: 8 };
    assert.equal(mergeEditorSettings(fromFile, { minTokens: 50, minLines: 6, exclude: [], rules: {}, squiggles: false }).minTokens, 80);
    assert.equal(mergeEditorSettings(fromFile, { minTokens: 50, minLines: 6 }).minLines, 6);
  });

  it("what an editor has wrong changes nothing", () => {
    for (const editor of [undefined, null, 3, [], { minTokens: "x" }, { minTokens: null }, { ignore: [{ id: "dc-1" }] }]) {
      assert.deepEqual(mergeEditorSettings(defaultSettings, editor), defaultSettings);
    }
  });
});

describe("ignoring a group in drydock.json", () => {
  const entry = { id: "dc-1", reason: "why" };

  const one = '{ "id": "dc-1", "reason": "why" }';
  const places: Readonly<Record<string, readonly [before: string, after: string]>> = {
    "behind the last one": [
      '{\n  // first\n  "ignore": [\n    { "id": "dc-0" }\n  ]\n}\n',
      `{\n  // first\n  "ignore": [\n    { "id": "dc-0" },\n    ${one}\n  ]\n}\n`,
    ],
    "behind the comment of the last one": [
      '{\n  "ignore": [\n    { "id": "dc-0" } // old\n  ],\n  "minLines": 6\n}\n',
      `{\n  "ignore": [\n    { "id": "dc-0" }, // old\n    ${one}\n  ],\n  "minLines": 6\n}\n`,
    ],
    "behind a comma at the end": [
      '{\r\n\t"ignore": [\r\n\t\t{ "id": "dc-0" }, // old\r\n\t],\r\n}\r\n',
      `{\r\n\t"ignore": [\r\n\t\t{ "id": "dc-0" }, // old\r\n\t\t${one},\r\n\t],\r\n}\r\n`,
    ],
    "in the same line": ['{ "ignore": [{ "id": "dc-0" }] }', `{ "ignore": [{ "id": "dc-0" }, ${one}] }`],
    "behind a comma that stands apart": [
      '{\n  "ignore": [\n    { "id": "dc-0" } /* old */,\n  ]\n}',
      `{\n  "ignore": [\n    { "id": "dc-0" } /* old */, ${one}\n  ]\n}`,
    ],
    "in an empty list": [
      '{\n  "ignore": []\n}',
      '{\n  "ignore": [\n    {\n      "id": "dc-1",\n      "reason": "why"\n    }\n  ]\n}',
    ],
    "in a new list": [
      '{\n  "minTokens": 60 // enough\n}\n',
      `{\n  "minTokens": 60, // enough\n  "ignore": [\n    ${one}\n  ]\n}\n`,
    ],
    "in a new list behind a comma at the end": [
      '{\n  "minTokens": 60,\n}\n',
      `{\n  "minTokens": 60,\n  "ignore": [\n    ${one}\n  ],\n}\n`,
    ],
    "in an empty object": [
      "{}",
      '{\n  "ignore": [\n    {\n      "id": "dc-1",\n      "reason": "why"\n    }\n  ]\n}',
    ],
    "in an empty file": ["\n", `{\n  "ignore": [\n    ${one}\n  ]\n}\n`],
  };
  for (const [place, [before, after]] of Object.entries(places)) {
    it(`adds it ${place}`, () => {
      assert.equal(ignored(before), after);
      const { settings, problems } = parseSettings("/drydock.json", after);
      assert.deepEqual([settings.ignore.at(-1), problems], [entry, []]);
    });
  }

  it("changes nothing where the group stands already", () => {
    assert.deepEqual(ignoreInConfiguration('{ "ignore": [{ "id": "dc-1" }] }', "dc-1", "why"), []);
  });

  it("finds no place in what is not an object or where ignore is no list", () => {
    assert.equal(ignoreInConfiguration("[]", "dc-1"), undefined);
    assert.equal(ignoreInConfiguration('{ "ignore": "all" }', "dc-1"), undefined);
  });

  function ignored(text: string): string | undefined {
    const edits = ignoreInConfiguration(text, entry.id, entry.reason);
    return edits && applyTextEdits(text, edits);
  }
});
