import assert from "node:assert/strict";
import type { EditReach, FileEdit } from "../../../server/src/refactorings/refactoring.ts";
import { affectedFiles } from "../../../server/src/workspace/projects/affectedFiles.ts";
import { createMemoryProjects } from "../../../server/src/workspace/projects/projectAccess.ts";

const config = `{ "compilerOptions": { "strict": true, "target": "es2022", "lib": ["es2022", "dom"], "module": "esnext", "moduleResolution": "bundler", "allowJs": true, "checkJs": true } }`;
const ofNode = `{ "compilerOptions": { "strict": true, "target": "es2022", "module": "nodenext" } }`;

/** The names of the files that are checked when `from` becomes `to` in `order.ts`, and the errors that are found in them. */
function checked(files: Record<string, string>, from: string, to: string, reach: EditReach = "types"): { readonly files: readonly string[]; readonly errors: readonly string[] } {
  const texts = new Map([["/tsconfig.json", config], ...Object.entries(files).map(([file, text]) => [/\.\w+$/.test(file) ? `/${file}` : `/${file}.ts`, text] as const)]);
  const start = texts.get("/order.ts")?.indexOf(from) ?? -1;
  assert.ok(start >= 0, from);
  const edits: readonly FileEdit[] = [{ kind: "change", file: "/order.ts", edits: [{ start, end: start + from.length, text: to }] }];
  const [project] = createMemoryProjects(texts).programsFor(["/order.ts"]);
  assert.ok(project);
  const short = (file: string): string => file.slice(1).replace(/\.ts$/, "");
  const affected = [...affectedFiles(project.program, project.after(edits), new Set(["/order.ts"]), reach)].map(short).sort();
  const first = project.firstError(edits, reach);
  return { files: affected, errors: reach === "types" ? project.newErrors(edits).map(({ file }) => short(file)).sort() : first ? [short(first.file)] : [] };
}

const order = `export interface Order { id: string; total: number }\nexport const fee = 3;\n`;

describe("files that an edit affects", () => {
  it("are those that mention what has changed, and not all that import the file", () => {
    const files = {
      order,
      till: `import type { Order } from "./order"; export const ring = (order: Order): number => order.total;`,
      fees: `import { fee } from "./order"; export const twice = fee * 2;`,
      shop: `import { twice } from "./fees"; export const all = twice + 1;`,
    };
    assert.deepEqual(checked(files, "total: number", "total: bigint"), { files: ["order", "till"], errors: ["till"] });
  });

  it("include those that get it by what another file infers", () => {
    const files = {
      order,
      load: `import type { Order } from "./order"; export const load = () => ({ order: { id: "1", total: 2 } as Order, at: 0 });`,
      hidden: `import { load } from "./load"; export const spread = () => ({ ...load().order });`,
      far: `import { spread } from "./hidden"; export const sum: number = spread().total;`,
      apart: `import { load } from "./load"; export const at: number = 1;`,
    };
    assert.deepEqual(checked(files, "total: number", "total: 2n | 3n"), { files: ["apart", "far", "hidden", "load", "order"], errors: ["far", "load"] });
  });

  it("include those that take a module as a whole, or by another name", () => {
    const files = {
      order,
      index: `export { type Order as Purchase } from "./order";`,
      named: `import type { Purchase } from "./index"; export const sum = ({ total }: Purchase): number => total;`,
      star: `import * as orders from "./order"; export const sum = ({ total }: orders.Order): number => total;`,
      all: `export * from "./order";`,
      through: `import { type Order as Thing } from "./all"; export const sum = ({ total }: Thing): number => total;`,
      typed: `export const sum = ({ total }: import("./all").Order): number => total;`,
      lazy: `export const sum = async (): Promise<number> => (await import("./order")).fee;`,
    };
    const { files: found, errors } = checked(files, "total: number", "total: bigint");
    assert.deepEqual(found, ["all", "index", "lazy", "named", "order", "star", "through", "typed"]);
    assert.deepEqual(errors, ["named", "star", "through", "typed"]);
  });

  it("include those that meet it in a value of everywhere, by the name of the member", () => {
    const files = {
      order,
      page: `import type { Order } from "./order"; declare global { interface Window { shopOrder: Order; shopTitle: string } } export {};`,
      show: `export const sum: number = window.shopOrder.total;`,
      given: `const take = (page: { shopOrder: { total: number } }): void => void page; take(window); export {};`,
      title: `export const title: string = window.shopTitle;`,
    };
    assert.deepEqual(checked(files, "total: number", "total: bigint"), { files: ["given", "order", "page", "show"], errors: ["given", "show"] });
  });

  it("are all where something of everywhere changes of which nobody says the name", () => {
    const files = {
      order,
      markup: `import type { Order } from "./order"; declare global { namespace JSX { interface Element { order: Order } } } export {};`,
      other: `export const one = 1;`,
    };
    assert.deepEqual(checked(files, "total: number", "total: bigint").files, ["markup", "order", "other"]);
  });

  it("are none but the file itself where what it declares stays", () => {
    const files = { order, till: `import { fee, type Order } from "./order"; export const ring = (order: Order): number => order.total + fee;` };
    assert.deepEqual(checked(files, "export interface Order {", "/** An order. */\nexport interface Order {\n"), { files: ["order"], errors: [] });
    assert.deepEqual(checked(files, "export const fee = 3;", "const low = 1;\nexport const fee = 3;\nvoid low;").files, ["order"]);
  });

  it("are, of an edit that keeps all types, only those that take a name which is gone", () => {
    const files = {
      order: `export interface Order { id: string }\nexport interface Purchase { id: string }\n`,
      buy: `import type { Purchase } from "./order"; export const buy = (one: Purchase): string => one.id;`,
      shop: `import { buy } from "./buy"; export const all = buy({ id: "1" });`,
      index: `export { Purchase as Bought } from "./order";`,
      bought: `import type { Bought } from "./index"; export const last: Bought = { id: "2" };`,
    };
    const change = ["export interface Purchase { id: string }", "export type Purchase = Order;"] as const;
    assert.deepEqual(checked(files, ...change, "names"), { files: ["bought", "buy", "index", "order"], errors: [] });
    assert.deepEqual(checked(files, change[0], "", "names").errors, ["index"]);
    assert.deepEqual(checked(files, ...change, "nothing").files, ["order"]);
  });

  it("include who hands on all names of a file that has one more", () => {
    const files = {
      order,
      line: `export interface Line { id: string }`,
      index: `export * from "./order"; export * from "./line";`,
      till: `import { fee } from "./index"; export const twice = fee * 2;`,
    };
    assert.deepEqual(checked(files, "export const fee", "export interface Line { no: number }\nexport const fee", "nothing"), { files: ["index", "order"], errors: ["index"] });
    assert.deepEqual(checked(files, "export const fee", "export interface Line { no: number }\nexport const fee").errors, ["index"]);
  });

  it("include who takes all names of a file at once, where it has one more", () => {
    const files = {
      order: `export const first = 1;\nexport const second = 2;\n`,
      index: `export * from "./order";`,
      table: `import * as amounts from "./index"; export const all: Record<string, number> = amounts;`,
      keys: `export const texts: Record<keyof typeof import("./order"), string> = { first: "", second: "" };`,
      pack: `import * as amounts from "./order"; export const pack = { amounts };`,
      packed: `import { pack } from "./pack"; export const all: Record<string, number> = pack.amounts;`,
      part: `import { first } from "./order"; export const twice = first * 2;`,
    };
    for (const reach of ["types", "names", "nothing"] as const)
      assert.deepEqual(checked(files, "export const second", `export const name = "";\nexport const second`, reach).files, ["index", "keys", "order", "pack", "packed", "table"]);
    assert.deepEqual(checked(files, "export const second", `export const name = "";\nexport const second`).errors, ["keys", "packed", "table"]);
    assert.deepEqual(checked({ order: `const name = "";\nexport const first = name.length;\n`, table: files.table.replace("index", "order") }, "const name", "export const name").errors, ["table"]);
  });

  it("include those that know it by what scripts declare everywhere", () => {
    const files = {
      order,
      "shop.d.ts": `declare const lastOrder: import("./order").Order;\ndeclare type Bought = import("./order").Order;`,
      show: `export const sum: number = lastOrder.total;`,
      member: `export const sum: number = globalThis.lastOrder.total;`,
      type: `export const sum = ({ total }: Bought): number => total;`,
      apart: `export const one = 1;`,
    };
    const { files: found, errors } = checked({ ...files, "shop.d.ts": files["shop.d.ts"].replace("const", "var") }, "total: number", "total: bigint");
    assert.deepEqual([found, errors], [["member", "order", "shop.d", "show", "type"], ["member", "show", "type"]]);
    const markup = { order, "markup.d.ts": `declare namespace JSX { interface IntrinsicElements { shop: { order: import("./order").Order } } }`, "page.tsx": `export const one = 1;` };
    assert.deepEqual(checked(markup, "total: number", "total: bigint").files, ["markup.d", "order", "page.tsx"]);
  });

  it("include those that meet a member which is added to a generic interface of everywhere", () => {
    const files = { order: `declare global { interface Array<T> { sumUp(): number } } export {};`, sum: `export const sum = [1].sumUp();`, apart: `export const all = [1];` };
    assert.deepEqual(checked(files, "sumUp", "addUp"), { files: ["order", "sum"], errors: ["sum"] });
  });

  it("include those that take it by the comments of JavaScript", () => {
    const files = {
      order,
      "tag.js": `/** @import { Order } from "./order" */\n/** @param {Order} order @returns {number} */\nexport const sum = (order) => order.total;`,
      "type.js": `/** @type {import("./order").Order} */\nexport const last = { id: "", total: 1 };`,
      "far.js": `import { last } from "./type.js";\n/** @type {number} */\nexport const sum = last.total;`,
    };
    assert.deepEqual(checked(files, "total: number", "total: bigint"), { files: ["far.js", "order", "tag.js", "type.js"], errors: ["far.js", "tag.js", "type.js"] });
  });

  it("include those that add to the module, and those that take what it is instead of a module", () => {
    const added = { order, more: `declare module "./order" { interface Order { total: number } } export {};` };
    assert.deepEqual(checked(added, "total: number", "total: bigint").errors, ["more"]);
    const whole = { "tsconfig.json": ofNode, order: `namespace api { export const total: number = 1; }\nexport = api;\n`, till: `import { total } from "./order"; export const sum: number = total;`, shop: `import api from "./order"; export const sum: number = api.total;` };
    assert.deepEqual(checked(whole, "total: number = 1", "total: bigint = 1n").errors, ["shop", "till"]);
    const synthetic = { "tsconfig.json": ofNode, order: `export const total: number = 1;\n`, "till.mts": `import api from "./order.js"; export const sum: number = api.total;` };
    assert.deepEqual(checked(synthetic, "total: number = 1", "total: bigint = 1n").errors, ["till.mts"]);
  });

  it("include those that take it by a name that is a string", () => {
    const files = { order: `const total: number = 1;\nexport { total as "the total" };\n`, index: `export { "the total" as "sum of all" } from "./order";`, till: `import { "sum of all" as total } from "./index"; export const sum: number = total;` };
    assert.deepEqual(checked(files, "total: number = 1", "total: bigint = 1n").errors, ["till"]);
  });

  it("include those that were not in the program before", () => {
    const files = { "tsconfig.json": config.replace(/ }$/, `, "files": ["order.ts"] }`), order, loose: `export { read } from "./more"; export interface Bought { id: string }`, more: `export function read(it) { return it; }` };
    assert.deepEqual(checked(files, "export const", `export type { Bought } from "./loose";\nexport const`), { files: ["loose", "more", "order"], errors: ["more"] });
  });
});
