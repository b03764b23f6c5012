import { ListKind, TokenRole } from "./facts.ts";
import { ExpressionReader } from "./expressionReader.ts";
import { hashText } from "./hash.ts";
import { outlineOf } from "./outline.ts";
import { Form } from "./patternReader.ts";
import type { Span } from "./position.ts";
import { S, W, Kind, unreadable } from "./scanner.ts";
import { newRun } from "./tokenSink.ts";

const memberModifiers = new Set([
  W.public, W.private, W.protected, W.readonly, W.override, W.static, W.abstract, W.declare, W.accessor, W.async,
]);

/** Reads classes, and keeps what the statements of a file say of models. */
export abstract class ClassReader extends ExpressionReader {
  protected readonly modelParts: Span[] = [];
  /** Names of the fields and accessors of the class that is being read. */
  protected fields: number[] = [];
  /** Whether statements stand at the top of the file or of a namespace. */
  protected atDeclarations = true;
  /** The namespace that is being read, as outlines name it. */
  protected scope = 0;
  /** How many statements define a model, or export one, in the list that is being read. */
  protected definitions = 0;
  /** Where the decorators begin that stand in front of the statement at hand. */
  protected decoratedFrom: number | undefined;
  /** How many methods, static blocks and the like were read. */
  protected methods = 0;

  /**
   * @param name hash of the name that is defined
   * @param start where the definition begins
   */
  protected noteModel(names: readonly number[], name: number, start: number, bases: readonly number[] = []): void {
    if (!this.atDeclarations || names.length + bases.length === 0) return;
    this.outlines.push(outlineOf(names, { name, scope: this.scope, bases, start, end: this.lastEnd }));
  }

  /** @param values hashes of what an enum, a union or a table holds */
  protected noteValues(values: readonly number[], name: number, start: number): void {
    if (!this.atDeclarations || values.length < 2) return;
    this.definitions++;
    this.outlines.push(outlineOf(values, { kind: "values", name, scope: this.scope, start, end: this.lastEnd }));
  }

  protected semicolon(): void {
    if (this.skipSign(S.semicolon)) return;
    if (this.newline || this.isKind(Kind.end) || this.isSign(S.closeBrace)) return;
    throw unreadable;
  }

  /** @param at where the class begins, or the `export` in front of it; -1 where it is an expression */
  protected class(at: number): void {
    const from = at < 0 ? at : (this.decoratedFrom ?? at);
    this.decoratedFrom = undefined;
    if (this.isWord(W.abstract)) this.takeWord();
    if (!this.isWord(W.class)) throw unreadable;
    this.takeWord();
    const nameStart = this.start;
    const nameEnd = this.end;
    const isNamed = this.isKind(Kind.name) && this.code !== W.extends && this.code !== W.implements;
    if (isNamed) this.takeName(TokenRole.declaration);
    if (this.isSign(S.less)) this.typeParameters();
    if (this.isWord(W.extends)) {
      this.takeWord();
      this.leftHandSide(true);
    }
    if (this.isWord(W.implements)) {
      this.takeWord();
      do this.typeToken();
      while (this.skipSign(S.comma));
    }
    this.expectSign(S.openBrace);
    const { noIn, methods, fields: outerFields } = this;
    const fields: number[] = [];
    this.fields = fields;
    this.noIn = false;
    const outline = { start: from, end: this.lastEnd };
    this.members();
    const isData = this.methods === methods;
    this.noIn = noIn;
    this.methods = methods;
    this.fields = outerFields;
    this.expectSign(S.closeBrace);
    if (from < 0) return;
    if (isNamed) this.noteUnit(nameStart, nameEnd, from);
    if (isData) {
      this.definitions++;
      this.noteModel(fields, isNamed ? hashText(this.text, nameStart, nameEnd) : 0, from);
    }
    else if (this.atDeclarations) this.modelParts.push(outline, { start: this.lastEnd - 1, end: this.lastEnd });
  }

  protected members(): void {
    let run = newRun();
    while (!this.isSign(S.closeBrace)) {
      const place = this.sink.mark();
      const from = this.start;
      if (this.skipSign(S.semicolon) || this.member(from)) {
        this.sink.reset(place);
        this.sink.pushList(ListKind.members, run);
        run = newRun();
        continue;
      }
      this.addElement(run, place.tokens, from);
    }
    this.sink.pushList(ListKind.members, run);
  }

  /** Whether the word at hand is a modifier rather than the name of the member. */
  protected isModifier(): boolean {
    if (!this.isKind(Kind.name) || !memberModifiers.has(this.code)) return false;
    const isStatic = this.code === W.static;
    return this.peek(
      () =>
        (!this.newline || isStatic) &&
        (this.isKind(Kind.name) ||
          this.isKind(Kind.privateName) ||
          this.isKind(Kind.string) ||
          this.isKind(Kind.number) ||
          this.isSign(S.openBracket) ||
          this.isSign(S.star) ||
          (isStatic && this.isSign(S.openBrace))),
    );
  }

  /** Reads one member; answers whether it separates lists. */
  protected member(from: number): boolean {
    if (this.isSign(S.at)) this.decorators();
    while (this.isModifier()) this.takeWord();
    if (this.isSign(S.at)) throw unreadable;
    if (this.isSign(S.openBrace)) {
      this.methods++;
      this.block();
      return false;
    }
    if (this.isSign(S.openBracket) && this.peek(() => this.isKind(Kind.name) && this.peek(() => this.isSign(S.colon)))) {
      this.skipBalanced();
      this.annotation();
      this.semicolon();
      this.methods++;
      return true;
    }
    const isAccessor = this.takeAccessorWord();
    if (this.isSign(S.star)) this.takeSign();
    const nameStart = this.start;
    const isConstructor = this.isWord(W.constructor) && !isAccessor && this.isFollowedBy(S.openParen);
    if (isConstructor) this.takeWord();
    else this.propertyName();
    const nameEnd = this.lastEnd;
    const isLiteral = this.text.charCodeAt(nameStart) === 34 || this.text.charCodeAt(nameStart) === 39;
    const name = hashText(this.text, isLiteral ? nameStart + 1 : nameStart, isLiteral ? nameEnd - 1 : nameEnd);
    if (this.isSign(S.question) || this.isSign(S.not)) this.takeSign();
    if (this.isSign(S.openParen) || this.isSign(S.less)) {
      this.parameterProperties = isConstructor ? this.fields : undefined;
      this.signature();
      this.parameterProperties = undefined;
      const hasBody = this.isSign(S.openBrace);
      if (hasBody) this.block();
      else this.semicolon();
      if (isAccessor) this.fields.push(name);
      else if (!isConstructor) this.methods++;
      if (hasBody || isAccessor) this.noteUnit(nameStart, nameEnd, from);
      return !hasBody && !isAccessor;
    }
    this.fields.push(name);
    this.annotation();
    let form: Form = Form.other;
    if (this.isSign(S.equals)) {
      this.takeSign();
      form = this.assignment();
    }
    this.semicolon();
    if (form === Form.function) this.noteUnit(nameStart, nameEnd, from);
    return false;
  }
}
