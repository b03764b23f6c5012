import { isUtf8 } from "node:buffer";

/** Bytes of the byte order mark of UTF-8. */
const markLength = 3;

/** How a text file is stored. A byte order mark is kept out of the text. */
export interface Encoding {
  readonly name: "utf-8" | "utf-16le" | "utf-16be";
  readonly mark: boolean;
}

/** The text without its byte order mark, or why the bytes are not text, as a sentence part. */
export type Decoded = { readonly text: string; readonly encoding: Encoding } | { readonly problem: string };

/** Decodes UTF-8, with or without a byte order mark, and UTF-16 with one. */
export function decode(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  if (encoding.name === "utf-8") {
    if (bytes.includes(0)) return { problem: "binary (it holds zero bytes)" };
    if (!isUtf8(bytes)) return { problem: "not valid UTF-8" };
    // A decoder would take several times as long.
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8", encoding.mark ? markLength : 0);
    return { text, encoding };
  }
  try {
    return { text: new TextDecoder(encoding.name, { fatal: true }).decode(bytes), encoding };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { problem: `not valid ${encoding.name.slice(0, 6).toUpperCase()}` };
  }
}

/** The bytes of `text` as it was stored. */
export function encode(text: string, encoding: Encoding): Uint8Array {
  const marked = encoding.mark ? `\uFEFF${text}` : text;
  if (encoding.name === "utf-8") return Buffer.from(marked, "utf8");
  const bytes = Buffer.from(marked, "utf16le");
  return encoding.name === "utf-16le" ? bytes : bytes.swap16();
}

function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return { name: "utf-16le", mark: true };
  if (first === 0xfe && second === 0xff) return { name: "utf-16be", mark: true };
  return { name: "utf-8", mark: first === 0xef && second === 0xbb && third === 0xbf };
}
