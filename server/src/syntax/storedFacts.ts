import { bringDerivations, derivationsOf } from "./derived.ts";
import type { FileFacts } from "./facts.ts";
import { hashText } from "./hash.ts";
import { aligned, packingOf, unpack } from "./packing.ts";
import type { Packing } from "./packing.ts";

/** Words before the parts: the number of parts, one that is free, and for each part its key, where it begins, and its length. */
const headWords = 2;
const partWords = 3;

/** Every field of the facts is a part of its own; the compiler says when one is missing here. */
const fields: Readonly<Record<keyof FileFacts, true>> = {
  lineStarts: true,
  codeLines: true,
  tokens: true,
  units: true,
  named: true,
  modelParts: true,
  outlines: true,
  links: true,
  ignores: true,
  problems: true,
};

/**
 * The facts of a file and what has been derived from them, as bytes that another thread or a later run
 * reads with `storedFacts`. Facts that were stored before and are as they were are not packed again.
 */
export function bytesOfFacts(facts: FileFacts): Uint8Array {
  const before = bytesBefore(facts);
  if (before !== undefined) return before;
  const packing = packingOfFacts(facts);
  const bytes = new Uint8Array(packing.length);
  packing.writeTo(bytes, 0);
  return bytes;
}

/** The bytes over which the facts are, where nothing has been derived from them since. */
function bytesBefore(facts: FileFacts): Uint8Array | undefined {
  const before = stored.get(facts);
  return before !== undefined && [...derivationsOf(facts).keys()].every((name) => before.has(derivationKey(name))) ? before.bytes : undefined;
}

/** The same, to be written where it is to stand. */
export function packingOfFacts(facts: FileFacts): Packing {
  const before = stored.get(facts);
  const parts = new Map<number, Packing>(before?.parts());
  if (before === undefined) for (const name of fieldNames) parts.set(fieldKeys[name], packingOf(facts[name]));
  for (const [name, value] of derivationsOf(facts)) {
    const key = derivationKey(name);
    if (!parts.has(key)) parts.set(key, packingOf(value));
  }
  return joined(parts);
}

/**
 * Facts over the bytes that `bytesOfFacts` gave. Each field is unpacked when it is asked for.
 *
 * @param bytes begin at a multiple of `alignment` and are not to change
 */
export function storedFacts(bytes: Uint8Array): FileFacts {
  const record = new FactsRecord(bytes);
  const facts: FileFacts = {
    get lineStarts() {
      return record.field("lineStarts");
    },
    get codeLines() {
      return record.field("codeLines");
    },
    get tokens() {
      return record.field("tokens");
    },
    get units() {
      return record.field("units");
    },
    get named() {
      return record.field("named");
    },
    get modelParts() {
      return record.field("modelParts");
    },
    get outlines() {
      return record.field("outlines");
    },
    get links() {
      return record.field("links");
    },
    get ignores() {
      return record.field("ignores");
    },
    get problems() {
      return record.field("problems");
    },
  };
  stored.set(facts, record);
  bringDerivations(facts, (name) => record.derivation(name));
  return facts;
}

const stored = new WeakMap<FileFacts, FactsRecord>();

/** Packed facts, and which of their fields are unpacked. */
class FactsRecord {
  readonly bytes: Uint8Array;
  private readonly words: Int32Array;
  private readonly known: { -readonly [Name in keyof FileFacts]?: FileFacts[Name] } = {};

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  }

  derivation(name: string): unknown {
    const part = this.part(derivationKey(name));
    return part && unpack(part);
  }

  has(key: number): boolean {
    return this.part(key) !== undefined;
  }

  /** All parts by their keys. */
  *parts(): Iterable<readonly [number, Packing]> {
    for (let i = 0; i < (this.words[0] as number); i++) {
      const bytes = this.partAt(i);
      yield [this.words[headWords + i * partWords] as number, bytesAsTheyAre(bytes)];
    }
  }

  field<Name extends keyof FileFacts>(name: Name): FileFacts[Name] {
    const known = this.known[name];
    if (known !== undefined) return known;
    const part = this.part(fieldKeys[name]);
    if (part === undefined) throw new Error(`Stored facts have no ${name}.`);
    // What is stored under this key was packed from the field of this name, by this version of Drydock.
    const value = unpack(part) as FileFacts[Name];
    this.known[name] = value;
    return value;
  }

  private part(key: number): Uint8Array | undefined {
    const { words } = this;
    const count = words[0] as number;
    for (let i = 0; i < count; i++) if (words[headWords + i * partWords] === key) return this.partAt(i);
    return undefined;
  }

  private partAt(index: number): Uint8Array {
    const at = headWords + index * partWords;
    const start = this.words[at + 1] as number;
    return this.bytes.subarray(start, start + (this.words[at + 2] as number));
  }
}

const fieldNames = Object.keys(fields) as readonly (keyof FileFacts)[];
const fieldKeys = Object.fromEntries(fieldNames.map((name) => [name, hashText(name)])) as Readonly<Record<keyof FileFacts, number>>;

function derivationKey(name: string): number {
  return hashText(`derived ${name}`);
}

function bytesAsTheyAre(bytes: Uint8Array): Packing {
  return { length: bytes.length, writeTo: (target, at) => target.set(bytes, at) };
}

function joined(parts: ReadonlyMap<number, Packing>): Packing {
  const head = new Int32Array(headWords + parts.size * partWords);
  head[0] = parts.size;
  let end = aligned(head.byteLength);
  let at = headWords;
  for (const [key, { length }] of parts) {
    head[at] = key;
    head[at + 1] = end;
    head[at + 2] = length;
    at += partWords;
    end += length;
  }
  return {
    length: end,
    writeTo(target, start) {
      target.set(new Uint8Array(head.buffer), start);
      let word = headWords;
      for (const part of parts.values()) {
        part.writeTo(target, start + (head[word + 1] as number));
        word += partWords;
      }
    },
  };
}
