/** How the window looks in screenshots: nothing but the editor and Drydock, in one of two themes. */
import * as vscode from "vscode";

const quiet: Readonly<Record<string, unknown>> = {
  "chat.disableAIFeatures": true,
  "workbench.layoutControl.enabled": false,
  "workbench.tips.enabled": false,
  "editor.minimap.enabled": false,
  "editor.cursorBlinking": "solid",
};

/** The colour themes that screenshots are taken in, by the names of their folders. */
export const themes: Readonly<Record<string, string>> = {
  dark: "Default Dark Modern",
  light: "Default Light Modern",
};

/** Puts away what is not Drydock's and sets a theme. */
export async function prepareWindow(theme: string): Promise<void> {
  await set({ ...quiet, "workbench.colorTheme": themes[theme] });
  for (const command of ["closeAuxiliaryBar", "closePanel", "closeAllEditors"]) {
    await vscode.commands.executeCommand(`workbench.action.${command}`);
  }
  await vscode.commands.executeCommand("workbench.view.explorer");
  await vscode.commands.executeCommand("notifications.clearAll");
}

async function set(settings: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [name, value] of Object.entries(settings)) {
    await vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
  }
}
