import { processConsole } from "./cli/console.ts";
import { run } from "./cli/run.ts";

/** The entry of the bundle: the command line, and through `drydock lsp` the language server. */
const console = processConsole();
const startServer = async (): Promise<void> => {
  const server = await import("./lsp/server.ts");
  server.startServer();
};

run(process.argv.slice(2), { console, startServer }).then(
  (code) => {
    if (code !== undefined) process.exitCode = code;
  },
  (error: unknown) => {
    console.error(`drydock: this should not have happened: ${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = 2;
  },
);
