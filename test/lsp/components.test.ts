import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Editor } from "./harness/editor.ts";
import { invoiceTotal } from "./harness/samples.ts";
import { editors } from "./harness/suite.ts";

const order = invoiceTotal("sumOrder");
const cart = `<template>
  <p>{{ sumCart(lines) }}</p>
</template>

<script setup lang="ts">
${invoiceTotal("sumCart").replace("export ", "")}</script>
`;
const files = { "src/order.ts": order, "src/Cart.vue": cart };
const readme = `# Orders\n\n\`\`\`ts\n${order}\`\`\`\n`;

describe("language server: components and documents", () => {
  const start = editors();

  it("are asked for by their endings, whatever the editor calls their language", async () => {
    const editor = await start.on(files);
    await editor.diagnostics("src/order.ts");
    const registered = editor.server.received.filter(({ method }) => method === "client/registerCapability");
    match(JSON.stringify(registered), /"pattern":"\*\*\/\*\.\{vue,svelte,astro,md,mdx,markdown\}"/);
  });

  it("have diagnostics where the script stands, and are named in those of other files", async () => {
    const editor = await start.on(files);
    editor.open("src/Cart.vue", cart, "vue");
    const [own, ...more] = await editor.diagnostics("src/Cart.vue");
    deepEqual(more, []);
    deepEqual(own?.range, { start: { line: 5, character: 9 }, end: { line: 5, character: 16 } });
    deepEqual(own?.relatedInformation?.[0]?.location, {
      uri: editor.uri("src/order.ts"),
      range: { start: { line: 0, character: 0 }, end: { line: 11, character: 1 } },
    });
    editor.open("src/order.ts", order);
    const [other] = await editor.diagnostics("src/order.ts");
    deepEqual(other?.relatedInformation?.[0]?.location, {
      uri: editor.uri("src/Cart.vue"),
      range: { start: { line: 5, character: 0 }, end: { line: 16, character: 1 } },
    });
  });

  it("count as they are typed, also while they are broken", async () => {
    const editor = await start.on({ ...files, "src/Cart.vue": "<template/>\n" });
    editor.open("src/Cart.vue", "<template/>\n", "plaintext");
    deepEqual(await editor.diagnostics("src/Cart.vue"), []);
    editor.type("src/Cart.vue", "<template/>\n", `<template>\n<script setup lang="ts">\n${order}\nconst open = {\n</script>`);
    deepEqual((await editor.diagnostics("src/Cart.vue")).map(({ range }) => range.start), [{ line: 2, character: 16 }]);
    editor.type("src/Cart.vue", "<script setup", "<!-- <script setup");
    deepEqual(await editor.diagnostics("src/Cart.vue"), []);
  });

  it("are followed on disk", async () => {
    const editor = await start.on({ "src/order.ts": order });
    editor.write("src/cart.svelte", `<script lang="ts">\n${order}</script>\n`);
    editor.watched(["src/cart.svelte", 1]);
    deepEqual((await editor.findings())[0]?.copies, ["src/cart.svelte:2", "src/order.ts:1"]);
    editor.write("src/cart.svelte", `<h1/>\n<script lang="ts">\n${order}</script>\n`);
    editor.watched(["src/cart.svelte", 2]);
    deepEqual((await editor.findings())[0]?.copies, ["src/cart.svelte:3", "src/order.ts:1"]);
    editor.write("node_modules/x/cart.astro", `---\n${order}---\n`);
    editor.watched(["src/cart.svelte", 3], ["node_modules/x/cart.astro", 1]);
    editor.delete("src/cart.svelte");
    deepEqual(await editor.findings(), []);
  });

  it("say why there is no fix", async () => {
    const editor = await start.on({ ...files, "tsconfig.json": "{}" });
    editor.open("src/Cart.vue", cart, "vue");
    const [diagnostic] = await editor.diagnostics("src/Cart.vue");
    ok(diagnostic);
    const action = (await editor.actions("src/Cart.vue", diagnostic.range)).find(({ data }) => (data as { kind?: string } | undefined)?.kind === "fix");
    ok(action);
    const { disabled, edit } = action.disabled === undefined ? await editor.resolve(action) : action;
    equal(edit, undefined);
    equal(disabled?.reason, "Drydock does not edit Vue components like Cart.vue yet.");
  });

  it("can be ignored by a comment in the script", async () => {
    const editor = await start.on(files);
    editor.open("src/Cart.vue", cart, "vue");
    const after = await ignoredHere(editor, "src/Cart.vue", files);
    equal(after.split("\n")[5], "// drydock-ignore -- ");
    editor.type("src/Cart.vue", cart, after);
    deepEqual(await editor.findings(), []);
  });

  it("of documents show examples of the program, and not what documents repeat", async () => {
    const editor = await start.on({ "src/order.ts": order, "README.md": readme }, { settings: { minTokensInTests: 60 } });
    editor.open("README.md", readme, "markdown");
    deepEqual((await editor.diagnostics("README.md")).map(({ range }) => range), [
      { start: { line: 3, character: 16 }, end: { line: 3, character: 24 } },
    ]);
    editor.write("docs/orders.md", readme);
    editor.watched(["docs/orders.md", 1]);
    equal((await editor.findings())[0]?.copies.length, 3);
    editor.delete("src/order.ts");
    editor.watched(["src/order.ts", 3]);
    deepEqual(await editor.findings(), []);
    deepEqual(await editor.diagnostics("README.md"), []);
  });
});

async function ignoredHere(editor: Editor, file: string, texts: Readonly<Record<string, string>>): Promise<string> {
  const [diagnostic] = await editor.diagnostics(file);
  ok(diagnostic);
  const action = (await editor.actions(file, diagnostic.range)).find(({ title }) => title === "Ignore this group here");
  ok(action);
  return editor.applied((await editor.resolve(action)).edit ?? {}, texts)[file] ?? "";
}
