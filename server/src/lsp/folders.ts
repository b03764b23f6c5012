import type { WorkspaceFolder } from "vscode-languageserver/node";
import { Folder, type FolderContext } from "./folder.ts";
import { pathOf } from "./uris.ts";
import { baseName } from "../syntax/paths.ts";

/** All workspace folders, and the open files that lie in none. */
export class Folders {
  readonly #context: FolderContext;
  readonly #start: (folder: Folder) => void;
  readonly #folders = new Map<string, Folder>();
  /** Settings of the editor for a folder, by its root. */
  readonly #settingsFor: (root: string) => unknown;

  /** @param start is called for each new folder, to scan it */
  constructor(context: FolderContext, settingsFor: (root: string) => unknown, start: (folder: Folder) => void) {
    this.#context = context;
    this.#settingsFor = settingsFor;
    this.#start = start;
  }

  all(): readonly Folder[] {
    return [...this.#folders.values()];
  }

  /** The innermost folder that speaks for the file. */
  of(file: string): Folder | undefined {
    return this.containing(file).sort((a, b) => b.root.length - a.root.length)[0];
  }

  /** Every folder that the file lies in: folders of a workspace may lie in one another. */
  containing(file: string): Folder[] {
    return this.all().filter((folder) => folder.contains(file));
  }

  /** Adds a workspace folder, with the open files in it. One that is no folder on disk, or is there already, is left out. */
  add({ uri, name }: WorkspaceFolder): void {
    const root = pathOf(uri);
    if (root === undefined) return;
    const folder = new Folder({ root, name }, this.#settingsFor(root), this.#context);
    for (const { only } of this.all()) if (only !== undefined && folder.contains(only)) this.uncover(only);
    this.#add(root, folder);
  }

  /** Takes a workspace folder away; its open files go on by themselves. */
  remove({ uri }: WorkspaceFolder): void {
    const root = pathOf(uri);
    if (root === undefined) return;
    this.#folders.get(root)?.dispose();
    this.#folders.delete(root);
    this.#context.settling.touch();
    for (const file of this.#context.buffers.files()) this.cover(file);
  }

  /** Makes sure that an open source file is looked at, by itself when it lies in no folder. */
  cover(file: string): void {
    const name = baseName(file);
    if (!this.#context.engine.isSourceName(name) || this.containing(file).length > 0) return;
    const root = file.slice(0, file.lastIndexOf("/")) || "/";
    this.#add(file, new Folder({ root, name, only: file }, this.#settingsFor(root), this.#context));
  }

  /** Forgets a file that was looked at by itself. */
  uncover(file: string): void {
    const folder = this.#folders.get(file);
    if (folder?.only !== file) return;
    folder.dispose();
    this.#folders.delete(file);
  }

  #add(key: string, folder: Folder): void {
    if (this.#folders.has(key)) return;
    this.#folders.set(key, folder);
    this.#start(folder);
  }
}
