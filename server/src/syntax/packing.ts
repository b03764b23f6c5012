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
  const columns: Column[] = [];
  const plain = exchanged(value, (part) => (isColumn(part) ? ({ $column: columns.push(part) - 1 } satisfies ColumnReference) : undefined));
  const json = Buffer.from(JSON.stringify(plain));
  const head = new Int32Array(headWords + columns.length * columnWords);
  head[0] = json.length;
  head[1] = columns.length;
  let end = aligned(head.byteLength + json.length);
  for (const [i, column] of columns.entries()) {
    const at = headWords + i * columnWords;
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
  const value: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString());
  if (count === 0) return value;
  const columns = Array.from({ length: count }, (_, i) => {
    const at = headWords + i * columnWords;
    const columnOver = columnsOver[words[at] as number];
    if (columnOver === undefined) throw new TypeError("These bytes were not packed.");
    return columnOver(bytes.buffer, bytes.byteOffset + (words[at + 1] as number), words[at + 2] as number);
  });
  return exchanged(value, (part) => (isReference(part) ? columns[part.$column] : undefined));
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
