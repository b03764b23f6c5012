import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { reportIn } from "../report/json.ts";
import { removeFoldersAfterEach, temporaryFolder } from "../temporaryFolder.ts";
import { drydock, drydockInProcess } from "./drydock.ts";

const money = 'export interface Money {\n  amount: number;\n  currency: string;\n  rounding: "up" | "down";\n}\nexport const zero: Money = { amount: 0, currency: "EUR", rounding: "up" };\n';
const order = 'export interface Price {\n  currency: string;\n  amount: number;\n  rounding: "up" | "down";\n}\nexport const price: Price = { amount: 1, currency: "EUR", rounding: "up" };\n';
const tsconfig = '{ "compilerOptions": { "strict": true, "noEmit": true, "module": "esnext", "moduleResolution": "bundler", "target": "es2022" } }';
const mended = 'import type { Money } from "./money";\n\nexport const price: Money = { amount: 1, currency: "EUR", rounding: "up" };\n';

describe("drydock fix", function () {
  // Processes start slowly on a busy machine.
  this.timeout(120_000);
  removeFoldersAfterEach();
  const shop = (): string => temporaryFolder({ "src/money.ts": money, "src/order.ts": order, "tsconfig.json": tsconfig });

  it("applies what is offered and leaves nothing else behind; then there is nothing to fix", () => {
    const folder = shop();
    const { code, out, error } = drydock(folder, "fix");
    assert.deepEqual({ code, error }, { code: 0, error: "" });
    assert.match(out, /^Keep one definition · dm-\w+\n {4}src\/order\.ts\n1 fix applied, 3 lines less\.\n$/);
    assert.equal(readFileSync(`${folder}/src/order.ts`, "utf8"), mended);
    assert.equal(readFileSync(`${folder}/src/money.ts`, "utf8"), money);
    assert.deepEqual(readdirSync(`${folder}/src`), ["money.ts", "order.ts"]);
    assert.deepEqual(drydock(folder, "fix"), { code: 0, out: "There is nothing to fix.\n", error: "" });
  });

  it("--dry-run prints a diff that Git applies, and changes nothing", () => {
    const folder = shop();
    const { code, out, error } = drydock(folder, "fix", "--dry-run");
    assert.equal(code, 0);
    assert.match(error, /1 fix would be applied, 3 lines less\.\n$/);
    assert.equal(readFileSync(`${folder}/src/order.ts`, "utf8"), order);
    execFileSync("git", ["apply"], { cwd: folder, input: out });
    assert.equal(readFileSync(`${folder}/src/order.ts`, "utf8"), mended);
  });

  it("deletes a file of which nothing is left, and its diff does", () => {
    const folder = temporaryFolder({
      "src/money.ts": `/** What is paid. */\n${money}`,
      "src/price.ts": order.split("export const")[0] ?? "",
      "src/till.ts": 'import type { Price } from "./price";\n\nexport const due: Price[] = [];\n',
      "package.json": '{ "name": "shop", "private": true }',
      "tsconfig.json": tsconfig,
    });
    const { out } = drydock(folder, "fix", "--dry-run");
    assert.match(out, /--- a\/src\/price\.ts\n\+\+\+ \/dev\/null\n/);
    execFileSync("git", ["apply", "--check"], { cwd: folder, input: out });
    assert.match(drydock(folder, "fix").out, /\n1 fix applied, 5 lines less\.\n$/);
    assert.deepEqual(readdirSync(`${folder}/src`), ["money.ts", "till.ts"]);
    assert.equal(readFileSync(`${folder}/src/till.ts`, "utf8"), 'import type { Money } from "./money";\n\nexport const due: Money[] = [];\n');
  });

  it("--dry-run for a folder elsewhere prints a diff that Git applies there", () => {
    const [folder, elsewhere] = [shop(), temporaryFolder({ "shop/readme.md": "" })];
    for (const from of [elsewhere, `${folder}/src`]) {
      const { code, out, error } = drydock(from, "fix", folder, "--dry-run");
      assert.equal(code, 0);
      assert.match(out, /^--- a\/src\/order\.ts\n\+\+\+ b\/src\/order\.ts\n/);
      assert.ok(error.startsWith(`The paths of the diff begin at ${folder}.\n`), error);
      execFileSync("git", ["apply", "--check"], { cwd: folder, input: out });
    }
  });

  it("says that a contradiction is left to whoever knows which side is right", async () => {
    const folder = temporaryFolder({ "src/money.ts": money, "api/money.ts": money.replace("amount: number", "amount: string").replace("amount: 1", 'amount: "1"'), "tsconfig.json": tsconfig });
    assert.equal((await drydockInProcess(folder, "fix")).out, "There is no fix for 1 finding: what is right is for you to decide.\n");
  });

  it("--rule and --id choose", async () => {
    const folder = shop();
    assert.equal((await drydockInProcess(folder, "fix", "--rule", "duplicate-code")).out, "There is nothing to fix.\n");
    const id = reportIn((await drydockInProcess(folder, "report", "--format", "json")).out).findings[0]?.id ?? "";
    const unknown = await drydockInProcess(folder, "fix", "--id", `${id}0`);
    assert.deepEqual(unknown, { code: 2, out: "", error: `drydock: there is no group with the id “${id}0”, did you mean “${id}”?\n` });
    assert.equal(readFileSync(`${folder}/src/order.ts`, "utf8"), order);
    assert.match((await drydockInProcess(folder, "fix", "--id", id)).out, /1 fix applied/);
  });

  it("says why a fix is refused, and changes nothing", async () => {
    const asClass = (name: string): string => `export class ${name} {\n  amount = 0;\n  currency = "EUR";\n  rounding = "up";\n}\n`;
    const folder = temporaryFolder({ "src/money.ts": asClass("Money"), "src/order.ts": asClass("Price"), "tsconfig.json": tsconfig });
    const before = readFileSync(`${folder}/src/order.ts`, "utf8");
    const report = reportIn((await drydockInProcess(folder, "report", "--fixes", "--format", "json")).out);
    assert.equal(report.findings.length, 1);
    const { code, out } = await drydockInProcess(folder, "fix");
    assert.equal(code, 0);
    assert.equal(readFileSync(`${folder}/src/order.ts`, "utf8"), before);
    for (const { id, fix } of report.findings) {
      assert.ok(fix.status === "refused");
      assert.ok(out.includes(`Not fixed (${id}): ${fix.reason}\n`), out);
    }
  });

  it("--format json says what was offered or applied, what was refused, and why", async () => {
    const asClass = (name: string): string => `export class ${name} {\n  street = "";\n  city = "";\n  code = "";\n}\n`;
    const folder = temporaryFolder({ "src/money.ts": money, "src/order.ts": order, "src/home.ts": asClass("Home"), "src/office.ts": asClass("Office"), "tsconfig.json": tsconfig });
    const dry = JSON.parse((await drydockInProcess(folder, "fix", "--dry-run", "--format", "json")).out) as Record<string, unknown>;
    assert.deepEqual(dry["summary"], { offered: 1, refused: 1, passedOver: 0, removedLines: 3 });
    assert.equal(readFileSync(`${folder}/src/order.ts`, "utf8"), order);
    assert.match(String(dry["diff"]), /^--- a\/src\/order\.ts\n\+\+\+ b\/src\/order\.ts\n/);
    const { out, error } = await drydockInProcess(folder, "fix", "--format", "json");
    const done = JSON.parse(out) as { version: number; root: string; summary: unknown; fixes: readonly Record<string, unknown>[]; diff?: string };
    assert.equal(error, "");
    assert.deepEqual([done.version, done.root, done.diff], [1, folder, undefined]);
    assert.deepEqual(done.summary, { applied: 1, refused: 1, passedOver: 0, removedLines: 3 });
    const [applied, refused] = done.fixes;
    assert.deepEqual({ ...applied, id: "" }, { id: "", rule: "duplicate-model", status: "applied", kind: "keep-one-definition", title: "Keep one definition", files: [{ file: "src/order.ts", change: "change" }], removedLines: 3, leftOut: [] });
    assert.deepEqual([refused?.["status"], refused?.["code"]], ["refused", "class"]);
    assert.match(String(refused?.["reason"]), /^[A-Z“"].+\.$/);
    assert.equal(readFileSync(`${folder}/src/order.ts`, "utf8"), mended);
    const unknown = await drydockInProcess(folder, "fix", "--format", "sarif");
    assert.deepEqual(unknown, { code: 2, out: "", error: "drydock: there is no format “sarif”.\n" });
  });

  it("works with a broken tsconfig.json: it refuses or mends, and never crashes", () => {
    const folder = temporaryFolder({ "src/money.ts": money, "src/order.ts": order, "tsconfig.json": '{ "compilerOptions": { "strict": ' });
    const { code, out, error } = drydock(folder, "fix");
    assert.deepEqual({ code, error }, { code: 0, error: "" });
    assert.match(out, /Not fixed \(|1 fix applied/);
  });
});
