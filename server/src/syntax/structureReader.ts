import { ListKind, TokenRole } from "./facts.ts";
import type { FileFacts } from "./facts.ts";
import { Form } from "./patternReader.ts";
import { constantValues, schemaMembers } from "./constantOutline.ts";
import { DefinitionReader } from "./definitionReader.ts";
import { outlineOf, scopeWithin } from "./outline.ts";
import { S, W, Kind, mayHide, reserved, unreadable } from "./scanner.ts";
import type { Dialect } from "./scanner.ts";
import { newRun } from "./tokenSink.ts";

/**
 * Reads tokens and units without making a tree, or answers `undefined` where the text is not what
 * this reader knows, broken code above all. Then the compiler's parser has to read it.
 */
export function readStructure(text: string, dialect: Dialect): Structure | undefined {
  try {
    return new StructureReader(text, dialect).read();
  } catch (error) {
    if (error === unreadable || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What one reading of a text gives. */
export type Structure = Pick<FileFacts, "tokens" | "units" | "named" | "modelParts" | "outlines">;

/** The first letter of `enum`. */
const firstOfEnum = 101;

/** Reads statements and functions. */
class StructureReader extends DefinitionReader {
  read(): Structure {
    this.next();
    this.statements(0);
    if (!this.isKind(Kind.end)) throw unreadable;
    return { ...this.sink.finish(), modelParts: this.modelParts, outlines: this.outlines };
  }

  /** Statements up to a closing brace, the end, or with `inClause` the next clause. */
  protected statements(stop: number, inClause = false): void {
    const outer = this.definitions;
    let run = newRun();
    while (!this.isKind(Kind.end) && !this.isSign(S.closeBrace)) {
      if (inClause && (this.isWord(W.case) || this.isWord(W.default))) break;
      const place = this.sink.mark();
      const from = this.start;
      const before = this.definitions;
      const separates = this.statement();
      if (this.definitions > before && this.atDeclarations) this.modelParts.push({ start: from, end: this.lastEnd });
      if (separates) {
        this.sink.reset(place);
        this.sink.pushList(ListKind.statements, run);
        run = newRun();
        continue;
      }
      this.addElement(run, place.tokens, from);
    }
    if (stop !== 0 && !this.isSign(stop)) throw unreadable;
    this.sink.pushList(ListKind.statements, run);
    this.definitions = outer;
  }

  private isConstantEnum(): boolean {
    const { ahead } = this;
    return (ahead === firstOfEnum || mayHide(ahead)) && this.peek(() => this.isWord(W.enum));
  }

  protected block(): void {
    const { atDeclarations } = this;
    this.atDeclarations = false;
    this.expectSign(S.openBrace);
    this.statements(S.closeBrace);
    this.expectSign(S.closeBrace);
    this.atDeclarations = atDeclarations;
  }

  /** Reads one statement; answers whether it is one that separates lists. */
  protected statement(): boolean {
    if (this.isKind(Kind.sign)) {
      switch (this.code) {
        case S.openBrace:
          this.block();
          return false;
        case S.semicolon:
          this.next();
          return true;
        case S.at: {
          const { start } = this;
          this.decorators();
          this.decoratedFrom = start;
          return this.statement();
        }
        default:
          return this.expressionStatement();
      }
    }
    if (!this.isKind(Kind.name)) return this.expressionStatement();
    switch (this.code) {
      case W.import:
        if (this.peek(() => this.isSign(S.openParen) || this.isSign(S.dot))) return this.expressionStatement();
        this.skipImport();
        return true;
      case W.export:
        return this.exported();
      case W.const:
        if (this.isConstantEnum()) {
          this.next();
          this.enumeration();
          return true;
        }
        this.constants();
        return false;
      case W.var:
        this.variables();
        return false;
      case W.let:
        if (!this.peek(() => this.isKind(Kind.name) || this.isSign(S.openBrace) || this.isSign(S.openBracket))) break;
        this.variables();
        return false;
      case W.function:
        return this.functionDeclaration(this.start);
      case W.class:
        this.class(this.start);
        return false;
      case W.if:
        this.takeWord();
        this.condition();
        this.statement();
        if (this.isWord(W.else)) {
          this.takeWord();
          this.statement();
        }
        return false;
      case W.for:
        this.for();
        return false;
      case W.while:
        this.takeWord();
        this.condition();
        this.statement();
        return false;
      case W.do:
        this.takeWord();
        this.statement();
        if (!this.isWord(W.while)) throw unreadable;
        this.takeWord();
        this.condition();
        this.skipSign(S.semicolon);
        return false;
      case W.switch:
        this.switch();
        return false;
      case W.try:
        this.try();
        return false;
      case W.return:
      case W.throw:
        this.takeWord();
        if (!this.newline && !this.isSign(S.semicolon) && !this.isSign(S.closeBrace) && !this.isKind(Kind.end)) this.expression();
        this.semicolon();
        return false;
      case W.break:
      case W.continue:
        this.takeWord();
        if (this.isKind(Kind.name) && !this.newline) this.takeName(TokenRole.fixed);
        this.semicolon();
        return false;
      case W.debugger:
        this.takeWord();
        this.semicolon();
        return false;
      case W.with:
        throw unreadable;
      case W.enum:
        this.enumeration();
        return true;
      case W.interface:
        if (!this.peek(() => this.isKind(Kind.name) && !this.newline)) break;
        this.skipToBody(true);
        this.definitions++;
        return true;
      case W.type:
        if (!this.peek(() => this.isKind(Kind.name) && !this.newline)) break;
        this.skipAlias();
        this.definitions++;
        return true;
      case W.namespace:
      case W.module:
        if (!this.peek(() => (this.isKind(Kind.name) || this.isKind(Kind.string)) && !this.newline)) break;
        this.namespace(this.start);
        return false;
      case W.global:
        if (!this.peek(() => this.isSign(S.openBrace))) break;
        this.skipToBody();
        return true;
      case W.abstract:
        if (!this.peek(() => this.isWord(W.class) && !this.newline)) break;
        this.class(this.start);
        return false;
      case W.async:
        if (!this.peek(() => this.isWord(W.function) && !this.newline)) break;
        return this.functionDeclaration(this.start);
      case W.declare:
        if (!this.peek(() => this.isKind(Kind.name) && !this.newline)) break;
        this.ambient();
        return true;
      case W.using:
        if (!this.peek(() => this.isKind(Kind.name) && !this.newline && this.code !== W.in && this.code !== W.of)) break;
        this.variables();
        return false;
      case W.await:
        if (!this.peek(() => this.isWord(W.using) && !this.newline && this.peek(() => this.isKind(Kind.name) && !this.newline))) break;
        this.takeWord();
        this.variables();
        return false;
      default:
        if (!reserved.has(this.code) && this.isFollowedBy(S.colon)) {
          this.takeName(TokenRole.fixed);
          this.takeSign();
          this.statement();
          return false;
        }
    }
    return this.expressionStatement();
  }

  protected expressionStatement(): boolean {
    const first = this.sink.count;
    const form = this.expression();
    this.sink.dropExpression(first, this.sink.count);
    this.semicolon();
    return form === Form.lonelyString;
  }

  protected condition(): void {
    this.expectSign(S.openParen);
    this.expression();
    this.expectSign(S.closeParen);
  }

  protected skipImport(): void {
    this.next();
    let depth = 0;
    while (depth > 0 || !this.isKind(Kind.string)) {
      if (this.isKind(Kind.end) || this.isKind(Kind.template)) throw unreadable;
      if (this.isSign(S.openBrace)) depth++;
      else if (this.isSign(S.closeBrace)) depth--;
      else if (this.isSign(S.equals)) {
        // import a = b.c, import a = require("a")
        this.next();
        this.dropped(() => this.expression());
        this.semicolon();
        return;
      }
      this.next();
    }
    this.next();
    if ((this.isWord(W.with) || (this.isKind(Kind.name) && !this.newline)) && this.peek(() => this.isSign(S.openBrace))) {
      this.next();
      this.skipBalanced();
    }
    this.semicolon();
  }

  protected exported(): boolean {
    const from = this.start;
    const next = this.peek(() => (this.isKind(Kind.sign) ? this.code : this.isKind(Kind.name) ? this.code : 0));
    if (next === S.openBrace || next === S.star) {
      this.next();
      this.skipExports();
      this.definitions++;
      return true;
    }
    if (next === S.equals) {
      this.next();
      this.takeSign();
      this.exportedExpression();
      return false;
    }
    if (next === W.as || next === W.import) {
      while (!this.isSign(S.semicolon) && !this.isKind(Kind.end)) {
        this.next();
        if (this.newline) break;
      }
      this.skipSign(S.semicolon);
      return true;
    }
    if (next === W.type && this.peek(() => this.peek(() => this.isSign(S.openBrace) || this.isSign(S.star)))) {
      this.next();
      this.next();
      this.skipExports();
      this.definitions++;
      return true;
    }
    this.next();
    if (this.isWord(W.default)) {
      this.next();
      if (this.isWord(W.function) || (this.isWord(W.async) && this.peek(() => this.isWord(W.function) && !this.newline))) return this.functionDeclaration(from);
      if (this.isWord(W.class) || (this.isWord(W.abstract) && this.peek(() => this.isWord(W.class)))) {
        this.class(from);
        return false;
      }
      if (this.isSign(S.at)) {
        this.decorators();
        this.class(from);
        return false;
      }
      if (this.isWord(W.interface) && this.peek(() => this.isKind(Kind.name))) {
        this.skipToBody(true);
        this.definitions++;
        return true;
      }
      this.exportedExpression();
      return false;
    }
    if (this.isWord(W.function) || (this.isWord(W.async) && this.peek(() => this.isWord(W.function)))) return this.functionDeclaration(from);
    if (this.isWord(W.class) || (this.isWord(W.abstract) && this.peek(() => this.isWord(W.class)))) {
      this.class(from);
      return false;
    }
    return this.statement();
  }

  /** A lone name may be that of a model. */
  private exportedExpression(): void {
    const first = this.sink.count;
    this.assignment();
    this.semicolon();
    if (this.sink.count === first + 1) this.definitions++;
  }

  protected skipExports(): void {
    if (this.skipSign(S.star)) {
      if (this.isWord(W.as)) {
        this.next();
        this.next();
      }
    } else this.skipBalanced();
    if (this.isWord(W.from)) {
      this.next();
      if (!this.isKind(Kind.string)) throw unreadable;
      this.next();
      if (this.isWord(W.with) && !this.newline) {
        this.next();
        this.skipBalanced();
      }
    }
    this.semicolon();
  }

  private namespace(from: number): void {
    if (this.peek(() => this.isKind(Kind.string))) throw unreadable;
    this.takeWord();
    const { scope } = this;
    this.scope = scopeWithin(scope, this.code);
    this.takeName(TokenRole.binding);
    while (this.isSign(S.dot)) {
      this.takeSign();
      this.scope = scopeWithin(this.scope, this.code);
      this.takeName(TokenRole.binding);
    }
    this.expectSign(S.openBrace);
    if (this.atDeclarations) this.modelParts.push({ start: from, end: this.lastEnd });
    this.statements(S.closeBrace);
    this.scope = scope;
    this.expectSign(S.closeBrace);
    if (this.atDeclarations) this.modelParts.push({ start: this.lastEnd - 1, end: this.lastEnd });
  }

  /** What follows `declare` leaves no tokens. */
  protected ambient(): void {
    const from = this.start;
    this.next();
    switch (this.code) {
      case W.const:
        if (this.isConstantEnum()) {
          this.skipToBody();
          return;
        }
        this.variables();
        return;
      case W.let:
      case W.var:
        this.variables();
        return;
      case W.function:
      case W.async:
        this.functionDeclaration(this.start);
        return;
      case W.class:
      case W.abstract:
        this.class(this.start);
        return;
      case W.type:
        this.skipAlias();
        return;
      case W.namespace:
      case W.module:
        if (this.peek(() => this.isKind(Kind.name))) {
          this.namespace(from);
          return;
        }
        this.skipAmbient();
        return;
      case W.interface:
      case W.enum:
      case W.global:
        this.skipAmbient();
        return;
      default:
        throw unreadable;
    }
  }

  /** Passes over braces, or over a line where there are none: `declare module "x";`. */
  private skipAmbient(): void {
    while (!this.isSign(S.openBrace)) {
      if (this.isKind(Kind.end)) throw unreadable;
      this.next();
      if (this.newline && !this.isSign(S.openBrace)) return;
      if (this.skipSign(S.semicolon)) return;
    }
    this.skipBalanced();
  }

  protected variables(): void {
    this.takeWord();
    this.variableList();
    this.semicolon();
  }

  /** Variables that are not assigned again, which may hold a table of constants or a schema. */
  private constants(): void {
    const { start } = this;
    const first = this.sink.count;
    const name = this.peek(() => (this.isKind(Kind.name) ? this.code : 0));
    this.variables();
    if (!this.atDeclarations || name === 0) return;
    const values = constantValues(this.sink, first);
    const members = values === undefined ? schemaMembers(this.sink, first) : undefined;
    if (values !== undefined) this.noteValues(values, name, start);
    else if (members !== undefined) {
      this.definitions++;
      this.outlines.push(outlineOf(members, { kind: "schema", name, scope: this.scope, start, end: this.lastEnd }));
    }
  }

  protected variableList(): void {
    do {
      const { start } = this;
      const isName = this.isKind(Kind.name);
      const nameEnd = this.end;
      this.bindingTarget();
      if (this.isSign(S.not)) this.takeSign();
      this.annotation();
      if (this.isSign(S.equals)) {
        this.takeSign();
        if (this.assignment() === Form.function && isName) this.noteUnit(start, nameEnd, start);
      }
    } while (this.skipSign(S.comma));
  }

  protected for(): void {
    this.takeWord();
    if (this.isWord(W.await)) this.takeWord();
    this.expectSign(S.openParen);
    const { noIn } = this;
    this.noIn = true;
    if (!this.isSign(S.semicolon)) {
      const isList =
        this.isWord(W.const) ||
        this.isWord(W.var) ||
        (this.isWord(W.let) && this.peek(() => this.isKind(Kind.name) || this.isSign(S.openBrace) || this.isSign(S.openBracket))) ||
        (this.isWord(W.using) && this.peek(() => this.isKind(Kind.name) && this.code !== W.of));
      const isAwaitUsing = this.isWord(W.await) && this.peek(() => this.isWord(W.using));
      if (isAwaitUsing) this.takeWord();
      if (isList || isAwaitUsing) {
        this.takeWord();
        this.variableList();
      } else this.expression();
    }
    this.noIn = noIn;
    if (this.isWord(W.of) || this.isWord(W.in)) {
      const isOf = this.isWord(W.of);
      this.takeWord();
      if (isOf) this.assignment();
      else this.expression();
    } else {
      this.noIn = false;
      if (!this.skipSign(S.semicolon)) throw unreadable;
      if (!this.isSign(S.semicolon)) this.expression();
      if (!this.skipSign(S.semicolon)) throw unreadable;
      if (!this.isSign(S.closeParen)) this.expression();
      this.noIn = noIn;
    }
    this.expectSign(S.closeParen);
    this.statement();
  }

  protected switch(): void {
    this.takeWord();
    this.condition();
    this.expectSign(S.openBrace);
    const run = newRun();
    while (!this.isSign(S.closeBrace)) {
      const first = this.sink.count;
      const from = this.start;
      if (this.isWord(W.case)) {
        this.takeWord();
        this.expression();
      } else if (this.isWord(W.default)) {
        // Left out like the modifier of the same name.
        this.next();
      } else throw unreadable;
      this.expectSign(S.colon);
      this.statements(0, true);
      this.addElement(run, first, from);
    }
    this.sink.pushList(ListKind.clauses, run);
    this.expectSign(S.closeBrace);
  }

  protected try(): void {
    this.takeWord();
    this.block();
    if (this.isWord(W.catch)) {
      this.takeWord();
      if (this.isSign(S.openParen)) {
        this.takeSign();
        this.bindingTarget();
        this.annotation();
        this.expectSign(S.closeParen);
      }
      this.block();
    }
    if (this.isWord(W.finally)) {
      this.takeWord();
      this.block();
    }
  }

  /** Answers whether there is no body: then it is a signature only. */
  protected functionDeclaration(from: number): boolean {
    if (this.isWord(W.async)) this.takeWord();
    this.takeWord();
    if (this.isSign(S.star)) this.takeSign();
    const nameStart = this.start;
    const nameEnd = this.end;
    const isNamed = this.isKind(Kind.name);
    if (isNamed) this.takeName(TokenRole.declaration);
    this.signature();
    if (!this.isSign(S.openBrace)) {
      this.semicolon();
      return true;
    }
    this.body();
    if (isNamed) this.noteUnit(nameStart, nameEnd, from);
    return false;
  }
}
