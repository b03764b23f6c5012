import { ConfigurationRequest, type Connection } from "vscode-languageserver/node";
import type { Abilities } from "./abilities.ts";
import { editorOnlySettings } from "./protocol.ts";
import { uriOf } from "./uris.ts";
import { isRecord } from "../settings/jsonValue.ts";

/** What only an editor has to know. */
export type EditorSettings = Readonly<Record<keyof typeof editorOnlySettings, boolean>>;

/** The settings of the section `drydock` as the client keeps them: for the window, and for each folder. */
export class SettingsOfEditor {
  readonly #connection: Connection;
  readonly #abilities: Abilities;
  #window: EditorSettings = read(undefined);
  #pushed: unknown;
  readonly #folders = new Map<string, unknown>();

  constructor(connection: Connection, abilities: Abilities) {
    this.#connection = connection;
    this.#abilities = abilities;
  }

  get window(): EditorSettings {
    return this.#window;
  }

  /** The raw settings that a folder's own settings are merged with. */
  forFolder(root: string): unknown {
    return this.#folders.get(root) ?? this.#pushed;
  }

  /** Settings that a client sends with a change because it cannot be asked. */
  takePushed(settings: unknown): void {
    const section = isRecord(settings) ? settings["drydock"] : undefined;
    if (section === undefined || section === null) return;
    this.#pushed = section;
    this.#window = read(section);
  }

  /** Asks the client anew, for the window and the given folders, where it can be asked. Rejects when the client fails. */
  async pull(roots: readonly string[]): Promise<void> {
    if (!this.#abilities.configuration) return;
    const items = [
      { section: "drydock" },
      ...roots.map((root) => ({ scopeUri: uriOf(root), section: "drydock" })),
    ];
    const answers: readonly unknown[] = await this.#connection.sendRequest(ConfigurationRequest.type, { items });
    const [window, ...folders] = answers;
    this.#window = read(window);
    this.#pushed = window;
    roots.forEach((root, index) => this.#folders.set(root, folders[index]));
  }
}

function read(section: unknown): EditorSettings {
  const given = isRecord(section) ? section : {};
  const flag = (name: keyof EditorSettings): boolean => {
    const value = given[name];
    return typeof value === "boolean" ? value : editorOnlySettings[name].default;
  };
  return { squiggles: flag("squiggles"), workspaceDiagnostics: flag("workspaceDiagnostics") };
}
