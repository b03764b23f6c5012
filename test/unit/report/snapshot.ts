import type { Snapshot } from "../../../server/src/analysis/analysis.ts";
import type { Copy, Finding } from "../../../server/src/rules/finding.ts";

/** A copy of `lines` lines from `line` (from 1) on. */
export function copy(file: string, line: number, lines: number, symbol?: string): Copy {
  return {
    file: `/work/shop/${file}`,
    start: 0,
    end: 1,
    from: { line: line - 1, column: 0 },
    to: { line: line + lines - 2, column: 1 },
    head: { start: 0, end: 1 },
    ...(symbol === undefined ? {} : { symbol }),
  };
}

const invoices: Finding = {
  id: "dc-1a2b3c",
  rule: "duplicate-code",
  severity: "warning",
  message:
    "The same 12 lines stand in 3 places, alike but for 1 name: totalOfOrders (orders.ts:10), totalOfInvoices (invoices.ts:4), total (cart & co.ts:100). A change to one is easily forgotten in the others; extract what they share.",
  cloneType: 2,
  similarity: 1,
  removableLines: 19,
  copies: [
    copy("src/cart & co.ts", 100, 12, "total"),
    copy("src/invoices.ts", 4, 12, "totalOfInvoices"),
    copy("src/orders.ts", 10, 12),
  ],
  differences: [{ kind: "property", texts: ["price", "amount|net", ""] }],
};

const money: Finding = {
  id: "dm-77",
  rule: "duplicate-model",
  severity: "information",
  message: "Money (money.ts:1) and Amount (orders.ts:1) define the same 3 members. A change to one is easily forgotten in the other; keep one definition.",
  removableLines: 0,
  copies: [copy("src/money.ts", 1, 4, "Money"), copy("src/orders.ts", 1, 4, "Amount")],
  differences: [{ kind: "identifier", texts: ["Money", "Amount"] }],
};

const ignored: Finding = {
  ...money,
  id: "dm-88",
  copies: [copy("src/a.ts", 1, 4, "A"), copy("src/b.ts", 1, 4, "B")],
  ignored: "the two protocols change independently",
};

/** A small shop: two findings, an ignored one, and a file that was not read. */
export const shop: Snapshot = {
  root: "/work/shop",
  findings: [invoices, money],
  ignored: [ignored],
  skipped: [{ file: "/work/shop/src/huge.ts", reason: "larger than 5 MB" }],
  files: 6,
  lines: 1_234,
  duplicatedLines: 44,
  removableLines: 19,
  milliseconds: { reading: 12.4, finding: 3.6 },
};

/** Nothing was found. */
export const clean: Snapshot = { ...shop, findings: [], ignored: [], skipped: [], duplicatedLines: 0, removableLines: 0 };
