import { containerOf } from "../syntax/embedded/codeBlocks.ts";
import type { SchemaLanguage } from "../syntax/schemaFiles/schemaFile.ts";
import { schemaLanguageOf } from "../syntax/schemaFiles/schemaLanguages.ts";
import type { Fragment, OfferedFix } from "./refactoring.ts";
import { baseName } from "../syntax/paths.ts";

/** How a refactoring edits code, and how it refuses. */
interface Building<Built, Refused> {
  /** Builds the edit of fragments that all stand in files of code. */
  readonly build: (editable: readonly Fragment[]) => Built | Refused;
  readonly isRefused: (result: Built | Refused) => result is Refused;
  /** Refuses to edit such files as this one, for a sentence: “Vue components like Cart.vue”. */
  readonly refuse: (where: string) => Refused;
  readonly sentenceOf: (refused: Refused) => string;
  /** Refuses to edit a schema file of this name. */
  readonly refuseSchema?: (language: SchemaLanguage, name: string) => Refused;
  /** Whether a fragment of a file of code stands in one of its comments. */
  readonly isComment?: (fragment: Fragment) => boolean;
}

/**
 * Builds the edit of the fragments in files of code. Those in comments and in files that are not code but hold some, where no
 * refactoring edits yet, are left out with the reason; where fewer than `fewest` others are there, that is the refusal.
 */
export function buildInCode<Built extends Pick<OfferedFix, "leftOut">, Refused>(
  fragments: readonly Fragment[],
  { build, isRefused, refuse, refuseSchema, sentenceOf, isComment }: Building<Built, Refused>,
  fewest = 2,
): Built | Refused {
  const contained = fragments.flatMap((fragment): readonly { readonly fragment: Fragment; readonly refused: Refused }[] => {
    const container = containerOf(fragment.file);
    const language = schemaLanguageOf(fragment.file);
    const name = baseName(fragment.file);
    if (language !== undefined && refuseSchema !== undefined) return [{ fragment, refused: refuseSchema(language, name) }];
    if (container !== undefined) return [{ fragment, refused: refuse(`${container.name}s like ${name}`) }];
    return isComment?.(fragment) === true ? [{ fragment, refused: refuse(`models in comments like that in ${name}`) }] : [];
  });
  const editable = fragments.filter((one) => !contained.some(({ fragment }) => fragment === one));
  const [first] = contained;
  if (first !== undefined && editable.length < fewest) return first.refused;
  const built = build(editable);
  if (isRefused(built)) return built;
  const left = contained.map(({ fragment, refused }) => ({ fragment, reason: sentenceOf(refused) }));
  return { ...built, leftOut: [...built.leftOut, ...left] };
}
