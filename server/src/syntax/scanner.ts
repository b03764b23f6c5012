import type { TokenRole } from "./facts.ts";
import { fnvOffset, fnvPrime, hashText } from "./hash.ts";
import { TokenSink } from "./tokenSink.ts";
import type { SinkMark } from "./tokenSink.ts";
import { skipTrivia } from "./trivia.ts";

/** Which language a text is in: what `<` may begin depends on it. */
export interface Dialect {
  /** JSX may occur. */
  readonly markup: boolean;
  /** Type arguments of calls and type assertions may occur. */
  readonly types: boolean;
}

/** Thrown where the text is not what the reader knows. It carries no stack, for it is thrown while alternatives are tried. */
export const unreadable = new Error("The text is not what the reader knows.");

export const Kind = { end: 0, name: 1, privateName: 2, number: 3, string: 4, template: 5, sign: 6 } as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

export const word = (text: string): number => hashText(text);
export const W = {
  abstract: word("abstract"), accessor: word("accessor"), as: word("as"), asserts: word("asserts"), async: word("async"),
  await: word("await"), break: word("break"), case: word("case"), catch: word("catch"), class: word("class"),
  const: word("const"), constructor: word("constructor"), continue: word("continue"), debugger: word("debugger"),
  declare: word("declare"), default: word("default"), delete: word("delete"), do: word("do"), else: word("else"),
  enum: word("enum"), export: word("export"), extends: word("extends"), false: word("false"), finally: word("finally"),
  for: word("for"), from: word("from"), function: word("function"), get: word("get"), global: word("global"), if: word("if"),
  implements: word("implements"), import: word("import"), in: word("in"), infer: word("infer"), instanceof: word("instanceof"),
  interface: word("interface"), is: word("is"), keyof: word("keyof"), let: word("let"), module: word("module"),
  namespace: word("namespace"), new: word("new"), null: word("null"), of: word("of"), out: word("out"),
  override: word("override"), private: word("private"), protected: word("protected"), public: word("public"),
  readonly: word("readonly"), return: word("return"), satisfies: word("satisfies"), set: word("set"), static: word("static"),
  super: word("super"), switch: word("switch"), this: word("this"), throw: word("throw"), true: word("true"),
  try: word("try"), type: word("type"), typeof: word("typeof"), unique: word("unique"), using: word("using"), var: word("var"),
  void: word("void"), while: word("while"), with: word("with"), yield: word("yield"),
};

/** Words that begin a statement or an expression and are never a name. */
export const reserved = new Set([
  W.break, W.case, W.catch, W.class, W.const, W.continue, W.debugger, W.default, W.delete, W.do, W.else, W.enum, W.export,
  W.extends, W.false, W.finally, W.for, W.function, W.if, W.import, W.in, W.instanceof, W.new, W.null, W.return, W.super,
  W.switch, W.this, W.throw, W.true, W.try, W.typeof, W.var, W.void, W.while, W.with,
]);
/** The code of a sign: up to four characters, the first in the lowest bits. */
export function sign(text: string): number {
  let code = 0;
  for (let i = 0; i < text.length; i++) code |= text.charCodeAt(i) << (8 * i);
  return code;
}
export const S = {
  openBrace: sign("{"), closeBrace: sign("}"), openParen: sign("("), closeParen: sign(")"), openBracket: sign("["),
  closeBracket: sign("]"), semicolon: sign(";"), comma: sign(","), dot: sign("."), dots: sign("..."), colon: sign(":"),
  question: sign("?"), questionDot: sign("?."), arrow: sign("=>"), equals: sign("="), less: sign("<"), greater: sign(">"),
  not: sign("!"), tilde: sign("~"), plus: sign("+"), minus: sign("-"), increment: sign("++"), decrement: sign("--"),
  star: sign("*"), slash: sign("/"), slashEquals: sign("/="), at: sign("@"), bar: sign("|"), and: sign("&"),
};
/** The hash of a sign's text, see `hashText`. */
export function hashOfSign(code: number): number {
  let hash = Math.imul(fnvOffset ^ (code & 255), fnvPrime);
  for (let rest = code >>> 8; rest !== 0; rest >>>= 8) hash = Math.imul(hash ^ (rest & 255), fnvPrime);
  return hash;
}

/** A place to return to. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
  readonly code: number;
  readonly newline: boolean;
  readonly lastEnd: number;
  readonly sink: SinkMark;
}

/** Tells tokens apart, one at a time, and takes them into the sink. */
export class Scanner {
  protected readonly text: string;
  protected readonly dialect: Dialect;
  protected readonly sink: TokenSink;
  /** Whether nothing but `\n` ends a line: then the engine can look for it. */
  private readonly hasPlainLines: boolean;

  /** The token at hand: `code` is the hash of a word, or the code of a sign. */
  protected start = 0;
  protected end = 0;
  protected kind: Kind = Kind.end;
  protected code = 0;
  protected newline = false;
  /** End of the token before. */
  protected lastEnd = 0;

  constructor(text: string, dialect: Dialect) {
    this.text = text;
    this.dialect = dialect;
    this.sink = new TokenSink(text);
    this.hasPlainLines = !text.includes("\r") && !text.includes("\u2028") && !text.includes("\u2029");
  }

  protected next(): void {
    const { text } = this;
    const { length } = text;
    this.lastEnd = this.end;
    let at = this.end;
    this.newline = false;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 10 || code === 13) {
        this.newline = true;
        at++;
      } else if (code === 32 || code === 9) at++;
      else if (code === 47) {
        const second = text.charCodeAt(at + 1);
        if (second === 47 && this.hasPlainLines) {
          at = text.indexOf("\n", at + 2);
          if (at < 0) at = length;
        } else if (second === 47) {
          at += 2;
          while (at < length) {
            const c = text.charCodeAt(at);
            if (c === 10 || c === 13 || c === 0x2028 || c === 0x2029) break;
            at++;
          }
        } else if (second === 42) {
          const close = text.indexOf("*/", at + 2);
          if (close < 0) throw unreadable;
          if (!this.newline && this.hasPlainLines) {
            const end = text.indexOf("\n", at);
            this.newline = end >= 0 && end < close;
          } else if (!this.newline) {
            for (let i = at; i < close; i++) {
              const c = text.charCodeAt(i);
              if (c === 10 || c === 13) {
                this.newline = true;
                break;
              }
            }
          }
          at = close + 2;
        } else break;
      } else if (code > 127 || code <= 32 || code === 35) {
        const skipped = skipTrivia(text, at, length);
        if (skipped === at) break;
        if (code === 0x2028 || code === 0x2029) this.newline = true;
        at = skipped;
      } else break;
    }
    this.scanAt(at);
  }

  protected scanAt(at: number): void {
    const { text } = this;
    this.start = at;
    const code = text.charCodeAt(at);
    if (Number.isNaN(code)) {
      this.kind = Kind.end;
      this.code = 0;
      this.end = at;
      return;
    }
    if (isNameStart(code)) {
      this.scanName(at);
      this.kind = Kind.name;
      return;
    }
    if (code >= 48 && code <= 57) {
      this.scanNumber(at);
      return;
    }
    switch (code) {
      case 34:
      case 39:
        this.scanString(at, code);
        return;
      case 96:
        this.kind = Kind.template;
        this.code = 0;
        this.end = at + 1;
        return;
      case 35:
        if (!isNameStart(text.charCodeAt(at + 1))) throw unreadable;
        this.scanName(at + 1);
        this.code = hashText(text, at, this.end);
        this.kind = Kind.privateName;
        return;
      case 46: {
        const second = text.charCodeAt(at + 1);
        if (second >= 48 && second <= 57) {
          this.scanNumber(at);
          return;
        }
        break;
      }
      case 92:
        // An escape in a name.
        throw unreadable;
    }
    this.kind = Kind.sign;
    const length = isAlone(code) ? 1 : this.lengthOfSign(at, code);
    this.end = at + length;
    this.code = length === 1 ? code : code | (text.charCodeAt(at + 1) << 8) | (length === 3 ? text.charCodeAt(at + 2) << 16 : 0);
  }

  /** How many characters the sign has that begins with this one; `<` and `>` are joined on demand. */
  private lengthOfSign(at: number, first: number): 1 | 2 | 3 {
    const second = this.text.charCodeAt(at + 1);
    const third = this.text.charCodeAt(at + 2);
    switch (first) {
      case 46: // . ...
        return second === 46 && third === 46 ? 3 : 1;
      case 61: // = => == ===
        return second === 62 ? 2 : second !== 61 ? 1 : third === 61 ? 3 : 2;
      case 33: // ! != !==
        return second !== 61 ? 1 : third === 61 ? 3 : 2;
      case 43: // + ++ +=
      case 45:
        return second === first || second === 61 ? 2 : 1;
      case 47: // / /= and % %= and ^ ^=
      case 37:
      case 94:
        return second === 61 ? 2 : 1;
      case 42: // * ** *= **= and & && &= &&= and so on
      case 38:
      case 124:
        return second === first ? (third === 61 ? 3 : 2) : second === 61 ? 2 : 1;
      case 63: // ? ?? ??= ?., but not in `a?.5:b`
        return second === 63 ? (third === 61 ? 3 : 2) : second === 46 && !isDigit(third) ? 2 : 1;
      default:
        return 1;
    }
  }

  protected scanName(at: number): void {
    const { text } = this;
    let hash = fnvOffset;
    let code = text.charCodeAt(at);
    do {
      hash = Math.imul(hash ^ code, fnvPrime);
      code = text.charCodeAt(++at);
    } while (isNamePart(code));
    if (code === 92) throw unreadable;
    this.code = hash;
    this.end = at;
  }

  protected scanNumber(at: number): void {
    const { text } = this;
    let end = at;
    const isDecimal = text.charCodeAt(at) !== 48 || !/[xXoObB]/.test(text.charAt(at + 1));
    for (;;) {
      const code = text.charCodeAt(end);
      if (isNamePart(code)) {
        end++;
        if (isDecimal && (code === 101 || code === 69)) {
          const next = text.charCodeAt(end);
          if (next === 43 || next === 45) end++;
        }
      } else if (code === 46 && isDecimal) {
        // `1..toFixed()` and `1.0.toFixed()`: one dot belongs to the number.
        if (text.slice(at, end).includes(".")) break;
        end++;
      } else break;
    }
    if (isNameStart(text.charCodeAt(end))) throw unreadable;
    this.kind = Kind.number;
    this.code = 0;
    this.end = end;
  }

  protected scanString(at: number, quote: number): void {
    const { text } = this;
    let end = at + 1;
    for (;;) {
      const code = text.charCodeAt(end);
      if (code === quote) break;
      if (code === 92) {
        end += text.charCodeAt(end + 1) === 13 && text.charCodeAt(end + 2) === 10 ? 3 : 2;
        continue;
      }
      if (code === 10 || code === 13 || Number.isNaN(code)) throw unreadable;
      end++;
    }
    this.kind = Kind.string;
    this.code = 0;
    this.end = end + 1;
  }

  /** Joins `<` and `>` with what follows to one operator. */
  protected rescanAngle(): void {
    const { text, start } = this;
    const first = text.charAt(start);
    for (const candidate of first === "<" ? ["<<=", "<<", "<="] : [">>>=", ">>>", ">>=", ">>", ">="]) {
      if (!text.startsWith(candidate, start)) continue;
      this.code = sign(candidate);
      this.end = start + candidate.length;
      return;
    }
  }

  protected mark(): Place {
    const { start, end, kind, code, newline, lastEnd } = this;
    return { start, end, kind, code, newline, lastEnd, sink: this.sink.mark() };
  }

  protected reset(place: Place): void {
    this.resume(place);
    this.sink.reset(place.sink);
  }

  protected resume({ start, end, kind, code, newline, lastEnd }: Place): void {
    this.start = start;
    this.end = end;
    this.kind = kind;
    this.code = code;
    this.newline = newline;
    this.lastEnd = lastEnd;
  }

  /**
   * The first character behind the token at hand that is no blank: what the next token begins with, unless that is
   * `mayHide`, when something else that is no token may stand there. NaN at the end.
   */
  protected get ahead(): number {
    const { text } = this;
    let at = this.end;
    let code = text.charCodeAt(at);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++at);
    return code;
  }

  /** The code of the token at hand where it is a sign, else 0. */
  private readonly signAtHand = (): number => (this.kind === Kind.sign ? this.code : 0);

  /** Whether the next token is a sign of one character with which no other sign begins. */
  protected isFollowedBy(alone: number): boolean {
    const { ahead } = this;
    return mayHide(ahead) ? this.peek(this.signAtHand) === alone : ahead === alone;
  }

  /** What `look` sees from here; nothing has happened afterwards. */
  protected peek<Result>(look: () => Result): Result {
    const { start, end, kind, code, newline, lastEnd } = this;
    this.next();
    const result = look();
    this.start = start;
    this.end = end;
    this.kind = kind;
    this.code = code;
    this.newline = newline;
    this.lastEnd = lastEnd;
    return result;
  }

  /** Runs `read`; where it cannot read on or answers false, nothing has happened. */
  protected attempt(read: () => boolean): boolean {
    const place = this.mark();
    try {
      if (read()) return true;
    } catch (error) {
      if (error !== unreadable) throw error;
    }
    this.reset(place);
    return false;
  }

  protected isKind(kind: Kind): boolean {
    return this.kind === kind;
  }

  protected isSign(code: number): boolean {
    return this.isKind(Kind.sign) && this.code === code;
  }

  protected isWord(code: number): boolean {
    return this.isKind(Kind.name) && this.code === code;
  }

  /** Takes the sign at hand. */
  protected takeSign(): void {
    this.sink.pushFixed(this.start, this.end, hashOfSign(this.code));
    this.next();
  }

  protected expectSign(code: number): void {
    if (!this.isSign(code)) throw unreadable;
    this.takeSign();
  }

  /** Passes over a sign that is no token, such as a comma. */
  protected skipSign(code: number): boolean {
    if (!this.isSign(code)) return false;
    this.next();
    return true;
  }

  protected takeWord(): void {
    this.sink.pushWord(this.start, this.end, this.code);
    this.next();
  }

  protected takeName(role: TokenRole): void {
    if (!this.isKind(Kind.name) && !this.isKind(Kind.privateName)) throw unreadable;
    this.sink.pushName(this.start, this.end, this.code, role);
    this.next();
  }
}

/** Whether a comment, or blank space of a rare kind, may begin with the character. */
export function mayHide(code: number): boolean {
  return code === 47 || code > 127 || code < 32;
}

/** `{ } ( ) [ ] , ; :`, the signs that are most frequent, begin no other. */
function isAlone(code: number): boolean {
  return code === 40 || code === 41 || code === 44 || code === 58 || code === 59 || code === 91 || code === 93 || code === 123 || code === 125;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36 || (code > 127 && code !== 0xa0 && code !== 0xfeff && code !== 0x2028 && code !== 0x2029);
}

export function isNamePart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    (code > 127 && code !== 0xa0 && code !== 0xfeff && code !== 0x2028 && code !== 0x2029)
  );
}
