import { type Disposable, StatusBarAlignment, window, workspace } from "vscode";
import type { ChangedParams } from "../../server/src/lsp/protocol.ts";
import type { Findings } from "./findings.ts";

/** Shows how many findings there are; a click opens the report. */
export function showStatus(findings: Findings): Disposable {
  const item = window.createStatusBarItem("drydock.status", StatusBarAlignment.Left, 0);
  item.name = "Drydock";
  item.command = "drydock.report";
  const show = (): void => {
    const squiggles = workspace.getConfiguration("drydock").get<boolean>("squiggles", true);
    const { text, tooltip } = statusOf(findings.counts, squiggles);
    item.text = text;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: tooltip, role: "button" };
    item.show();
  };
  show();
  const listeners = [
    findings.onDidChange(show),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("drydock.squiggles")) show();
    }),
  ];
  return {
    dispose() {
      item.dispose();
      for (const listener of listeners) listener.dispose();
    },
  };
}

function statusOf(
  { cancelled, failed, findings, scanning }: ChangedParams,
  squiggles: boolean,
): { readonly text: string; readonly tooltip: string } {
  if (scanning) return { text: "$(loading~spin) Drydock", tooltip: "Drydock is reading the workspace." };
  if (cancelled) return { text: "$(circle-slash) Drydock", tooltip: "Drydock’s scan was cancelled. Scan again and show the report." };
  if (failed) return { text: "$(error) Drydock", tooltip: "Drydock could not read a folder; the output “Drydock” says why. Show the report." };
  const hidden = squiggles ? "" : " Squiggles are hidden.";
  const count = findings === 1 ? "1 finding" : `${findings} findings`;
  const said = findings === 0 ? "Drydock: nothing is said twice." : `Drydock: ${count}.`;
  return { text: `$(${squiggles ? "copy" : "eye-closed"}) ${findings}`, tooltip: `${said}${hidden} Show the report.` };
}
