/** Where FNV-1a for 32 bits begins, and its prime. */
export const fnvOffset = 0x811c9dc5 | 0;
export const fnvPrime = 0x01000193;
/** 2^32 over the golden ratio, made odd: multiplying by it spreads neighbouring values far apart (Knuth). */
export const goldenFactor = 0x9e3779b1;
/** A start that no short text hashes to. */
export const hashStart = 0x2545f491;

/** FNV-1a over UTF-16 code units, 32 bits, as a signed integer. Stable across runs and machines. */
export function hashText(text: string, start = 0, end = text.length): number {
  let hash = fnvOffset;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), fnvPrime);
  return hash;
}

/** Folds one more value into a running hash; order matters. */
export function mix(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, goldenFactor);
  return mixed ^ (mixed >>> 15);
}
