import assert from "node:assert/strict";
import { containerOf } from "../../../server/src/syntax/embedded/codeBlocks.ts";

/** The blocks of a text: language and code of each. */
function blocksOf(file: string, text: string): readonly (readonly [language: string, code: string])[] {
  const container = containerOf(file);
  assert.ok(container !== undefined, `${file} holds no code`);
  return container.blocksOf(text).map(({ start, end, language }) => [language, text.slice(start, end)]);
}

describe("code blocks of a Vue component", () => {
  const vue = (text: string): ReturnType<typeof blocksOf> => blocksOf("/Cart.vue", text);

  it("are its scripts, each in the language that it names", () => {
    const text = '<script>a()</script>\n<script setup lang="ts" generic="T extends Cart">b()</script>\n<script lang=\'tsx\'>c()</script><SCRIPT lang=jsx >d()</SCRIPT >';
    assert.deepEqual(vue(text), [["js", "a()"], ["ts", "b()"], ["tsx", "c()"], ["jsx", "d()"]]);
  });

  it("begin and end where the tags end and begin, whatever ends a line", () => {
    const text = "\uFEFF<script>\r\nlet a = 1;\r\n</script>\r\n";
    const [block] = containerOf("x.vue")?.blocksOf(text) ?? [];
    assert.deepEqual(block, { start: 9, end: 23, language: "js" });
  });

  it("end with the first closing tag, as in every browser: also in a string", () => {
    assert.deepEqual(vue('<script>const tag = "</script>"; more();</script>'), [["js", 'const tag = "']]);
    assert.deepEqual(vue("<script>const tag = '</scripts>';</script>"), [["js", "const tag = '</scripts>';"]]);
  });

  it("are not in templates, comments and blocks of other names", () => {
    assert.deepEqual(vue("<template><div><script>a()</script></div></template>"), []);
    assert.deepEqual(vue("<template><template #head><script>a()</script></template><script>b()</script></template><script>c()</script>"), [["js", "c()"]]);
    assert.deepEqual(vue("<!-- <script>a()</script> --><script>b()</script>"), [["js", "b()"]]);
    assert.deepEqual(vue("<docs>\n<script>a()</script>\n</docs><i18n>{}</i18n><style>a > b {}</style>"), []);
    assert.deepEqual(vue('<template><p title="<template>">{{ a < b }}</p><!-- <template> --></template><script>b()</script>'), [["js", "b()"]]);
  });

  it("are found behind a template in another language", () => {
    const text = '<template lang="pug">\ndiv\n  p(v-if="a < b") <template>\n</template>\n<script lang="ts">a()</script>';
    assert.deepEqual(vue(text), [["ts", "a()"]]);
  });

  it("are found behind a template that somebody is still typing", () => {
    assert.deepEqual(vue("<template><template v-if><p></template>\n<script>a()</script>"), [["js", "a()"]]);
    assert.deepEqual(vue("<template>\n<script>a()</script>"), [["js", "a()"]]);
  });

  it("are none where the code stands elsewhere, is nothing, or is in another language", () => {
    const text = '<script src="./cart.ts"></script><script src="./cart.js" /><script> \n </script><script lang="coffee">a -> b</script><script type="application/json">{}</script>';
    assert.deepEqual(vue(text), []);
    assert.deepEqual(vue(""), []);
    assert.deepEqual(vue("a < b"), []);
  });

  it("go on to the end where the closing tag is missing", () => {
    assert.deepEqual(vue("<script>a();\nb();"), [["js", "a();\nb();"]]);
    assert.deepEqual(vue("<script"), []);
    assert.deepEqual(vue("<script>a()</script><!-- <script>b()</script>"), [["js", "a()"]]);
  });
});

describe("code blocks of a Svelte component", () => {
  const svelte = (text: string): ReturnType<typeof blocksOf> => blocksOf("/Cart.svelte", text);

  it("are its scripts, of the module and of the instance", () => {
    const text = '<script context="module" lang="ts">a()</script>\n<script module>b()</script>\n<script lang="typescript">c()</script>\n<script type="text/typescript">d()</script>';
    assert.deepEqual(svelte(text), [["ts", "a()"], ["js", "b()"], ["ts", "c()"], ["ts", "d()"]]);
  });

  it("are those of the page too, but no data", () => {
    const text = '<svelte:head><script>a()</script><script type="application/ld+json">{}</script><script async src="https://maps.example"></script></svelte:head>';
    assert.deepEqual(svelte(text), [["js", "a()"]]);
  });

  it("are not in comments, and markup is none", () => {
    assert.deepEqual(svelte("<!-- <script>a()</script> -->{#if a < b}<p on:click={() => c()}>d</p>{/if}"), []);
    assert.deepEqual(svelte("<scripted>a()</scripted>"), []);
  });
});

describe("code blocks of an Astro component", () => {
  const astro = (text: string): ReturnType<typeof blocksOf> => blocksOf("/cart.astro", text);

  it("are its front matter and its scripts", () => {
    const text = "---\nconst a = 1;\n---\n<p>{a}</p>\n<script>b()</script><script is:inline>c()</script>";
    assert.deepEqual(astro(text), [["ts", "\nconst a = 1;\n"], ["ts", "b()"], ["ts", "c()"]]);
  });

  it("end with a line of dashes that is code, no string and no comment", () => {
    const text = "---\nconst a = `\n---\n`; // ---\n/*\n---\n*/ const b = '---';\nlet i = c---d;\n--- <p/>";
    assert.deepEqual(astro(text), [["ts", "\nconst a = `\n---\n`; // ---\n/*\n---\n*/ const b = '---';\nlet i = c---d;\n"]]);
  });

  it("end with the first such line where a sign only looks like a quote", () => {
    assert.deepEqual(astro("---\nconst a = /[`]/;\n---\n<p>`</p>"), [["ts", "\nconst a = /[`]/;\n"]]);
    assert.deepEqual(astro("---\nconst a = /[`]/;\n---\n<p/>"), [["ts", "\nconst a = /[`]/;\n"]]);
  });

  it("are none where there is nothing between the dashes, or no dashes", () => {
    assert.deepEqual(astro("---\n---\n<p>---</p>"), []);
    assert.deepEqual(astro("<p/>\n---\na();\n---"), []);
  });
});

describe("code blocks of a Markdown document", () => {
  const markdown = (text: string): ReturnType<typeof blocksOf> => blocksOf("/docs/cart.md", text);

  it("are fenced and name their language, with anything behind it", () => {
    const words = ["ts", "typescript", "mts", "cts", "tsx", "js", "javascript", "mjs", "cjs", "jsx", "TS", ' ts {1,3} title="cart.ts"', "ts{4}", "ts:line-numbers", "{.ts .numberLines}", "ts, ignore"];
    const found = words.flatMap((word) => markdown(`\`\`\`${word}\na()\n\`\`\`\n`));
    const languages = ["ts", "ts", "ts", "ts", "tsx", "js", "js", "js", "js", "jsx", "ts", "ts", "ts", "ts", "ts", "ts"];
    assert.deepEqual(found, languages.map((language) => [language, "a()\n"]));
  });

  it("are no others: other languages, none, code within a line", () => {
    for (const word of ["", "tsconfig", "json", "vue", "sh", "tsquery {1}", "jsonc", "ts-nothing"]) assert.deepEqual(markdown(`\`\`\`${word}\na()\n\`\`\``), [], word);
    assert.deepEqual(markdown("```ts a() ```\nb()\n```\n"), []);
    assert.deepEqual(markdown("text ```ts\na()\n```\n"), []);
    assert.deepEqual(markdown("    indented()\n"), []);
  });

  it("end with a fence of their own kind and length", () => {
    assert.deepEqual(markdown("~~~ts\na();\n```\n~~\n~~~\n"), [["ts", "a();\n```\n~~\n"]]);
    assert.deepEqual(markdown("````ts\na();\n```\nb();\n`````\nc();"), [["ts", "a();\n```\nb();\n"]]);
    assert.deepEqual(markdown("````md\n```ts\na();\n```\n````\n"), []);
    assert.deepEqual(markdown("```ts\na();\n``` no\n"), [["ts", "a();\n``` no\n"]]);
  });

  it("may be indented and stand in lists", () => {
    assert.deepEqual(markdown("1. Cart\n\n   ```ts\n   a();\n   ```\n\n- ```js\n  b();\n  ```\n* 2) ~~~ts\n     c();\n     ~~~\n\t```ts\n\td();\n\t```"), [
      ["ts", "   a();\n"],
      ["js", "  b();\n"],
      ["ts", "     c();\n"],
      ["ts", "\td();\n"],
    ]);
  });

  it("are not in block quotes and comments", () => {
    assert.deepEqual(markdown("> ```ts\n> a();\n> ```\n\n```ts\nb();\n```\n"), [["ts", "b();\n"]]);
    assert.deepEqual(markdown("<!--\n```ts\na();\n```\n-->\n```ts\nb();\n```\n<!-- ```ts"), [["ts", "b();\n"]]);
  });

  it("begin behind the line of the fence, whatever ends a line", () => {
    const blocks = containerOf("x.MDX")?.blocksOf("\uFEFF\r\n```ts\r\na();\r\n```\r\n");
    assert.deepEqual(blocks, [{ start: 10, end: 16, language: "ts" }]);
    assert.deepEqual(markdown("```ts\ra();\r```\r"), [["ts", "a();\r"]]);
  });

  it("go on to the end where the closing fence is missing; an empty one is none", () => {
    assert.deepEqual(markdown("```ts\na();"), [["ts", "a();"]]);
    assert.deepEqual(markdown("```ts\n\n```\n```ts"), []);
    assert.deepEqual(markdown(""), []);
  });
});

describe("containers of code", () => {
  it("that nobody wrote give their blocks in time that grows with the text", () => {
    const parts = ["<a ", "<x", "<template>", "<script>", "<!--", "```ts\n", "- ", "---\n`", "<p a='", "</script>"];
    for (const part of parts) {
      const text = part.repeat(200_000);
      for (const name of ["a.vue", "a.svelte", "a.astro", "a.md"]) {
        let end = 0;
        for (const block of containerOf(name)?.blocksOf(text) ?? []) {
          assert.ok(block.start >= end && block.end > block.start && block.end <= text.length, `${name} of ${part}`);
          end = block.end;
        }
      }
    }
  });

  it("are told by their ending alone", () => {
    const names = ["a.vue", "a.svelte", "a.astro", "a.md", "a.markdown", "a.mdx", "a.VUE"];
    assert.ok(names.every((name) => containerOf(`/src/${name}`) !== undefined));
    for (const name of ["a.ts", "a.vue.ts", "a.svelte.ts", "vue", "/a.vue/b.ts", "a.html", "md"]) assert.equal(containerOf(name), undefined, name);
  });
});
