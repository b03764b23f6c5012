import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from "vscode-languageserver/node";

/** The answer to a request that its sender no longer wants. */
export function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
}

/** The answer to a request about a text that has changed since the client asked about it first. */
export function contentModified(reason: string): ResponseError {
  return new ResponseError(LSPErrorCodes.ContentModified, reason);
}

/**
 * The edge at which exceptions end. An exception is a bug: it is logged with the name of the request
 * and the client gets `fallback`, so that one bad input costs one answer and nothing else.
 */
export class Boundary {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  request<P, R>(
    name: string,
    fallback: R,
    handler: (params: P, token: CancellationToken) => R | Promise<R>,
  ): (params: P, token: CancellationToken) => Promise<R> {
    return async (params, token) => {
      try {
        return await handler(params, token);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        this.log(name, error);
        return fallback;
      }
    };
  }

  notification<P>(name: string, handler: (params: P) => void | Promise<void>): (params: P) => void {
    return (params) => {
      this.run(name, () => handler(params));
    };
  }

  /** Runs work that nobody waits for. */
  run(name: string, work: () => void | Promise<void>): void {
    try {
      void Promise.resolve(work()).catch((error: unknown) => this.log(name, error));
    } catch (error) {
      this.log(name, error);
    }
  }

  log(name: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#connection.console.error(`${name}: ${text}`);
  }
}
