import { mix } from "../../syntax/hash.ts";
import { similarityOf, trimmed } from "./likeness.ts";
import type { NearFile, Run } from "./nearFile.ts";

/** More results are not kept. */
const mostResults = 400_000;

/** Where the corresponding part of a run begins and ends, in elements from the run's first. */
type Bounds = readonly [number, number];

/**
 * Compares runs, and remembers the results by what the runs say: where a file is changed, most of it says
 * what it said before. Results are the same as without remembering.
 */
export class Comparisons {
  private readonly least: number;
  /** What runs are alike, or, below 0, what they are less alike than. */
  private readonly similarities = new Map<number, number>();
  private readonly parts = new Map<number, readonly [Bounds, Bounds] | undefined>();

  /** @param least similarity from 0 to 1 below which runs do not count as alike */
  constructor(least: number) {
    this.least = least;
  }

  /** See `similarityOf`. */
  similarityOf(a: NearFile, aRun: Run, b: NearFile, bRun: Run, wanted: number): number | undefined {
    const key = keyOf(a, aRun, b, bRun);
    const known = this.similarities.get(key);
    if (known !== undefined && (known >= 0 || -known <= wanted)) return known >= wanted ? known : undefined;
    const similarity = similarityOf(a, aRun, b, bRun, this.least, Math.max(this.least, wanted));
    if (this.similarities.size >= mostResults) this.similarities.clear();
    this.similarities.set(key, similarity ?? -Math.max(this.least, wanted));
    return similarity;
  }

  /** See `trimmed`. */
  trimmed(a: NearFile, aRun: Run, b: NearFile, bRun: Run): ReturnType<typeof trimmed> {
    const key = keyOf(a, aRun, b, bRun);
    if (!this.parts.has(key)) {
      const found = trimmed(a, aRun, b, bRun);
      if (this.parts.size >= mostResults) this.parts.clear();
      this.parts.set(key, found === undefined ? undefined : [boundsIn(aRun, found.aRun), boundsIn(bRun, found.bRun)]);
    }
    const bounds = this.parts.get(key);
    return bounds === undefined ? undefined : { aRun: within(aRun, bounds[0]), bRun: within(bRun, bounds[1]) };
  }
}

function boundsIn({ first }: Run, part: Run): Bounds {
  return [part.first - first, part.end - first];
}

function within({ list, first }: Run, [from, to]: Bounds): Run {
  return { list, first: first + from, end: first + to };
}

/** 53 bits, which a number holds exactly. */
function keyOf(a: NearFile, aRun: Run, b: NearFile, bRun: Run): number {
  const [aHigh, aLow] = a.hashOf(aRun);
  const [bHigh, bLow] = b.hashOf(bRun);
  const high = mix(mix(mix(aHigh, bLow), aLow), bHigh) >>> 0;
  return high * 0x200000 + (mix(mix(bHigh, aHigh), mix(bLow, aLow)) & 0x1fffff);
}
