import { grown } from "./columns.ts";
import type { TokenTable } from "./facts.ts";

/** Columns of a finished file: most files need no new ones. Large ones are let go. */
let spare: Omit<TokenTable, "count"> | undefined;
const largestSpare = 1 << 16;

/** The tokens of a file while it is read, in columns that grow together. */
export class TokenColumns {
  count = 0;
  starts: Int32Array = spare?.starts ?? new Int32Array(4096);
  ends: Int32Array = spare?.ends ?? new Int32Array(4096);
  shapes: Int32Array = spare?.shapes ?? new Int32Array(4096);
  texts: Int32Array = spare?.texts ?? new Int32Array(4096);
  roles: Uint8Array = spare?.roles ?? new Uint8Array(4096);

  constructor() {
    spare = undefined;
  }

  push(start: number, end: number, shape: number, text: number, role: number): void {
    const at = this.count;
    if (at === this.starts.length) this.grow();
    this.starts[at] = start;
    this.ends[at] = end;
    this.shapes[at] = shape;
    this.texts[at] = text;
    this.roles[at] = role;
    this.count = at + 1;
  }

  private grow(): void {
    this.starts = grown(this.starts);
    this.ends = grown(this.ends);
    this.shapes = grown(this.shapes);
    this.texts = grown(this.texts);
    const roles = new Uint8Array(this.roles.length * 2);
    roles.set(this.roles);
    this.roles = roles;
  }

  /** The table of what was pushed. The columns are spent then. */
  finish(): TokenTable {
    const { count, starts, ends, shapes, texts, roles } = this;
    const table = {
      count,
      starts: starts.slice(0, count),
      ends: ends.slice(0, count),
      shapes: shapes.slice(0, count),
      texts: texts.slice(0, count),
      roles: roles.slice(0, count),
    };
    if (starts.length <= largestSpare) spare = { starts, ends, shapes, texts, roles };
    return table;
  }
}
