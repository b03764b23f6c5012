import { ts } from "../../syntax/typescript.ts";
import type { TextEdit } from "../refactoring.ts";
import { indentAt, lineStartOf } from "../modules/layout.ts";
import { leadingStart } from "../modules/leadingComments.ts";
import type { LocatedModel } from "./located.ts";
import { refuse, type Refusal } from "./refusal.ts";

/** A comment of a declaration, with the member in front of or behind which it stands. */
interface PlacedComment extends ts.CommentRange {
  /** The member's text as a key; empty for the declaration as a whole, `undefined` where it belongs to no member. */
  readonly slot: string | undefined;
  readonly text: string;
  readonly words: string;
}

const pragma =
  /@ts-|(?:eslint|biome|prettier|tslint|oxlint|deno-lint|dprint|drydock)-|istanbul|\bc8\b|\bv8 ignore|noinspection|#(?:end)?region|@(?:jsx|vite|__)|sourceMappingURL/;

/** Tags that say who may use a declaration. They must not come to hold for users of another one. */
const tags = /@(?:deprecated|internal|alpha|beta|experimental|private|hidden|ignore)\b/g;

/** What has members with comments. */
export type Commented = Pick<LocatedModel, "source" | "name"> & { readonly node: LocatedModel["node"] | ts.TypeLiteralNode | ts.ObjectLiteralExpression };

/** What happens to the comments of a definition that goes. */
export interface CommentPlan {
  /** Edits of the kept definition's file that take over what it does not say. */
  readonly moved: readonly TextEdit[];
  /** Whether the comment in front of the definition says something that the kept one does not. */
  readonly ownLeading: boolean;
}

/**
 * Decides about the comments of `gone`: what `kept` says too goes; a comment on a member moves to
 * the same member of `kept` where that has none; else nothing is lost, and the answer is a refusal.
 *
 * @param only the names of the members that go, where the others and the declaration stay
 */
export function planComments(gone: Commented, kept: Commented, only?: ReadonlySet<string>): CommentPlan | Refusal {
  const goes = ({ slot }: PlacedComment): boolean => only === undefined || (slot !== undefined && slot !== "" && only.has(slot.slice("member ".length)));
  const [own, others] = [commentsOf(gone).filter(goes), commentsOf(kept).filter(goes)];
  // What tells a tool about a member goes with it, where the same is told about the one that stays.
  const isTold = ({ slot, words }: PlacedComment): boolean => slot !== undefined && slot !== "" && others.some((one) => one.slot === slot && one.words === words);
  const special = own.find((comment) => pragma.test(comment.text) && !isTold(comment));
  if (special) return refuse("pragma", `A comment for a tool stands at ${gone.name}: ${quoted(special.words)}.`);
  const foreign = foreignTag(others, own);
  if (foreign !== undefined) return refuse("tags", `${kept.name} is marked ${foreign}, and ${gone.name} is not.`);
  const said = new Set(others.map(({ words }) => words));
  // What is said of one member is not said of another one.
  const isSaid = (comment: PlacedComment): boolean => (comment.slot === undefined || comment.slot === "" ? said.has(comment.words) : isTold(comment));
  const taken = new Set(others.map(({ slot }) => slot));
  const moved: TextEdit[] = [];
  for (const comment of own) {
    if (pragma.test(comment.text)) continue;
    if (comment.slot === "" || comment.words === "" || isSaid(comment)) continue;
    const mark = foreignTag([comment], others);
    if (mark !== undefined) return refuse("tags", `${gone.name} is marked ${mark}, and ${kept.name} is not.`);
    const target = comment.slot === undefined || taken.has(comment.slot) ? undefined : placeFor(comment.slot, kept);
    if (target === undefined)
      return refuse("comments", `${gone.name} has a comment that ${kept.name} lacks: ${quoted(comment.words)}. Move it first.`);
    moved.push({ start: target, end: target, text: reindented(comment.text, target, kept.source) });
  }
  const ownLeading = own.some(({ slot, words }) => slot === "" && words !== "" && !said.has(words));
  return { moved, ownLeading };
}

/** How many comments say something about a model or its members. */
export function countComments(model: LocatedModel): number {
  return commentsOf(model).filter(({ words }) => words !== "").length;
}

function commentsOf({ node, source }: Commented): readonly PlacedComment[] {
  const { text } = source;
  const found: PlacedComment[] = [];
  const start = leadingStart(node, source);
  const add = (range: ts.CommentRange, slot: string | undefined): void => {
    const own = text.slice(range.pos, range.end);
    found.push({ ...range, slot, text: own, words: wordsOf(own) });
  };
  for (const range of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []) if (range.pos >= start) add(range, "");
  const inner = everyComment(node, source);
  const members = membersOf(node);
  for (const range of inner) {
    const before = members.find((member) => member.getFullStart() <= range.pos && range.end <= member.getStart(source));
    const onOwnLine = text.slice(lineStartOf(text, range.pos), range.pos).trim() === "";
    const behind = members.findLast((member) => member.end <= range.pos);
    const sameLine = behind && !/[\r\n]/.test(text.slice(behind.end, range.pos));
    const inFront = before && !/[\r\n]/.test(text.slice(range.end, before.getStart(source)));
    const slot = onOwnLine || inFront ? before : sameLine ? behind : undefined;
    add(range, slot && slotOf(slot, source));
  }
  for (const range of ts.getTrailingCommentRanges(text, node.end) ?? []) add(range, "");
  return found;
}

/** What the comments within a node say, those in front of it and behind it left out. */
export function commentsWithin(node: ts.Node, source: ts.SourceFile): readonly string[] {
  return everyComment(node, source).map(({ pos, end }) => wordsOf(source.text.slice(pos, end))).filter((words) => words !== "");
}

/** All comments between the first and the last token of a node. */
function everyComment(node: ts.Node, source: ts.SourceFile): readonly ts.CommentRange[] {
  const found = new Map<number, ts.CommentRange>();
  const visit = (at: ts.Node): void => {
    const children = at.getChildren(source).filter((child) => !ts.isJSDoc(child));
    if (children.length > 0) return children.forEach(visit);
    const ranges = [
      ...(at.getStart(source) > node.getStart(source) ? (ts.getLeadingCommentRanges(source.text, at.getFullStart()) ?? []) : []),
      ...(at.end < node.end ? (ts.getTrailingCommentRanges(source.text, at.end) ?? []) : []),
    ];
    for (const range of ranges) found.set(range.pos, range);
  };
  visit(node);
  return [...found.values()].sort((a, b) => a.pos - b.pos);
}

function membersOf(node: Commented["node"]): readonly ts.Node[] {
  if (ts.isObjectLiteralExpression(node)) return node.properties;
  if (!ts.isTypeAliasDeclaration(node)) return node.members;
  const literals: ts.TypeLiteralNode[] = [];
  const visit = (type: ts.TypeNode): void => {
    if (ts.isTypeLiteralNode(type)) literals.push(type);
    else if (ts.isParenthesizedTypeNode(type)) visit(type.type);
    else if (ts.isIntersectionTypeNode(type)) type.types.forEach(visit);
    else if (ts.isTypeReferenceNode(type)) type.typeArguments?.forEach(visit);
  };
  visit(node.type);
  return literals.flatMap((literal) => [...literal.members]);
}

/** A member's name, by which comments find the same member of another definition; overloads have none. */
function slotOf(member: ts.Node, source: ts.SourceFile): string | undefined {
  if (ts.isPropertySignature(member) || ts.isPropertyDeclaration(member) || ts.isPropertyAssignment(member)) return `member ${member.name.getText(source)}`;
  if (!ts.isMethodSignature(member)) return undefined;
  const name = member.name.getText(source);
  const siblings = ts.isInterfaceDeclaration(member.parent) || ts.isTypeLiteralNode(member.parent) ? member.parent.members : [];
  return siblings.filter((one) => one.name?.getText(source) === name).length === 1 ? `member ${name}` : undefined;
}

/** The start of the line of the same member of `kept`, where the member begins its line. */
function placeFor(slot: string, { node, source }: Commented): number | undefined {
  const members = membersOf(node).filter((member) => slotOf(member, source) === slot);
  const [member] = members;
  if (!member || members.length > 1) return undefined;
  const line = lineStartOf(source.text, member.getStart(source));
  return source.text.slice(line, member.getStart(source)).trim() === "" ? line : undefined;
}

function reindented(comment: string, at: number, source: ts.SourceFile): string {
  const indent = indentAt(source.text, at);
  const newLine = source.text.includes("\r\n") ? "\r\n" : "\n";
  const lines = comment.split(/\r\n|\r|\n/).map((line, i) => {
    const bare = line.trim();
    return indent + (i > 0 && bare.startsWith("*") ? " " : "") + bare;
  });
  return lines.join(newLine) + newLine;
}

/** A tag of one of the comments that no comment of the same member has among the others. */
function foreignTag(comments: readonly PlacedComment[], others: readonly PlacedComment[]): string | undefined {
  for (const { slot, text } of comments) {
    const known = others.filter((one) => one.slot === slot).flatMap((one) => one.text.match(tags) ?? []);
    const foreign = text.match(tags)?.find((tag) => !known.some((one) => one === tag));
    if (foreign !== undefined) return foreign;
  }
  return undefined;
}

/** What a comment says, without its marks and its layout. */
function wordsOf(comment: string): string {
  return comment
    .replace(/^\/\*+|\*+\/$|^\/\/+/g, "")
    .replace(/^[ \t]*\*+/gm, "")
    .replace(/\s+/g, " ")
    .trim();
}

function quoted(words: string): string {
  return words.length > 60 ? `“${words.slice(0, 57)}…”` : `“${words}”`;
}
