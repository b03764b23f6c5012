import assert from "node:assert/strict";
import fc from "fast-check";
import { readModels } from "../../../server/src/syntax/modelFacts.ts";
import { membersOf } from "../../../server/src/syntax/modelMembers.ts";
import { definitionsOf } from "../../../server/src/syntax/models.ts";
import { nameHash, outlineOf } from "../../../server/src/syntax/outline.ts";
import { dialectOf, parse, syntaxErrorsOf } from "../../../server/src/syntax/parse.ts";
import type { ModelOutline } from "../../../server/src/syntax/facts.ts";
import { readFacts } from "../../../server/src/syntax/readFacts.ts";
import { readStructure } from "../../../server/src/syntax/structureReader.ts";
import type { TokensAndUnits } from "../../../server/src/syntax/tokenSink.ts";
import { readTree } from "../../../server/src/syntax/treeReader.ts";
import { ts } from "../../../server/src/syntax/typescript.ts";
import { readValues } from "../../../server/src/syntax/valueFacts.ts";
import { realSources } from "../realSources.ts";

/** Code that is easily misread. */
const crooked = {
  "arrows and parentheses": "const f = (a) => (b), g = a ? (b) : c => d, h = (a, b) => (c, d);\nconst k = async (x) => await x, l = async x => x, m = async(1);",
  "generics and comparisons": "f<number>(1); const a = b < c, d = e > (f); new Map<string, Set<number>>(); g(a < b, c > d);\nconst i = x as Array<Array<number>>; if (a < b && c > d) {}",
  "regular expressions and divisions": "const a = b / c / d, r = /[/]\\//g.test(x) ? a / 2 : +/x/.source; x++ / 2; return_(/a/);",
  "templates in templates": "const t = `a${`b${c}` + d}e${{ f: `}` }.f}`; tag`x${1}y`; const s = `plain`;",
  "types that look like code": "function f(this: A, b?: (c: number) => void, ...d: [x?: number, ...y: B[]]): asserts b is C {}\nlet t: { [K in keyof A as `x${K}`]?: A[K] extends infer U extends string ? U : never } = g;\nconst h = (): undefined | (() => void) => k;",
  "statements without semicolons": "let a = 1\nlet b = a\n++b\nfoo: for (const x of y) { continue foo }\nreturn_\nvar c = function () { return }\ndo a++; while (a < 3) b--",
  "classes of all kinds": "abstract class A<T> extends b.C<T>(d) implements E, F<T> { static { x(); } declare y: 1; static async *[z]() {} get a() { return 1 } set a(v) {} #p = 1; 'q'!: string; constructor(private readonly b: C) { super() } abstract m(): void; [k: string]: any }",
  "objects of all kinds": "const o = { a, b: 1, [c]: 2, 'd': 3, get e() { return 1 }, set e(v) {}, async f() {}, *g() {}, async *h() {}, get: 1, async: 2, ...i }; ({ a = 1, b: { c } } = o);",
  "names that are words elsewhere": "type = 1; declare(2); const of = 3, as = 4, get = 5, async = 6, await_ = 7; abstract = namespace; module.exports = is;",
  "exports of all kinds": "export default async function () {}\nexport { a as b, type C } from 'd' with { type: 'json' };\nexport * as e from 'f';\nexport type G = H;\nexport import I = J.K;\nexport = L;",
  "JSX of all kinds": "const v = <T,>(x: T) => <><A.B c='\"' d={e} {...f} g-h:i=\"x\" />{/* no */}{\" \"}// text\n<p>{a < b ? <b>&amp; don't</b> : null} tail</p></>;",
  "a using declaration": "{ using a = b(); await using c = d(); for (using e of f) {} }",
  "optional chains and assertions": "a?.b?.[c]?.(d)!.e![0]!; z = a ?.5 : b; x! as any satisfies Y;",
  "declarations without code": "declare module 'x' { export const a: 1 }\ndeclare global { interface B {} }\ndeclare namespace C.D { type E = 1; function f(): void }\ndeclare const enum G { H = 1 }\nfunction over(a: 1): void;\nfunction over(a: any) {}",
} as const;

/** The compiler's parser is the judge: two readers give the same, or the quick one gives way. */
describe("reading without a tree", () => {
  for (const [file, text] of realSources()) {
    it(`${file} as the compiler reads it`, () => {
      const sourceFile = parse(file, text);
      const errors = syntaxErrorsOf(sourceFile);
      const quick = readStructure(text, dialectOf(file));
      if (errors.length > 0) return;
      assert.ok(quick !== undefined, "it gave way to the compiler");
      assertSame(quick, readTree(sourceFile, errors), text);
      const facts = readFacts(file, text);
      const models = dataModels(readModels(sourceFile));
      const { models: read, values } = definitionsOf({ file, text, facts });
      assert.deepEqual(dataModels(read.filter(({ form }) => form !== "inline" && form !== "schema" && form !== "typedef")), models);
      assert.deepEqual(values, readValues(sourceFile));
      assertInlineTypes(sourceFile, facts.outlines);
      const keys = new Set(facts.outlines.map(({ key }) => key));
      const missing = models.filter(({ members }) => !keys.has(outlineOf(members.map(nameHash)).key));
      assert.deepEqual(missing.map(({ name }) => name), []);
    });
  }

  for (const [name, text] of Object.entries(crooked)) {
    it(`${name}`, () => {
      const file = name.startsWith("JSX") ? "/a.tsx" : "/a.ts";
      const sourceFile = parse(file, text);
      assert.deepEqual(syntaxErrorsOf(sourceFile), []);
      const quick = readStructure(text, dialectOf(file));
      assert.ok(quick !== undefined, "it gave way to the compiler");
      assertSame(quick, readTree(sourceFile, []), text);
    });
  }

  it("gives way on broken code, but for what is no code", () => {
    const sources = [...realSources()].filter(([, text]) => text.length > 500 && text.length < 8000);
    const sign = fc.constantFrom("{", "}", "(", ")", "`", '"', ";;", "=>", "class", "..", "]", "1x");
    let broken = 0;
    let accepted = 0;
    fc.assert(
      fc.property(fc.nat(sources.length - 1), fc.double({ min: 0, max: 1, noNaN: true }), sign, (index, share, inserted) => {
        const [file, text] = sources[index] as (typeof sources)[number];
        const at = Math.floor(text.length * share);
        const mutated = text.slice(0, at) + inserted + text.slice(at);
        if (syntaxErrorsOf(parse(file, mutated)).length === 0) return;
        broken++;
        if (readStructure(mutated, dialectOf(file)) !== undefined) accepted++;
      }),
      { seed: 6, numRuns: 600 },
    );
    assert.ok(broken > 200, `${broken} broken texts`);
    assert.ok(accepted < broken / 8, `${accepted} of ${broken} were read as if they were whole`);
  });
});

function assertSame(quick: TokensAndUnits, whole: TokensAndUnits, text: string): void {
  assert.deepEqual(tokensOf(quick, text), tokensOf(whole, text));
  assert.deepEqual(listsOf(quick), listsOf(whole));
  assert.deepEqual(quick.named, whole.named);
}

function tokensOf({ tokens }: TokensAndUnits, text: string): readonly string[] {
  return Array.from({ length: tokens.count }, (_, i) =>
    [text.slice(tokens.starts[i], tokens.ends[i]), tokens.starts[i], tokens.shapes[i], tokens.texts[i], tokens.roles[i]].join(" "),
  );
}

function listsOf({ units }: TokensAndUnits): readonly string[] {
  const lists: string[] = [];
  for (let list = 0; list + 1 < units.listStarts.length; list++) {
    const elements: string[] = [];
    for (let e = units.listStarts[list] as number; e < (units.listStarts[list + 1] as number); e++) {
      elements.push(`${units.firsts[e]}-${units.ends[e]} at ${units.froms[e]}-${units.tos[e]}`);
    }
    lists.push(`${units.listKinds[list]}: ${elements.join(", ")}`);
  }
  return lists.sort();
}

/** Each inline type is an object type of the tree, with the names of its members. */
function assertInlineTypes(sourceFile: ts.SourceFile, outlines: readonly ModelOutline[]): void {
  const keys = new Map<string, number>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeLiteralNode(node)) {
      const names = membersOf(node.members, { sourceFile, names: new Map(), depth: 0 }).members.map(nameHash);
      keys.set(`${node.getStart(sourceFile)}-${node.end}`, outlineOf(names).key);
    }
    ts.forEachChild(node, visit);
  };
  visit(sourceFile);
  const inline = outlines.filter(({ kind }) => kind === "inline");
  assert.equal(new Set(inline.map(({ start }) => start)).size, inline.length, "each is noted once");
  for (const { start, end, key } of inline) assert.equal(keys.get(`${start}-${end}`), key, `the inline type at ${start}`);
}

/** Models that are more than data are of no use to anybody, so they may be missing. */
function dataModels(models: ReturnType<typeof readModels>): ReturnType<typeof readModels> {
  return models.filter(({ opacity, form }) => opacity === undefined || (opacity === "merged" && form !== "class"));
}
