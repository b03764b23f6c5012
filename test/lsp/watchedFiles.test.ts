import { deepEqual, equal, match, ok } from "node:assert/strict";
import { renameSync } from "node:fs";
import { fullCapabilities } from "./harness/editor.ts";
import { invoiceTotal, unlike } from "./harness/samples.ts";
import { editors } from "./harness/suite.ts";

const order = invoiceTotal("sumOrder");
const cart = invoiceTotal("sumCart");

describe("language server: changes on disk", () => {
  const start = editors();

  it("are asked for, with folders that come and go", async () => {
    const editor = await start.on({ "order.ts": order });
    const registration = editor.server.received.find(({ params }) => JSON.stringify(params ?? "").includes("workspace/didChangeWatchedFiles"));
    // `drydock.json` and `tsconfig.json` are JSON.
    match(JSON.stringify(registration?.params), /\{ts,tsx,mts,cts,js,jsx,mjs,cjs,vue,svelte,astro,md,mdx,markdown,prisma,json\}/);
    match(JSON.stringify(registration?.params), /gitignore/);
  });

  it("are not asked for where the client cannot watch", async () => {
    const { workspace, ...others } = fullCapabilities;
    const editor = await start.on(
      { "order.ts": order },
      { capabilities: { ...others, workspace: { ...workspace, didChangeWatchedFiles: { dynamicRegistration: false } } } },
    );
    ok(!JSON.stringify(editor.server.received).includes("workspace/didChangeWatchedFiles"));
  });

  it("are followed: created, changed, deleted", async () => {
    const editor = await start.on({ "order.ts": order });
    editor.write("cart.ts", cart);
    editor.watched(["cart.ts", 1]);
    deepEqual((await editor.findings())[0]?.copies, ["cart.ts:1", "order.ts:1"]);
    editor.write("cart.ts", `\n${cart}`);
    editor.watched(["cart.ts", 2]);
    deepEqual((await editor.findings())[0]?.copies, ["cart.ts:2", "order.ts:1"]);
    editor.delete("cart.ts");
    editor.watched(["cart.ts", 3]);
    deepEqual(await editor.findings(), []);
  });

  it("are followed when a file gets another name", async () => {
    const editor = await start.on({ "order.ts": order, "cart.ts": cart });
    renameSync(editor.path("cart.ts"), editor.path("basket.ts"));
    editor.watched(["cart.ts", 3], ["basket.ts", 1]);
    deepEqual((await editor.findings())[0]?.copies, ["basket.ts:1", "order.ts:1"]);
  });

  it("are followed when only the folder is named, moved or deleted", async () => {
    const editor = await start.on({ "a/order.ts": order, "b/c/cart.ts": cart });
    renameSync(editor.path("b"), editor.path("d"));
    editor.watched(["b", 3], ["d", 1]);
    deepEqual((await editor.findings())[0]?.copies, ["a/order.ts:1", "d/c/cart.ts:1"]);
    editor.delete("d");
    editor.watched(["d", 3]);
    deepEqual(await editor.findings(), []);
  });

  it("are followed by the hundred, as after a branch switch", async () => {
    const numbers = Array.from({ length: 300 }, (_, i) => i);
    const editor = await start.on(Object.fromEntries(numbers.map((i) => [`src/f${i}.ts`, `export const f${i} = ${i};\n`])));
    for (const i of numbers) editor.write(`src/f${i}.ts`, i % 100 === 0 ? invoiceTotal(`sum${i}`) : `export const g${i} = ${i};\n`);
    const half = numbers.length / 2;
    editor.watched(...numbers.slice(0, half).map((i) => [`src/f${i}.ts`, 2] as const));
    editor.watched(...numbers.slice(half).map((i) => [`src/f${i}.ts`, 2] as const));
    const found = await editor.findings();
    deepEqual(found.map(({ copies }) => copies), [["src/f0.ts:1", "src/f100.ts:1", "src/f200.ts:1"]]);
  });

  it("of a file that is gone before it is read lose nothing", async () => {
    const editor = await start.on({ "order.ts": order, "cart.ts": cart });
    editor.watched(["ghost.ts", 1], ["order.ts", 2]);
    equal((await editor.findings()).length, 1);
  });

  it("in files that Git ignores are not looked at", async () => {
    const editor = await start.on({ "order.ts": order, ".gitignore": "generated/\n" });
    editor.write("generated/cart.ts", cart);
    editor.watched(["generated", 1], ["generated/cart.ts", 1]);
    deepEqual(await editor.findings(), []);
  });

  it("in node_modules and in other files are not looked at", async () => {
    const editor = await start.on({ "order.ts": order });
    editor.write("node_modules/p/index.ts", cart);
    editor.write("cart.txt", cart);
    editor.write("types.d.ts", cart.replace("export function", "declare function"));
    editor.watched(["node_modules/p/index.ts", 1], ["node_modules/p", 1], ["cart.txt", 1], ["types.d.ts", 1]);
    deepEqual(await editor.findings(), []);
  });

  it("of .gitignore take files away and bring them back", async () => {
    const editor = await start.on({ "order.ts": order, "lib/cart.ts": cart });
    editor.write(".gitignore", "lib\n");
    editor.watched([".gitignore", 1]);
    deepEqual(await editor.findings(), []);
    editor.delete(".gitignore");
    editor.watched([".gitignore", 3]);
    equal((await editor.findings()).length, 1);
  });

  it("make a binary or generated file silent, and a mended one speak again", async () => {
    const editor = await start.on({ "order.ts": order, "cart.ts": cart });
    editor.write("cart.ts", `\u0000${cart}`);
    editor.watched(["cart.ts", 2]);
    deepEqual(await editor.findings(), []);
    editor.write("cart.ts", `// @generated\n${cart}`);
    editor.watched(["cart.ts", 2]);
    deepEqual(await editor.findings(), []);
    editor.write("cart.ts", cart);
    editor.watched(["cart.ts", 2]);
    equal((await editor.findings()).length, 1);
    editor.write("cart.ts", unlike);
    editor.watched(["cart.ts", 2]);
    deepEqual(await editor.findings(), []);
  });
});
