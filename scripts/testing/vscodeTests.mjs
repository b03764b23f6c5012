/** The tests of `test/vscode/suite` on a copy of `test/vscode/workspace`, with the extension from the source tree. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchSuite } from "../../test/vscode/host/launch.mjs";
import { root } from "../project.mjs";

const scratch = mkdtempSync(join(tmpdir(), "drydock-workspace-"));
// The folder's name is in the title of the window, and so in the screenshots.
const folder = join(scratch, "shop");
cpSync(join(root, "test/vscode/workspace"), folder, { recursive: true });
try {
  const counts = await launchSuite({ suite: "suite", folder, development: root });
  writeFileSync(process.env["DRYDOCK_RESULTS"] ?? join(scratch, "results.json"), JSON.stringify(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
