import { deepEqual, equal } from "node:assert/strict";
import { invoiceTotal, unlike } from "./harness/samples.ts";
import { editors } from "./harness/suite.ts";

const order = invoiceTotal("sumOrder");
const cart = invoiceTotal("sumCart");

describe("language server: unsaved text", () => {
  const start = editors();

  it("moves the findings in both files", async () => {
    const editor = await start.on({ "order.ts": order, "cart.ts": cart });
    editor.open("order.ts", order);
    editor.open("cart.ts", cart);
    await editor.diagnostics("order.ts");
    editor.type("cart.ts", "export", "// totals\n\nexport");
    const [own] = await editor.diagnostics("cart.ts");
    equal(own?.range.start.line, 2);
    const [other] = await editor.diagnostics("order.ts");
    equal(other?.relatedInformation?.[0]?.location.range.start.line, 2);
    equal(other?.relatedInformation?.[0]?.message, "also here: sumCart, lines 3–14");
  });

  it("removes the findings in the other file, and tells the client to ask again", async () => {
    const editor = await start.on({ "order.ts": order, "cart.ts": cart });
    editor.open("order.ts", order);
    editor.open("cart.ts", cart);
    equal((await editor.diagnostics("order.ts")).length, 1);
    const before = editor.server.received.length;
    editor.type("cart.ts", cart, unlike);
    deepEqual(await editor.diagnostics("cart.ts"), []);
    await editor.server.message(
      (message) => message.method === "workspace/diagnostic/refresh" && editor.server.received.indexOf(message) >= before,
    );
    deepEqual(await editor.diagnostics("order.ts"), []);
  });

  it("does not tell the client to ask again for what it was just told", async () => {
    const editor = await start.on({ "order.ts": order, "greet.ts": unlike });
    editor.open("greet.ts", unlike);
    await editor.diagnostics("greet.ts");
    editor.type("greet.ts", "hello", "goodbye");
    deepEqual(await editor.diagnostics("greet.ts"), []);
    // Another file's answer is later than any refresh that the change could have set off.
    editor.open("order.ts", order);
    deepEqual(await editor.diagnostics("order.ts"), []);
    deepEqual(editor.server.received.filter(({ method }) => method === "workspace/diagnostic/refresh"), []);
  });

  it("counts before it was ever saved", async () => {
    const editor = await start.on({ "order.ts": order });
    editor.open("draft.ts", cart);
    equal((await editor.diagnostics("draft.ts")).length, 1);
    editor.close("draft.ts");
    deepEqual(await editor.findings(), []);
  });

  it("gives way to the text on disk when the document is closed", async () => {
    const editor = await start.on({ "order.ts": order, "cart.ts": cart });
    editor.open("cart.ts", cart);
    editor.type("cart.ts", cart, unlike);
    deepEqual(await editor.findings(), []);
    editor.close("cart.ts");
    equal((await editor.findings()).length, 1);
  });

  it("wins over a change on disk", async () => {
    const editor = await start.on({ "order.ts": order, "cart.ts": cart });
    editor.open("cart.ts", cart);
    editor.write("cart.ts", unlike);
    editor.watched(["cart.ts", 2]);
    equal((await editor.findings()).length, 1);
    editor.close("cart.ts");
    deepEqual(await editor.findings(), []);
  });

  it("with a syntax error in the middle of typing keeps the server answering", async () => {
    const editor = await start.on({ "order.ts": order, "cart.ts": cart });
    editor.open("cart.ts", cart);
    editor.type("cart.ts", "let total = 0;", "let total = (((`${");
    await editor.diagnostics("cart.ts");
    editor.type("cart.ts", "let total = (((`${", "let total = 0;");
    equal((await editor.diagnostics("cart.ts")).length, 1);
  });

  it("in Windows line ends and beyond the first plane of Unicode gets right positions", async () => {
    const windows = `// 😀😀\r\nconst x = "😀"; ${cart.replaceAll("\n", "\r\n")}`;
    const editor = await start.on({ "order.ts": order });
    editor.open("cart.ts", windows);
    const [diagnostic] = await editor.diagnostics("cart.ts");
    const at = 'const x = "😀"; export function '.length;
    deepEqual(diagnostic?.range, { start: { line: 1, character: at }, end: { line: 1, character: at + "sumCart".length } });
  });
});
