import type { AnalysedFile, ModelOutline } from "../syntax/facts.ts";
import { keyOf, scopeWithin } from "../syntax/outline.ts";
import type { BaseModel, BaseOf } from "./baseModels.ts";
import type { ModelEntry } from "./modelEntry.ts";

const testSalt = 0x5bd1e995;

/**
 * What a file defines and is compared.
 *
 * @param minMembers the fewest members of a model that is compared; models of tests must have twice as many
 */
export function entriesOf(source: AnalysedFile, minMembers: number, baseOf: BaseOf): readonly ModelEntry[] {
  const least = source.isTest ? 2 * minMembers : minMembers;
  const merged = outlinesOf(source);
  return merged.flatMap((outline) => {
    const files = outline.bases.length === 0 ? undefined : new Set<AnalysedFile>();
    const names = files === undefined ? outline.names : withInherited({ source, outline }, new Set([outline]), baseOf, files);
    if (names.length < (outline.kind === "values" ? 2 : least)) return [];
    const key = keyOf(names, outline.kind === "values");
    return [{ source, outline, names, key: source.isTest ? key ^ testSalt : key, baseOf, baseFiles: files === undefined ? none : [...files] }];
  });
}

/** The outlines of a file, those of several declarations of one model joined in the place of the first. */
function mergedIn(outlines: readonly ModelOutline[]): readonly ModelOutline[] {
  const named = outlines.filter(({ kind, name }) => kind === "model" && name !== 0);
  const nameIn = ({ name, scope }: ModelOutline): number => scopeWithin(scope, name);
  if (new Set(named.map(nameIn)).size === named.length) return outlines;
  const first = new Map<number, ModelOutline>();
  const joined = new Map<ModelOutline, ModelOutline>();
  for (const outline of named) {
    const known = first.get(nameIn(outline));
    if (known === undefined) {
      first.set(nameIn(outline), outline);
      continue;
    }
    const before = joined.get(known) ?? known;
    const [names, bases] = [[...new Set([...before.names, ...outline.names])], [...before.bases, ...outline.bases]];
    joined.set(known, { ...known, names, bases, key: keyOf(names) });
    joined.set(outline, known);
  }
  return outlines.flatMap((outline) => {
    const made = joined.get(outline);
    if (made === undefined) return [outline];
    return first.get(nameIn(outline)) === outline ? [made] : [];
  });
}

const none: readonly AnalysedFile[] = [];

const outlinesBySource = new WeakMap<AnalysedFile, readonly ModelOutline[]>();

/** The outlines of a file, those of several declarations of one model joined. */
function outlinesOf(source: AnalysedFile): readonly ModelOutline[] {
  const known = outlinesBySource.get(source);
  if (known !== undefined) return known;
  const made = mergedIn(source.facts.outlines);
  outlinesBySource.set(source, made);
  return made;
}

const named = new WeakMap<AnalysedFile, ReadonlyMap<number, ModelOutline>>();

/** The models and schemas at the top of a file, by the hashes of their names. */
export function modelsByName(source: AnalysedFile): ReadonlyMap<number, ModelOutline> {
  const known = named.get(source);
  if (known !== undefined) return known;
  const made = new Map(outlinesOf(source).filter(({ kind, name, scope }) => isNamedModel(kind) && name !== 0 && scope === 0).map((outline) => [outline.name, outline]));
  named.set(source, made);
  return made;
}

function isNamedModel(kind: ModelOutline["kind"]): boolean {
  return kind === "model" || kind === "schema";
}

/** Whether what a model says depends on other files: it has a base that its own does not define. */
export function buildsOnOthers(outline: ModelOutline, source: AnalysedFile): boolean {
  const imported = source.facts.links.filter(({ kind }) => kind === "import");
  if (imported.length === 0) return false;
  const seen = new Set<ModelOutline>();
  const reaches = (one: ModelOutline): boolean => {
    if (seen.has(one)) return false;
    seen.add(one);
    return one.bases.some((base) => {
      const here = baseIn(source, one, base);
      return here === undefined ? imported.some(({ local }) => local === base) : reaches(here);
    });
  };
  return reaches(outline);
}

/** The model of the same file, and in it of the same namespace, that a base names. */
function baseIn(source: AnalysedFile, { scope }: ModelOutline, base: number): ModelOutline | undefined {
  return outlinesOf(source).find((one) => one.name === base && one.scope === scope && isNamedModel(one.kind));
}

/**
 * The names of an outline with those of the models that it extends; its own where one of these is not known.
 *
 * @param files takes up the other files that these stand in
 */
function withInherited({ source, outline }: BaseModel, seen: Set<ModelOutline>, baseOf: BaseOf, files: Set<AnalysedFile>): readonly number[] {
  const names = new Set(outline.names);
  let isWhole = true;
  // All are asked for, so that whoever knows one of them that is not there yet knows who waits for it.
  for (const base of outline.bases) {
    const here = baseIn(source, outline, base);
    const model = here === undefined ? baseOf(source, base) : { source, outline: here };
    if (model === undefined) isWhole = false;
    // What comes in by two ways is there already.
    if (model === undefined || seen.has(model.outline)) continue;
    if (here === undefined) files.add(model.source);
    seen.add(model.outline);
    for (const name of withInherited(model, seen, baseOf, files)) names.add(name);
  }
  return isWhole ? [...names] : outline.names;
}
