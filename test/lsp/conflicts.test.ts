import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver";
import type { Editor } from "./harness/editor.ts";
import { editors } from "./harness/suite.ts";

const tsconfig = JSON.stringify({ compilerOptions: { strict: true, target: "es2022", module: "esnext", moduleResolution: "bundler" } });
const invoice = (total: string): string => `export interface Invoice {\n  invoiceNumber: string;\n  customer: string;\n  total: ${total};\n}\n`;
const client = `${invoice("string")}\nexport const shown = (invoice: Invoice): string => invoice.total;\n`;
const files = { "src/desk/invoice.ts": client, "src/till/invoice.ts": invoice("number"), "tsconfig.json": tsconfig };

describe("language server: models that contradict each other", () => {
  const start = editors();

  it("offer each side, with the type errors that it brings, and prefer none", async () => {
    const editor = await start.on(files);
    editor.open("src/desk/invoice.ts", client);
    const actions = await decidedActions(editor);
    deepEqual(
      actions.filter(({ title }) => title.startsWith("Make") && !title.endsWith("(preview)")).map(({ title, isPreferred }) => [title, isPreferred]),
      [
        ["Make Invoice of till/invoice.ts agree with Invoice of desk/invoice.ts (no type errors)", undefined],
        ["Make Invoice of desk/invoice.ts agree with Invoice of till/invoice.ts (1 type error)", undefined],
      ],
    );
  });

  it("make the edit of the side that is chosen, whose preview names the errors", async () => {
    const editor = await start.on(files);
    editor.open("src/desk/invoice.ts", client);
    const actions = await decidedActions(editor);
    const chosen = actions.find(({ title }) => title.includes("desk/invoice.ts agree") && title.endsWith("(preview)"));
    ok(chosen);
    const { edit } = await editor.resolve(chosen);
    const after = editor.applied(edit ?? {}, files);
    deepEqual(Object.keys(after), ["src/desk/invoice.ts"]);
    match(after["src/desk/invoice.ts"] ?? "", /total: number;/);
    const [annotation] = Object.values((edit as WorkspaceEdit).changeAnnotations ?? {});
    equal(annotation?.description, "invoice.ts: Type 'number' is not assignable to type 'string'.");
  });
});

/** The menu at the model, once both sides are decided. */
async function decidedActions(editor: Editor): Promise<readonly CodeAction[]> {
  const [diagnostic] = await editor.diagnostics("src/desk/invoice.ts");
  ok(diagnostic);
  for (;;) {
    const actions = await editor.actions("src/desk/invoice.ts", diagnostic.range, { only: ["quickfix"], triggerKind: 1 });
    if (actions.filter(({ title }) => title.includes("type error")).length === 4) return actions;
  }
}
