import { afterEach } from "mocha";
import { Editor, type EditorOptions } from "./editor.ts";

/** Editors that end with the test that started them. Call it at the top of a suite. */
export function editors(): {
  /** An editor on these files, after the first scan. */
  on(files: Readonly<Record<string, string>>, options?: Omit<EditorOptions, "files">): Promise<Editor>;
  /** An editor whose server has been told nothing yet. */
  cold(options?: EditorOptions): Editor;
} {
  const started: Editor[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((editor) => editor.dispose()));
  });
  const keep = (editor: Editor): Editor => {
    started.push(editor);
    return editor;
  };
  return {
    on: async (files, options) => keep(await Editor.on(files, options)),
    cold: (options) => keep(new Editor(options)),
  };
}
