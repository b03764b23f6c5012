import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";

/** A JSON-RPC message as it stands on the wire. */
export interface Message {
  readonly jsonrpc: "2.0";
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** The error answer to a request. */
export class RpcError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

type Handler = (params: unknown) => unknown;

/** Where the project's root is, from this file. */
export const projectRoot = path.resolve(import.meta.dirname, "../../..");

/**
 * The server as it is written now, bundled once for all tests of a run the way the extension bundles it,
 * but for the compiler, which is left where it is: bundling that takes seconds.
 */
const entry = path.join(projectRoot, ".cache/test-lsp", `server-${process.pid}.cjs`);
buildSync({
  entryPoints: [path.join(projectRoot, "server/src/main.ts")],
  outfile: entry,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["@ts-morph/common"],
  mainFields: ["module", "main"],
  logLevel: "warning",
});
process.on("exit", () => rmSync(entry, { force: true }));

/**
 * A language server in a process of its own, spoken to in raw JSON-RPC over its standard streams.
 * Everything that it says is kept in `received`.
 */
export class RpcProcess {
  readonly process: ChildProcessWithoutNullStreams;
  readonly received: Message[] = [];
  errors = "";

  readonly #handlers = new Map<string, Handler>();
  readonly #answers = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  readonly #watchers = new Set<() => void>();
  #buffer = Buffer.alloc(0);
  #nextId = 1;

  constructor(options: { readonly nodeArguments?: readonly string[]; readonly env?: NodeJS.ProcessEnv } = {}) {
    this.process = spawn(process.execPath, [...(options.nodeArguments ?? []), entry, "lsp", "--stdio"], {
      cwd: projectRoot,
      env: { ...process.env, ...options.env },
    });
    this.process.stdout.on("data", (chunk: Buffer) => this.#read(chunk));
    this.process.stderr.on("data", (chunk: Buffer) => {
      this.errors += chunk.toString();
    });
    this.process.on("exit", () => {
      for (const { reject } of this.#answers.values()) reject(new Error(`the server ended: ${this.errors}`));
      this.#answers.clear();
      for (const wake of [...this.#watchers]) wake();
    });
    // A write to a server that has ended is seen by its `exit`.
    this.process.stdin.on("error", () => undefined);
  }

  /** Answers requests of the server and takes its notifications. */
  on(method: string, handler: Handler): void {
    this.#handlers.set(method, handler);
  }

  notify(method: string, params: unknown): void {
    this.send({ jsonrpc: "2.0", method, params });
  }

  /** Sends a request; `id` is known at once so that it can be cancelled. */
  request(method: string, params: unknown): { readonly id: number; readonly answer: Promise<unknown> } {
    const id = this.#nextId++;
    const answer = new Promise((resolve, reject) => this.#answers.set(id, { resolve, reject }));
    this.send({ jsonrpc: "2.0", id, method, params });
    return { id, answer };
  }

  send(message: Message): void {
    this.write(JSON.stringify(message));
  }

  /** Writes any body with a right header. */
  write(body: string): void {
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  /** Resolves with the first message, received or to come, that `matches`. */
  async message(matches: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.received.find(matches);
      if (found !== undefined) return found;
      if (this.process.exitCode !== null) throw new Error(`the server ended: ${this.errors}`);
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.#watchers.delete(wake);
          resolve();
        };
        this.#watchers.add(wake);
      });
    }
  }

  /** The exit code, once the process has ended. */
  async exit(): Promise<number | null> {
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, "exit");
    return this.process.exitCode;
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.toString("latin1", 0, end))?.[1]);
      const start = end + 4;
      if (this.#buffer.length < start + length) return;
      const body = this.#buffer.toString("utf8", start, start + length);
      this.#buffer = this.#buffer.subarray(start + length);
      this.#take(JSON.parse(body) as Message);
    }
  }

  #take(message: Message): void {
    this.received.push(message);
    for (const wake of [...this.#watchers]) wake();
    if (message.method === undefined) this.#settle(message);
    else void this.#serve(message, message.method);
  }

  #settle({ id, result, error }: Message): void {
    if (typeof id !== "number") return;
    const waiting = this.#answers.get(id);
    this.#answers.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new RpcError(error.code, error.message));
  }

  async #answerTo(method: string, params: unknown): Promise<Pick<Message, "result" | "error">> {
    try {
      return { result: (await this.#handlers.get(method)?.(params)) ?? null };
    } catch (error) {
      return { error: { code: -32603, message: String(error) } };
    }
  }

  async #serve(message: Message, method: string): Promise<void> {
    const answer = await this.#answerTo(method, message.params);
    if (message.id !== undefined) this.send({ jsonrpc: "2.0", id: message.id, ...answer });
  }
}
