import { isMainThread, workerData } from "node:worker_threads";
import { processConsole } from "./cli/console.ts";
import { run } from "./cli/run.ts";
import { isReadingTask } from "./workspace/reading/messages.ts";
import type { ReadingTask } from "./workspace/reading/messages.ts";

/** What the entry runs: the command line, through `drydock lsp` the language server, and their threads. */
if (isMainThread) runCommandLine();
else if (isReadingTask(workerData)) startReading(workerData);
else void import("./lsp/fixThread.ts").then(({ runFixThread }) => runFixThread());

function startReading(task: ReadingTask): void {
  void import("./workspace/reading/readingThread.ts").then(({ runReadingThread }) => runReadingThread(task));
}

function runCommandLine(): void {
  const console = processConsole();
  const startServer = async (): Promise<void> => {
    const server = await import("./lsp/server.ts");
    server.startServer(process.argv[1] ?? "");
  };

  const [, entry, ...words] = process.argv;
  run(words, { console, startServer, ...(entry === undefined ? {} : { entry }) }).then(
    (code) => {
      if (code !== undefined) process.exitCode = code;
    },
    (error: unknown) => {
      console.error(`drydock: this should not have happened: ${error instanceof Error ? error.stack : String(error)}`);
      process.exitCode = 2;
    },
  );
}
