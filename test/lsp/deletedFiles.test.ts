import { deepEqual, ok } from "node:assert/strict";
import type { WorkspaceEdit } from "vscode-languageserver";
import { fullCapabilities, type Editor } from "./harness/editor.ts";
import { editors } from "./harness/suite.ts";

const order = "export interface Order {\n  customer: string;\n  total: number;\n  placed: Date;\n}\n";
const files = {
  "src/order.ts": `/** What somebody wants. */\n${order}\nexport const orders: Order[] = [];\n`,
  "src/purchase.ts": order.replace("Order", "Purchase"),
  "src/buy.ts": 'import { orders } from "./order";\nimport type { Purchase } from "./purchase";\n\nexport const buy = (one: Purchase): number => orders.push(one);\n',
  "package.json": '{ "name": "shop", "private": true }',
  "tsconfig.json": JSON.stringify({ compilerOptions: { strict: true, target: "es2022", module: "esnext", moduleResolution: "bundler", isolatedModules: true } }),
};
const bought = 'import { orders } from "./order";\nimport type { Order } from "./order";\n\nexport const buy = (one: Order): number => orders.push(one);\n';

describe("language server: a file of which nothing is left", () => {
  const start = editors();

  it("is deleted with its only definition", async () => {
    const editor = await start.on(files);
    deepEqual(editor.applied(await keepOne(editor), files), { "src/buy.ts": bought, "src/purchase.ts": undefined });
  });

  it("is left as an empty module where the editor cannot delete files", async () => {
    const { workspace, ...others } = fullCapabilities;
    const editor = await start.on(files, { capabilities: { ...others, workspace: { ...workspace, workspaceEdit: { ...workspace?.workspaceEdit, resourceOperations: ["create"] } } } });
    deepEqual(editor.applied(await keepOne(editor), files), { "src/buy.ts": bought, "src/purchase.ts": "export {};\n" });
  });
});

/** The edit of the quick fix at the definition that goes. */
async function keepOne(editor: Editor): Promise<WorkspaceEdit> {
  editor.open("src/purchase.ts", files["src/purchase.ts"]);
  const [diagnostic] = await editor.diagnostics("src/purchase.ts");
  ok(diagnostic);
  const actions = await editor.actions("src/purchase.ts", diagnostic.range, { only: ["quickfix"], triggerKind: 1 });
  const action = actions.find(({ title }) => title === "Keep one definition");
  ok(action);
  const { edit } = await editor.resolve(action);
  ok(edit);
  return edit;
}
