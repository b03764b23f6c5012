import type { ts } from "../../syntax/typescript.ts";
import { editorConfigFor } from "./formatting/editorConfig.ts";
import type { Formatting, Read } from "./formatting/formatting.ts";
import { prettierFor } from "./formatting/prettier.ts";
import { layoutOf, type Layout } from "./layout.ts";

/**
 * How the files of a project are written: as its settings of Prettier and `.editorconfig` say, as far as they can be
 * read, and else as each file shows. Texts are read once.
 */
export class Layouts {
  readonly #read: Read;
  readonly #known = new Map<ts.SourceFile, Layout>();

  constructor(projects: { read(file: string): string | undefined }) {
    const texts = new Map<string, string | undefined>();
    this.#read = (file) => {
      if (!texts.has(file)) texts.set(file, projects.read(file));
      return texts.get(file);
    };
  }

  of(source: ts.SourceFile): Layout {
    const known = this.#known.get(source);
    if (known) return known;
    const layout = layoutOf(source, this.#saidOf(source.fileName));
    this.#known.set(source, layout);
    return layout;
  }

  /** That of a file that is yet to be made, which takes after `like` where nothing is said of it. */
  ofNew(file: string, like: ts.SourceFile): Layout {
    return layoutOf(like, this.#saidOf(file));
  }

  #saidOf(file: string): Formatting {
    const editor = editorConfigFor(file, this.#read);
    return prettierFor(file, this.#read, editor) ?? editor;
  }
}
