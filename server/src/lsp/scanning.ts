import type { Connection } from "vscode-languageserver/node";
import type { Folder } from "./folder.ts";

/**
 * Scans a folder with a progress. A folder of few files is done before the progress would be seen, and
 * shows none; one of many has a progress that the user can cancel, which VS Code shows as a message
 * over the editor rather than in the status bar.
 */
export async function scanWithProgress(folder: Folder, connection: Connection): Promise<void> {
  const abort = new AbortController();
  const bar = new ScanProgress(connection, folder.name, abort);
  try {
    await folder.scan((done, total) => bar.show(done, total), abort.signal);
  } finally {
    await bar.done();
  }
}

/** Folders with fewer files are scanned without a word. */
const fewFiles = 30;

/** In folders with at least so many files the scan can be cancelled. */
const manyFiles = 500;

class ScanProgress {
  readonly #connection: Connection;
  readonly #name: string;
  readonly #abort: AbortController;
  #bar: ReturnType<Connection["window"]["createWorkDoneProgress"]> | undefined;
  #percent = -1;

  constructor(connection: Connection, name: string, abort: AbortController) {
    this.#connection = connection;
    this.#name = name;
    this.#abort = abort;
  }

  show(done: number, total: number): void {
    if (total < fewFiles) return;
    const percent = Math.floor((done / total) * 100);
    if (percent === this.#percent) return;
    this.#percent = percent;
    this.#bar ??= this.#begin(total >= manyFiles);
    void this.#bar.then((bar) => bar.report(percent, `${done} of ${total} files`));
  }

  async done(): Promise<void> {
    (await this.#bar)?.done();
  }

  async #begin(cancellable: boolean): ReturnType<Connection["window"]["createWorkDoneProgress"]> {
    const bar = await this.#connection.window.createWorkDoneProgress();
    bar.begin(`Drydock: reading ${this.#name}`, 0, undefined, cancellable);
    bar.token.onCancellationRequested(() => this.#abort.abort());
    return bar;
  }
}
