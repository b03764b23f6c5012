import { deepEqual, equal, match } from "node:assert/strict";
import { invoiceTotal } from "./harness/samples.ts";
import { editors } from "./harness/suite.ts";

const files = {
  "shop/order.ts": invoiceTotal("sumOrder"),
  "shop/cart.ts": invoiceTotal("sumCart"),
  "admin/bill.ts": invoiceTotal("sumBill"),
};

describe("language server: workspace folders", () => {
  const start = editors();

  it("are looked at one by one: what is said in two folders is not said twice", async () => {
    const editor = await start.on(files, { folders: ["shop", "admin"] });
    deepEqual((await editor.findings()).map(({ copies }) => copies), [["cart.ts:1", "order.ts:1"]]);
    editor.open("admin/bill.ts", files["admin/bill.ts"]);
    deepEqual(await editor.diagnostics("admin/bill.ts"), []);
  });

  it("come and go", async () => {
    const editor = await start.on(files, { folders: ["admin"] });
    deepEqual(await editor.findings(), []);
    const shop = { uri: editor.uri("shop"), name: "shop" };
    editor.server.notify("workspace/didChangeWorkspaceFolders", { event: { added: [shop], removed: [] } });
    editor.open("shop/order.ts", files["shop/order.ts"]);
    equal((await editor.findings()).length, 1);
    equal((await editor.diagnostics("shop/order.ts")).length, 1);
    editor.server.notify("workspace/didChangeWorkspaceFolders", { event: { added: [], removed: [shop] } });
    deepEqual(await editor.diagnostics("shop/order.ts"), []);
    deepEqual(await editor.findings(), []);
  });

  it("within one another: a file is told of by the innermost", async () => {
    const editor = await start.on(files, { folders: ["", "admin"] });
    editor.open("admin/bill.ts", files["admin/bill.ts"]);
    deepEqual(await editor.diagnostics("admin/bill.ts"), []);
    editor.open("shop/cart.ts", files["shop/cart.ts"]);
    const [diagnostic] = await editor.diagnostics("shop/cart.ts");
    equal(diagnostic?.relatedInformation?.length, 2);
  });

  it("are not needed: an open file is looked at by itself", async () => {
    const editor = await start.on(files, { folders: [] });
    const text = `${invoiceTotal("first")}\n${invoiceTotal("second")}`;
    editor.open("shop/alone.ts", text);
    const diagnostics = await editor.diagnostics("shop/alone.ts");
    deepEqual(diagnostics.map(({ range }) => range.start.line), [0, 13]);
    editor.type("shop/alone.ts", invoiceTotal("second"), "");
    deepEqual(await editor.diagnostics("shop/alone.ts"), []);
    editor.close("shop/alone.ts");
    deepEqual(await editor.findings(), []);
  });

  it("that are not there are no trouble", async () => {
    const editor = await start.on(files, { folders: ["shop", "gone"] });
    equal((await editor.findings()).length, 1);
    const { text } = await editor.ask<{ text: string }>("drydock/report", { uri: editor.uri("gone/x.ts") });
    match(text, /Nothing to read/);
  });
});
