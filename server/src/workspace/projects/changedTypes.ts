import type { ts } from "../../syntax/typescript.ts";
import { declarationsOf, type Declaration } from "./declarations.ts";
import { mentionsIn, type Mentions } from "./mentions.ts";
import { handsOnAll, takesWhole, type Spread } from "./spread.ts";

/**
 * Follows types that an edit may have changed through the program.
 *
 * What a file is to others is what its declaration file says, as the compiler's own incremental builds take it. A statement of it has
 * *changed* if it differs before and after the edit, or if it mentions a name that a changed statement declares. A file that imports an
 * edited one, directly or not, is reached if it mentions a changed name, or takes a module as a whole that has one; its own
 * declarations are then looked at in the same way. A file that mentions none reaches nothing whose type has changed: to come to a type, it
 * has to begin at something that it imports, and the declarations on the way from there to the edit all mention the next one.
 *
 * What is added to an interface of everywhere, as `declare global { interface Window { … } }` does, is reached by the name of the member, by
 * that of the interface, or by what takes all members of a value of everywhere alike (`keyof typeof window`).
 *
 * Names are compared as they are written, whatever they stand for: two of one name count as one, so that more files are reached and never fewer.
 */
export class ChangedTypes implements Spread {
  readonly #before: ts.Program;
  readonly #after: ts.Program;
  /** Names that other files may import, or know without an import. */
  readonly #names = new Set<string>();
  /** Names of members that values of everywhere have. */
  readonly #members = new Set<string>();
  /** Names that only mean something in their file. */
  readonly #own = new Map<string, Set<string>>();
  /** Files that show a changed name. */
  readonly #modules = new Set<string>();
  /** Files that show a name which was not there before: only who takes all of their names may see it. */
  readonly #fuller = new Set<string>();
  readonly #compared: Set<string>;
  scope: Spread["scope"] = "importers";
  isUnknown = false;
  readonly hasNewTypes = false;

  constructor(before: ts.Program, after: ts.Program, edited: ReadonlySet<string>) {
    this.#before = before;
    this.#after = after;
    this.#compared = new Set(edited);
    for (const file of edited) this.#compare(file);
  }

  reaches(file: string): boolean {
    const source = this.#before.getSourceFile(file);
    if (source === undefined) return false;
    if (this.#mentionsChanged(mentionsIn(source), file)) return true;
    if (this.#members.size > 0 && /\bkeyof\b/.test(source.text) && /\b(?:window|self|globalThis|global)\b/.test(source.text)) return true;
    return takesWhole(file, this.#before, (to) => this.#modules.has(to) || this.#fuller.has(to));
  }

  handsOn(file: string): boolean {
    const start = this.#size(file);
    if (!this.#compared.has(file)) {
      this.#compared.add(file);
      this.#compare(file);
    }
    if (this.#handsOnMore(file)) this.#fuller.add(file);
    const takesChanged = takesWhole(file, this.#before, (to) => this.#modules.has(to) || this.#fuller.has(to));
    for (let last = -1; last !== this.#size(file); ) {
      last = this.#size(file);
      for (const one of this.#declarations(file) ?? []) if (this.#mentionsChanged(one.mentions, file) || (takesChanged && (one.mentions.wholes.length > 0 || one.mentions.names.has("default")))) this.#change(file, one);
    }
    return this.#size(file) > start;
  }

  #size(file: string): number {
    return this.#names.size + this.#members.size + this.#modules.size + this.#fuller.size + (this.#own.get(file)?.size ?? 0) + Number(this.isUnknown);
  }

  /** Takes note of what a file declares otherwise after the edit. What is new altogether nobody imports yet. */
  #compare(file: string): void {
    const [old, now] = [this.#before.getSourceFile(file), this.#after.getSourceFile(file)];
    if (old === undefined) return;
    const [was, is] = [declarationsOf(this.#before, old), now && declarationsOf(this.#after, now)];
    if (was === undefined || is === undefined) return this.#changeAll(file, old);
    const [left, right] = [without(was, is), without(is, was)];
    // Who takes a name that a file has but did not show had an error before.
    const becomesShown = ({ text, reach }: Declaration): boolean => reach === "own" && right.some((one) => one.text === text && one.reach === "shown");
    const wasHidden = ({ text }: Declaration): boolean => left.some((one) => one.text === text && becomesShown(one));
    const known = new Set(was.flatMap(({ names }) => names));
    for (const one of left) if (!becomesShown(one)) this.#change(file, one);
    for (const one of right) {
      if (wasHidden(one) || (one.reach === "shown" && !one.names.some((name) => known.has(name)))) this.#fuller.add(file);
      else this.#change(file, one);
    }
    const isOfAll = ({ names, mentions }: Declaration): boolean => names.length === 0 && mentions.wholes.length > 0;
    if ([...left, ...right].some(isOfAll)) this.#changeAll(file, old);
  }

  #declarations(file: string): readonly Declaration[] | undefined {
    const source = this.#before.getSourceFile(file);
    return source && declarationsOf(this.#before, source);
  }

  #mentionsChanged({ names, words }: Mentions, file: string): boolean {
    const isAmong = (changed: ReadonlySet<string> | undefined, said: ReadonlySet<string>): boolean => changed !== undefined && [...changed].some((name) => said.has(name));
    return isAmong(this.#names, names) || isAmong(this.#own.get(file), names) || isAmong(this.#members, words);
  }

  #handsOnMore(file: string): boolean {
    return this.#fuller.size > 0 && handsOnAll(file, this.#before, (to) => this.#fuller.has(to));
  }

  #change(file: string, { names, reach }: Declaration): void {
    if (reach === "unknown") this.isUnknown = true;
    if (reach === "everywhere" || reach === "member") this.scope = "all";
    if (reach === "own") {
      const own = this.#own.get(file) ?? new Set<string>();
      this.#own.set(file, own);
      for (const name of names) own.add(name);
      return;
    }
    this.#modules.add(file);
    const [member, ...others] = names;
    if (reach === "member" && member !== undefined) this.#members.add(member);
    // `globalThis` has as members what is known everywhere.
    if (reach === "everywhere") for (const name of names) this.#members.add(name);
    for (const name of reach === "member" ? others : names) this.#names.add(name);
  }

  /** All that a file exports has changed, as far as can be told. */
  #changeAll(file: string, source: ts.SourceFile): void {
    const checker = this.#before.getTypeChecker();
    const module = checker.getSymbolAtLocation(source);
    this.#modules.add(file);
    for (const { name } of module ? checker.getExportsOfModule(module) : []) this.#names.add(name);
  }
}

/** The declarations that have no equal among others. */
function without(all: readonly Declaration[], others: readonly Declaration[]): readonly Declaration[] {
  const keyOf = ({ text, reach }: Declaration): string => `${reach} ${text}`;
  const keys = new Set(others.map(keyOf));
  return all.filter((one) => !keys.has(keyOf(one)));
}
