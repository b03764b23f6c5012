import type { ModelOutline } from "./facts.ts";
import { hashText } from "./hash.ts";
import { outlineOf } from "./outline.ts";
import { S, Scanner, W, Kind, mayHide, unreadable } from "./scanner.ts";
import type { Place } from "./scanner.ts";

/** Mapped types of the library that keep the members of their argument. */
const wrappers = new Set(["Readonly", "Partial", "Required"].map((name) => hashText(name)));

/** Names of members without one, as models call them. */
const callName = hashText("()");
const constructName = hashText("new()");
const indexName = hashText("[]");

/** The first letter of `readonly`. */
const firstOfReadonly = 114;

/** Reads types: each leaves one token, or none. */
export class TypeReader extends Scanner {
  protected readonly outlines: ModelOutline[] = [];

  /** Takes up the names of members where a model is being read, */
  protected memberNames: number[] | undefined;
  /** and of what it is made of beside them. */
  protected bases: number[] = [];

  /** Names of all type parameters so far, and how often a type has named one. */
  private readonly typeParameterNames = new Set<number>();
  private typeParameterUses = 0;

  /** What is read again is noted again. */
  protected override resume(place: Place): void {
    super.resume(place);
    while ((this.outlines.at(-1)?.start ?? -1) >= place.start) this.outlines.pop();
  }

  /** Behind `extends` of a conditional type, another condition cannot begin. */
  protected noConditional = false;

  protected type(noConditional = false): void {
    const outer = this.noConditional;
    this.noConditional = noConditional;
    this.unionType();
    this.noConditional = outer;
    if (noConditional || this.newline || !this.isWord(W.extends)) return;
    this.next();
    this.type(true);
    if (!this.skipSign(S.question)) throw unreadable;
    this.type();
    if (!this.skipSign(S.colon)) throw unreadable;
    this.type();
  }

  protected unionType(): void {
    if (this.isSign(S.bar) || this.isSign(S.and)) this.next();
    this.typeOperand();
    while (this.isSign(S.bar) || this.isSign(S.and)) {
      this.next();
      this.typeOperand();
    }
  }

  protected typeOperand(): void {
    this.plainType();
    while (this.isSign(S.openBracket) && !this.newline) this.skipBalanced();
  }

  protected plainType(): void {
    switch (this.kind) {
      case Kind.string:
      case Kind.number:
        this.next();
        return;
      case Kind.template:
        this.skipTemplateType();
        return;
      case Kind.name:
        this.namedType();
        return;
      case Kind.sign:
        break;
      default:
        throw unreadable;
    }
    switch (this.code) {
      case S.openBrace:
        if (this.isMapped()) this.skipBalanced();
        else if (this.memberNames === undefined) this.inlineType();
        else this.objectType(this.memberNames);
        return;
      case S.openBracket:
        this.skipBalanced();
        return;
      case S.openParen:
        if (this.startsFunctionType()) this.functionType();
        else if (this.memberNames === undefined) this.skipBalanced();
        else {
          this.next();
          this.type();
          if (!this.skipSign(S.closeParen)) throw unreadable;
        }
        return;
      case S.less:
        this.dropped(() => this.typeParameters());
        this.functionType();
        return;
      case S.minus:
        this.next();
        if (!this.isKind(Kind.number)) throw unreadable;
        this.next();
        return;
      default:
        throw unreadable;
    }
  }

  /** Whether the brace at hand begins a mapped type. */
  private isMapped(): boolean {
    const { ahead } = this;
    const mayBe = ahead === S.openBracket || ahead === firstOfReadonly || ahead === S.plus || ahead === S.minus || mayHide(ahead);
    return mayBe && this.peek(() => {
      if (this.isSign(S.plus) || this.isSign(S.minus)) return true;
      if (this.isWord(W.readonly)) this.next();
      return this.isSign(S.openBracket) && this.peek(() => this.isKind(Kind.name) && this.peek(() => this.isWord(W.in)));
    });
  }

  /** An object type where a type is used. */
  private inlineType(): void {
    const { start, typeParameterUses } = this;
    const names: number[] = [];
    this.objectType(names);
    this.memberNames = undefined;
    // What names a type parameter of its surroundings means another thing elsewhere.
    if (names.length > 1 && this.typeParameterUses === typeParameterUses) this.outlines.push(outlineOf(names, { kind: "inline", start, end: this.lastEnd }));
  }

  /** Reads `{ … }` member by member and notes their names. */
  protected objectType(names: number[]): void {
    this.next();
    this.memberNames = undefined;
    this.elements(S.closeBrace, () => {
      names.push(this.memberName());
      this.skipSign(S.question);
      if (this.isSign(S.openParen) || this.isSign(S.less)) this.skipSignature();
      if (this.skipSign(S.colon)) this.type();
    });
    this.memberNames = names;
  }

  /** Reads what stands up to a closing sign, and passes over that. */
  private elements(close: number, read: () => void): void {
    while (!this.isSign(close)) {
      read();
      if (!this.skipSign(S.semicolon) && !this.skipSign(S.comma) && !this.newline && !this.isSign(close)) throw unreadable;
    }
    this.next();
  }

  /** The hash of the name of the member at hand, which is passed over. */
  private memberName(): number {
    while ((this.isWord(W.readonly) || this.isWord(W.get) || this.isWord(W.set)) && this.peek(() => this.beginsMember())) this.next();
    if (this.isSign(S.openParen) || this.isSign(S.less)) return callName;
    if (this.isWord(W.new) && this.peek(() => this.isSign(S.openParen) || this.isSign(S.less))) {
      this.next();
      return constructName;
    }
    if (this.isSign(S.openBracket)) {
      const isIndex = this.peek(() => this.isKind(Kind.name) && this.peek(() => this.isSign(S.colon)));
      const from = this.start;
      this.skipBalanced();
      return isIndex ? indexName : hashText(this.text, from, this.lastEnd);
    }
    const { kind, code, start, end } = this;
    this.next();
    if (kind === Kind.name) return code;
    if (kind === Kind.string) return hashText(this.text, start + 1, end - 1);
    if (kind === Kind.number) return hashText(this.text, start, end);
    throw unreadable;
  }

  private beginsMember(): boolean {
    return this.isKind(Kind.name) || this.isKind(Kind.string) || this.isKind(Kind.number) || this.isSign(S.openBracket);
  }

  private skipSignature(): void {
    if (this.isSign(S.less)) this.dropped(() => this.typeParameters());
    this.parameterTypes();
  }

  /** Parameters and a result, whose members are not those of what is being read. */
  private functionType(): void {
    const { memberNames } = this;
    this.memberNames = undefined;
    this.parameterTypes();
    if (!this.skipSign(S.arrow)) throw unreadable;
    this.type();
    this.memberNames = memberNames;
  }

  /** The parameters of a signature without a body, with their parentheses. */
  private parameterTypes(): void {
    if (!this.skipSign(S.openParen)) throw unreadable;
    this.elements(S.closeParen, () => {
      this.skipSign(S.dots);
      if (this.isKind(Kind.name)) this.next();
      else this.skipBalanced();
      this.skipSign(S.question);
      if (this.skipSign(S.colon)) this.type();
    });
  }

  /** Whether the parenthesis at hand begins parameters rather than a type. */
  // drydock-ignore -- The grammar of types and that of expressions begin parameters each in its own way.
  protected startsFunctionType(): boolean {
    return this.peek(() => {
      if (this.isSign(S.closeParen) || this.isSign(S.dots)) return true;
      if (this.isKind(Kind.name)) this.next();
      else if (this.isSign(S.openBrace) || this.isSign(S.openBracket)) this.skipBalanced();
      else return false;
      if (!this.isKind(Kind.sign)) return false;
      switch (this.code) {
        case S.colon:
        case S.comma:
        case S.question:
        case S.equals:
          return true;
        case S.closeParen:
          return this.peek(() => this.isSign(S.arrow));
        default:
          return false;
      }
    });
  }

  protected namedType(): void {
    switch (this.code) {
      case W.keyof:
      case W.unique:
      case W.readonly:
        if (!this.peek(() => this.startsType())) break;
        this.next();
        this.typeOperand();
        return;
      case W.infer:
        if (!this.peek(() => this.isKind(Kind.name) && !this.newline)) break;
        this.next();
        this.next();
        if (this.isWord(W.extends)) {
          // `infer X extends Y ? …` belongs to the condition around it, unless a `?` does not follow.
          const place = this.mark();
          this.next();
          this.type(true);
          if (this.isSign(S.question) && !this.noConditional) this.resume(place);
        }
        return;
      case W.asserts:
        if (!this.peek(() => this.isKind(Kind.name) && !this.newline && this.code !== W.is)) break;
        this.next();
        break;
      case W.typeof:
        this.next();
        if (this.isWord(W.import)) {
          this.importType();
          return;
        }
        this.entity();
        return;
      case W.import:
        this.importType();
        return;
      case W.new:
      case W.abstract:
        if (this.code === W.abstract && !this.peek(() => this.isWord(W.new))) break;
        if (this.isWord(W.abstract)) this.next();
        this.next();
        if (this.isSign(S.less)) this.dropped(() => this.typeParameters());
        this.functionType();
        return;
    }
    this.entity();
    if (this.isWord(W.is) && !this.newline) {
      this.next();
      this.type();
    }
  }

  protected startsType(): boolean {
    if (this.isKind(Kind.sign)) return this.code === S.openBrace || this.code === S.openBracket || this.code === S.openParen;
    return !this.isKind(Kind.end) && !this.isWord(W.extends) && !this.isWord(W.is);
  }

  protected entity(): void {
    if (!this.isKind(Kind.name)) throw unreadable;
    const { memberNames } = this;
    this.countUse();
    if (!wrappers.has(this.code)) {
      if (memberNames !== undefined) this.bases.push(this.code);
      this.memberNames = undefined;
    }
    this.next();
    while (this.isSign(S.dot)) {
      this.next();
      if (!this.isKind(Kind.name) && !this.isKind(Kind.privateName)) throw unreadable;
      this.next();
    }
    if (this.isSign(S.less) && !this.newline) this.skipTypeArguments();
    this.memberNames = memberNames;
  }

  private countUse(): void {
    if (this.typeParameterNames.has(this.code)) this.typeParameterUses++;
  }

  protected importType(): void {
    this.next();
    this.skipBalanced();
    while (this.isSign(S.dot)) {
      this.next();
      this.next();
    }
    if (this.isSign(S.less) && !this.newline) this.skipTypeArguments();
  }

  protected skipTypeArguments(): void {
    this.next();
    for (;;) {
      this.type();
      if (!this.skipSign(S.comma)) break;
    }
    if (!this.skipSign(S.greater)) throw unreadable;
  }

  protected skipTemplateType(): void {
    const { text } = this;
    let at = this.start + 1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (Number.isNaN(code)) throw unreadable;
      if (code === 92) at += 2;
      else if (code === 96) break;
      else if (code === 36 && text.charCodeAt(at + 1) === 123) {
        this.end = at + 2;
        this.next();
        this.type();
        if (!this.isSign(S.closeBrace)) throw unreadable;
        at = this.end;
      } else at++;
    }
    this.end = at + 1;
    this.next();
  }

  /** Passes over brackets and all that they hold. */
  protected skipBalanced(): void {
    let depth = 0;
    do {
      if (this.isKind(Kind.end)) throw unreadable;
      if (this.isKind(Kind.template)) {
        this.skipTemplateType();
        continue;
      }
      if (this.isKind(Kind.sign)) {
        switch (this.code) {
          case S.openBrace:
          case S.openBracket:
          case S.openParen:
            depth++;
            break;
          case S.closeBrace:
          case S.closeBracket:
          case S.closeParen:
            depth--;
            break;
          default:
            if (depth === 0) throw unreadable;
        }
      } else if (depth === 0) throw unreadable;
      else if (this.kind === Kind.name) this.countUse();
      this.next();
    } while (depth > 0);
  }

  /** Reads something that leaves no tokens. */
  protected dropped(read: () => void): void {
    const place = this.sink.mark();
    read();
    this.sink.reset(place);
  }

  protected typeToken(): void {
    const from = this.start;
    this.type();
    this.sink.pushType(from, this.lastEnd);
  }

  protected annotation(): void {
    if (!this.isSign(S.colon)) return;
    this.takeSign();
    this.typeToken();
  }

  /** `<A, B>`, each type as a token. */
  protected typeArguments(): boolean {
    this.takeSign();
    for (;;) {
      this.typeToken();
      if (!this.skipSign(S.comma)) break;
    }
    if (!this.isSign(S.greater)) return false;
    this.takeSign();
    return true;
  }

  protected typeParameters(): void {
    this.takeSign();
    while (!this.isSign(S.greater)) {
      const from = this.start;
      while (
        (this.isWord(W.const) || this.isWord(W.in) || this.isWord(W.out)) &&
        this.peek(() => this.isKind(Kind.name) && this.code !== W.extends)
      ) {
        this.next();
      }
      if (!this.isKind(Kind.name)) throw unreadable;
      this.typeParameterNames.add(this.code);
      this.next();
      if (this.isWord(W.extends)) {
        this.next();
        this.type();
      }
      if (this.skipSign(S.equals)) this.type();
      this.sink.pushType(from, this.lastEnd);
      if (!this.skipSign(S.comma)) break;
    }
    this.expectSign(S.greater);
  }
}
