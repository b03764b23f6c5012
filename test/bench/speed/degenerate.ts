import { readFacts } from "../../../server/src/syntax/readFacts.ts";
import { TokenRole } from "../../../server/src/syntax/facts.ts";
import type { Texts } from "./code.ts";

/** Inputs that nobody writes and that turn up all the same: their time and memory are to be bounded. */
export const degenerate: readonly { readonly name: string; readonly texts: () => Texts }[] = [
  { name: "10,000 equal functions in one file", texts: () => one(lines(10_000, equalFunction)) },
  { name: "10,000 equal functions in 10,000 files", texts: () => many(10_000, equalFunction) },
  { name: "10,000 functions alike but for a line or two", texts: () => one(lines(10_000, alikeFunction)) },
  { name: "20,000 different tiny files", texts: () => many(20_000, (i) => `export const setting${i} = ${i} * factor;\n`) },
  { name: "a table of 5 MB", texts: () => one(`export const table = [\n${upTo(5_000_000, (i) => `  [${i}, "row ${i}", true],\n`)}];\n`) },
  { name: "one file of 50,000 different lines", texts: () => one(lines(50_000, (i) => `export const value${i} = compute(${"a.b".repeat(1 + (i % 5))}, ${i});`)) },
  { name: "200,000 tokens in one line", texts: () => one(`export const sum = ${lines(100_000, (i) => `v${i} +`).replaceAll("\n", " ")} 0;\n`) },
  { name: "3,000 nested brackets", texts: () => one(`export const deep = ${"[".repeat(3_000)}${"]".repeat(3_000)};\n`) },
  { name: "3,000 nested functions", texts: () => one(`${lines(3_000, (i) => `function f${i}() {`)}\n${"}\n".repeat(3_000)}`) },
];

/** The texts, and beside them the same with every name of a variable, function or class another one. */
export function doubled(texts: Texts): Texts {
  const both = new Map(texts);
  for (const [path, text] of texts) both.set(`again/${path}`, renamed(path, text));
  return both;
}

function renamed(path: string, text: string): string {
  const { starts, ends, roles, count } = readFacts(`/${path}`, text).tokens;
  let changed = "";
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (roles[i] !== TokenRole.binding && roles[i] !== TokenRole.declaration) continue;
    changed += `${text.slice(at, ends[i])}Again`;
    at = Math.max(at, ends[i] ?? 0, starts[i] ?? 0);
  }
  return changed + text.slice(at);
}

function equalFunction(): string {
  return [
    "export function total(orders: Order[], rates: Rates): number {",
    "  let sum = 0;",
    "  for (const order of orders) {",
    "    if (order.cancelled || order.amount <= 0) continue;",
    "    const rate = rates.of(order.currency) ?? rates.standard;",
    "    sum += order.amount * rate - order.discount * (1 + rate);",
    "  }",
    "  return Math.round(sum * 100) / 100;",
    "}",
  ].join("\n");
}

/** Each has lines of its own in another place, and one left out. */
function alikeFunction(i: number): string {
  const all = equalFunction().split("\n");
  all.splice(2 + (i % 5), 0, `  log.note${i % 97}(sum, ${i}, orders[${i % 13}]);`);
  if (i % 3 === 0) all.splice(4, 1);
  return all.join("\n");
}

function one(text: string): Texts {
  return new Map([["only.ts", text]]);
}

function many(count: number, textOf: (i: number) => string): Texts {
  return new Map(Array.from({ length: count }, (_, i) => [`part${i % 100}/file${i}.ts`, textOf(i)]));
}

function lines(count: number, lineOf: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => lineOf(i)).join("\n");
}

function upTo(length: number, partOf: (i: number) => string): string {
  let text = "";
  for (let i = 0; text.length < length; i++) text += partOf(i);
  return text;
}
