import { containerOf } from "../syntax/embedded/codeBlocks.ts";
import type { Fragment } from "./refactoring.ts";

/** A fragment in a file that is not code but holds some, where no refactoring edits yet. */
export interface Contained {
  readonly fragment: Fragment;
  /** Such files with this one as an example, for a sentence: “Vue components like Cart.vue”. */
  readonly where: string;
}

/** Fragments that can be edited, and those that stay as they are because of the file that they stand in. */
export function apartByFile(fragments: readonly Fragment[]): {
  readonly editable: readonly Fragment[];
  readonly contained: readonly Contained[];
} {
  const contained = fragments.flatMap((fragment): readonly Contained[] => {
    const container = containerOf(fragment.file);
    if (container === undefined) return [];
    return [{ fragment, where: `${container.name}s like ${fragment.file.slice(fragment.file.lastIndexOf("/") + 1)}` }];
  });
  return { editable: fragments.filter(({ file }) => containerOf(file) === undefined), contained };
}
