import type { Arguments } from "./arguments.ts";
import type { Outcome } from "./run.ts";

const transports = ["stdio", "node-ipc", "socket", "pipe"];

/** `drydock lsp`: the server reads its transport from the process arguments and goes on running. */
export async function lsp(given: Arguments, startServer: () => Promise<void>): Promise<Outcome> {
  if (!transports.some((transport) => given.has(transport))) return { stopped: "“drydock lsp” needs --stdio." };
  await startServer();
  return "running";
}
