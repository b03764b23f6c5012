import { ListKind, TokenRole } from "./facts.ts";
import { hashText, mix } from "./hash.ts";
import { MarkupReader } from "./markupReader.ts";
import { Form } from "./patternReader.ts";
import { S, W, Kind, hashOfSign, isNamePart, mayHide, reserved, sign, unreadable } from "./scanner.ts";
import { newRun, shape } from "./tokenSink.ts";

const assignments = new Set(
  ["=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "&&=", "||=", "??="].map(sign),
);
const binaries = new Set(
  ["+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "<", "<=", ">", ">=", "==", "!=", "===", "!==", "&", "|", "^", "&&", "||", "??"].map(sign),
);
const templateHead = 16;
const templateMiddle = 17;
const templateTail = 18;

/** Reads expressions. */
export abstract class ExpressionReader extends MarkupReader {
  /** Reads a class from its first word; `from` is where its declaration starts, negative for an expression. */
  protected abstract class(from: number): void;

  protected decorators(): void {
    while (this.isSign(S.at)) {
      this.takeSign();
      const first = this.sink.count;
      const from = this.start;
      if (this.isSign(S.openParen)) this.primary();
      else {
        this.takeName(TokenRole.binding);
        this.postfix(first, from, true);
      }
    }
  }

  protected expression(): Form {
    const form = this.assignment();
    if (!this.isSign(S.comma)) return form;
    while (this.skipSign(S.comma)) this.assignment();
    return Form.other;
  }

  /**
   * An expression without comma. `top` says that it is not part of a larger operation, `inCondition`
   * that a `:` behind it belongs to the `?` before it.
   */
  protected assignment(top = true, inCondition = false): Form {
    const first = this.sink.count;
    const from = this.start;
    if (this.isKind(Kind.name)) {
      if (this.code === W.yield) {
        this.takeWord();
        if (this.isSign(S.star) && !this.newline) this.takeSign();
        if (!this.newline && this.startsExpression()) this.assignment();
        return Form.other;
      }
      if (this.code === W.async && this.asyncArrow(first, from, inCondition)) return Form.function;
      if (this.isBareParameter()) {
        this.takeBareParameter();
        this.arrowBody(first, from);
        return Form.function;
      }
    } else if (this.isSign(S.openParen)) {
      if (this.mayBeArrow() && this.tryArrow(first, from, inCondition)) return Form.function;
    } else if (this.isSign(S.less) && this.dialect.types && this.mayBeGenericArrow()) {
      if (this.tryArrow(first, from, inCondition)) return Form.function;
      if (this.dialect.markup && !this.isFollowedByName()) throw unreadable;
    }
    return this.operation(first, from, top);
  }

  /** The name of `x => …`. */
  private isBareParameter(): boolean {
    const { ahead } = this;
    return (ahead === 61 || mayHide(ahead)) && !reserved.has(this.code) && this.peek(() => this.isSign(S.arrow) && !this.newline);
  }

  private isFollowedByName(): boolean {
    return this.peek(() => this.isKind(Kind.name));
  }

  private tryArrow(first: number, from: number, inCondition: boolean): boolean {
    return this.attempt(() => this.arrow(first, from, inCondition));
  }

  private tryTypeArguments(heritage: boolean): boolean {
    return this.attempt(() => this.callTypeArguments(heritage));
  }

  /** Whether `await` waits for something rather than being a name. */
  private waits(): boolean {
    return this.peek(() => !this.newline && this.startsOperand());
  }

  /** Whether `async` stands before `function`. */
  private isBeforeFunction(): boolean {
    return this.peek(() => this.isWord(W.function) && !this.newline);
  }

  protected operation(first: number, from: number, top: boolean): Form {
    let form: Form = this.unary();
    let isOperation = false;
    for (;;) {
      if (this.isKind(Kind.name)) {
        if (this.code === W.instanceof || (this.code === W.in && !this.noIn)) {
          this.takeWord();
          this.unary();
          isOperation = true;
          form = Form.other;
          continue;
        }
        if ((this.code === W.as || this.code === W.satisfies) && !this.newline && this.dialect.types) {
          this.takeWord();
          this.typeToken();
          form = Form.other;
          continue;
        }
        break;
      }
      if (!this.isKind(Kind.sign)) break;
      if (this.code === S.less || this.code === S.greater) this.rescanAngle();
      if (this.code === S.question) {
        this.takeSign();
        const { noIn } = this;
        this.noIn = false;
        this.assignment(false, true);
        this.noIn = noIn;
        this.expectSign(S.colon);
        this.assignment(false);
        isOperation = true;
        form = Form.other;
        break;
      }
      if (assignments.has(this.code)) {
        this.takeSign();
        this.assignment();
        isOperation = true;
        form = Form.other;
        break;
      }
      if (!binaries.has(this.code)) break;
      this.takeSign();
      this.unary();
      isOperation = true;
      form = Form.other;
    }
    if (isOperation && top) this.sink.pushExpression(first, from, this.lastEnd);
    return form;
  }

  protected startsExpression(): boolean {
    if (this.isKind(Kind.end)) return false;
    if (!this.isKind(Kind.sign)) return !(this.isWord(W.in) || this.isWord(W.of));
    switch (this.code) {
      case S.closeBrace:
      case S.closeParen:
      case S.closeBracket:
      case S.semicolon:
      case S.comma:
      case S.colon:
        return false;
      default:
        return true;
    }
  }

  /** A quick look whether what is in parentheses may be parameters. */
  protected mayBeArrow(): boolean {
    return this.peek(() => {
      if (this.isSign(S.closeParen) || this.isSign(S.dots) || this.isSign(S.openBrace) || this.isSign(S.openBracket)) return true;
      if (!this.isKind(Kind.name) || (reserved.has(this.code) && this.code !== W.this)) return false;
      return this.peek(() => {
        if (!this.isKind(Kind.sign)) return false;
        switch (this.code) {
          case S.comma:
          case S.colon:
          case S.equals:
          case S.closeParen:
            return true;
          case S.question:
            return this.peek(() => this.isSign(S.colon) || this.isSign(S.comma) || this.isSign(S.closeParen));
          default:
            return false;
        }
      });
    });
  }

  protected mayBeGenericArrow(): boolean {
    return this.peek(() => {
      if (!this.isKind(Kind.name)) return false;
      if (!this.dialect.markup) return true;
      if (this.isWord(W.const) && this.peek(() => this.isKind(Kind.name))) return true;
      return this.peek(() => {
        if (this.isSign(S.comma) || this.isSign(S.equals)) return true;
        return this.isWord(W.extends) && this.peek(() => !this.isSign(S.equals) && !this.isSign(S.greater) && !this.isSign(S.slash));
      });
    });
  }

  protected asyncArrow(first: number, from: number, inCondition: boolean): boolean {
    const isArrow = this.peek(() => {
      if (this.newline) return false;
      if (this.isKind(Kind.name)) return !reserved.has(this.code) && this.peek(() => this.isSign(S.arrow));
      return this.isSign(S.openParen) || this.isSign(S.less);
    });
    if (!isArrow) return false;
    return this.attempt(() => {
      this.takeWord();
      if (this.isKind(Kind.name)) {
        this.takeBareParameter();
        this.arrowBody(first, from);
        return true;
      }
      return this.arrow(first, from, inCondition);
    });
  }

  protected arrow(first: number, from: number, inCondition: boolean): boolean {
    if (this.isSign(S.less)) this.typeParameters();
    this.parameters();
    const hasType = this.isSign(S.colon);
    this.annotation();
    if (!this.isSign(S.arrow) || this.newline) return false;
    this.arrowBody(first, from);
    // In `a ? (b) : c => d` the colon does not begin a type.
    return !(hasType && inCondition) || this.isSign(S.colon);
  }

  /** The parameter of `x => …`, read like that of `(x) => …`. */
  private takeBareParameter(): void {
    this.sink.pushFixed(this.start, this.start, hashOfSign(S.openParen));
    this.takeName(TokenRole.declaration);
    this.sink.pushFixed(this.lastEnd, this.lastEnd, hashOfSign(S.closeParen));
  }

  protected arrowBody(first: number, from: number): void {
    this.expectSign(S.arrow);
    if (this.isSign(S.openBrace)) this.body();
    else this.assignment();
    this.sink.pushExpression(first, from, this.lastEnd);
  }

  protected unary(): Form {
    if (this.isKind(Kind.sign)) {
      switch (this.code) {
        case S.not:
        case S.tilde:
        case S.plus:
        case S.minus:
        case S.increment:
        case S.decrement:
          this.takeSign();
          this.unary();
          return Form.other;
        case S.less:
          if (this.dialect.markup) break;
          this.takeSign();
          this.typeToken();
          this.expectSign(S.greater);
          this.unary();
          return Form.other;
      }
    } else if (this.isKind(Kind.name)) {
      switch (this.code) {
        case W.typeof:
        case W.void:
        case W.delete:
          this.takeWord();
          this.unary();
          return Form.other;
        case W.await:
          if (!this.waits()) break;
          this.takeWord();
          this.unary();
          return Form.other;
      }
    }
    const form = this.leftHandSide(false);
    if (!this.newline && (this.isSign(S.increment) || this.isSign(S.decrement))) {
      this.takeSign();
      return Form.other;
    }
    return form;
  }

  /** Whether the token at hand begins what `await` waits for, rather than going on after a name. */
  protected startsOperand(): boolean {
    if (this.isKind(Kind.sign)) {
      return (
        this.code === S.openParen || this.code === S.openBracket || this.code === S.openBrace || this.code === S.not ||
        this.code === S.less || this.code === S.slash || this.code === S.minus || this.code === S.plus
      );
    }
    if (this.isKind(Kind.end)) return false;
    return !(this.isWord(W.in) || this.isWord(W.of) || this.isWord(W.instanceof) || this.isWord(W.as) || this.isWord(W.satisfies));
  }

  protected leftHandSide(heritage: boolean): Form {
    const first = this.sink.count;
    const from = this.start;
    const form = this.primary();
    return this.postfix(first, from, heritage) ?? form;
  }

  /** Answers the form of the whole where there is a postfix, else nothing. */
  protected postfix(first: number, from: number, heritage: boolean): Form | undefined {
    let form: Form | undefined;
    for (;;) {
      if (this.isKind(Kind.sign)) {
        switch (this.code) {
          case S.dot:
            this.takeSign();
            this.takeName(TokenRole.property);
            form = Form.other;
            continue;
          case S.questionDot:
            this.takeSign();
            if (this.isKind(Kind.name) || this.isKind(Kind.privateName)) this.takeName(TokenRole.property);
            else if (this.isSign(S.openBracket)) this.elementAccess();
            else if (this.isSign(S.openParen) || this.isSign(S.less)) {
              if (this.isSign(S.less)) this.typeArguments();
              form = this.arguments();
              this.sink.pushExpression(first, from, this.lastEnd);
              continue;
            } else throw unreadable;
            form = Form.other;
            continue;
          case S.openBracket:
            if (heritage && this.isDecoratorEnd(from)) return form;
            this.elementAccess();
            form = Form.other;
            continue;
          case S.openParen:
            form = this.arguments();
            this.sink.pushExpression(first, from, this.lastEnd);
            continue;
          case S.not:
            if (this.newline) return form;
            this.takeSign();
            form = Form.other;
            continue;
          case S.less:
            if (!this.dialect.types || this.text.charCodeAt(this.start + 1) === 61) return form;
            if (!this.tryTypeArguments(heritage)) return form;
            form = Form.other;
            continue;
          default:
            return form;
        }
      }
      if (this.isKind(Kind.template)) {
        this.template();
        form = Form.other;
        continue;
      }
      return form;
    }
  }

  /** `@Input() ["name"]` is not worth reading right here. */
  protected isDecoratorEnd(from: number): boolean {
    return this.text.charCodeAt(from - 1) === 64;
  }

  protected elementAccess(): void {
    const { noIn } = this;
    this.noIn = false;
    this.takeSign();
    this.expression();
    this.expectSign(S.closeBracket);
    this.noIn = noIn;
  }

  /** Answers `function` when one of the arguments is a function or class. */
  protected arguments(): Form {
    const { noIn } = this;
    this.noIn = false;
    let form: Form = Form.other;
    this.takeSign();
    while (!this.isSign(S.closeParen)) {
      if (this.isSign(S.dots)) {
        this.takeSign();
        this.assignment();
      } else if (this.assignment() === Form.function) form = Form.function;
      if (!this.skipSign(S.comma)) break;
    }
    this.expectSign(S.closeParen);
    this.noIn = noIn;
    return form;
  }

  protected callTypeArguments(heritage: boolean): boolean {
    if (!this.typeArguments()) return false;
    if (this.isKind(Kind.template) || this.isSign(S.openParen)) return true;
    if (heritage) return true;
    if (this.isKind(Kind.sign)) {
      switch (this.code) {
        case S.less:
        case S.greater:
        case S.plus:
        case S.minus:
          return false;
        case S.openBrace:
        case S.openBracket:
        case S.not:
        case S.tilde:
        case S.increment:
        case S.decrement:
        case S.slash:
          return this.newline;
        default:
          return true;
      }
    }
    if (this.isKind(Kind.end) || this.newline) return true;
    return this.isWord(W.in) || this.isWord(W.instanceof) || this.isWord(W.as) || this.isWord(W.satisfies) || this.isWord(W.of);
  }

  protected primary(): Form {
    const first = this.sink.count;
    const from = this.start;
    switch (this.kind) {
      case Kind.number:
        this.literal();
        return Form.other;
      case Kind.string: {
        this.literal();
        const isAlone = this.isSign(S.semicolon) || this.isSign(S.closeBrace) || this.newline || this.isKind(Kind.end);
        return isAlone ? Form.lonelyString : Form.other;
      }
      case Kind.template:
        this.template();
        return Form.other;
      case Kind.privateName:
        this.takeName(TokenRole.binding);
        return Form.other;
      case Kind.name:
        return this.primaryWord(first, from);
      case Kind.sign:
        break;
      default:
        throw unreadable;
    }
    switch (this.code) {
      case S.openParen: {
        const { noIn } = this;
        this.noIn = false;
        this.takeSign();
        this.expression();
        this.expectSign(S.closeParen);
        this.noIn = noIn;
        return Form.other;
      }
      case S.openBracket:
        this.array();
        return Form.other;
      case S.openBrace:
        this.object(first, from);
        return Form.other;
      case S.slash:
      case S.slashEquals:
        this.regularExpression();
        return Form.other;
      case S.less:
        if (!this.dialect.markup) throw unreadable;
        this.markup(false);
        return Form.other;
      case S.at:
        this.decorators();
        this.class(-1);
        this.sink.pushExpression(first, from, this.lastEnd);
        return Form.function;
      default:
        throw unreadable;
    }
  }

  protected primaryWord(first: number, from: number): Form {
    switch (this.code) {
      case W.function:
        this.functionExpression(first, from);
        return Form.function;
      case W.async:
        if (this.isBeforeFunction()) {
          this.functionExpression(first, from);
          return Form.function;
        }
        break;
      case W.class:
        this.class(-1);
        this.sink.pushExpression(first, from, this.lastEnd);
        return Form.function;
      case W.new:
        this.new(first, from);
        return Form.other;
      case W.true:
      case W.false:
        this.sink.push(this.start, this.end, shape.literal, this.code, TokenRole.literal);
        this.next();
        return Form.other;
      case W.this:
      case W.super:
      case W.null:
        this.takeWord();
        return Form.other;
      case W.import:
        this.takeWord();
        if (this.isSign(S.dot)) {
          this.takeSign();
          this.takeName(TokenRole.fixed);
        }
        return Form.other;
    }
    if (reserved.has(this.code)) throw unreadable;
    this.takeName(TokenRole.binding);
    return Form.other;
  }

  // drydock-ignore -- a declaration may be a signature only, and is a unit that has a name
  protected functionExpression(first: number, from: number): void {
    if (this.isWord(W.async)) this.takeWord();
    this.takeWord();
    if (this.isSign(S.star)) this.takeSign();
    if (this.isKind(Kind.name)) this.takeName(TokenRole.declaration);
    this.signature();
    this.body();
    this.sink.pushExpression(first, from, this.lastEnd);
  }

  protected new(first: number, from: number): void {
    this.takeWord();
    if (this.isSign(S.dot)) {
      this.takeSign();
      this.takeName(TokenRole.fixed);
      return;
    }
    const calleeFirst = this.sink.count;
    if (this.isWord(W.new)) this.new(calleeFirst, this.start);
    else this.primary();
    for (;;) {
      if (this.isSign(S.dot)) {
        this.takeSign();
        this.takeName(TokenRole.property);
      } else if (this.isSign(S.openBracket)) this.elementAccess();
      else if (this.isKind(Kind.template)) this.template();
      else if (this.isSign(S.not) && !this.newline) this.takeSign();
      else if (this.isSign(S.less) && this.dialect.types && this.tryTypeArguments(false)) continue;
      else break;
    }
    if (this.isSign(S.openParen)) this.arguments();
    this.sink.pushExpression(first, from, this.lastEnd);
  }

  protected regularExpression(): void {
    const { text, start } = this;
    let at = start + 1;
    let inClass = false;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 10 || code === 13 || Number.isNaN(code)) throw unreadable;
      if (code === 92) at++;
      else if (code === 91) inClass = true;
      else if (code === 93) inClass = false;
      else if (code === 47 && !inClass) break;
      at++;
    }
    at++;
    while (isNamePart(text.charCodeAt(at))) at++;
    this.sink.push(start, at, shape.regularExpression, hashText(text, start, at), TokenRole.literal);
    this.end = at;
    this.next();
  }

  protected template(): void {
    const { text } = this;
    const first = this.sink.count;
    const from = this.start;
    let part = from;
    let at = from + 1;
    let kind = templateHead;
    for (;;) {
      const code = text.charCodeAt(at);
      if (Number.isNaN(code)) throw unreadable;
      if (code === 92) {
        at += 2;
        continue;
      }
      if (code === 96) {
        at++;
        if (kind === templateHead) {
          this.sink.push(part, at, shape.literal, mix(1, hashText(text, part + 1, at - 1)), TokenRole.literal);
        } else {
          this.sink.push(part, at, shape.template + templateTail, hashText(text, part, at), TokenRole.literal);
          this.sink.pushExpression(first, from, at);
        }
        this.end = at;
        this.next();
        return;
      }
      if (code === 36 && text.charCodeAt(at + 1) === 123) {
        at += 2;
        this.sink.push(part, at, shape.template + kind, hashText(text, part, at), TokenRole.literal);
        this.end = at;
        this.next();
        const { noIn } = this;
        this.noIn = false;
        this.expression();
        this.noIn = noIn;
        if (!this.isSign(S.closeBrace)) throw unreadable;
        part = this.start;
        at = this.start + 1;
        kind = templateMiddle;
        continue;
      }
      at++;
    }
  }

  protected array(): void {
    const { noIn } = this;
    this.noIn = false;
    this.takeSign();
    const run = newRun();
    while (!this.isSign(S.closeBracket)) {
      if (this.skipSign(S.comma)) continue;
      const first = this.sink.count;
      const from = this.start;
      if (this.isSign(S.dots)) this.takeSign();
      this.assignment();
      this.addElement(run, first, from);
      if (!this.skipSign(S.comma)) break;
    }
    this.sink.pushList(ListKind.elements, run);
    this.expectSign(S.closeBracket);
    this.noIn = noIn;
  }

  protected object(first: number, from: number): void {
    const { noIn } = this;
    this.noIn = false;
    this.takeSign();
    const run = newRun();
    while (!this.isSign(S.closeBrace)) {
      const elementFirst = this.sink.count;
      const elementFrom = this.start;
      this.property();
      this.addElement(run, elementFirst, elementFrom);
      if (!this.skipSign(S.comma)) break;
    }
    this.sink.pushList(ListKind.properties, run);
    this.expectSign(S.closeBrace);
    this.noIn = noIn;
    this.sink.pushExpression(first, from, this.lastEnd);
  }

  /** Whether the name at hand is a whole property: `{ name }`. */
  private isShorthand(): boolean {
    return this.ahead !== S.colon && this.peek(() => this.isSign(S.comma) || this.isSign(S.closeBrace) || this.isSign(S.equals));
  }

  private isAsyncModifier(): boolean {
    return this.peek(() => !this.newline && (this.isMemberName() || this.isSign(S.star)));
  }

  /** Takes `get` or `set` where it makes an accessor of what follows. */
  protected takeAccessorWord(): boolean {
    const isAccessor = (this.isWord(W.get) || this.isWord(W.set)) && this.isBeforeMember();
    if (isAccessor) this.takeWord();
    return isAccessor;
  }

  private isBeforeMember(): boolean {
    return this.peek(() => this.isMemberName());
  }

  protected property(): void {
    const from = this.start;
    if (this.isSign(S.dots)) {
      this.takeSign();
      this.assignment();
      return;
    }
    let isMethod = false;
    if (this.isWord(W.async) && this.isAsyncModifier()) this.takeWord();
    else isMethod = this.takeAccessorWord();
    if (this.isSign(S.star)) {
      this.takeSign();
      isMethod = true;
    }
    const nameStart = this.start;
    if (!isMethod && this.isKind(Kind.name) && !reserved.has(this.code)) {
      if (this.isShorthand()) {
        this.takeName(TokenRole.binding);
        this.initializer();
        return;
      }
    }
    this.propertyName();
    const nameEnd = this.lastEnd;
    if (this.isSign(S.colon)) {
      this.takeSign();
      if (this.assignment() === Form.function) this.noteUnit(nameStart, nameEnd, from);
      return;
    }
    this.signature();
    this.block();
    this.noteUnit(nameStart, nameEnd, from);
  }
}
