import { type Connection, TextDocuments } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { pathOf, uriOf } from "./uris.ts";

/** What the server is told of open documents, by absolute path with `/`. */
export interface BufferEvents {
  opened(file: string): void;
  changed(file: string): void;
  closed(file: string): void;
}

/** The open documents of the client. Their text wins over what is on disk. */
export class Buffers {
  readonly #documents = new TextDocuments(TextDocument);
  readonly #uris = new Map<string, string>();

  /** Starts to follow the client's documents. Documents that are no files are left out. */
  listen(connection: Connection, events: BufferEvents): void {
    this.#documents.onDidOpen(({ document }) => {
      const file = pathOf(document.uri);
      if (file === undefined) return;
      this.#uris.set(file, document.uri);
      events.opened(file);
    });
    this.#documents.onDidChangeContent(({ document }) => {
      const file = pathOf(document.uri);
      if (file !== undefined && this.#uris.has(file)) events.changed(file);
    });
    this.#documents.onDidClose(({ document }) => {
      const file = pathOf(document.uri);
      if (file === undefined) return;
      this.#uris.delete(file);
      events.closed(file);
    });
    this.#documents.listen(connection);
  }

  /** Paths of the open documents. */
  files(): readonly string[] {
    return [...this.#uris.keys()];
  }

  isOpen(file: string): boolean {
    return this.#uris.has(file);
  }

  /** The text of an open document without byte order mark; `undefined` when it is not open. */
  text(file: string): string | undefined {
    return this.#document(file)?.getText();
  }

  /** The version of the open document; `null`, as the protocol has it, when it is not open. */
  versionOf(file: string): number | null {
    return this.#document(file)?.version ?? null;
  }

  /** The URI as the client writes it. */
  uriOf(file: string): string {
    return this.#uris.get(file) ?? uriOf(file);
  }

  #document(file: string): TextDocument | undefined {
    const uri = this.#uris.get(file);
    return uri === undefined ? undefined : this.#documents.get(uri);
  }
}
