import assert from "node:assert/strict";
import { fragmentOf, type CloneFragment } from "../../../../server/src/clones/group.ts";
import { changesOf } from "../../../../server/src/clones/near/changes.ts";
import { readFacts } from "../../../../server/src/syntax/readFacts.ts";

const made = (errors: string): string => `
          new ${errors}.HttpClientError({
            reason: new ${errors}.DecodeError({
              request: this.request,
              response: this,
              cause
            })
          })`;

const getter = (error: string, type: string, caught: string): string => `  get json(): Effect.Effect<Schema.Json, ${error}> {
    return Effect.flatMap(this.text, (text) =>
      Effect.try({
        try: () => text === "" ? null : JSON.parse(text)${type},
        catch: (cause) =>${caught}
      }))
  }`;

describe("differences of similar copies", () => {
  it("end with their copies, where these end with different numbers of words", () => {
    const copies = [
      fragmentIn("/w/client.ts", getter("Error.HttpClientError", "", made("Error"))),
      fragmentIn("/w/server.ts", getter("HttpClientError.HttpClientError", "", made("HttpClientError"))),
      fragmentIn("/w/decompression.ts", getter("HttpServerError", " as Schema.Json", " this.parseError(cause)")),
    ];
    const texts = changesOf(copies).map(({ spans }) => spans.map(({ start, end }, i) => copies[i]?.source.text.slice(start, end)));
    assert.deepEqual(texts, [
      ["Error", "HttpClientError", "parseError"],
      ["Error", "HttpClientError", ""],
    ]);
  });
});

/** The only member of a class, with another class behind it. */
function fragmentIn(file: string, member: string): CloneFragment {
  const text = `class A {\n${member}\n}\nclass B { b = 1; }\n`;
  const facts = readFacts(file, text);
  const source = { file, text, facts, isTest: false, isTranslation: false };
  const { units } = facts;
  const element = units.froms.indexOf(text.indexOf("get json"));
  assert.ok(element >= 0);
  return fragmentOf(source, element, element + 1);
}
