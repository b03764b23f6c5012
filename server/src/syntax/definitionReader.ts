import { ClassReader } from "./classReader.ts";
import { hashText } from "./hash.ts";
import { S, W, Kind, unreadable } from "./scanner.ts";

/** Reads interfaces, type aliases and enums: they leave no tokens, and what they hold is noted in outlines. */
export abstract class DefinitionReader extends ClassReader {
  /** Passes over a declaration that ends with its braces. */
  protected skipToBody(isInterface = false): void {
    const place = this.sink.mark();
    const { start } = this;
    this.next();
    const name = this.code;
    const bases: number[] = [];
    while (!this.isSign(S.openBrace)) {
      if (this.isKind(Kind.end) || this.isSign(S.semicolon)) throw unreadable;
      if (this.isSign(S.less)) this.typeParameters();
      else if (this.isWord(W.extends) || this.isSign(S.comma)) {
        this.next();
        bases.push(this.code);
        this.type();
      } else this.next();
    }
    if (isInterface) {
      const names: number[] = [];
      this.objectType(names);
      this.memberNames = undefined;
      this.noteModel(names, name, start, bases);
    } else this.skipBalanced();
    this.sink.reset(place);
  }

  protected skipAlias(): void {
    const place = this.sink.mark();
    const { start } = this;
    this.next();
    const name = this.code;
    this.next();
    if (this.isSign(S.less)) this.typeParameters();
    if (!this.skipSign(S.equals)) throw unreadable;
    const values = this.literalTypes();
    const names: number[] = [];
    this.bases = [];
    this.memberNames = names;
    this.type();
    this.memberNames = undefined;
    if (values.length > 1) this.noteValues(values, name, start);
    else this.noteModel(names, name, start, this.bases);
    this.semicolon();
    this.sink.reset(place);
  }

  /** The hashes of the values that follow, where they are a union of strings and numbers and nothing else; nothing is passed over. */
  private literalTypes(): readonly number[] {
    const place = this.mark();
    const values: number[] = [];
    this.skipSign(S.bar);
    for (;;) {
      const value = this.literalHash();
      if (value === undefined) break;
      values.push(value);
      if (!this.skipSign(S.bar)) break;
    }
    const isWhole = this.isSign(S.semicolon) || this.newline || this.isKind(Kind.end) || this.isSign(S.closeBrace);
    this.resume(place);
    return isWhole ? values : [];
  }

  /** The hash of the string or number at hand, which is passed over; `undefined` for anything else. */
  private literalHash(): number | undefined {
    const { kind, start, end } = this;
    if (kind !== Kind.string && kind !== Kind.number) return undefined;
    this.next();
    return kind === Kind.string ? hashText(this.text, start + 1, end - 1) : hashText(this.text, start, end);
  }

  /** Passes over an enum and notes its values; of a member without one, its name. */
  protected enumeration(): void {
    const place = this.sink.mark();
    const { start } = this;
    this.next();
    const name = this.code;
    this.next();
    if (!this.skipSign(S.openBrace)) throw unreadable;
    const values: number[] = [];
    while (!this.isSign(S.closeBrace)) {
      let value = this.isKind(Kind.name) ? this.code : 0;
      if (this.isKind(Kind.name)) this.next();
      else value = this.literalHash() ?? this.computed();
      if (this.skipSign(S.equals)) {
        const isString = this.isKind(Kind.string);
        const string = this.literalHash() ?? 0;
        if (isString) value = string;
        while (!this.isSign(S.comma) && !this.isSign(S.closeBrace)) value = this.computed();
      }
      values.push(value);
      if (!this.skipSign(S.comma) && !this.isSign(S.closeBrace)) throw unreadable;
    }
    this.next();
    if (!values.includes(0)) this.noteValues(values, name, start);
    this.sink.reset(place);
  }

  /** Passes over a part of an expression whose value is not read. */
  private computed(): 0 {
    if (this.isKind(Kind.end)) throw unreadable;
    if (this.isSign(S.openParen) || this.isSign(S.openBracket) || this.isSign(S.openBrace)) this.skipBalanced();
    else if (this.isKind(Kind.template)) this.skipTemplateType();
    else this.next();
    return 0;
  }
}
