import { equal, ok } from "node:assert/strict";
import * as vscode from "vscode";
import { diagnosticsOf, open } from "../host/workspace.ts";

/** Runs with the extension from the VSIX; the extension under development is an empty one. */
describe("the installed package", () => {
  it("is the packaged extension", () => {
    const path = vscode.extensions.getExtension("drydock.drydock")?.extensionPath;
    ok(path?.startsWith(variable("DRYDOCK_EXTENSIONS")), `Drydock runs from ${path}`);
  });

  it("shows a duplicate", async () => {
    const { uri } = await open("src/orders/invoice.ts");
    const [diagnostic] = await diagnosticsOf(uri);
    equal(diagnostic?.source, "drydock");
  });
});

function variable(name: string): string {
  return process.env[name] ?? "";
}
