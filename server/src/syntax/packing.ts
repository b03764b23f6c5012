/**
 * Plain data with typed arrays in it, as bytes that can be handed to another thread or written to a file
 * and read again in parts: the text of the data as JSON, and behind it the typed arrays as they are.
 */

/** An array that can be packed. Its bytes are kept in the order of the machine, and may be shared between threads. */
type Column = Int32Array | Uint8Array | Float64Array | Uint32Array | Uint16Array | Int8Array | Int16Array | Float32Array;

const columnTypes = [Int32Array, Uint8Array, Float64Array, Uint32Array, Uint16Array, Int8Array, Int16Array, Float32Array] as const;

/** By type, in the same order: a view of bytes. */
const columnsOver: readonly ((bytes: ArrayBufferLike, start: number, length: number) => Column)[] = [
  (bytes, start, length) => new Int32Array(bytes, start, length),
  (bytes, start, length) => new Uint8Array(bytes, start, length),
  (bytes, start, length) => new Float64Array(bytes, start, length),
  (bytes, start, length) => new Uint32Array(bytes, start, length),
  (bytes, start, length) => new Uint16Array(bytes, start, length),
  (bytes, start, length) => new Int8Array(bytes, start, length),
  (bytes, start, length) => new Int16Array(bytes, start, length),
  (bytes, start, length) => new Float32Array(bytes, start, length),
];

/** Every array begins at a multiple of this, and so must packed bytes where they are read. */
export const alignment = 8;

export function aligned(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

/** Stands in the JSON text for the array of that number. */
interface ColumnReference {
  readonly $column: number;
}

/** Stands for the type of an array where a whole number stands in its place: then the next word is the number. */
const numberType = columnTypes.length;

/** Words before the JSON text: its length, the number of arrays, and three for each of these. */
const headWords = 2;
const columnWords = 3;

/** Data that is ready to be written as bytes. */
export interface Packing {
  /** In bytes, a multiple of `alignment`. */
  readonly length: number;
  /** @param at a multiple of `alignment`; there is to be room for all of it */
  writeTo(target: Uint8Array, at: number): void;
}

/**
 * @param value what JSON can say, and typed arrays as properties of objects that stand in no list. A property
 *   that is `undefined` is left out.
 */
export function packingOf(value: unknown): Packing {
  const columns: (Column | number)[] = [];
  const reference = (part: Column | number): ColumnReference => ({ $column: columns.push(part) - 1 });
  // Objects of arrays and numbers only are read again without their JSON text: it is the same for all of them.
  const plain = isTable(value)
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, reference(part)]))
    : exchanged(value, (part) => (isColumn(part) ? reference(part) : undefined));
  const json = Buffer.from(JSON.stringify(plain));
  const head = new Int32Array(headWords + columns.length * columnWords);
  head[0] = json.length;
  head[1] = columns.length;
  let end = aligned(head.byteLength + json.length);
  for (const [i, column] of columns.entries()) {
    const at = headWords + i * columnWords;
    if (typeof column === "number") {
      head[at] = numberType;
      head[at + 1] = column;
      continue;
    }
    head[at] = columnTypes.findIndex((type) => column instanceof type);
    head[at + 1] = end;
    head[at + 2] = column.length;
    end = aligned(end + column.byteLength);
  }
  return {
    length: end,
    writeTo(target, at) {
      target.set(new Uint8Array(head.buffer), at);
      target.set(json, at + head.byteLength);
      for (const [i, column] of columns.entries()) {
        if (typeof column === "number") continue;
        const start = head[headWords + i * columnWords + 1] as number;
        target.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at + start);
      }
    },
  };
}

/**
 * The data that `packingOf` was given. Its arrays are views of `bytes`, which keeps them alive and is not to change.
 *
 * @param bytes begin at a multiple of `alignment`
 */
export function unpack(bytes: Uint8Array): unknown {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  const length = words[0] as number;
  const count = words[1] as number;
  const start = (headWords + count * columnWords) * 4;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString();
  if (count === 0) return JSON.parse(text);
  const columnAt = (i: number): Column | number => {
    const at = headWords + i * columnWords;
    const type = words[at] as number;
    if (type === numberType) return words[at + 1] as number;
    const columnOver = columnsOver[type];
    if (columnOver === undefined) throw new TypeError("These bytes were not packed.");
    return columnOver(bytes.buffer, bytes.byteOffset + (words[at + 1] as number), words[at + 2] as number);
  };
  const keys = keysOfTables.get(text) ?? noteTable(text);
  if (keys !== undefined) {
    const table: Record<string, Column | number> = {};
    for (let i = 0; i < keys.length; i++) table[keys[i] as string] = columnAt(i);
    return table;
  }
  return exchanged(JSON.parse(text), (part) => (isReference(part) ? columnAt(part.$column) : undefined));
}

/** By JSON text of a table: its keys, in the order of the columns. */
const keysOfTables = new Map<string, readonly string[]>();

/** The keys of an object that holds nothing but references, in the order of their numbers; `undefined` for anything else. */
function noteTable(text: string): readonly string[] | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value) || isReference(value)) return undefined;
  const parts: readonly unknown[] = Object.values(value);
  if (!parts.every((part, i) => typeof part === "object" && part !== null && isReference(part) && part.$column === i)) return undefined;
  const keys = Object.keys(value);
  keysOfTables.set(text, keys);
  return keys;
}

function isTable(value: unknown): value is Readonly<Record<string, Column | number>> {
  if (typeof value !== "object" || value === null || Array.isArray(value) || isColumn(value)) return false;
  const parts: readonly unknown[] = Object.values(value);
  return parts.some((part) => typeof part === "object") && parts.every(isTablePart);
}

function isTablePart(part: unknown): boolean {
  return typeof part === "number" ? (part | 0) === part : typeof part === "object" && part !== null && isColumn(part);
}

/** The same with other things in the place of some objects: `exchange` gives what stands for one, `undefined` where its properties are looked at. */
function exchanged(value: unknown, exchange: (part: object) => unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const other = exchange(value);
  if (other !== undefined) return other;
  const whole: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) whole[key] = exchanged(part, exchange);
  return whole;
}

function isReference(value: object): value is ColumnReference {
  return "$column" in value;
}

function isColumn(value: object): value is Column {
  return ArrayBuffer.isView(value);
}
