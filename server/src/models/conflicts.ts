import type { ModelMember } from "../syntax/modelFacts.ts";
import { compareModels } from "./compareModels.ts";
import type { Comparison, SharedMember } from "./compareModels.ts";
import { confidenceOfMembers } from "./confidence.ts";
import { alternativesOf } from "./memberTypes.ts";
import { namesAreRelated, saysWhatItIs, wordsOf } from "./names.ts";
import type { NearPair } from "./nearGroups.ts";
import { haveOneName, isWithSchemaFile } from "./schemaFilePairs.ts";
import { byPlace } from "./placed.ts";
import type { PlacedModel } from "./placed.ts";
import { comparedAs, inheritsFrom, nameOfThing } from "./wholeModel.ts";

/** Two models that contradict each other. */
interface Conflict {
  readonly pair: NearPair;
  /** Names of the members that they disagree on. */
  readonly members: readonly string[];
  /** The members that agree. */
  readonly agreeing: readonly ModelMember[];
}

/** Models that ought to agree and do not, sorted by place. */
export interface ConflictGroup {
  readonly models: readonly PlacedModel[];
  /** Names of the members of which some have another type, or may be absent or `null` in some only. At least one. */
  readonly members: readonly string[];
  /** The members that agree, in the two models that agree most. */
  readonly agreeing: readonly ModelMember[];
  readonly conflicts: readonly Conflict[];
}

/** Of two models with one name that ought to be the same, at least this share of the members they share agrees; */
const shareOfNamesakes = 0.5;
/** of two with other names, which must be the same but for that, this share. */
const shareOfStrangers = 0.75;
/** Members that agree must say so much, see `confidenceOfMembers`. */
const leastOfNamesakes = 2;
const leastOfStrangers = 4;

/** The pairs that contradict each other, joined where they share a model, and the pairs that do not. */
export function conflictsAmong(pairs: readonly NearPair[]): { readonly conflicts: readonly ConflictGroup[]; readonly others: readonly NearPair[] } {
  const others: NearPair[] = [];
  let groups: readonly (readonly Conflict[])[] = [];
  for (const pair of pairs) {
    const comparison = compareModels(...comparedAs(pair.one.model, pair.other.model));
    if (isDerived(pair) || !isConflict(pair, comparison)) {
      others.push(pair);
      continue;
    }
    const members = [...comparison.weakened, ...comparison.disagreeing].map(({ one }) => one.name);
    const conflict = { pair, members, agreeing: comparison.agreeing.map(({ one }) => one) };
    const isJoined = (group: readonly Conflict[]): boolean => group.some(({ pair: { one, other } }) => [pair.one, pair.other].some((model) => model === one || model === other));
    groups = [...groups.filter((group) => !isJoined(group)), [...groups.filter(isJoined).flat(), conflict]];
  }
  return { conflicts: groups.map(groupOf), others };
}

/** What some models of a group still contradict each other in; `undefined` where they do not. */
export function conflictAmong(group: ConflictGroup, models: readonly PlacedModel[]): ConflictGroup | undefined {
  const left = group.conflicts.filter(({ pair }) => models.includes(pair.one) && models.includes(pair.other));
  return left.length === 0 ? undefined : groupOf(left);
}

function groupOf(conflicts: readonly Conflict[]): ConflictGroup {
  return {
    models: [...new Set(conflicts.flatMap(({ pair }) => [pair.one, pair.other]))].sort(byPlace),
    members: [...new Set(conflicts.flatMap(({ members }) => members))].sort(),
    agreeing: conflicts.map(({ agreeing }) => agreeing).reduce((most, agreeing) => (agreeing.length > most.length ? agreeing : most)),
    conflicts,
  };
}

function isDerived({ one, other }: NearPair): boolean {
  return inheritsFrom(one.model, other.model) || inheritsFrom(other.model, one.model);
}

function isConflict({ one, other }: NearPair, { agreeing, similar, weakened, disagreeing, onlyOne, onlyOther }: Comparison): boolean {
  const differing = [...weakened, ...disagreeing];
  if (differing.length === 0 || differing.some(isVariant)) return false;
  // One whose members may all be absent is what changes the other one.
  if (isPartial(weakened, agreeing) || one.model.heritage.join() !== other.model.heritage.join()) return false;
  const shared = agreeing.length + similar.length + differing.length;
  const weight = confidenceOfMembers(agreeing.map((member) => member.one));
  // Two things have members for two things.
  const ofTwoThings = disagreeing.some(({ one: a, other: b }) => namesTypes(a.type) && namesTypes(b.type));
  const [name, otherName] = [nameOfThing(one.model), nameOfThing(other.model)];
  if (isWithSchemaFile({ one, other })) return haveOneName(name, otherName) && agreeing.length >= shareOfNamesakes * shared && weight >= leastOfNamesakes;
  if (name === otherName && saysWhatItIs(name)) {
    if (ofTwoThings && !(one.model.exported && other.model.exported && weight >= leastOfStrangers)) return false;
    return agreeing.length >= shareOfNamesakes * shared && weight >= leastOfNamesakes;
  }
  if (disagreeing.some(({ one: a, other: b }) => namesTypes(a.type) || namesTypes(b.type)) || isStep(name) || isStep(otherName)) return false;
  if (onlyOne + onlyOther > 1 || !namesAreRelated(name, otherName)) return false;
  return agreeing.length >= shareOfStrangers * shared && weight >= leastOfStrangers;
}

/** Words of models that are made of another one, and differ from it on purpose. */
const steps: ReadonlySet<string> = new Set(
  "raw parsed resolved normalized normalised serialized serialised encoded decoded partial draft new create update patch stored persisted saved json internal mutable writable".split(" "),
);

function isStep(name: string): boolean {
  return wordsOf(name).some((word) => steps.has(word));
}

/** Literals that exclude each other tell two variants apart: that is what they are for. */
function isVariant({ one, other }: SharedMember): boolean {
  const [a, b] = [alternativesOf(one.type), alternativesOf(other.type)];
  return a.every(isLiteral) && b.every(isLiteral) && !a.some((type) => b.includes(type));
}

function isLiteral(type: string): boolean {
  return /^(?:"[^"]*"|-?\d+|true|false)$/.test(type);
}

/** Whether a type has names of the program in it, or type parameters. */
function namesTypes(type: string): boolean {
  return /(?<!["\w])(?:[A-Z]\w*|\$\d)/.test(type.replace(/"[^"]*"/g, "").replace(/\b(?:Date|Promise|Record|Map|Set|Array)\b/g, ""));
}

/** Whether one has all as optional that the other asks for. */
export function isPartial(weakened: readonly SharedMember[], agreeing: readonly SharedMember[]): boolean {
  const some = weakened.length >= 2;
  const all = [...weakened, ...agreeing];
  return some && (all.every(({ one }) => one.optional) || all.every(({ other }) => other.optional));
}
