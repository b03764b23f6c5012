import { ts } from "../../syntax/typescript.ts";
import type { Span } from "../../syntax/position.ts";

/** The text of a template between two of its values, or at one of its ends. */
export type Piece = ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail;

/** Whether the node is a piece of a template that gives a text, so that a value may stand in its place. */
export function isPiece(node: ts.Node): node is Piece {
  if (!ts.isTemplateHead(node) && !ts.isTemplateMiddleOrTemplateTail(node)) return false;
  const template = templateOf(node);
  return template !== undefined && !ts.isTaggedTemplateExpression(template.parent);
}

/** The template that the piece is a part of; `undefined` for one of types. */
export function templateOf({ parent }: Piece): ts.TemplateExpression | undefined {
  const template = ts.isTemplateSpan(parent) ? parent.parent : parent;
  return ts.isTemplateExpression(template) ? template : undefined;
}

/**
 * The range of the first of the pieces that becomes a value: all between its marks but the words at its ends
 * that all pieces have.
 */
export function rangeOfPiece(pieces: readonly Piece[]): Span {
  const { start, end } = insideOf(pieces[0] as Piece);
  const [before, behind] = sharedEnds(pieces);
  return { start: start + before, end: end - behind };
}

/** The text that stands in that range in the piece at an index, as it is written where it is passed. */
export function textOfPiece(pieces: readonly Piece[], at: number, quote: string): string {
  const raw = rawOf(pieces[at] as Piece);
  const [before, behind] = sharedEnds(pieces);
  const own = raw.slice(before, raw.length - behind);
  return /["'`\\$\r\n]/.test(own) ? `\`${own}\`` : quote + own + quote;
}

function insideOf(piece: Piece): Span {
  return { start: piece.getStart() + 1, end: piece.end - (ts.isTemplateTail(piece) ? 1 : 2) };
}

function rawOf(piece: Piece): string {
  const { start, end } = insideOf(piece);
  return piece.getSourceFile().text.slice(start, end);
}

/** How much of their texts all pieces begin and end with, in whole words; nothing where one would be left without text. */
function sharedEnds(pieces: readonly Piece[]): readonly [before: number, behind: number] {
  const [first = "", ...others] = pieces.map(rawOf);
  const shared = (isEqual: (length: number) => boolean, isEnd: (length: number) => boolean): number => {
    let most = 0;
    for (let length = 1; length <= first.length && isEqual(length); length++) if (isEnd(length)) most = length;
    return most;
  };
  const before = shared((length) => others.every((one) => one.startsWith(first.slice(0, length))), (length) => first[length - 1] === " ");
  const rest = first.slice(before);
  const behind = shared(
    (length) => length < rest.length && others.every((one) => one.slice(before).endsWith(rest.slice(-length))),
    (length) => /^(?: |[.,:;!?)]+(?: |$))/.test(rest.slice(-length)),
  );
  const isLeft = [first, ...others].every((one) => one.length > before + behind && !/\\$/.test(one.slice(0, one.length - behind)));
  return isLeft ? [before, behind] : [0, 0];
}
