import type { ReadSource } from "../../analysis/analysis.ts";
import type { deriveAhead } from "../../analysis/deriveAhead.ts";
import { aligned } from "../../syntax/packing.ts";
import type { Packing } from "../../syntax/packing.ts";
import { readFacts } from "../../syntax/readFacts.ts";
import { packingOfFacts, storedFacts } from "../../syntax/storedFacts.ts";
import { readSourceNow } from "../source.ts";
import type { ReadBlock, ReadFile } from "./messages.ts";

/** Reads files, and puts their texts and facts into bytes that all threads can look at. */
export function readBlock(block: readonly string[], derive: ReturnType<typeof deriveAhead>): ReadBlock {
  const files: ReadFile[] = [];
  const parts: Packing[] = [];
  let end = 0;
  const place = (part: Packing): number => {
    const start = end;
    parts.push(part);
    end = aligned(end + part.length);
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
    const text = packingOfText(source.text);
    const packed = packingOfFacts(facts);
    files.push({ file, text: place(text), textLength: text.length, facts: place(packed), factsLength: packed.length });
  }
  const bytes = new SharedArrayBuffer(end);
  const all = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    part.writeTo(all, at);
    at = aligned(at + part.length);
  }
  return { files, bytes };
}

/** As UTF-8. */
function packingOfText(text: string): Packing {
  const length = Buffer.byteLength(text);
  return { length, writeTo: (target, at) => void Buffer.from(target.buffer, target.byteOffset, target.length).write(text, at) };
}

/** A file of a block. Its text and its facts are made of the bytes when they are asked for. */
export function sourceIn({ bytes }: ReadBlock, read: ReadFile): ReadSource | { readonly skipped: string } {
  if ("skipped" in read) return { skipped: read.skipped };
  return {
    facts: storedFacts(new Uint8Array(bytes, read.facts, read.factsLength)),
    text: () => Buffer.from(bytes, read.text, read.textLength).toString(),
  };
}
