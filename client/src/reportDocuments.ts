import {
  type CancellationToken,
  type Disposable,
  DocumentLink,
  type DocumentLinkProvider,
  DocumentSymbol,
  type DocumentSymbolProvider,
  EventEmitter,
  FoldingRange,
  type FoldingRangeProvider,
  languages,
  ProgressLocation,
  Range,
  SymbolKind,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
  type ReportLink,
  type ReportParams,
  reportRequest,
  type ReportResult,
  type ReportSection,
} from "../../server/src/lsp/protocol.ts";

const scheme = "drydock-report";

/** The name makes the tab's title and, by the manifest, the document's language. */
const reportUri = Uri.from({ scheme, path: "/Drydock Report" });

const unavailable: ReportResult = {
  text: "Drydock’s server is not running. Run the command “Developer: Reload Window” to start it again.\n",
  links: [],
  sections: [],
};

/** The report as a read-only text document with links, outline and folding. It stays as it is until asked to refresh. */
export class ReportDocuments
  implements TextDocumentContentProvider, DocumentLinkProvider, DocumentSymbolProvider, FoldingRangeProvider, Disposable
{
  readonly #client: LanguageClient;
  readonly #changed = new EventEmitter<Uri>();
  readonly #registrations: readonly Disposable[];
  #report: ReportResult | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(client: LanguageClient) {
    this.#client = client;
    const selector = { scheme };
    this.#registrations = [
      workspace.registerTextDocumentContentProvider(scheme, this),
      languages.registerDocumentLinkProvider(selector, this),
      languages.registerDocumentSymbolProvider(selector, this),
      languages.registerFoldingRangeProvider(selector, this),
    ];
  }

  /** Makes the report anew and shows it. */
  async show(): Promise<void> {
    await this.refresh();
    const document = await workspace.openTextDocument(reportUri);
    await window.showTextDocument(document, { preview: false });
  }

  /** Makes the report anew; an open one shows it. */
  async refresh(): Promise<void> {
    this.#report = await window.withProgress(
      { location: ProgressLocation.Window, title: "Drydock: writing the report" },
      () => this.#ask(),
    );
    this.#changed.fire(reportUri);
  }

  async provideTextDocumentContent(): Promise<string> {
    this.#report ??= await this.#ask();
    return this.#report.text;
  }

  provideDocumentLinks(_document: TextDocument, _token: CancellationToken): DocumentLink[] {
    return (this.#report?.links ?? []).map(linkOf);
  }

  provideDocumentSymbols(document: TextDocument): DocumentSymbol[] {
    const roots: DocumentSymbol[] = [];
    const open: { readonly symbol: DocumentSymbol; readonly endLine: number }[] = [];
    for (const section of this.#report?.sections ?? []) {
      while ((open.at(-1)?.endLine ?? Infinity) < section.startLine) open.pop();
      const symbol = symbolOf(section, document);
      (open.at(-1)?.symbol.children ?? roots).push(symbol);
      open.push({ symbol, endLine: section.endLine });
    }
    return roots;
  }

  provideFoldingRanges(): FoldingRange[] {
    return (this.#report?.sections ?? [])
      .filter(({ startLine, endLine }) => endLine > startLine)
      .map(({ startLine, endLine }) => new FoldingRange(startLine, endLine));
  }

  dispose(): void {
    for (const registration of this.#registrations) registration.dispose();
    this.#changed.dispose();
  }

  async #ask(): Promise<ReportResult> {
    if (!this.#client.isRunning()) return unavailable;
    const params: ReportParams = {};
    return (await this.#client.sendRequest<ReportResult | null>(reportRequest, params)) ?? unavailable;
  }
}

/** The editor opens a `file:` address whose fragment is a place with that place selected. */
function linkOf({ line, start, end, uri, target }: ReportLink): DocumentLink {
  const { start: from, end: to } = target;
  const place = `L${from.line + 1},${from.character + 1}-${to.line + 1},${to.character + 1}`;
  const link = new DocumentLink(new Range(line, start, line, end), Uri.parse(uri).with({ fragment: place }));
  link.tooltip = "Open";
  return link;
}

const kinds = { folder: SymbolKind.Module, rule: SymbolKind.Namespace, finding: SymbolKind.Key } as const;

function symbolOf({ title, kind, startLine, endLine }: ReportSection, document: TextDocument): DocumentSymbol {
  const head = document.lineAt(Math.min(startLine, document.lineCount - 1)).range;
  const last = document.lineAt(Math.min(endLine, document.lineCount - 1)).range;
  return new DocumentSymbol(title, "", kinds[kind], head.union(last), head);
}
