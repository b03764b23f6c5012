import { deepEqual, equal, match, ok } from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import * as vscode from "vscode";
import { prepareWindow } from "../host/appearance.ts";
import { click, press, screenshot, texts, waitFor } from "../host/window.ts";
import { diagnosticsOf, eventually, open, uriOf } from "../host/workspace.ts";

/** Written for these tests, which come last, since others count what is in the folder. Models of one shop: two that overlap, one that is written out, and two of one name that contradict each other. */
const files = {
  "src/tours/van.ts": `/** A van of ours. */
export interface Van {
  plate: string;
  driver: string;
  capacity: number;
  cooled: boolean;
}

export const vanTitle = (van: Van): string => van.plate + van.driver;
`,
  "src/tours/tour.ts": `/** A van on its way. */
export interface VanOnTour {
  plate: string;
  driver: string;
  capacity: number;
  cooled: boolean;
  /** Minutes since the depot. */
  minutes: number;
}

export const late = (tour: VanOnTour): boolean => tour.minutes > 480;
`,
  "src/tours/parcel.ts": `/** What is carried. */
export interface Parcel {
  code: string;
  grams: number;
  fragile: boolean;
  floor: number;
}

export const heavy = (parcel: Parcel): boolean => parcel.grams > 20_000;
`,
  "src/tours/customs.ts": `/** What customs want to know. */
export interface Parcel {
  code: string;
  grams: string;
  fragile: boolean;
  floor: number;
}

export const label = (parcel: Parcel): string => parcel.code + parcel.grams.padStart(6);
`,
} as const;

describe("models", () => {
  before(async () => {
    await prepareWindow("dark");
    for (const [file, text] of Object.entries(files)) await vscode.workspace.fs.writeFile(uriOf(file), Buffer.from(text));
  });
  afterEach(() => press("Escape"));
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(uriOf("src/tours"), { recursive: true });
  });

  it("that overlap build on each other, and one undo takes it back", async () => {
    const tour = await openMenuAt("src/tours/tour.ts", "VanOnTour", "Say the shared members once");
    await screenshot("dark", "overlapping-models");
    await click(".action-widget >> text=Say the shared members once");
    const changed = await eventually(() => tour.getText(), (text) => text !== files["src/tours/tour.ts"], vscode.workspace.onDidChangeTextDocument);
    equal(
      changed,
      `import type { Van } from "./van";

/** A van on its way. */
export interface VanOnTour extends Van {
  /** Minutes since the depot. */
  minutes: number;
}

export const late = (tour: VanOnTour): boolean => tour.minutes > 480;
`,
    );
    await vscode.window.showTextDocument(tour);
    await vscode.commands.executeCommand("undo");
    equal(tour.getText(), files["src/tours/tour.ts"]);
    await tour.save();
  });

  it("that contradict each other are made to agree, as the user says, with the errors counted", async () => {
    const customs = await openMenuAt("src/tours/customs.ts", "Parcel", "Make Parcel of customs.ts agree with Parcel of parcel.ts (1 type error)");
    const [menu] = await texts(".action-widget");
    match(menu ?? "", /Make Parcel of parcel\.ts agree with Parcel of customs\.ts \(1 type error\)/);
    await screenshot("dark", "conflicting-models");
    await click(".action-widget >> text=Make Parcel of customs.ts agree with Parcel of parcel.ts (1 type error)");
    const changed = await eventually(() => customs.getText(), (text) => text !== files["src/tours/customs.ts"], vscode.workspace.onDidChangeTextDocument);
    equal(changed, files["src/tours/customs.ts"].replace("grams: string", "grams: number"));
    await vscode.commands.executeCommand("undo");
    equal(customs.getText(), files["src/tours/customs.ts"]);
    await customs.save();
  });
});

/** Puts the cursor on a model that Drydock underlines and opens the menu of quick fixes, until `entry` is in it. */
async function openMenuAt(file: string, name: string, entry: string): Promise<vscode.TextDocument> {
  const document = await open(file);
  const [diagnostic, ...others] = await diagnosticsOf(document.uri);
  ok(diagnostic);
  deepEqual(others, []);
  equal(document.getText(diagnostic.range), name);
  const editor = vscode.window.activeTextEditor;
  ok(editor);
  editor.selection = new vscode.Selection(diagnostic.range.start, diagnostic.range.start);
  await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
  // How many errors a choice brings is known a moment after the first menu asked; and VS Code gives a menu up when
  // diagnostics come meanwhile, as those of TypeScript do.
  for (let asked = 0; ; asked++) {
    if (asked % 10 === 0) await vscode.commands.executeCommand("editor.action.quickFix");
    const [menu] = await texts(".action-widget:visible");
    if (menu?.includes(entry) === true) return document;
    if (menu !== undefined) {
      await press("Escape");
      await waitFor(".action-widget", "hidden");
      asked = -1;
    }
    await pause(200);
  }
}
