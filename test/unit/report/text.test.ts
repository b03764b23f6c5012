import assert from "node:assert/strict";
import { buildReport } from "../../../server/src/report/report.ts";
import { writeText } from "../../../server/src/report/text.ts";
import { ruleOf } from "../../../server/src/rules/table.ts";
import { clean, shop } from "./snapshot.ts";

describe("textual report", () => {
  it("says how it stands, then each rule by rank, then what was ignored and not read", () => {
    assert.equal(
      writeText(
        buildReport(shop, {
          decide: ({ rule }) =>
            rule === "duplicate-code"
              ? { status: "offered", kind: "k", title: "Extract to a shared function (3 copies)", edits: [], leftOut: [], removedLines: 19 }
              : { status: "refused", kind: "k", title: "t", code: "c", reason: "The two files import each other." },
        }),
      ),
      `Drydock report: shop

2 findings in 6 files, 1,234 lines
44 lines (3.6 %) stand in more than one place; about 19 can go

  Duplicate code   1 finding  about 19 lines can go
  Duplicate model  1 finding

Duplicate code (1)
──────────────────
${ruleOf("duplicate-code")?.description}

#1  The same 12 lines stand in 3 places, alike but for 1 name · about 19 lines can go · dc-1a2b3c
    src/cart & co.ts:100:1  12 lines  total
    src/invoices.ts:4:1     12 lines  totalOfInvoices
    src/orders.ts:10:1      12 lines
    differs: price ↔ amount|net ↔ nothing
    fix: Extract to a shared function (3 copies)

Duplicate model (1)
───────────────────
${ruleOf("duplicate-model")?.description}

#2  Money (money.ts:1) and Amount (orders.ts:1) define the same 3 members · dm-77
    src/money.ts:1:1   4 lines  Money
    src/orders.ts:1:1  4 lines  Amount
    no fix: The two files import each other.

Ignored (1)
───────────
dm-88  Duplicate model: the two protocols change independently
    src/a.ts:1:1  4 lines  A
    src/b.ts:1:1  4 lines  B

Not read, or only in part (1)
─────────────────────────────
  src/huge.ts  larger than 5 MB
`,
    );
  });

  it("says in one line when there is nothing to say", () => {
    assert.equal(writeText(buildReport(clean)), "Drydock report: shop\n\nNothing is said twice in 6 files, 1,234 lines.\n");
    assert.equal(
      writeText(buildReport({ ...clean, files: 0, lines: 0 })),
      "Drydock report: shop\n\nNothing to read: there is no TypeScript or JavaScript file here.\n",
    );
  });

  it("gives findings beyond the details one line each", () => {
    const text = writeText(buildReport(shop), { details: 1 });
    assert.ok(text.includes("    src/orders.ts:10:1      12 lines"));
    assert.ok(text.includes("\n  #2  src/money.ts:1:1  4 lines × 2  dm-77\n"));
  });

  it("names each text of a difference once, and counts the many", () => {
    const [first] = shop.findings;
    assert.ok(first);
    const differences = [
      { kind: "literal", texts: ["1", "2", "1"] },
      { kind: "literal", texts: ["1", "2", "3", "4", "5", "6", "6"] },
      { kind: "type", texts: ["x".repeat(60), "{\n  a: number\n}"] },
    ] as const;
    const text = writeText(buildReport({ ...shop, findings: [{ ...first, differences }] }));
    assert.deepEqual(text.match(/differs: .*/g), [
      "differs: 1 ↔ 2",
      "differs: 1 ↔ 2 ↔ 3 ↔ 4 ↔ 2 more",
      `differs: ${"x".repeat(47)}… ↔ { a: number }`,
    ]);
  });

  it("puts the way to the root before each path", () => {
    const text = writeText(buildReport(shop), { prefix: "../shop/" });
    assert.deepEqual(text.match(/\S*orders\.ts:\d+:\d+/g), ["../shop/src/orders.ts:10:1", "../shop/src/orders.ts:1:1"]);
    assert.ok(text.includes("  ../shop/src/huge.ts  larger than 5 MB"));
  });

  it("is the same text with colours", () => {
    const painted = writeText(buildReport(shop), { paint: (role, text) => `<${role}>${text}</${role}>` });
    assert.ok(painted.includes("<rank>#1</rank>"));
    assert.equal(painted.replace(/<\/?[a-z]+>/g, ""), writeText(buildReport(shop)));
  });

  it("sets numbers one below the other, be they of one or of many", () => {
    const findings = shop.findings.flatMap((finding) => (finding.rule === "duplicate-code" ? [finding, { ...finding, id: "dc-2" }] : [finding]));
    const text = writeText(buildReport({ ...shop, findings }));
    assert.ok(text.includes("\n  Duplicate code   2 findings  about 38 lines can go\n  Duplicate model  1 finding\n"));
    const few = shop.findings.map((finding) => ({ ...finding, copies: finding.copies.map((copy, at) => (at === 0 ? { ...copy, to: copy.from } : copy)) }));
    assert.ok(writeText(buildReport({ ...shop, findings: few })).includes("\n    src/money.ts:1:1   1 line   Money\n    src/orders.ts:1:1  4 lines  Amount\n"));
  });

  it("tells where most of it stands when there are many", () => {
    const many = Array.from({ length: 6 }, (_, i) => shop.findings.map((finding) => ({ ...finding, id: `${finding.id}${i}` }))).flat();
    const text = writeText(buildReport({ ...shop, findings: many }));
    assert.ok(text.includes("Most of it stands in\n  src/orders.ts     16 lines\n  src/cart & co.ts  12 lines\n  src/invoices.ts   12 lines\n  src/money.ts       4 lines\n"));
  });
});
