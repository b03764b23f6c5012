import { codeEndings, containerEndings } from "../../syntax/endings.ts";
import { wholeWord } from "../../syntax/wholeWord.ts";
import { folderOf, inFolder, upwards } from "./config.ts";
import type { ProjectHost } from "./host.ts";

/** More files than this are not read for the sake of one name. */
const mostFiles = 20_000;

/** What tools write, and what is not part of the workspace. */
const passedOver = ["**/node_modules", "**/.git", "**/dist", "**/coverage", "**/*.min.js"];

/** Finds the files of a workspace that mention a name. Answers count until something changes. */
export class WordSearch {
  readonly #host: ProjectHost;
  readonly #goOn: () => void;
  readonly #lists = new Map<string, readonly string[]>();
  readonly #answers = new Map<string, readonly string[] | undefined>();

  constructor(host: ProjectHost, goOn: () => void) {
    this.#host = host;
    this.#goOn = goOn;
  }

  /** See `ProjectAccess.filesWith`. */
  filesWith(word: string, near: string): readonly string[] | undefined {
    const root = this.#rootOf(near);
    const key = `${root} ${word}`;
    if (!this.#answers.has(key)) this.#answers.set(key, this.#search(word, root));
    return this.#answers.get(key);
  }

  forget(): void {
    this.#lists.clear();
    this.#answers.clear();
  }

  #search(word: string, root: string): readonly string[] | undefined {
    const files = this.#lists.get(root) ?? this.#list(root);
    this.#lists.set(root, files);
    if (files.length > mostFiles) return undefined;
    const whole = wholeWord(word);
    return files.filter((file) => {
      this.#goOn();
      const text = this.#host.read(file) ?? "";
      return text.includes(word) && whole.test(text);
    });
  }

  #list(root: string): readonly string[] {
    const endings = [...codeEndings, ...containerEndings].map((ending) => `.${ending}`);
    return [...this.#host.list(root, endings, passedOver, ["**/*"])].sort();
  }

  /** The folder of the repository, else the outermost one with a manifest or a configuration, else the file's own. */
  #rootOf(file: string): string {
    const folders = upwards(folderOf(file));
    const repository = folders.find((folder) => this.#host.directoryExists(inFolder(folder, ".git")) || this.#host.fileExists(inFolder(folder, ".git")));
    const isProject = (folder: string): boolean => ["package.json", "tsconfig.json", "jsconfig.json"].some((name) => this.#host.fileExists(inFolder(folder, name)));
    return repository ?? folders.findLast(isProject) ?? folderOf(file);
  }
}
