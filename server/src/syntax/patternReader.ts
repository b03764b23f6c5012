import { TokenRole } from "./facts.ts";
import { hashText, mix } from "./hash.ts";
import { S, W, Kind, reserved, unreadable } from "./scanner.ts";
import { shape } from "./tokenSink.ts";
import type { Run } from "./tokenSink.ts";
import { TypeReader } from "./typeReader.ts";

/** What an expression was, as far as names of units ask for it. */
export const Form = { other: 0, function: 1, lonelyString: 2 } as const;
export type Form = (typeof Form)[keyof typeof Form];

const parameterModifiers = new Set([W.public, W.private, W.protected, W.readonly, W.override]);

/** Reads what binds names: patterns, parameters, and names of properties. */
export abstract class PatternReader extends TypeReader {
  /** In the head of `for`, `in` is no operator. */
  protected noIn = false;

  /** Takes up the names of parameters that are fields, while those of a constructor are read. */
  protected parameterProperties: number[] | undefined;

  /** Reads a block with its braces. */
  protected abstract block(): void;

  /** Reads an expression without comma. */
  protected abstract assignment(): Form;

  /** Reads decorators, as long as there are any. */
  protected abstract decorators(): void;

  protected addElement(run: Run, first: number, from: number): void {
    if (this.sink.count === first) return;
    run.firsts.push(first);
    run.ends.push(this.sink.count);
    run.froms.push(from);
    run.tos.push(this.lastEnd);
  }

  protected noteUnit(nameStart: number, nameEnd: number, start: number): void {
    this.sink.noteName({
      name: this.text.slice(nameStart, nameEnd),
      nameSpan: { start: nameStart, end: nameEnd },
      start,
      end: this.lastEnd,
    });
  }

  protected bindingTarget(): void {
    if (this.isSign(S.openBrace)) {
      this.takeSign();
      while (!this.isSign(S.closeBrace)) {
        if (this.isSign(S.dots)) {
          this.takeSign();
          this.bindingTarget();
        } else if (this.isKind(Kind.name) && !this.isFollowedBy(S.colon)) {
          this.takeName(TokenRole.declaration);
        } else {
          this.propertyName();
          this.expectSign(S.colon);
          this.bindingTarget();
        }
        this.initializer();
        if (!this.skipSign(S.comma)) break;
      }
      this.expectSign(S.closeBrace);
    } else if (this.isSign(S.openBracket)) {
      this.takeSign();
      while (!this.isSign(S.closeBracket)) {
        if (this.skipSign(S.comma)) continue;
        if (this.isSign(S.dots)) this.takeSign();
        this.bindingTarget();
        this.initializer();
        if (!this.skipSign(S.comma)) break;
      }
      this.expectSign(S.closeBracket);
    } else {
      if (!this.isKind(Kind.name) || (reserved.has(this.code) && this.code !== W.this)) throw unreadable;
      this.takeName(TokenRole.declaration);
    }
  }

  protected body(): void {
    const { noIn } = this;
    this.noIn = false;
    this.block();
    this.noIn = noIn;
  }

  protected signature(): void {
    if (this.isSign(S.less)) this.typeParameters();
    this.parameters();
    this.annotation();
  }

  protected parameters(): void {
    const { noIn } = this;
    this.noIn = false;
    this.expectSign(S.openParen);
    const properties = this.parameterProperties;
    this.parameterProperties = undefined;
    while (!this.isSign(S.closeParen)) {
      let isProperty = false;
      if (this.isSign(S.at)) this.decorators();
      while (this.isKind(Kind.name) && parameterModifiers.has(this.code) && this.isBeforeParameter()) {
        this.takeWord();
        isProperty = true;
      }
      if (this.isSign(S.dots)) this.takeSign();
      if (isProperty && this.isKind(Kind.name)) properties?.push(this.code);
      this.bindingTarget();
      if (this.isSign(S.question)) this.takeSign();
      this.annotation();
      this.initializer();
      if (!this.skipSign(S.comma)) break;
    }
    this.expectSign(S.closeParen);
    this.noIn = noIn;
  }

  private isBeforeParameter(): boolean {
    return this.peek(() => this.isKind(Kind.name) || this.isSign(S.openBrace) || this.isSign(S.openBracket) || this.isSign(S.dots));
  }

  protected isMemberName(): boolean {
    return (
      this.isKind(Kind.name) ||
      this.isKind(Kind.privateName) ||
      this.isKind(Kind.string) ||
      this.isKind(Kind.number) ||
      this.isSign(S.openBracket)
    );
  }

  /** `= value`, where there is one. */
  protected initializer(): void {
    if (!this.isSign(S.equals)) return;
    this.takeSign();
    this.assignment();
  }

  /** The name of a member or property. */
  protected propertyName(): void {
    switch (this.kind) {
      case Kind.name:
      case Kind.privateName:
        this.takeName(TokenRole.property);
        return;
      case Kind.string:
      case Kind.number:
        this.literal();
        return;
      default:
        this.expectSign(S.openBracket);
        this.assignment();
        this.expectSign(S.closeBracket);
    }
  }

  protected literal(): void {
    const { start, end } = this;
    const hash = this.isKind(Kind.string) ? mix(1, hashText(this.text, start + 1, end - 1)) : hashText(this.text, start, end);
    this.sink.push(start, end, shape.literal, hash, TokenRole.literal);
    this.next();
  }
}
