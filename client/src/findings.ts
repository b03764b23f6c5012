import { commands, type Disposable, EventEmitter, type Position, type Uri } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
  type ChangedParams,
  changedNotification,
  type FindingsResult,
  findingsRequest,
  type WireFinding,
  type WireFolder,
} from "../../server/src/lsp/protocol.ts";
import { rangeOf } from "./places.ts";

/** A copy together with the finding that it belongs to. */
export interface FoundCopy {
  readonly finding: WireFinding;
  /** Number of the copy in `finding.copies`. */
  readonly index: number;
}

const nothingYet: ChangedParams = { findings: 0, scanning: true, cancelled: false, failed: false };

/** The server's findings as the editor knows them, asked for anew after each change when somebody wants them. */
export class Findings implements Disposable {
  readonly #client: LanguageClient;
  readonly #changed = new EventEmitter<ChangedParams>();
  readonly #listener: Disposable;
  #answer: Promise<readonly WireFolder[]> | undefined;
  #counts = nothingYet;
  #last: string | undefined;

  /** Fires when the findings, or what is known of them, are no longer the same. */
  readonly onDidChange = this.#changed.event;

  constructor(client: LanguageClient) {
    this.#client = client;
    this.#listener = client.onNotification(changedNotification, (counts: ChangedParams) => {
      this.#counts = counts;
      this.#answer = undefined;
      void commands.executeCommand("setContext", "drydock.state", stateOf(counts));
      this.#changed.fire(counts);
    });
    void commands.executeCommand("setContext", "drydock.state", stateOf(nothingYet));
  }

  get counts(): ChangedParams {
    return this.#counts;
  }

  /** The findings of all folders; none while the server is not running. */
  async folders(): Promise<readonly WireFolder[]> {
    if (!this.#client.isRunning()) return [];
    this.#answer ??= this.#client
      .sendRequest<FindingsResult>(findingsRequest, {})
      .then(({ folders }) => folders);
    return this.#answer;
  }

  async all(): Promise<readonly WireFinding[]> {
    return (await this.folders()).flatMap(({ rules }) => rules.flatMap(({ findings }) => findings));
  }

  async byId(id: string): Promise<WireFinding | undefined> {
    return (await this.all()).find((finding) => finding.id === id);
  }

  /**
   * The copy at a place: the smallest around it, but the group that was visited last where one of its
   * copies is there too, so that going on from copy to copy stays within it.
   */
  async at(uri: Uri, position: Position): Promise<FoundCopy | undefined> {
    const key = uri.toString();
    // What was typed since the last answer may have moved the copies.
    this.#answer = undefined;
    const around = (await this.all()).flatMap((finding) =>
      finding.copies.flatMap((copy, index) => {
        const isAround = copy.uri === key && linesContain(rangeOf(copy.range), position);
        return isAround ? [{ finding, index, lines: copy.range.end.line - copy.range.start.line }] : [];
      }),
    );
    around.sort((a, b) => a.lines - b.lines);
    return around.find(({ finding }) => finding.id === this.#last) ?? around[0];
  }

  /** Remembers the group that the user is going through. */
  visit(finding: WireFinding): void {
    this.#last = finding.id;
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }
}

function linesContain(range: { readonly start: Position; readonly end: Position }, { line }: Position): boolean {
  return range.start.line <= line && line <= range.end.line;
}

/** What the view says when it is empty. */
function stateOf({ cancelled, failed, findings, scanning }: ChangedParams): string {
  if (scanning) return "scanning";
  if (cancelled) return "cancelled";
  if (failed) return "failed";
  return findings === 0 ? "clean" : "findings";
}
