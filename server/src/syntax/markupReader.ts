import { ListKind, TokenRole } from "./facts.ts";
import { hashText } from "./hash.ts";
import { PatternReader } from "./patternReader.ts";
import type { Form } from "./patternReader.ts";
import { S, W, Kind, hashOfSign, isNamePart, isNameStart, mayHide, unreadable } from "./scanner.ts";
import { newRun } from "./tokenSink.ts";
import { skipTrivia } from "./trivia.ts";

/** Reads JSX. */
export abstract class MarkupReader extends PatternReader {
  /** Reads expressions with commas between them. */
  protected abstract expression(): Form;

  protected markup(isChild: boolean): void {
    const first = this.sink.count;
    const from = this.start;
    this.takeSign();
    if (this.isSign(S.greater)) {
      this.sink.pushFixed(this.start, this.end, hashOfSign(S.greater));
      this.children();
      this.expectSign(S.slash);
    } else {
      const nameStart = this.start;
      this.tagName();
      const name = this.text.slice(nameStart, this.lastEnd);
      if (this.isSign(S.less) && this.dialect.types) this.typeArguments();
      this.attributes();
      if (this.isSign(S.slash)) {
        this.takeSign();
        this.closeTag(first, from, isChild);
        return;
      }
      if (!this.isSign(S.greater)) throw unreadable;
      this.sink.pushFixed(this.start, this.end, hashOfSign(S.greater));
      this.children();
      this.expectSign(S.slash);
      const closingStart = this.start;
      this.tagName();
      if (this.text.slice(closingStart, this.lastEnd) !== name) throw unreadable;
    }
    this.closeTag(first, from, isChild);
  }

  /** Takes `>`. What follows is text of the parent where this is a child. */
  protected closeTag(first: number, from: number, isChild: boolean): void {
    if (!this.isSign(S.greater)) throw unreadable;
    this.sink.pushFixed(this.start, this.end, hashOfSign(S.greater));
    this.sink.pushExpression(first, from, this.end);
    this.lastEnd = this.end;
    if (!isChild) this.next();
  }

  protected tagName(): void {
    this.joinMarkupName();
    if (this.isWord(W.this)) this.takeWord();
    else {
      this.takeName(this.isPath() ? TokenRole.binding : TokenRole.fixed);
    }
    while (this.isSign(S.dot)) {
      this.takeSign();
      this.takeName(TokenRole.property);
    }
  }

  private isPath(): boolean {
    const { ahead } = this;
    return (ahead === S.dot || mayHide(ahead)) && this.peek(() => this.isSign(S.dot));
  }

  /** Whether `<` closes a tag. */
  private closes(): boolean {
    return mayHide(this.ahead) && this.peek(() => this.isSign(S.slash));
  }

  /** Makes one token of a name that may hold `-` and `:`. */
  protected joinMarkupName(): void {
    if (!this.isKind(Kind.name)) throw unreadable;
    const { text } = this;
    let at = this.end;
    while (isNamePart(text.charCodeAt(at)) || text.charCodeAt(at) === 45 || (text.charCodeAt(at) === 58 && isNameStart(text.charCodeAt(at + 1)))) at++;
    if (at === this.end) return;
    this.end = at;
    this.code = hashText(text, this.start, at);
  }

  protected attributes(): void {
    for (;;) {
      if (this.isSign(S.openBrace)) {
        this.takeSign();
        this.expectSign(S.dots);
        this.assignment();
        this.expectSign(S.closeBrace);
        continue;
      }
      if (!this.isKind(Kind.name)) return;
      this.joinMarkupName();
      this.takeName(TokenRole.fixed);
      if (!this.isSign(S.equals)) continue;
      this.takeAttributeEquals();
      if (this.isKind(Kind.string)) this.literal();
      else if (this.isSign(S.openBrace)) {
        this.takeSign();
        this.expression();
        this.expectSign(S.closeBrace);
      } else this.markup(false);
    }
  }

  /** Takes `=`; a string behind it has no escapes and may hold line ends. */
  protected takeAttributeEquals(): void {
    this.sink.pushFixed(this.start, this.end, hashOfSign(S.equals));
    const at = skipTrivia(this.text, this.end, this.text.length);
    const quote = this.text.charCodeAt(at);
    if (quote !== 34 && quote !== 39) {
      this.next();
      return;
    }
    const close = this.text.indexOf(this.text.charAt(at), at + 1);
    if (close < 0) throw unreadable;
    this.start = at;
    this.end = close + 1;
    this.kind = Kind.string;
    this.code = 0;
  }

  /** From the end of `>` to the `<` of the closing tag, which is taken. */
  protected children(): void {
    const { text } = this;
    const run = newRun();
    let at = this.end;
    for (;;) {
      const from = at;
      while (at < text.length && text.charCodeAt(at) !== 60 && text.charCodeAt(at) !== 123) at++;
      if (at >= text.length) throw unreadable;
      if (at > from) {
        const first = this.sink.count;
        this.sink.pushMarkupText(from, at);
        if (this.sink.count > first) {
          run.firsts.push(first);
          run.ends.push(this.sink.count);
          const raw = text.slice(from, at);
          run.froms.push(at - raw.trimStart().length);
          run.tos.push(at);
        }
      }
      this.end = at;
      this.next();
      const first = this.sink.count;
      const start = this.start;
      if (this.isSign(S.openBrace)) {
        this.takeSign();
        if (this.isSign(S.dots)) this.takeSign();
        if (!this.isSign(S.closeBrace)) this.expression();
        if (!this.isSign(S.closeBrace)) throw unreadable;
        this.sink.pushFixed(this.start, this.end, hashOfSign(S.closeBrace));
        at = this.end;
        this.lastEnd = at;
        this.addElement(run, first, start);
        continue;
      }
      if (this.closes()) {
        this.sink.pushList(ListKind.markup, run);
        this.takeSign();
        return;
      }
      this.markup(true);
      at = this.end;
      this.addElement(run, first, start);
    }
  }
}
