import { deepEqual, equal, ok } from "node:assert/strict";
import type { CodeAction, Range } from "vscode-languageserver";
import type { Editor } from "./harness/editor.ts";
import { editors } from "./harness/suite.ts";

const prisma = `model Berth {
  quay     String
  draught  Float
  bollards Int
  tidal    Boolean
  @@id([quay])
}
`;
const schema = JSON.stringify({ $schema: "http://json-schema.org/draft-07/schema#", title: "Pilot", type: "object", properties: { station: { type: "string" }, channel: { type: "number" }, licence: { type: "string" }, boarding: { type: "string" } }, required: ["station", "channel", "licence", "boarding"] }, undefined, 2);
const berth = "export interface Berth {\n  quay: string;\n  draught: number;\n  bollards: number;\n  tidal: boolean;\n}\n";
const pilot = "export interface Pilot {\n  station: string;\n  channel: number;\n  licence: string;\n  boarding: string;\n  name: string;\n}\n";
const tsconfig = JSON.stringify({ compilerOptions: { strict: true, target: "es2022", module: "esnext", moduleResolution: "bundler" } });
const files = { "db/schema.prisma": prisma, "api/pilot.schema.json": schema, "src/berth.ts": berth, "src/pilot.ts": pilot, "tsconfig.json": tsconfig };

describe("language server: schema files", () => {
  const start = editors();

  it("are led to from the model that says the same as a Prisma model, and the lightbulb says what to use", async () => {
    const editor = await start.on(files);
    editor.open("src/berth.ts", berth);
    const [diagnostic, ...more] = await editor.diagnostics("src/berth.ts");
    deepEqual(more, []);
    equal(diagnostic?.code, "schema-model");
    deepEqual(diagnostic?.range, { start: { line: 0, character: 17 }, end: { line: 0, character: 22 } });
    deepEqual(
      diagnostic?.relatedInformation?.map(({ location }) => location),
      [{ uri: editor.uri("db/schema.prisma"), range: { start: { line: 0, character: 0 }, end: { line: 6, character: 1 } } }],
    );
    const refused = await refusedAction(editor, "src/berth.ts", diagnostic?.range);
    equal(refused.title, "Derive the type from its schema");
    equal(refused.disabled?.reason, "Drydock does not edit a Prisma schema such as schema.prisma. Where a model repeats it, use the type that the Prisma client generates.");
  });

  it("are led to from the model that holds all of a JSON Schema", async () => {
    const editor = await start.on(files);
    editor.open("src/pilot.ts", pilot);
    const [diagnostic, ...more] = await editor.diagnostics("src/pilot.ts");
    deepEqual(more, []);
    equal(diagnostic?.code, "overlapping-model");
    deepEqual(diagnostic?.relatedInformation?.map(({ location }) => location.uri), [editor.uri("api/pilot.schema.json")]);
    const refused = await refusedAction(editor, "src/pilot.ts", diagnostic?.range);
    equal(refused.disabled?.reason, "Drydock does not edit a JSON Schema such as pilot.schema.json. Where a model repeats it, use a type that is generated from the schema.");
  });

  it("have no squiggles of their own, and none are left at a model that is mended", async () => {
    const editor = await start.on(files);
    editor.open("db/schema.prisma", prisma, "prisma");
    deepEqual(await editor.diagnostics("db/schema.prisma"), []);
    editor.open("src/berth.ts", berth);
    editor.type("src/berth.ts", berth, 'export type { Berth } from "@prisma/client";\n');
    deepEqual(await editor.diagnostics("src/berth.ts"), []);
  });
});

/** The action of the fix that is refused, once that is known. */
async function refusedAction(editor: Editor, file: string, range: Range | undefined): Promise<CodeAction> {
  ok(range);
  for (;;) {
    const actions = await editor.actions(file, range, { only: ["quickfix"], triggerKind: 1 });
    const refused = actions.find(({ disabled }) => disabled !== undefined);
    if (refused) return refused;
  }
}
