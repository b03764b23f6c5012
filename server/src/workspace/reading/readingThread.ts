import { parentPort } from "node:worker_threads";
import { deriveAhead } from "../../analysis/deriveAhead.ts";
import { aligned } from "../../syntax/packing.ts";
import { readFacts } from "../../syntax/readFacts.ts";
import { bytesOfFacts } from "../../syntax/storedFacts.ts";
import { readSourceNow } from "../source.ts";
import { takeBlock } from "./messages.ts";
import type { ReadBlock, ReadFile, ReadingTask } from "./messages.ts";

/** Reads files and their facts in a thread beside the one that compares them, until all are taken. */
export function runReadingThread({ files, taken, root, settings }: ReadingTask): void {
  const port = parentPort;
  if (port === null) throw new Error("This runs in a worker thread only.");
  const derive = deriveAhead(root, settings);
  for (let block = takeBlock(files, taken); block !== undefined; block = takeBlock(files, taken)) {
    const message = readBlock(block, derive);
    port.postMessage(message, [message.bytes]);
  }
}

function readBlock(block: readonly string[], derive: ReturnType<typeof deriveAhead>): ReadBlock {
  const files: ReadFile[] = [];
  const parts: Uint8Array[] = [];
  let end = 0;
  const place = (bytes: Uint8Array): number => {
    const start = end;
    parts.push(bytes);
    end = aligned(end + bytes.length);
    return start;
  };
  for (const file of block) {
    const source = readSourceNow(file);
    if ("skipped" in source) {
      files.push({ file, skipped: source.skipped });
      continue;
    }
    const facts = readFacts(file, source.text);
    derive(file, source.text, facts);
    const text = Buffer.from(source.text);
    const packed = bytesOfFacts(facts);
    files.push({ file, text: place(text), textLength: text.length, facts: place(packed), factsLength: packed.length });
  }
  const bytes = new Uint8Array(end);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at = aligned(at + part.length);
  }
  return { files, bytes: bytes.buffer };
}
