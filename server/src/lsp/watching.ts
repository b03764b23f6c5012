import {
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  WatchKind,
} from "vscode-languageserver/node";
import { codeEndings, containerEndings, schemaEndings } from "../syntax/endings.ts";
import type { FileChange } from "./folderFiles.ts";
import { pathOf } from "./uris.ts";

/** What changed on disk within a short time. */
export interface Changes {
  /** Source files, folders, and other files that came or went. */
  readonly files: ReadonlyMap<string, FileChange>;
  /** Paths of `drydock.json` and ignore files that changed. */
  readonly configuration: readonly string[];
}

/** Events that arrive within this time, in milliseconds, are handled together. */
const pause = 60;

/** Nobody wants to know what changes in here, and a lot does. */
const unwatched = /\/(?:node_modules|\.git|\.hg|\.svn)(?:\/|$)/;

const configurationName = /\/(?:drydock\.json|\.gitignore)$/;

/** Asks the client to tell of changes on disk. */
export async function watchFiles(connection: Connection): Promise<void> {
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [
      { globPattern: `**/*.{${[...codeEndings, ...containerEndings, ...schemaEndings].join(",")}}`, kind: WatchKind.Change },
      { globPattern: "**/.gitignore", kind: WatchKind.Change },
      // A folder that is moved or deleted is one event, without its files.
      { globPattern: "**/*", kind: WatchKind.Create | WatchKind.Delete },
    ],
  });
}

/** Collects events: a branch switch sends hundreds, in several messages. */
export class ChangeCollector {
  readonly #handle: (changes: Changes) => void;
  #files = new Map<string, FileChange>();
  #configuration = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(handle: (changes: Changes) => void) {
    this.#handle = handle;
  }

  /** Answers whether any of the events matters. */
  add(events: readonly FileEvent[]): boolean {
    for (const { uri, type } of events) {
      const path = pathOf(uri);
      if (path === undefined || unwatched.test(path)) continue;
      if (configurationName.test(path)) this.#configuration.add(path);
      else this.#files.set(path, type === FileChangeType.Deleted ? "deleted" : "written");
    }
    if (this.#files.size === 0 && this.#configuration.size === 0) return false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), pause);
    return true;
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #flush(): void {
    const changes = { files: this.#files, configuration: [...this.#configuration] };
    this.#files = new Map();
    this.#configuration = new Set();
    this.#handle(changes);
  }
}
