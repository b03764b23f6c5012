import assert from "node:assert/strict";
import fc from "fast-check";
import { extractFunction } from "../../../server/src/refactorings/extractFunction.ts";
import type { Fragment } from "../../../server/src/refactorings/refactoring.ts";
import { textsAfter } from "../../../server/src/refactorings/textEdits.ts";
import { createMemoryProjects } from "../../../server/src/workspace/projects/projectAccess.ts";
import { runModules } from "./runModules.ts";

/** Variables of the enclosing functions; copies call them differently. */
const outer = ["tide", "moon", "list"] as const;
/** Variables that copies may declare. */
const inner = ["wave", "foam", "salt"] as const;

type Names = Readonly<Record<string, string>>;
/** Writes a piece of code with a copy's names and literals. */
type Piece = (names: Names, literal: (text: string) => string) => string;

const name = fc.constantFrom("tide", "moon", "wave", "foam", "salt");
/** Few variables are written, since a function gives back few. */
const written = fc.oneof({ weight: 4, arbitrary: fc.constantFrom("wave", "foam") }, { weight: 1, arbitrary: name });
const value: fc.Arbitrary<Piece> = fc.oneof(
  name.map((one): Piece => (names) => names[one] ?? one),
  fc.integer({ min: 0, max: 9 }).map((one): Piece => (_, literal) => literal(String(one))),
  fc.tuple(name, name).map(([a, b]): Piece => (names) => `(${names[a]} + ${names[b]} * 2)`),
  name.map((one): Piece => (names) => `note(${names[one]})`),
  fc.constant<Piece>((names) => `${names["list"]}.length`),
  fc.constant<Piece>((names) => `box.${names["side"]}`),
  name.map((one): Piece => (names) => `boxes[${names[one]} % 2 === 0 ? 0 : 1].${names["side"]}`),
);

const often: fc.Arbitrary<Piece> = fc.oneof(
  fc.tuple(written, value).map(([to, from]): Piece => (names, literal) => `${names[to]} = ${from(names, literal)};`),
  value.map((one): Piece => (names, literal) => `if (${one(names, literal)} > 4) {\n    ${names["turn"]} += 1;\n  }`),
  fc.tuple(written, value).map(([to, from]): Piece => (names, literal) => `${names[to]} += ${from(names, literal)};`),
  value.map((one): Piece => (names, literal) => `${names["list"]}.push(${one(names, literal)});`),
  fc.tuple(name, value, written).map(([a, b, c]): Piece => (names, literal) => `if (${names[a]} > ${b(names, literal)}) {\n    ${names[c]} += 1;\n  }`),
  fc.tuple(value, written).map(([a, b]): Piece => (names, literal) => `for (const item of [1, ${a(names, literal)}]) {\n    ${names[b]} += item;\n  }`),
  fc.tuple(written, value).map(([a, b]): Piece => (names, literal) => `[${names[a]}] = [${b(names, literal)}];`),
);

const seldom: fc.Arbitrary<Piece> = fc.oneof(
  fc.tuple(value, written).map(([a, b]): Piece => (names, literal) => `${names[b]} += (${names["hand"]}${a(names, literal)}) || 2;`),
  name.map((one): Piece => (names) => `if (${names[one]} > 25) {\n    ${names["jump"]};\n  }`),
  name.map((one): Piece => (names) => `${names["list"]}.push(() => ${names[one]});`),
  fc.tuple(name, value).map(([a, b]): Piece => (names, literal) => `if (${names[a]} > 30) {\n    return ${b(names, literal)};\n  }`),
  fc.tuple(name, value, written).map(([a, b, c]): Piece => (names, literal) => `switch (${names[a]} % 3) {\n    case 0:\n      ${names[c]} += 2;\n    case 1:\n      ${names[c]} = ${b(names, literal)};\n      break;\n    default:\n      ${names[c]} += 1;\n  }`),
  fc.tuple(name, value, written).map(([a, b, c]): Piece => (names, literal) => `try {\n    ${names[c]} = risky(${names[a]});\n  } finally {\n    ${names[c]} += ${b(names, literal)};\n  }`),
  fc.tuple(written, value, name).map(([a, b, c]): Piece => (names, literal) => `({ deep: ${names[a]} = ${b(names, literal)} } = { deep: ${names[c]} > 2 ? undefined : ${names[c]} });`),
  fc.tuple(written, value).map(([a, b]): Piece => (names, literal) => `const { length: size = ${b(names, literal)} } = ${names["list"]};\n  ${names[a]} += size;`),
  fc.tuple(written, value, fc.constantFrom("||=", "&&=", "??=", "-=", "*=", "|=")).map(([a, b, operator]): Piece => (names, literal) => `${names[a]} ${operator} ${b(names, literal)};`),
  fc.tuple(name, written).map(([a, b]): Piece => (names) => `const twice = (one: number): number => one * 2 + ${names[a]};\n  ${names[b]} += twice(${names[b]});`),
  fc.tuple(name, written).map(([a, b]): Piece => (names) => `var drift = ${names[a]} + 1;\n  ${names[b]} += drift;`),
  fc.tuple(name, written).map(([a, b]): Piece => (names) => `${names["list"]}.push(() => later);\n  var later = ${names[a]} + ${names[b]};`),
  fc.tuple(value, written).map(([a, b]): Piece => (names, literal) => `outer: for (const x of [1, 2]) {\n    for (const y of [1, 2, ${a(names, literal)}]) {\n      if (y === 2) continue outer;\n      if (${names[b]} > 50) break outer;\n      ${names[b]} += x * y;\n    }\n  }`),
  fc.tuple(value, name).map(([a, b]): Piece => (names, literal) => `${names["list"]}.push(\`wet\n      ${"$"}{${a(names, literal)}} and\n  ${"$"}{${names[b]}}\`);`),
  fc.tuple(name, written).map(([a, b]): Piece => (names) => `${names[b]} += maybe(${names[a]})?.deep ?? 3;`),
  fc.tuple(written, name).map(([a, b]): Piece => (names) => `for (let step = 0; step < 2; step++) {\n    if (step > ${names[b]}) break;\n    ${names[a]} += step;\n  }`),
  fc.tuple(value, value).map(([a, b]): Piece => (names, literal) => `${names["list"]}.push([${a(names, literal)}, ${b(names, literal)}]);`),
  fc.tuple(name, value).map(([a, b]): Piece => (names, literal) => `if (${names[a]} > 25) throw new Error(String(${b(names, literal)}));`),
  fc.tuple(written, value).map(([a, b]): Piece => (names, literal) => `[pot.${names["member"]}, ${names[a]}] = [${b(names, literal)}, 7];`),
  fc.tuple(written, value).map(([a, b]): Piece => (names, literal) => `pot.${names["member"]} += ${b(names, literal)};\n  ${names[a]} += pot.low;`),
  name.map((one): Piece => (names) => `${names["list"]}.${names["end"]}(${names[one]});`),
  written.map((one): Piece => (names) => `${names[one]} += ${names["list"]}.length;`),
  fc.tuple(value, written).map(([a, b]): Piece => (names, literal) => `${names["own"]} += ${a(names, literal)};\n  ${names[b]} += ${names["own"]};`),
  fc.tuple(value, written).map(([a, b]): Piece => (names, literal) => `${names[b]} += ${names["wait"]}risky(${a(names, literal)});`),
  written.map((one): Piece => (names) => `${names["do"]};\n  ${names[one]} += shared;`),
  fc.tuple(name, written).map(([a, b]): Piece => (names) => `${names[b]} += ${names["again"]}(${names[a]});`),
  fc.tuple(name, written, value).map(([a, b, c]): Piece => (names, literal) => {
    const [more, less] = [`${names[b]} += ${c(names, literal)};`, `${names[b]} -= 3;`];
    return names["other"] ? `if (${names[a]} > 4) ${less} else ${more}` : `if (!(${names[a]} > 4)) {\n    ${more}\n  } else {\n    ${less}\n  }`;
  }),
  written.map((one): Piece => (names) => (names["other"] ? `${names[one]}++;` : `${names[one]} += 1;`)),
  fc.tuple(written, value).map(([a, b]): Piece => (names, literal) => (names["other"] ? `${names[a]} = ${names[a]} - ${b(names, literal)};` : `${names[a]} -= ${b(names, literal)};`)),
  fc.tuple(name, name).map(([a, b]): Piece => (names) => `${names["list"]}.push(${names["other"] ? `${names[a]} + " of " + ${names[b]}` : `\`${"$"}{${names[a]}} of ${"$"}{${names[b]}}\``});`),
  fc.tuple(name, value).map(([a, b]): Piece => (names, literal) => `${names["list"]}.push([1, 2].map((each) => ${names["other"] ? `{\n    return each + ${names[a]} + ${b(names, literal)};\n  }` : `each + ${names[a]} + ${b(names, literal)}`}));`),
  fc.tuple(name, written).map(([a, b]): Piece => (names) => `${names["other"] ? "let kelp: number" : "const kelp"} = ${names[a]} * 2;\n  ${names[b]} += kelp;`),
  // What only one copy has may have to move.
  fc.tuple(name, value).map(([a, b]): Piece => (names, literal) => (names["other"] ? `const lone = ${names[a]} + ${b(names, literal)};` : "")),
  name.map((one): Piece => (names) => (names["other"] ? `const lonely = (): number => ${names[one]};` : "")),
  fc.tuple(written, name).map(([a, b]): Piece => (names) => (names["other"] ? `${names[a]} = ${names[b]};` : "")),
  fc.tuple(name, name).map(([a, b]): Piece => (names) => `try {\n    ${names[a]} += risky(${names[b]});\n  } catch {\n    ${names[b]} += 1;\n  }`),
);

/** Ways to leave the function or the loop around in some cases. */
const leaving: fc.Arbitrary<Piece> = fc.oneof(
  fc.tuple(name, value).map(([a, b]): Piece => (names, literal) => `if (${names[a]} > ${b(names, literal)}) {\n    ${names["jump"]};\n  }`),
  fc.tuple(name, fc.constantFrom("null", "undefined", "7", "\"ebb\"")).map(([a, b]): Piece => (names) => `if (${names[a]} > 4) return ${b};`),
  fc.tuple(name, value).map(([a, b]): Piece => (names, literal) => `for (const item of [3, 9, ${names[a]}]) {\n    if (item > 8) return ${b(names, literal)};\n  }`),
  fc.tuple(name, value, written).map(([a, b, c]): Piece => (names, literal) => `switch (${names[a]} % 4) {\n    case 0:\n      ${names[c]} += 2;\n    case 1:\n      if (${names[c]} > 3) return ${b(names, literal)};\n  }`),
  fc.tuple(name, name).map(([a, b]): Piece => (names) => `if (${names[a]} > 6) return ${names["list"]}[${names[b]}];`),
  fc.tuple(name, value).map(([a, b]): Piece => (names, literal) => `const found = maybe(${names[a]});\n  if (!found) {\n    return ${b(names, literal)};\n  }`),
  fc.tuple(name, written).map(([a, b]): Piece => (names) => `try {\n    if (risky(${names[a]}) > 5) return ${names[b]};\n  } finally {\n    ${names[b]} += 3;\n  }`),
  fc.tuple(written, name).map(([a, b]): Piece => (names) => `while (${names[a]} < 20) {\n    ${names[a]} += 7;\n    if (${names[b]} > 6) return;\n  }`),
);

const statement: fc.Arbitrary<Piece> = fc.oneof({ weight: 8, arbitrary: often }, { weight: 1, arbitrary: seldom }, { weight: 1, arbitrary: leaving });

type Home = "functions" | "class" | "fields" | "classes" | "objects";

interface Case {
  readonly declared: readonly string[];
  readonly body: readonly Piece[];
  readonly behind: Piece;
  readonly result: string;
  readonly inTry: boolean;
  /** Whether a loop with a counter stands around the copies. */
  readonly inLoop: boolean;
  readonly changed: number;
  /** Whether the copies read different properties, whose getters can be noticed. */
  readonly sides: boolean;
  /** Whether the copies call different functions and methods. */
  readonly ends: boolean;
  /** Whether the second copy is written in another syntax. */
  readonly other: boolean;
  /** Whether the copies stand in functions that wait. */
  readonly waits: boolean;
  /** Whether the copies stand in generators. */
  readonly hands: boolean;
  /** What the copies are parts of: functions, methods or fields of one class, methods of two classes, or of two objects. */
  readonly home: Home;
}

const cases: fc.Arbitrary<Case> = fc.record({
  declared: fc.subarray([...inner]),
  body: fc.array(statement, { minLength: 4, maxLength: 7 }),
  behind: statement,
  result: name,
  inTry: fc.integer({ min: 0, max: 7 }).map((one) => one === 0),
  changed: fc.integer({ min: 0, max: 3 }),
  sides: fc.boolean(),
  ends: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
  other: fc.boolean(),
  waits: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
  hands: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
  home: fc.constantFrom<Home>("functions", "functions", "functions", "class", "fields", "classes", "objects"),
  inLoop: fc.boolean(),
});

/** Two functions that hold the same range with other names and one other literal, and the range of each. */
function sourceOf(one: Case): { readonly text: string; readonly fragments: readonly Fragment[] } {
  const fragments: Fragment[] = [];
  let text = "export const notes: unknown[] = [];\nfunction note(value: number): number {\n  notes.push(value);\n  return value + 1;\n}\nfunction risky(value: number): number {\n  if (value % 3 === 0) throw new Error(`wet ${value}`);\n  return value;\n}\nconst box = {\n  get low() {\n    return note(100);\n  },\n  get high() {\n    return note(200);\n  },\n};\nconst boxes = [box, box] as const;\nconst pot = { low: 1, high: 2 };\nlet shared = 1;\nfunction bump(): number {\n  shared += 1;\n  pot.low += 1;\n  return shared;\n}\nfunction maybe(value: number): { deep: number } | undefined {\n  return value % 2 === 0 ? undefined : { deep: bump() };\n}\nlet rounds = 0;\nfunction again(value: number): number {\n  if (rounds > 0) return value;\n  rounds++;\n  const list: unknown[] = [];\n  ebb(value, 3, list);\n  rounds--;\n  return list.length;\n}\n\n";
  for (const copy of [0, 1]) {
    const side = copy === 1 && one.sides ? "high" : "low";
    const names: Names = Object.fromEntries([["side", side], ["other", copy === 1 && one.other ? "yes" : ""], ["own", one.home === "functions" ? "pot.low" : "this.total"], ["wait", one.waits ? "await " : ""], ["hand", one.waits || !one.hands || one.home === "fields" ? "" : "yield "], ["again", one.waits || one.hands ? "risky" : "again"], ["member", copy === 1 && one.sides ? "high" : "low"], ["end", copy === 1 && one.ends ? "unshift" : "push"], ["do", copy === 1 && one.ends ? "bump()" : "maybe(1)"], ["jump", one.inLoop ? "continue" : "return"], ["turn", one.inLoop ? "turn" : copy === 0 ? "moon" : "moonTwo"], ...[...outer, ...inner].map((each): [string, string] => [each, copy === 0 ? each : `${each}Two`])]);
    let seen = 0;
    const literal = (written: string): string => (copy === 1 && seen++ === one.changed ? String(Number(written) + 5) : written);
    const around = inner.filter((each) => !one.declared.includes(each));
    const before = around.map((each) => `  let ${names[each]} = 1;\n`).join("");
    const declarations = one.declared.map((each, at) => `let ${names[each]} = ${at};`);
    const body = [...declarations, ...one.body.map((piece) => piece(names, literal))].join("\n  ");
    const async = one.waits ? "async " : "";
    const star = one.hands && !one.waits && one.home !== "fields" ? "*" : "";
    const called = copy === 0 ? "ebb" : "flow";
    const apart = one.home === "classes" || one.home === "objects";
    const word = one.home === "functions" ? `export ${async}function${star} ${called}` : one.home === "fields" ? `  ${called} = ${async}` : `  ${async}${star}${called}`;
    const owner = copy === 0 ? "Sea" : "Ocean";
    if (one.home === "objects") text += `const ${owner.toLowerCase()} = {\n  total: 2,\n`;
    else if (apart || (one.home !== "functions" && copy === 0)) text += `class ${owner} {\n  total = 2;\n`;
    const arrow = one.home === "fields" ? " =>" : "";
    text += `${word}(${names["tide"]}: number, ${names["moon"]}: number, ${names["list"]}: unknown[])${one.waits ? "" : star ? ": Generator<unknown, unknown, number>" : ": unknown"}${arrow} {\n${before}${one.inTry ? "  try {\n" : ""}  ${one.inLoop ? "for (let turn = 0; turn < 4; turn++) {\n  " : ""}`;
    const start = text.length;
    text += body;
    fragments.push({ file: "/sea/water.ts", start, end: text.length });
    // Behind a loop, what the copies declare is gone.
    const behind = one.behind(names, (written) => written);
    const left = one.inLoop && one.declared.includes(one.result) ? names["list"] : names[one.result];
    text += `\n  ${behind}${one.inLoop ? "\n  }" : ""}\n  return [${left}, ${names["tide"]}, ${names["moon"]}];\n`;
    text += one.inTry ? `  } catch (error) {\n    return [String(error), ${names["tide"]}];\n  }\n}` : "}";
    text += one.home === "fields" ? ";\n\n" : one.home === "objects" ? "\n};\n\n" : apart ? "\n}\n\n" : "\n\n";
    if (one.home === "classes") text += `const ${owner.toLowerCase()} = new ${owner}();\n`;
  }
  if (one.home === "class" || one.home === "fields") text += "}\nconst sea = new Sea();\nconst ocean = sea;\n";
  if (one.home !== "functions") for (const [name, owner] of [["ebb", "sea"], ["flow", "ocean"]] as const) text += `export function ${name}(tide: number, moon: number, list: unknown[]): unknown {\n  return ${owner}.${name}(tide, moon, list);\n}\n`;
  return { text, fragments };
}

const script = `
import { ebb, flow, notes } from "/sea/water";
const drained = (values, stop) => {
  const given = [];
  let next = values.next();
  for (let at = 1; !next.done; at++) {
    given.push(next.value);
    if (at === stop) next = values.return(at);
    else if (at === stop - 5) next = values.throw(new Error("stop"));
    else next = values.next(at);
  }
  return [given, next.value];
};
const call = (one) => typeof one === "function" ? one() : one;
for (const run of [ebb, flow]) {
  for (const [tide, moon] of [[0, 0], [1, 2], [7, 40], [30, 5]]) {
    const list = [];
    try {
      const result = await run(tide, moon, list);
      log(typeof result.next === "function" ? drained(result, tide) : result, list.map(call));
    } catch (error) {
      log("thrown", String(error), list.map(call));
    }
  }
}
log(notes);
`;

/** More cases, and others, are asked for with these. */
const runs = Number(process.env["DRYDOCK_RUNS"] ?? 200);

describe("extract to a shared function, generated", () => {
  it("never changes what the program does", async function () {
    this.timeout(60000 + runs * 1000);
    const files = new Map([["/tsconfig.json", JSON.stringify({ compilerOptions: { strict: true, target: "es2022", lib: ["es2015"], module: "esnext", moduleResolution: "bundler" } })]]);
    const projects = createMemoryProjects(files);
    const outcomes = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const { text, fragments } = sourceOf(one);
        files.set("/sea/water.ts", text);
        projects.invalidate(["/sea/water.ts"]);
        const fix = extractFunction(fragments, projects);
        const outcome = fix.status === "offered" ? "offered" : fix.code;
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        if (fix.status === "refused") return;
        const after = new Map([...files, ...textsAfter(fix.edits, (file) => files.get(file))]);
        assert.deepEqual(await runModules(after, script), await runModules(files, script), after.get("/sea/water.ts"));
      }),
      { numRuns: runs, seed: Number(process.env["DRYDOCK_SEED"] ?? 20) },
    );
    assert.ok((outcomes.get("offered") ?? 0) >= 30, JSON.stringify([...outcomes]));
    if (process.env["DRYDOCK_OUTCOMES"]) process.stdout.write(`${JSON.stringify([...outcomes])}\n`);
  });
});
