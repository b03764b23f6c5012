import { mix } from "../../syntax/hash.ts";

/**
 * A number that tells whether bytes are still those that were written; no defence against whoever
 * means to deceive. Whole words first, for it is taken of everything that is read. Each step can be
 * undone, so that one changed word is always noticed.
 *
 * @param bytes begin at a multiple of four
 */
export function checksumOf(bytes: Uint8Array): number {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  let sum = bytes.length;
  for (let i = 0; i < words.length; i++) sum = mix(sum, words[i] as number);
  for (let i = words.length << 2; i < bytes.length; i++) sum = mix(sum, bytes[i] as number);
  return sum;
}
