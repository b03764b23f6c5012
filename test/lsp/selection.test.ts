import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import type { CodeAction, Range } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Editor } from "./harness/editor.ts";
import { RpcError } from "./harness/rpc.ts";
import { editors } from "./harness/suite.ts";

const tsconfig = JSON.stringify({ compilerOptions: { strict: true, target: "es2022", lib: ["es2022"], module: "esnext", moduleResolution: "bundler" } });

const cart = `export interface Line {
  price: number;
  count: number;
}

export function cartTotal(lines: readonly Line[], rate: number): number {
  let net = 0;
  for (const line of lines) net += line.price * line.count;
  return Math.round(net * (1 + rate) * 100) / 100;
}

export function cartTax(lines: readonly Line[], rate: number): number {
  let net = 0;
  for (const line of lines) net += line.price * line.count;
  return Math.round(net * rate * 100) / 100;
}
`;
const order = `import type { Line } from "./cart";

export function orderNet(items: readonly Line[]): number {
  let sum = 0;
  for (const item of items) sum += item.price * item.count;
  return Math.round(sum);
}
`;
const shop = { "src/cart.ts": cart, "src/order.ts": order, "tsconfig.json": tsconfig };
const summing = "let net = 0;\n  for (const line of lines) net += line.price * line.count;";

describe("language server: extraction of a selection", () => {
  const start = editors();

  it("is offered alone, with its like in the file and in the workspace, and says how many and where", async () => {
    const editor = await start.on(shop);
    editor.open("src/cart.ts", cart);
    deepEqual(await titlesAt(editor, "src/cart.ts", summing, "refactor.extract.function"), [
      "Extract to function",
      "Extract to function (all 2 in this file)",
      "Extract to function (all 2 in this file) (preview)",
      "Extract to function (all 3 in 2 files)",
      "Extract to function (all 3 in 2 files) (preview)",
    ]);
  });

  it("replaces the selection, all in the file, or all in the workspace", async () => {
    const editor = await start.on(shop);
    editor.open("src/cart.ts", cart);
    const counts = async (title: string): Promise<readonly [files: number, loops: number]> => {
      const { edit, disabled } = await choose(editor, "src/cart.ts", summing, title);
      ok(edit, disabled?.reason);
      const after = { ...shop, ...editor.applied(edit, shop) };
      return [Object.keys(editor.applied(edit, shop)).length, Object.values(after).join("").split(".price * ").length - 1];
    };
    deepEqual(await counts("Extract to function"), [1, 3]);
    deepEqual(await counts("Extract to function (all 2 in this file)"), [1, 2]);
    const [, loops] = await counts("Extract to function (all 3 in 2 files)");
    equal(loops, 1);
  });

  it("counts what stands in unsaved buffers", async () => {
    const editor = await start.on(shop);
    editor.open("src/cart.ts", cart);
    editor.open("src/order.ts", order);
    editor.type("src/order.ts", "item.price * item.count", "item.price + item.count");
    const titles = await titlesAt(editor, "src/cart.ts", summing, "refactor.extract.function");
    deepEqual(titles.filter((title) => title.includes("files")), []);
    editor.type("src/order.ts", "item.price + item.count", "item.price * item.count");
    ok((await titlesAt(editor, "src/cart.ts", summing, "refactor.extract.function")).includes("Extract to function (all 3 in 2 files)"));
  });

  it("is not built when the text has changed since the menu was opened", async () => {
    const editor = await start.on(shop);
    editor.open("src/cart.ts", cart);
    const action = (await actionsAt(editor, "src/cart.ts", summing)).find(({ title }) => title === "Extract to function");
    ok(action);
    editor.type("src/cart.ts", "let net = 0;", "let net = 1;");
    await rejects(editor.resolve(action), (error) => error instanceof RpcError && error.code === -32801);
  });

  it("is not built when another occurrence has come or gone since", async () => {
    const editor = await start.on(shop);
    editor.open("src/cart.ts", cart);
    const action = (await actionsAt(editor, "src/cart.ts", summing)).find(({ title }) => title === "Extract to function (all 3 in 2 files)");
    ok(action);
    editor.open("src/order.ts", order);
    editor.type("src/order.ts", "sum += item.price * item.count", "sum += item.price");
    await rejects(editor.resolve(action), (error) => error instanceof RpcError && error.code === -32801);
  });

  it("is nothing for what cuts through code, strings and comments, or for other kinds", async () => {
    const text = `// The total of all lines.\nexport const label = "the total of all lines";\nexport const sum = (a: number, b: number): number => a * 2 + b * 3;\n`;
    const editor = await start.on({ "src/a.ts": text, "tsconfig.json": tsconfig });
    editor.open("src/a.ts", text);
    for (const selected of ["total of all", "the total of", "2 + b", "number, b: num", "\n"]) {
      deepEqual(await titlesAt(editor, "src/a.ts", selected), [], selected);
    }
    deepEqual(await titlesAt(editor, "src/a.ts", "a * 2 + b * 3", "source.organizeImports"), []);
    deepEqual(await titlesAt(editor, "src/a.ts", "a * 2 + b * 3", "quickfix"), []);
  });

  it("speaks of the expression at the cursor when it is asked for, and of nothing by itself", async () => {
    const editor = await start.on(shop);
    editor.open("src/cart.ts", cart);
    const at = rangeOf(cart, "Math.round(net * (1").start;
    const asked = await editor.actions("src/cart.ts", { line: at.line, character: at.character + 12 }, { triggerKind: 1 });
    ok(asked.some(({ title }) => title === "Extract to function"), asked.map(({ title }) => title).join());
    deepEqual(await editor.actions("src/cart.ts", at, { triggerKind: 2 }), []);
    const selected = await editor.actions("src/cart.ts", rangeOf(cart, summing), { triggerKind: 2 });
    ok(selected.length > 0);
  });

  it("is disabled with its reason where the syntax already says no, and where it was refused", async () => {
    const text = `export function count(): number {\n  let found = 0;\n  found = arguments.length * 2;\n  return found;\n}\nexport class Tally {\n  total: number;\n  constructor(first: number) {\n    this.total = first;\n    this.total *= 2;\n  }\n}\n`;
    const editor = await start.on({ "src/a.ts": text, "tsconfig.json": tsconfig });
    editor.open("src/a.ts", text);
    const [early] = await actionsAt(editor, "src/a.ts", "found = arguments.length * 2;");
    equal(early?.disabled?.reason, 'The copies use "arguments".');
    const selected = "this.total = first;\n    this.total *= 2;";
    const refused = await choose(editor, "src/a.ts", selected, "Extract to method");
    equal(refused.edit, undefined);
    match(refused.disabled?.reason ?? "", /^[A-Z“"].+\.$/);
    const again = (await actionsAt(editor, "src/a.ts", selected)).find(({ title }) => title === "Extract to method");
    deepEqual(again?.disabled, refused.disabled);
  });

  it("is disabled with the reason in components and documents, within their code only", async () => {
    const vue = `<template>\n  <p>{{ total }}</p>\n</template>\n<script setup lang="ts">\nconst prices = [1, 2];\nconst total = prices[0] * 2 + prices[1] * 3;\n</script>\n`;
    const editor = await start.on({ "src/Cart.vue": vue, "tsconfig.json": tsconfig });
    editor.open("src/Cart.vue", vue, "vue");
    const [action] = await actionsAt(editor, "src/Cart.vue", "prices[0] * 2 + prices[1] * 3");
    equal(action?.disabled?.reason, "Drydock does not edit Vue components like Cart.vue yet.");
    deepEqual(await actionsAt(editor, "src/Cart.vue", "<p>{{ total }}</p>"), []);
  });

  it("offers for an expression a function and constants, for markup a component, for a type an alias", async () => {
    const text = `const rate = 2;\nexport const fee = (amount: number, options: { flat: boolean }): number => (options.flat ? 4900 : amount * 2 + rate);\nexport const label = (): string => "All prices in euro.";\n`;
    const page = "export const Page = (): JSX.Element => (\n  <ul>\n    <li>one</li>\n  </ul>\n);\n";
    const editor = await start.on({ "src/a.ts": text, "src/page.tsx": page, "tsconfig.json": tsconfig });
    editor.open("src/a.ts", text);
    editor.open("src/page.tsx", page, "typescriptreact");
    const kinds = async (file: string, selected: string): Promise<unknown[]> => (await actionsAt(editor, file, selected)).map(({ kind, title }) => [kind, title]);
    deepEqual(await kinds("src/a.ts", "amount * 2 + rate"), [
      ["refactor.extract.function", "Extract to function"],
      ["refactor.extract.constant", "Extract to constant in enclosing scope"],
    ]);
    deepEqual(await kinds("src/a.ts", '"All prices in euro."'), [
      ["refactor.extract.constant", "Extract to constant in enclosing scope"],
      ["refactor.extract.constant", "Extract to constant in module scope"],
    ]);
    deepEqual(await kinds("src/a.ts", "{ flat: boolean }"), [["refactor.extract.type", "Extract to type alias"]]);
    ok((await kinds("src/page.tsx", "<li>one</li>")).some((one) => String(one) === "refactor.extract.component,Extract to component"));
    deepEqual((await actionsAt(editor, "src/a.ts", "amount * 2 + rate", "refactor.extract.constant")).map(({ kind }) => kind), ["refactor.extract.constant"]);
  });

  it("puts a value into a constant, and a type into an alias, and renames in Drydock's own client", async () => {
    const text = "export function fee(order: { total: number }): number {\n  return Math.round(order.total * 0.19) + 1;\n}\n";
    const files = { "src/a.ts": text, "tsconfig.json": tsconfig };
    const editor = await start.on(files, { initializationOptions: { clientCommands: true } });
    editor.open("src/a.ts", text);
    const constant = await choose(editor, "src/a.ts", "Math.round(order.total * 0.19)", "Extract to constant in enclosing scope");
    ok(constant.edit, constant.disabled?.reason);
    equal(editor.applied(constant.edit, files)["src/a.ts"], text.replace("  return Math.round(order.total * 0.19)", "  const roundResult = Math.round(order.total * 0.19);\n  return roundResult"));
    deepEqual(constant.command?.arguments, [{ uri: editor.uri("src/a.ts"), position: { line: 1, character: 8 }, name: "roundResult" }]);
    const alias = await choose(editor, "src/a.ts", "{ total: number }", "Extract to type alias");
    ok(alias.edit, alias.disabled?.reason);
    equal(editor.applied(alias.edit, files)["src/a.ts"], `type Order = { total: number };\n\n${text.replace("{ total: number }", "Order")}`);
  });

  it("works in JavaScript, without annotations", async () => {
    const js = "export function area(width, height) {\n  const inner = (width - 2) * (height - 2);\n  return inner + 1;\n}\n";
    const files = { "src/area.js": js, "tsconfig.json": tsconfig };
    const editor = await start.on(files);
    editor.open("src/area.js", js, "javascript");
    const { edit, disabled } = await choose(editor, "src/area.js", "(width - 2) * (height - 2)", "Extract to function");
    ok(edit, disabled?.reason);
    match(editor.applied(edit, files)["src/area.js"] ?? "", /^function \w+\(width, height\) \{$/m);
  });
});

function rangeOf(text: string, selected: string): Range {
  const document = TextDocument.create("file:///a.ts", "typescript", 1, text);
  const at = text.indexOf(selected);
  ok(at >= 0, selected);
  return { start: document.positionAt(at), end: document.positionAt(at + selected.length) };
}

async function actionsAt(editor: Editor, file: string, selected: string, kind = "refactor"): Promise<readonly CodeAction[]> {
  return editor.actions(file, rangeOf(editor.text(file), selected), { only: [kind] });
}

async function titlesAt(editor: Editor, file: string, selected: string, kind?: string): Promise<readonly string[]> {
  return (await actionsAt(editor, file, selected, kind)).map(({ title }) => title);
}

async function choose(editor: Editor, file: string, selected: string, title: string): Promise<CodeAction> {
  const action = (await actionsAt(editor, file, selected)).find((one) => one.title === title);
  ok(action, `“${title}” is offered`);
  return editor.resolve(action);
}
