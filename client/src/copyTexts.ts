import { type Disposable, type TextDocumentContentProvider, Uri, workspace } from "vscode";
import type { WireCopy } from "../../server/src/lsp/protocol.ts";
import { rangeOf } from "./places.ts";

const scheme = "drydock-copy";

/**
 * The text of single copies as read-only documents, for the diff editor. A copy is shown without the
 * indentation that all its lines share, so that a diff shows what differs and not where it stands.
 */
export class CopyTexts implements TextDocumentContentProvider, Disposable {
  readonly #registration = workspace.registerTextDocumentContentProvider(scheme, this);

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const { source, range } = JSON.parse(uri.query) as CopyQuery;
    const document = await workspace.openTextDocument(Uri.parse(source));
    const lines = rangeOf(range);
    return withoutSharedIndent(document.getText(lines.with(lines.start.with({ character: 0 }))));
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

interface CopyQuery {
  readonly source: string;
  readonly range: WireCopy["range"];
  readonly finding: string;
  readonly index: number;
}

/** The address of a copy's text. Its path ends like the file's, so that it has the file's language. */
export function copyTextUri({ uri, path, range }: WireCopy, finding: string, index: number): Uri {
  const query: CopyQuery = { source: uri, range, finding, index };
  return Uri.from({ scheme, path: `/${path}`, query: JSON.stringify(query) });
}

/** The copy whose text stands at an address of `copyTextUri`: the finding's id, and the copy's number in it. */
export function copyAt(uri: Uri): { readonly finding: string; readonly index: number } | undefined {
  return uri.scheme === scheme ? (JSON.parse(uri.query) as CopyQuery) : undefined;
}

/** Takes away the indentation that all lines share; blank lines do not count. */
export function withoutSharedIndent(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const shared = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((line) => line.slice(shared)).join("\n");
}
