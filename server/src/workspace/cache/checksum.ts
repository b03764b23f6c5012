import { goldenFactor, hashStart } from "../../syntax/hash.ts";

/**
 * A number that tells whether bytes are still those that were written; no defence against whoever
 * means to deceive. Whole words first, four at a time, for it is taken of everything that is read.
 *
 * @param bytes begin at a multiple of four
 */
export function checksumOf(bytes: Uint8Array): number {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  let a = bytes.length;
  let b = hashStart;
  for (let i = 0; i < words.length; i++) {
    a = Math.imul(a ^ (words[i] as number), goldenFactor);
    b = (b + a) | 0;
  }
  for (let i = words.length << 2; i < bytes.length; i++) a = Math.imul(a ^ (bytes[i] as number), goldenFactor);
  return (a ^ Math.imul(b, 0x85ebca6b)) | 0;
}
