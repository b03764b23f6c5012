const slash = 47;
const asterisk = 42;

/**
 * The offset of the first character at or behind `from` that is neither layout nor comment, at
 * most `end`. Between tokens of a parsed file there is nothing else to skip, but for the `#!` line.
 */
export function skipTrivia(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 0xa0 || code === 0xfeff || code === 0x2028 || code === 0x2029) at++;
    else if (code === slash && text.charCodeAt(at + 1) === slash) at = lineEnd(text, at, end);
    else if (code === slash && text.charCodeAt(at + 1) === asterisk) {
      const close = text.indexOf("*/", at + 2);
      at = close < 0 || close + 2 > end ? end : close + 2;
    } else if (at === 0 && code === 35 && text.charCodeAt(1) === 33) at = lineEnd(text, at, end);
    else if (code > 127 && /\s/u.test(text.charAt(at))) at++;
    else break;
  }
  return at;
}

function lineEnd(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029) return at;
  }
  return end;
}
