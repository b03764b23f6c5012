import type { ts } from "../../syntax/typescript.ts";
import { wholeWord } from "../../syntax/wholeWord.ts";
import type { FileEdit, TextEdit } from "../refactoring.ts";
import { editImports, type WantedImport } from "../modules/editImports.ts";
import { lineEndOf, lineStartOf, type Layout } from "../modules/layout.ts";
import type { Layouts } from "../modules/layouts.ts";
import { moduleSpecifier } from "../modules/moduleSpecifier.ts";
import { leadingStart } from "../modules/leadingComments.ts";
import { isEmptiedBy } from "./emptied.ts";
import type { LocatedModel } from "./located.ts";
import { exportOf, importedName } from "./names.ts";
import type { Follower } from "./followers.ts";
import type { Replacement } from "./plan.ts";
import { importsOnlyUsedIn } from "./references.ts";
import { byPath, byPlace } from "../../syntax/sorted.ts";

/** The edits that make all replacements by one kept definition, a file at a time, sorted by file. */
export function buildEdits(replacements: readonly Replacement[], kept: LocatedModel, layouts: Layouts): readonly FileEdit[] {
  const followers = replacements.flatMap((one) => one.followers);
  // Programs have trees of their own of one file. The one that replaces a definition in it counts.
  const sources = new Map([kept.source, ...replacements.map(({ gone }) => gone.source)].map((source) => [source.fileName, source]));
  for (const { source } of followers) if (!sources.has(source.fileName)) sources.set(source.fileName, source);
  const edits = [...sources.values()].flatMap((source): readonly FileEdit[] => {
    const own = replacements.filter(({ gone }) => gone.source === source);
    const [owner] = own;
    const program = owner?.project.program;
    const following = followers.filter((one) => one.source.fileName === source.fileName);
    const changes = [
      ...(program ? declarationEdits(own, source, program, layouts.of(source)) : []),
      ...importEdits(own, following, owner?.kept ?? kept, source, program ?? following[0]?.project.program, layouts.of(source)),
      ...following.flatMap(({ renames }) => renames),
      ...exportEdits(following.flatMap(({ handedOn }) => handedOn), source),
      ...(source.fileName === kept.source.fileName ? keptEdits(replacements, kept) : []),
    ];
    if (owner && isEmptied(own, source)) return [{ kind: "change", file: source.fileName, edits: [{ start: 0, end: source.text.length, text: `export {};${layouts.of(source).newLine}` }], deletes: true }];
    return changes.length === 0 ? [] : [{ kind: "change", file: source.fileName, edits: changes.sort(byPlace) }];
  });
  return edits.sort(byPath);
}

/** Whether nothing is left of a file: of what goes no name lives on there. Where it cannot go as a whole, names do. */
function isEmptied(own: readonly Replacement[], source: ts.SourceFile): boolean {
  const [only, other] = own;
  return only !== undefined && other === undefined && !only.staysExported && only.gone.exportedAs.length > 0 && isEmptiedBy({ ...only.gone, source });
}

function keptEdits(replacements: readonly Replacement[], kept: LocatedModel): readonly TextEdit[] {
  const moved = new Map(replacements.flatMap(({ moved: comments }) => comments.map((edit) => [`${edit.start}`, edit] as const)));
  const start = kept.node.getStart(kept.source);
  const crossesFiles = replacements.some(({ gone }) => gone.source.fileName !== kept.source.fileName);
  const exporting = crossesFiles && kept.exportedAs.length === 0 && !kept.hasExport ? [{ start, end: start, text: "export " }] : [];
  return [...moved.values(), ...exporting];
}

function declarationEdits(own: readonly Replacement[], source: ts.SourceFile, program: ts.Program, layout: Layout): readonly TextEdit[] {
  const spans = own.map(({ gone }) => gone.node);
  const outside = (node: ts.Node): boolean => !spans.some((span) => span.pos <= node.pos && node.end <= span.end);
  return own.flatMap((replacement) => {
    const { gone, form, local, references } = replacement;
    const renames = form === "renamed" ? references.filter(outside).map((reference) => renameOf(reference, local, source)) : [];
    const text = standIn(replacement, program, layout);
    const place = text === undefined ? wholeOf(gone) : { start: gone.node.getStart(source), end: gone.node.end };
    return [{ ...place, text: text ?? "" }, ...renames];
  });
}

function renameOf(reference: ts.Identifier, name: string, source: ts.SourceFile): TextEdit {
  return { start: reference.getStart(source), end: reference.end, text: name };
}

/** What stands in the place of a definition; `undefined` where nothing does. */
function standIn({ gone, kept, form, local, staysExported, specifier }: Replacement, program: ts.Program, { quote, end, pad }: Layout): string | undefined {
  const parameters = gone.node.typeParameters;
  switch (form) {
    case "alias": {
      const declared = parameters ? `<${parameters.map((parameter) => parameter.getText(gone.source)).join(", ")}>` : "";
      const given = parameters ? `<${parameters.map((parameter) => parameter.name.text).join(", ")}>` : "";
      return `${gone.hasExport ? "export " : ""}type ${gone.name}${declared} = ${local}${given}${end}`;
    }
    case "reexport": {
      const name = exportOf(kept);
      const names = name === gone.name ? name : `${name} as ${gone.name}`;
      return `export type {${pad}${names}${pad}} from ${quote}${specifier ?? moduleSpecifier(gone.source, kept.source.fileName, program)}${quote}${end}`;
    }
    case "imported":
      return gone.hasExport && staysExported ? `export type {${pad}${gone.name}${pad}}${end}` : undefined;
    case "renamed":
      return undefined;
  }
}

/** A declaration with the comment in front of it, its lines, and one of the empty lines around them. */
function wholeOf({ node, source }: LocatedModel): { readonly start: number; readonly end: number } {
  const { text } = source;
  const first = leadingStart(node, source);
  const start = lineStartOf(text, first);
  const end = lineEndOf(text, node.end);
  const alone = text.slice(start, first).trim() === "" && text.slice(node.end, end).trim() === "";
  if (!alone) return { start: first, end: node.end };
  const emptyBefore = start === 0 || /(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)$/.test(text.slice(0, start));
  const emptyBehind = /^[ \t]*(?:\r\n|\r|\n)/.exec(text.slice(end));
  if (emptyBefore && emptyBehind) return { start, end: end + emptyBehind[0].length };
  if (end >= text.length) return { start: Math.min(start, lineEndOf(text, text.slice(0, start).trimEnd().length)), end };
  return { start, end };
}

/** Takes names out of lists that hand on names of other modules, and a whole list with its last name. */
function exportEdits(dropped: readonly ts.ExportSpecifier[], source: ts.SourceFile): readonly TextEdit[] {
  return [...new Set(dropped.map(({ parent }) => parent))].map((list) => {
    const { elements } = list;
    const left = elements.filter((element) => !dropped.includes(element)).map((element) => element.getText(source));
    const statement = list.parent;
    if (left.length === 0) {
      const [start, end] = [lineStartOf(source.text, statement.getStart(source)), lineEndOf(source.text, statement.end)];
      const [before, behind] = [source.text.slice(start, statement.getStart(source)), source.text.slice(statement.end, end)];
      if (before.trim() !== "") return { start: start + before.trimEnd().length, end: statement.end, text: "" };
      return { start, end: end - behind.trimStart().length, text: "" };
    }
    const [first, second] = elements;
    const between = first && second ? source.text.slice(first.end, second.getStart(source)) : ", ";
    return { start: first?.getStart(source) ?? list.end, end: elements.at(-1)?.end ?? list.end, text: left.join(between) };
  });
}

function importEdits(
  own: readonly Replacement[],
  following: readonly Follower[],
  kept: LocatedModel,
  source: ts.SourceFile,
  program: ts.Program | undefined,
  layout: Layout,
): readonly TextEdit[] {
  if (program === undefined) return [];
  const checker = program.getTypeChecker();
  const known = importedName(source, kept, checker);
  const named = own.filter(({ form }) => form !== "reexport");
  const locals = source === kept.source ? [] : named.filter((one) => isNamedIn(one, own) && !one.local.includes(".")).map(({ local }) => local);
  const wanted = new Map<string, WantedImport>(
    [...new Set(locals)].filter((local) => local !== known).map((local) => [local, { from: kept.source.fileName, specifier: own.find((one) => one.specifier !== undefined)?.specifier, name: exportOf(kept), local, typeOnly: true }]),
  );
  for (const want of following.flatMap((one) => one.wanted)) if (!wanted.has(want.local)) wanted.set(want.local, want);
  const spans = own.map(({ gone }) => ({ start: gone.node.pos, end: gone.node.end }));
  const unused = importsOnlyUsedIn(source, spans, program).filter(
    ({ name }) => !locals.some((local) => local === name?.text) && !keptByStandIn(own, name?.text ?? ""),
  );
  return editImports(source, [...wanted.values()], [...unused, ...following.flatMap((one) => one.dropped)], program, layout);
}

/** Whether the kept definition is named where the other one was: by what stands in its place, or by a reference. */
function isNamedIn({ form, staysExported, references }: Replacement, own: readonly Replacement[]): boolean {
  if (form === "alias" || staysExported) return true;
  return references.some((reference) => !own.some(({ gone }) => gone.node.pos <= reference.pos && reference.end <= gone.node.end));
}

/** The constraints and defaults of an alias's type parameters go on naming what they name. */
function keptByStandIn(own: readonly Replacement[], name: string): boolean {
  return own.some(
    ({ form, gone }) =>
      form === "alias" &&
      gone.node.typeParameters?.some((parameter) => wholeWord(name).test(parameter.getText(gone.source))),
  );
}
