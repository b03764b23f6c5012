import { parentPort } from "node:worker_threads";
import { deriveAhead } from "../../analysis/deriveAhead.ts";
import { isTestFile, isTranslationFile } from "../../analysis/testFiles.ts";
import { JobRunner } from "../../rules/jobs.ts";
import type { AnalysedFile } from "../../syntax/facts.ts";
import { readBlock, sourceIn } from "./blocks.ts";
import { takeBlock } from "./messages.ts";
import type { FromThread, ReadBlock, ReadingTask, ToThread } from "./messages.ts";

/** Reads files and their facts in a thread beside the one that compares them, until all are taken; then does jobs until it is ended. */
export function runReadingThread({ files, taken, root, settings }: ReadingTask): void {
  const port = parentPort;
  if (port === null) throw new Error("This runs in a worker thread only.");
  const say = (message: FromThread): void => port.postMessage(message);
  const known = new Map<string, AnalysedFile>();
  const runner = new JobRunner(settings, (file) => known.get(file));
  const keep = (block: ReadBlock): void => {
    for (const read of block.files) {
      const source = sourceIn(block, read);
      if (!("skipped" in source)) known.set(read.file, fileOf(root, read.file, source));
    }
  };
  port.on("message", (message: ToThread) => {
    if (message.kind === "files") message.blocks.forEach(keep);
    else say({ kind: "result", result: runner.run(message.job) });
  });
  const derive = deriveAhead(root, settings);
  for (let paths = takeBlock(files, taken); paths !== undefined; paths = takeBlock(files, taken)) {
    say({ kind: "block", block: readBlock(paths, derive) });
  }
  say({ kind: "read" });
}

function fileOf(root: string, file: string, { facts, text }: { readonly facts: AnalysedFile["facts"]; readonly text: () => string | undefined }): AnalysedFile {
  return {
    file,
    facts,
    isTest: isTestFile(root, file),
    isTranslation: isTranslationFile(root, file),
    get text() {
      return text() ?? "";
    },
  };
}
