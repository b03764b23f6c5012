import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createAnalysis } from "../../../server/src/analysis/workspaceAnalysis.ts";
import { defaultSettings } from "../../../server/src/settings/settings.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const order = "import type { Base } from \"./base\";\nexport interface Order extends Base { customer: string; street: string; zip: string; amount: number }\n";

describe("files as they were", () => {
  it("are let go, whatever was found in them", async () => {
    const folder = "server/src/rules";
    const texts = new Map(readdirSync(folder).map((name) => [`/w/${name}`, readFileSync(`${folder}/${name}`, "utf8")]));
    texts.set("/w/base.ts", "export interface Base { id: string; created: Date }\n");
    for (const name of ["order", "invoice", "quote"]) texts.set(`/w/${name}.ts`, order.replace("Order", name));
    const analysis = createAnalysis("/w", { ...defaultSettings, minTokens: 20, minLines: 3 });
    const before: { readonly name: string; readonly source: WeakRef<object> }[] = [];
    const edit = (file: string, round: number): void => {
      const old = analysis.get(file);
      if (old !== undefined) before.push({ name: `${file} before round ${round}`, source: new WeakRef(old) });
      analysis.set(file, `${texts.get(file) ?? ""}\n// ${round}\n`);
      analysis.findingsIn(file);
    };
    for (let round = 0; round < 4; round++) for (const file of texts.keys()) edit(file, round);
    // What others build on, and then something else, so that nothing is held by what was said last.
    for (let round = 4; round < 8; round++) edit("/w/base.ts", round);
    for (let round = 8; round < 10; round++) edit("/w/other.ts", round);
    const rules = new Set(analysis.snapshot().findings.map(({ rule }) => rule));
    assert.ok(rules.has("similar-code") && rules.has("duplicate-model"), [...rules].join());
    await setImmediate();
    collectGarbage();
    const held = before.filter(({ source }) => source.deref() !== undefined).map(({ name }) => name);
    assert.deepEqual(held, []);
  });
});
