import assert from "node:assert/strict";
import fc from "fast-check";
import type { FileFacts } from "../../../server/src/syntax/facts.ts";
import { readFacts } from "../../../server/src/syntax/readFacts.ts";
import { realSources } from "../realSources.ts";

const sources = [...realSources()].filter(([, text]) => text.length > 200 && text.length < 20_000);

describe("reading broken files", () => {
  it("truncated anywhere, a file gives facts that hold together", () => {
    fc.assert(
      fc.property(fc.nat(sources.length - 1), fc.double({ min: 0, max: 1, noNaN: true }), (index, share) => {
        const [file, text] = sources[index] as (typeof sources)[number];
        const cut = text.slice(0, Math.floor(text.length * share));
        assertSound(readFacts(file, cut), cut);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("mutated anywhere, a file gives facts that hold together", () => {
    const noise = fc.constantFrom("{", "}", "(", ")", "`", "${", "'", '"', "/", "*/", "/*", "<", ">", "</", "\\", ";", "=>", "\u0000", "\ud800", "class", "async", "\n", "#", "@", "?.", "...");
    fc.assert(
      fc.property(
        fc.nat(sources.length - 1),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(30), noise), { minLength: 1, maxLength: 8 }),
        (index, mutations) => {
          const [file, original] = sources[index] as (typeof sources)[number];
          let text = original;
          for (const [share, removed, inserted] of mutations) {
            const at = Math.floor(text.length * share);
            text = text.slice(0, at) + inserted + text.slice(at + removed);
          }
          assertSound(readFacts(file, text), text);
        },
      ),
      { seed: 2, numRuns: 500 },
    );
  });

  it("any text at all gives facts", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: "binary" }), (text) => {
        for (const file of ["/a.ts", "/a.tsx", "/a.js"]) assertSound(readFacts(file, text), text);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it("any text at all within a component or a document gives facts", () => {
    const part = fc.constantFrom("<script>", "</script>", '<script lang="ts">', "<template>", "</template>", "<!--", "-->", "---", "```ts\n", "```\n", "~~~ js\n", "- ", "> ", "let a = `", "if (b) {", "}", "\n", "\r\n", "\uFEFF", '"', "/*", "<div a='", " ");
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: part }, fc.string({ maxLength: 8, unit: "binary" })), { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        for (const file of ["/a.vue", "/a.svelte", "/a.astro", "/a.md"]) assertSound(readFacts(file, text), text);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it("a component is read as its script alone, at its place, wherever it is cut", () => {
    fc.assert(
      fc.property(fc.nat(sources.length - 1), fc.double({ min: 0, max: 1, noNaN: true }), (index, share) => {
        const [file, text] = sources[index] as (typeof sources)[number];
        const code = text.slice(0, Math.floor(text.length * share)).replaceAll("</script", "");
        const before = "<template>\n<p/>\n</template>\n<script lang=\"tsx\">";
        const within = readFacts("/a.vue", `${before}${code}</script>`);
        const alone = readFacts(`${file}.tsx`, code);
        assertSound(within, `${before}${code}</script>`);
        assert.deepEqual(within.tokens.texts, alone.tokens.texts);
        assert.deepEqual(within.tokens.starts, alone.tokens.starts.map((start) => start + before.length));
        assert.deepEqual(within.units.tos, alone.units.tos.map((to) => to + before.length));
        assert.deepEqual(within.units.listStarts, alone.units.listStarts);
        assert.deepEqual(within.named.map(({ nameSpan }) => nameSpan.end), alone.named.map(({ nameSpan }) => nameSpan.end + before.length));
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  it("says so when the code is nested too deeply", () => {
    const text = `const deep = ${"[".repeat(40_000)}${"]".repeat(40_000)};`;
    const facts = readFacts("/deep.ts", text);
    assert.deepEqual(facts.problems, ["the code is nested too deeply"]);
    assertSound(facts, text);
  });

  it("names the first syntax error and how many follow", () => {
    const { problems } = readFacts("/broken.ts", "let a = 1;\nlet = ;\nfunction (");
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? "", /^syntax error in line 2 \(.+\), and \d+ more; what it touches is left out$/);
  });

  it("is silent about a file without errors", () => {
    assert.deepEqual(readFacts("/fine.tsx", "export const view = <T,>(x: T) => <p>{String(x)}</p>;").problems, []);
  });
});

/** Tokens are in order and within the text; units are runs of tokens and lie within each other or apart. */
function assertSound({ tokens, units, named }: FileFacts, text: string): void {
  let end = 0;
  for (let i = 0; i < tokens.count; i++) {
    const start = tokens.starts[i] as number;
    assert.ok(start >= end, `token ${i} starts at ${start}, before ${end}`);
    end = tokens.ends[i] as number;
    assert.ok(end >= start && end <= text.length, `token ${i} ends at ${end} of ${text.length}`);
  }
  for (let list = 0; list + 1 < units.listStarts.length; list++) {
    let previous = -1;
    for (let element = units.listStarts[list] as number; element < (units.listStarts[list + 1] as number); element++) {
      const first = units.firsts[element] as number;
      const last = (units.ends[element] as number) - 1;
      assert.ok(first > previous && last >= first && last < tokens.count, `element ${element} has tokens ${first} to ${last}`);
      previous = last;
      assert.ok((units.froms[element] as number) <= (tokens.starts[first] as number));
      assert.ok((units.tos[element] as number) >= (tokens.ends[last] as number));
      assert.ok((units.tos[element] as number) <= text.length);
    }
  }
  for (const { start, end: to, nameSpan } of named) {
    assert.ok(start <= nameSpan.start && nameSpan.end <= to && to <= text.length);
  }
}
