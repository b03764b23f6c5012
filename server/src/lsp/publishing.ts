import { type CancellationToken, type Connection, type Diagnostic, DiagnosticSeverity } from "vscode-languageserver/node";
import type { ConfigurationProblem } from "../workspace/configuration.ts";
import type { Folder } from "./folder.ts";
import { resultIdOf } from "./diagnostics.ts";
import { uriOf } from "./uris.ts";

/** Tells a client that cannot ask of each file whose diagnostics have changed. */
export class PushedDiagnostics {
  readonly #connection: Connection;
  readonly #sent = new Map<string, string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Sends what differs from what was sent before; files that are no longer listed are emptied. */
  publish(files: ReadonlyMap<string, Diagnostic[]>, uriFor: (file: string) => string = uriOf): void {
    const empty: Diagnostic[] = [];
    for (const file of new Set([...this.#sent.keys(), ...files.keys()])) {
      const diagnostics = files.get(file) ?? empty;
      const id = diagnostics.length === 0 ? undefined : resultIdOf(diagnostics);
      if (id === this.#sent.get(file)) continue;
      if (id === undefined) this.#sent.delete(file);
      else this.#sent.set(file, id);
      void this.#connection.sendDiagnostics({ uri: uriFor(file), diagnostics });
    }
  }
}

/** The diagnostics of `drydock.json` files, which are pushed to every client: they count whether open or not. */
export function configurationDiagnostics(folders: readonly Folder[]): ReadonlyMap<string, Diagnostic[]> {
  const byFile = new Map<string, Diagnostic[]>();
  for (const problem of folders.flatMap(({ problems }) => problems)) {
    const known = byFile.get(problem.file) ?? [];
    if (!byFile.has(problem.file)) byFile.set(problem.file, known);
    const diagnostic = diagnosticOf(problem);
    if (known.every((one) => resultIdOf([one]) !== resultIdOf([diagnostic]))) known.push(diagnostic);
  }
  return byFile;
}

function diagnosticOf({ line, column, endLine, endColumn, message }: ConfigurationProblem): Diagnostic {
  return {
    range: { start: { line, character: column }, end: { line: endLine, character: endColumn } },
    severity: DiagnosticSeverity.Warning,
    source: "drydock",
    message,
  };
}

/** Wakes whoever waits for the next change. */
export class Changes {
  readonly #waiting = new Set<() => void>();
  #count = 0;

  /** The number of changes so far. */
  get count(): number {
    return this.#count;
  }

  announce(): void {
    this.#count++;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  /** Resolves at the next change, or when `token` cancels. */
  next(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        listener.dispose();
        this.#waiting.delete(wake);
        resolve();
      };
      this.#waiting.add(wake);
      const listener = token.onCancellationRequested(wake);
      if (token.isCancellationRequested) wake();
    });
  }
}
