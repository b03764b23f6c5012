import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv } from "ajv";
import { defaultSettings } from "../../../server/src/settings/settings.ts";

const root = resolve(import.meta.dirname, "../../..");

describe("what is generated from the settings table", () => {
  it("is not stale: else run “npm run generate”", () => {
    const check = spawnSync(process.execPath, ["--import", "tsx", "scripts/generate.mjs", "--check"], { cwd: root, encoding: "utf8" });
    assert.deepEqual({ status: check.status, error: check.stderr }, { status: 0, error: "" });
  });

  it("the schema takes what the parser takes, and nothing else", () => {
    const schema: unknown = JSON.parse(readFileSync(resolve(root, "schemas/drydock.schema.json"), "utf8"));
    assert.ok(typeof schema === "object" && schema !== null);
    const validate = new Ajv({ strict: false }).compile(schema);
    assert.equal(validate(defaultSettings), true);
    assert.equal(validate({ rules: { "duplicate-code": "off" }, ignore: [{ id: "dc-1", reason: "x" }] }), true);
    for (const wrong of [{ minTokens: 5 }, { minToken: 50 }, { rules: { "duplicate-code": "warn" } }, { ignore: ["dc-1"] }]) {
      assert.equal(validate(wrong), false, JSON.stringify(wrong));
    }
  });
});
