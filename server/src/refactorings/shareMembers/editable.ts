import { ts } from "../../syntax/typescript.ts";
import { commentsWithin } from "../keepOneDefinition/comments.ts";
import type { LocatedModel } from "../keepOneDefinition/located.ts";
import { refuse, refuseModel, type Refusal } from "../keepOneDefinition/refusal.ts";
import { leadingStart } from "../modules/leadingComments.ts";
import { emptyLineAbove, isBelowEmptyLine, lineEndOf, lineStartOf } from "../modules/layout.ts";
import type { TextEdit } from "../refactoring.ts";

/** A model whose members are written in one pair of braces, so that some of them can be taken out. */
export interface EditableModel extends LocatedModel {
  readonly node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration;
  readonly literal: ts.InterfaceDeclaration | ts.TypeLiteralNode;
  /** By name, in the order of the text; index signatures by their text. */
  readonly own: ReadonlyMap<string, ts.TypeElement>;
}

/** The model as one whose members can be taken out, or why they cannot. */
export function editableModel(model: LocatedModel): EditableModel | Refusal {
  const { node, name } = model;
  if (ts.isClassDeclaration(node)) return refuse("class", `${name} is a class, whose members exist when the program runs.`);
  const literal = literalOf(node);
  if (literal === undefined) return refuseModel("not-plain", name);
  const own = new Map<string, ts.TypeElement>();
  for (const member of literal.members) {
    const key = member.name && (ts.isIdentifier(member.name) || ts.isStringLiteral(member.name)) ? member.name.text : ts.isIndexSignatureDeclaration(member) ? member.getText(model.source) : undefined;
    const isPlain = ts.isPropertySignature(member) || ts.isMethodSignature(member) || ts.isIndexSignatureDeclaration(member);
    if (key === undefined || own.has(key) || !isPlain) return refuseModel("not-plain", name);
    own.set(key, member);
  }
  return { ...model, node, literal, own };
}

function literalOf(node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): EditableModel["literal"] | undefined {
  if (ts.isInterfaceDeclaration(node)) return node;
  if (ts.isTypeLiteralNode(node.type)) return node.type;
  const literals = ts.isIntersectionTypeNode(node.type) ? node.type.types.filter(ts.isTypeLiteralNode) : [];
  return literals.length === 1 ? literals[0] : undefined;
}

/** Why members cannot be taken out without a comment that belongs to none of them. */
export function refuseTakingOut(model: EditableModel, names: ReadonlySet<string>): Refusal | undefined {
  const { literal, source, own, name } = model;
  const isEmptied = [...own.keys()].every((member) => names.has(member));
  const behind = [...own.values()].at(-1)?.end ?? literal.end;
  const lost = isEmptied ? /\/[/*]/.test(source.text.slice(lineEndOf(source.text, behind), literal.end)) : !isInLines(model) && commentsWithin(literal, source).length > 0;
  return lost ? refuse("comments", `A comment between the members of ${name} would be lost.`) : undefined;
}

/** Whether each member begins a line, and the closing brace too. */
function isInLines({ literal, source, own }: EditableModel): boolean {
  const { text } = source;
  const beginsLine = (at: number): boolean => text.slice(lineStartOf(text, at), at).trim() === "";
  return lineStartOf(text, literal.end) > braceOf(literal, source) && [...own.values()].every((member) => beginsLine(member.getStart(source))) && beginsLine(literal.end - 1);
}

/** The edits that take members out, each with its comments, and keep the layout of the others. */
export function withoutMembers(model: EditableModel, names: ReadonlySet<string>): readonly TextEdit[] {
  const { literal, source, own } = model;
  const { text } = source;
  const members = [...own];
  if (members.every(([name]) => names.has(name))) return [{ start: braceOf(literal, source) + 1, end: literal.end - 1, text: "" }];
  if (!isInLines(model)) {
    const left = members.filter(([name]) => !names.has(name)).map(([, member]) => member.getText(source).replace(/[^;,]$/, "$&;"));
    const [first, last] = [members[0]?.[1], members.at(-1)?.[1]];
    if (!first || !last) return [];
    const isOpen = !/[;,]$/.test(last.getText(source));
    return [{ start: first.getStart(source), end: last.end, text: isOpen ? left.join(" ").replace(/[;,]$/, "") : left.join(" ") }];
  }
  return runsOf(members.map(([name]) => names.has(name))).flatMap(({ from, to }) => {
    const [first, last] = [members[from]?.[1], members[to]?.[1]];
    if (!first || !last) return [];
    const start = lineStartOf(text, leadingStart(first, source));
    const end = lineEndOf(text, last.end);
    const isLast = to === members.length - 1;
    return [{ start: isLast ? withoutGap(text, start) : start, end: isLast ? end : overGap(text, start, end), text: "" }];
  });
}

/** The first and the last number of each run of `true`. */
function runsOf(flags: readonly boolean[]): readonly { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  flags.forEach((flag, at) => {
    const last = runs.at(-1);
    if (flag && last?.to === at - 1) last.to = at;
    else if (flag) runs.push({ from: at, to: at });
  });
  return runs;
}

/** The offset of the brace that opens the members. */
export function braceOf(literal: EditableModel["literal"], source: ts.SourceFile): number {
  const from = ts.isInterfaceDeclaration(literal) ? Math.max(nameEnd(literal, source), ...(literal.heritageClauses ?? []).map(({ end }) => end)) : literal.getStart(source);
  return source.text.indexOf("{", from);
}

/** Where the name of an interface ends, with its type parameters. */
export function nameEnd({ name, typeParameters }: ts.InterfaceDeclaration, source: ts.SourceFile): number {
  return typeParameters ? source.text.indexOf(">", typeParameters.end) + 1 : name.end;
}

/** Where the last member goes, an empty line in front of it goes too. */
function withoutGap(text: string, start: number): number {
  return emptyLineAbove(text, start) ?? start;
}

/** Of two empty lines around what goes, one goes with it, and so does one that would stand first. */
function overGap(text: string, start: number, end: number): number {
  const behind = /^[ \t]*\r?\n/.exec(text.slice(end));
  const isFirst = /\{[ \t]*(?:\r?\n)$/.test(text.slice(0, start));
  const hasBefore = isBelowEmptyLine(text, start);
  return behind && (isFirst || hasBefore) ? end + behind[0].length : end;
}
