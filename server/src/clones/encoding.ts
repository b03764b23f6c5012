import { TokenRole } from "../syntax/facts.ts";
import type { TokenTable } from "../syntax/facts.ts";
import { mix } from "../syntax/hash.ts";

/**
 * The code of a growing run of tokens in which every name is replaced by the order of its first
 * occurrence. Two runs have equal codes just when they have equal shapes and one becomes the other
 * by renaming that is consistent both ways (parameterised matching, B. S. Baker 1996). Names of
 * properties and names of bindings are renamed apart.
 */
export class RenamingCode {
  private readonly ordinals = new Map<number, number>();
  private high = 0;
  private low = 1;

  /** Takes up the tokens `first` to `end` (exclusive). */
  extend(tokens: TokenTable, first: number, end: number): void {
    const { shapes, texts, roles } = tokens;
    for (let i = first; i < end; i++) {
      const role = roles[i] as TokenRole;
      let value = shapes[i] as number;
      if (role === TokenRole.binding || role === TokenRole.declaration || role === TokenRole.property) {
        const name = (texts[i] as number) * 2 + (role === TokenRole.property ? 1 : 0);
        let ordinal = this.ordinals.get(name);
        if (ordinal === undefined) {
          ordinal = this.ordinals.size;
          this.ordinals.set(name, ordinal);
        }
        value = mix(value, ordinal + 1);
      }
      this.high = mix(this.high, value);
      this.low = (Math.imul(this.low, 31) + value) | 0;
    }
  }

  /** Equal for runs of equal code; an integer that a number holds exactly. */
  get value(): number {
    return (this.high >>> 0) * 0x200000 + (this.low & 0x1fffff);
  }
}

/** The code of one run of tokens. */
export function renamingCodeOf(tokens: TokenTable, first: number, end: number): number {
  const code = new RenamingCode();
  code.extend(tokens, first, end);
  return code.value;
}
