import assert from "node:assert/strict";
import fc from "fast-check";
import { definitionsOf } from "../../../server/src/syntax/models.ts";
import { readFacts } from "../../../server/src/syntax/readFacts.ts";

/** The models of a file as text, by their names. */
function modelsIn(file: string, text: string): Readonly<Record<string, string>> {
  const { models } = definitionsOf({ file, text, facts: readFacts(file, text) });
  return Object.fromEntries(models.map(({ name, members }) => [name, members.map((member) => `${member.name}${member.optional ? "?" : ""}${member.filled ? "=" : ""}: ${member.type}`).join("; ")]));
}

function valuesIn(file: string, text: string): readonly string[] {
  return definitionsOf({ file, text, facts: readFacts(file, text) }).values.map(({ name, values }) => `${name}: ${values.join(" ")}`);
}

describe("schemas of Prisma", () => {
  const text = [
    "generator client {",
    '  provider = "prisma-client-js"',
    "}",
    "// model Old { id Int }",
    "model Voyage {",
    "  id Int @id @default(autoincrement()) // the key",
    "  /// Seen by the crew.",
    "  ports String[]",
    '  weight Decimal? @db.Decimal(9, 2) @map("kg")',
    "  manifest Bytes",
    "  leg Leg",
    "  flag Flag?",
    "  colour Colour @default(RED)",
    "  secret String @ignore",
    '  area Unsupported("polygon")?',
    "  captain Person @relation(fields: [captainId], references: [id])",
    "  captainId String",
    "  crew Person[]",
    "  @@unique([id, captainId])",
    "}",
    "enum Flag {",
    "  LIBERIA",
    '  PANAMA @map("pa")',
    "  @@map(\"flags\")",
    "}",
    "type Leg {",
    "  from String",
    "  miles Float?",
    "}",
    "model Log {",
    "  id Int @id",
    "  @@ignore",
    "}",
    "",
  ].join("\r\n");

  it("are what the client gives for a row: without relations, with null for what may be missing", () => {
    assert.deepEqual(modelsIn("/schema.prisma", text), {
      Voyage: "id=: number; ports: string[]; weight: Decimal|null; manifest: Uint8Array; leg: Leg; flag: Flag|null; colour=: Colour; captainId: string",
      Leg: "from: string; miles: null|number",
    });
    assert.deepEqual(valuesIn("/schema.prisma", text), ['Flag: "LIBERIA" "PANAMA"']);
  });

  it("stand where they stand in the text", () => {
    const { models } = definitionsOf({ file: "/schema.prisma", text, facts: readFacts("/schema.prisma", text) });
    const [voyage] = models;
    assert.equal(voyage && text.slice(voyage.nameSpan.start, voyage.nameSpan.end), "Voyage");
    assert.match(voyage ? text.slice(voyage.start, voyage.end) : "", /^model Voyage \{[^]*captainId\]\)\r\n\}$/);
  });

  it("cost one definition where one is not whole", () => {
    const broken = "model A {\n  id Int @id(\n}\nmodel B {\n  quay String\n  miles Int\n}\n";
    assert.deepEqual(modelsIn("/schema.prisma", broken), { B: "quay: string; miles: number" });
    const [problem] = readFacts("/schema.prisma", broken).problems;
    assert.match(problem ?? "", /^syntax error in the definition in line 1 \(.+\); it is left out$/);
  });

  it("cost one definition where one does not end", () => {
    const inside = "model A {\n  id Int\n\nmodel B {\n  quay String\n}\n";
    assert.deepEqual(modelsIn("/schema.prisma", inside), { B: "quay: string" });
    assert.match(readFacts("/schema.prisma", inside).problems.join(), /^syntax error in the definition in line 1 \(/);
    const last = "model B {\n  quay String\n}\nmodel A {\n  id Int\n";
    assert.deepEqual(modelsIn("/schema.prisma", last), { B: "quay: string" });
    assert.match(readFacts("/schema.prisma", last).problems.join(), /^syntax error in the definition in line 4 \(/);
  });
});

describe("JSON Schema", () => {
  const schema = (body: object): string => JSON.stringify({ $schema: "http://json-schema.org/draft-07/schema#", ...body }, undefined, 2);

  it("says types, what may be absent, and what definitions are called", () => {
    const text = schema({
      title: "order form",
      properties: {
        id: { type: "string", format: "uuid" },
        "unit-price": { type: ["number", "null"] },
        lines: { type: "array", items: { $ref: "#/definitions/line" } },
        state: { $ref: "#/definitions/state" },
        parent: { $ref: "#" },
        extra: { type: "object", additionalProperties: { type: "integer" } },
        either: { anyOf: [{ type: "string" }, { const: 4 }, { const: true }] },
        open: {},
        retries: { type: "integer", default: 3 },
        elsewhere: { $ref: "./other.json" },
        pair: { type: "array", items: [{ type: "string" }] },
        nullable: { type: "string", nullable: true },
      },
      required: ["id", "lines", "parent"],
      definitions: {
        line: { type: "object", properties: { amount: { type: "integer" }, inner: { type: "object", properties: { deep: { type: "boolean" } } } } },
        longLine: { allOf: [{ $ref: "#/definitions/line" }, { properties: { note: { type: "string" } }, required: ["note"] }] },
        state: { enum: ["open", "closed"] },
      },
    });
    assert.deepEqual(modelsIn("/form.json", text), {
      OrderForm:
        'id: string; unit-price?: null|number; lines: Line[]; state?: "closed"|"open"; parent: OrderForm; extra?: Record<string,number>; either?: 4|string|true; open?: unknown; retries?=: number; elsewhere?: unknown; pair?: unknown[]; nullable?: null|string',
      Line: "amount?: number; inner?: {deep?:boolean}",
      LongLine: "amount?: number; inner?: {deep?:boolean}; note: string",
    });
    assert.deepEqual(valuesIn("/form.json", text), ['State: "open" "closed"']);
  });

  it("is called by its file where it has no title", () => {
    assert.deepEqual(modelsIn("/src/tide-table.schema.json", '{ "properties": { "quay": { "type": "string" } } }'), { TideTable: "quay?: string" });
  });

  it("is nothing else that is JSON, however it looks", () => {
    for (const text of ['{ "properties": { "quay": { "type": "string" } } }', "[]", "1", "", "{", '{ "$schema": "https://example.org/config.schema.json", "properties": { "a": {} } }']) assert.deepEqual(modelsIn("/a.json", text), {});
  });

  it("that leads back to itself ends", () => {
    const text = schema({ definitions: { a: { allOf: [{ $ref: "#/definitions/a" }] }, b: { $ref: "#/definitions/b" }, c: { anyOf: [{ $ref: "#/definitions/c" }] } } });
    assert.deepEqual(modelsIn("/a.json", text), {});
  });

  it("that is not whole is left out, as what it requires may be missing", () => {
    const whole = schema({ title: "Quay", properties: { id: { type: "string" }, depth: { type: "number" } }, required: ["id", "depth"] });
    const cut = whole.slice(0, whole.indexOf('"required"'));
    assert.deepEqual(modelsIn("/quay.json", cut), {});
    assert.deepEqual(readFacts("/quay.json", cut).problems, ["syntax error in the schema in line 12 (property name expected); it is left out"]);
    assert.deepEqual(readFacts("/quay.json", whole.replace("{", "{ // of one harbour\n").replace(/\]\s*\}$/, "],}")).problems, []);
    assert.deepEqual(readFacts("/config.json", '{ "quay": ').problems, []);
  });

  it("that is nested too deeply is left out, and what lies deep in a definition is not known", () => {
    const open = '{ "properties": { "a": ';
    const nested = (depth: number): string => `${open.repeat(depth)}{ "type": "string" }${"} }".repeat(depth)}`;
    assert.deepEqual(readFacts("/deep.schema.json", nested(50_000)).problems, ["syntax error in the schema in line 1 (it is nested too deeply); it is left out"]);
    assert.equal(modelsIn("/deep.schema.json", nested(3))["Deep"], "a?: {a?:{a?:string}}");
    assert.match(modelsIn("/deep.schema.json", nested(500))["Deep"] ?? "", /^(?:a\?: )?\{(?:a\?:\{)+a\?:unknown\}+$/);
  });

  it("whose definitions are made of each other many times over is read quickly", () => {
    const names = Array.from({ length: 40 }, (_, i) => `d${i}`);
    const reference = (name: string): object => ({ $ref: `#/definitions/${name}` });
    const choices = names.map((name, i): readonly [string, object] => [name, i === 0 ? { type: "string" } : { anyOf: [reference(`d${i - 1}`), { type: "array", items: reference(`d${i - 1}`) }] }]);
    const wholes = names.map((name, i): readonly [string, object] => [`${name}Whole`, i === 0 ? { properties: { id: { type: "string" } } } : { allOf: [reference(`d${i - 1}Whole`), reference(`d${i - 1}Whole`)] }]);
    const definitions = new Map([...choices, ...wholes]);
    const text = schema({ title: "Root", properties: { near: reference("d1"), far: reference("d39") }, definitions: Object.fromEntries(definitions) });
    const { Root, D39Whole } = modelsIn("/a.json", text);
    assert.match(Root ?? "", /^near\?: string\|string\[\]; far\?: \(?[D(].*D\d+/);
    assert.equal(D39Whole, "id?: string");
  });
});

describe("reading broken schema files", () => {
  it("any text at all gives facts", () => {
    const part = fc.constantFrom("model A {\n", "enum B {\n", "}\n", "  id Int\n", "  a String? @default(", ")", "@@", '{"properties":{', '"$ref":"#"', '"type":', '"definitions":', "[", "]", "}", ",", '"a"', ":", "true", "/*", "//", "\\u00", "\n");
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: part }, fc.string({ maxLength: 8, unit: "binary" })), { maxLength: 30 }), (parts) => {
        const text = parts.join("");
        for (const file of ["/a.prisma", "/a.schema.json"]) {
          const facts = readFacts(file, text);
          const { models, values } = definitionsOf({ file, text, facts });
          for (const { start, end, nameSpan } of [...models, ...values]) assert.ok(start >= 0 && start <= nameSpan.start && nameSpan.end <= end && end <= text.length);
        }
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
