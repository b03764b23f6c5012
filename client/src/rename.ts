import { type CodeAction, type Command, commands, Position, Range, type TextDocument, Uri, window, workspace } from "vscode";
import type { Middleware } from "vscode-languageclient/node";
import { clientCommands, type WireName } from "../../server/src/lsp/protocol.ts";
import { positionOf } from "./places.ts";

/** How many edits are remembered that were built and perhaps not made: a menu builds what is pointed at. */
const remembered = 8;

/**
 * Starts a rename of the name that an edit of the server brings in.
 *
 * VS Code forgets a command that comes with the edit when the menu's actions are replaced while the edit is built, as
 * happens when diagnostics arrive. So each action has a command without arguments from the start, and what is to
 * be renamed is found by looking which of the edits that were built stands in the documents.
 */
export class Renames {
  readonly #built: WireName[] = [];

  /** What the client does with the code actions that pass through it. */
  readonly middleware: Pick<Middleware, "provideCodeActions" | "resolveCodeAction"> = {
    provideCodeActions: async (document, range, context, token, next) => {
      const actions = await next(document, range, context, token);
      for (const action of actions ?? []) if (isBuiltLater(action)) action.command = command;
      return actions;
    },
    resolveCodeAction: async (action, token, next) => {
      const resolved = await next(action, token);
      const [name] = (resolved?.command?.arguments ?? []) as readonly (WireName | undefined)[];
      if (resolved?.command?.command !== clientCommands.startRename || name === undefined) return resolved;
      this.#built.unshift(name);
      this.#built.length = Math.min(this.#built.length, remembered);
      resolved.command = command;
      return resolved;
    },
  };

  /** After an edit that was chosen in a menu: nothing happens when none brought in a name. */
  async startAfterEdit(): Promise<void> {
    for (const name of this.#built) {
      if (!(await stands(name))) continue;
      this.#built.length = 0;
      await startRename(name);
      return;
    }
  }
}

const command: Command = { title: "Rename", command: clientCommands.startRename };

function isBuiltLater(action: CodeAction | Command): action is CodeAction {
  return "kind" in action && action.edit === undefined && action.command === undefined && action.disabled === undefined;
}

async function stands({ uri, position, name }: WireName): Promise<boolean> {
  const document = await openedOrNothing(Uri.parse(uri));
  const start = positionOf(position);
  return document?.getText(new Range(start, new Position(start.line, start.character + name.length))) === name;
}

/** The file of an edit that was not made need not be there. */
async function openedOrNothing(uri: Uri): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** Starts a rename of a name, after an edit that brought it in. */
export async function startRename({ uri, position }: WireName): Promise<void> {
  const target = Uri.parse(uri);
  const at = positionOf(position);
  const editor = await window.showTextDocument(target, { selection: new Range(at, at) });
  await commands.executeCommand("editor.action.rename", [editor.document.uri, at]);
}
