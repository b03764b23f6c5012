import assert from "node:assert/strict";
import fc from "fast-check";
import { shapeOf } from "../../../server/src/models/shape.ts";
import { readModels, type ModelFact } from "../../../server/src/syntax/modelFacts.ts";
import { parse } from "../../../server/src/syntax/parse.ts";

describe("models of a file", () => {
  const typesOf = (text: string): readonly string[] =>
    read(`interface Chart { ${text} }`)[0]?.members.map(({ type }) => type) ?? [];

  it("writes types in canonical text", () => {
    const cases: readonly (readonly [string, string])[] = [
      ["Array<string | null>", "(null|string)[]"],
      ["ReadonlyArray< Depth >", "readonly Depth[]"],
      ["readonly (Depth)[]", "readonly Depth[]"],
      ["'b' | \"a\" | (('c'))", '"a"|"b"|"c"'],
      ["(A & (C & B)) | D", "A&B&C|D"],
      ["((buoy: Buoy, ...rest: string[]) => void) | undefined", "((Buoy,...string[])=>void)|undefined"],
      ["(value: unknown) => value is Depth", "(unknown)=>#0 is Depth"],
      ["<T extends object>(a: T, b?: T) => T", "<$0 extends object>($0,$0?)=>$0"],
      ["[from: Port, to?: Port]", "[Port,Port?]"],
      ["{ b: 1; readonly a?: /* soon */ -2 }", "{b:1;readonly a?:-2}"],
      ["{ [K in keyof T as `on${K}`]-?: T[K] }", "{[$0 in keyof T as `on${$0}`]-?:T[$0]}"],
      ["Chart[]", "$self[]"],
      ["T extends (infer U)[] ? U : never", "T extends (infer U)[]?U:never"],
      ["typeof import('./tide').height", 'typeof import("./tide").height'],
      ["new (at: Date) => Chart", "new (Date)=>$self"],
    ];
    for (const [written, canonical] of cases) assert.deepEqual(typesOf(`it: ${written}`), [canonical], written);
  });

  it("joins overloads and leaves out what is no member", () => {
    const [model] = read(`interface Log { add(line: string): void; add(line: number, at: Date): void; (): string }`);
    assert.deepEqual(model?.members.map(({ name, kind, type }) => [name, kind, type]), [
      ["add", "method", "(string)=>void&(number,Date)=>void"],
      ["()", "call", "()=>string"],
    ]);
  });

  it("reads the fields of a class wherever they are declared", () => {
    const [model] = read(`export class Berth {
      readonly kind = "berth"; free = true; #count = 0;
      constructor(public harbour: string, readonly length: number, draught: number) { this.free = draught; }
    }`);
    assert.deepEqual(model?.members.map(({ name, type, readonly }) => `${readonly ? "readonly " : ""}${name}: ${type}`), [
      'readonly kind: "berth"',
      "free: boolean",
      "#count: number",
      "harbour: string",
      "readonly length: number",
    ]);
    assert.equal(model?.opacity, "nominal");
  });

  it("says why a model is more than its members", () => {
    const reasons = read(`
      class Winch { load = 0; haul() {} }
      class Rope { @field load = 0; length = 1 }
      class Chain extends Rope { load = 0 }
      class Knot { strength = measure() }
      class Bolt { constructor(readonly size: number) { register(this); } }
      declare class Cleat { size: number }
      interface Flag { colour: string }
      interface Flag { size: number }
      interface Brand { [brand]: true }
      type Pennant = { readonly of: unique symbol };
      declare global { interface Window { pennant: Pennant } }
      interface Line { [Symbol.iterator](): Iterator<string>; length: number }
    `).map(({ name, opacity }) => `${name}: ${opacity ?? "data"}`);
    assert.deepEqual(reasons, [
      "Winch: behaviour",
      "Rope: behaviour",
      "Chain: behaviour",
      "Knot: inferred",
      "Bolt: behaviour",
      "Cleat: ambient",
      "Flag: merged",
      "Flag: merged",
      "Brand: nominal",
      "Pennant: nominal",
      "Window: ambient",
      "Line: data",
    ]);
  });

  it("reads no model where there is none", () => {
    const text = `type Id = string; type Pair = [a: A, b: B]; type Both = A & B; interface Empty {} class None {} enum Kind { a, b, c }
      type Picked = Pick<Ship, "name">; type Made = Partial<Ship>; const object = { a: 1, b: 2, c: 3 };
      function local() { interface Row { a: string } }`;
    assert.deepEqual(read(text), []);
  });

  it("takes the order of members and alternatives, names and layout for the same shape", () => {
    const member = fc.record({
      name: fc.stringMatching(/^[a-z]{3,8}$/),
      types: fc.uniqueArray(fc.constantFrom("string", "Date", "'red'", "Depth[]", "(a: T) => void", "null"), { minLength: 1 }),
      optional: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.uniqueArray(member, { selector: ({ name }) => name, minLength: 1, maxLength: 8 }), fc.infiniteStream(fc.nat()), (members, random) => {
        const shuffled = <T>(list: readonly T[]): readonly T[] =>
          list.map((value) => ({ value, rank: Number(random.next().value) })).sort((a, b) => a.rank - b.rank).map(({ value }) => value);
        const lines = (list: typeof members, between: string, type: (parts: readonly string[]) => string): string =>
          list.map(({ name, types, optional }) => `${name}${optional ? "?" : ""}:${type(types)}`).join(between);
        const one = lines(members, "; ", (parts) => parts.map((part) => `(${part})`).join(" | "));
        const other = lines([...shuffled(members)], "\n", (parts) => `/* a type */ ( ${shuffled(parts).map((part) => `(${part.replace("T", "Row").replace("a:", "row :")})`).join("|")} )`);
        const [a, b] = [read(`interface Anchor<T> { ${one} }`)[0], read(`type Kedge<Row> = {\n${other}\n};`)[0]];
        assert.ok(a && b);
        assert.equal(shapeOf(a), shapeOf(b));
      }),
    );
  });
});

function read(text: string): readonly ModelFact[] {
  return readModels(parse("/chart.ts", text));
}
