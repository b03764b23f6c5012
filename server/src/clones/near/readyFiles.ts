import type { AnalysedFile } from "../../syntax/facts.ts";
import { NearFile } from "./nearFile.ts";

/** So many files are kept ready for comparison. */
const most = 256;

/** What the search for similar code needs of files, made when it is asked for; the oldest go first. */
export class ReadyFiles {
  private readonly files = new Map<AnalysedFile, NearFile>();

  of(source: AnalysedFile): NearFile {
    const known = this.files.get(source);
    if (known !== undefined) return known;
    if (this.files.size >= most) {
      for (const oldest of this.files.keys()) {
        this.files.delete(oldest);
        break;
      }
    }
    const file = NearFile.of(source);
    this.files.set(source, file);
    return file;
  }

  forget(source: AnalysedFile): void {
    this.files.delete(source);
  }
}
