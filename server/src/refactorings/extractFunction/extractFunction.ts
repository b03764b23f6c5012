import type { Fix, Fragment, OfferedFix, ProjectAccess, ProjectProgram } from "../refactoring.ts";
import { buildInCode } from "../containers.ts";
import { linesRemoved, textRemoved } from "../textOffsets.ts";
import { ts } from "../../syntax/typescript.ts";
import { wholeWord } from "../../syntax/wholeWord.ts";
import { assemble, type Assembled } from "./writing/assemble.ts";
import { refuseBorrowed } from "./placement/borrowed.ts";
import { controlOf } from "../semantics/control.ts";
import { refuseElsewhere, refuseMoved } from "../semantics/elsewhere.ts";
import type { Copy } from "../semantics/flow.ts";
import { keepOneFunction } from "./keepOneFunction.ts";
import type { Form } from "./writing/form.ts";
import { callFunction, type Calls } from "../callFunction/callFunction.ts";
import { functionForm, titleForCalls, titleForPart } from "./writing/functionForm.ts";
import { freshName, takenIn } from "./naming/naming.ts";
import { membersAround, textsElsewhere } from "../semantics/hierarchy.ts";
import { containsJsx } from "./placement/insertion.ts";
import { composed } from "./composedEdits.ts";
import { movedAccess, movedProject } from "./movedProject.ts";
import { movedStatements } from "./movedStatements.ts";
import { passedStatements } from "./passedStatements.ts";
import { medoidOf, oddOneOf } from "./alignment/medoid.ts";
import type { Layout } from "../modules/layout.ts";
import { pragmaAcross, pragmaBefore } from "../semantics/pragmas.ts";
import type { Context } from "./context.ts";
import { containersOf } from "./placement/containersOf.ts";
import { openProject } from "./placement/openProject.ts";
import { planOf, type Plan } from "./plan.ts";
import { hasFineGrainedMarkup } from "../semantics/reactivity.ts";
import { isRefusal, refuse, sentenceOf, type Refusal } from "../semantics/refusals.ts";
import { sharedParts } from "./sharedParts.ts";
import { refuseResolution } from "./writing/resolution.ts";
import { styles, type Signature } from "./signature/signature.ts";
import { sourceOf, type Container } from "./placement/target.ts";
import { refuseMeaning, ropeStart } from "./writing/verify.ts";
import { withoutOverlapping } from "../refactoring.ts";
import { worthiestPart } from "./worthiestPart.ts";

/** The title of the fix for so many copies, as the lightbulb shows it. */
export function titleFor(copies: number): string {
  return functionForm.titleFor(copies);
}

/** An edit with what has to be said of it. */
export interface Extraction {
  /** Whether the function says only a part of the fragments. */
  readonly isPart?: boolean;
  /** The function that is there already and that the copies call. */
  readonly called?: string;
  readonly edits: OfferedFix["edits"];
  readonly rename?: NonNullable<OfferedFix["rename"]>;
  readonly removedLines: number;
  /** How many functions a new one takes. */
  readonly functions?: number;
  readonly leftOut: readonly { readonly fragment: Fragment; readonly reason: string }[];
}

/** What may be asked of an extraction beside its copies. */
export interface ExtractOptions {
  /** Somebody selected the code and wants a function of it: one copy is enough, and no line need go. */
  readonly isAsked?: boolean;
}

/**
 * Puts what at least two fragments say into one function and calls it from all of them, or says why
 * that cannot be done. Copies that do not fit are left alone where two others do.
 *
 * The decision is by dataflow; the compiler checks the result a second time, and so does a comparison
 * of what every moved name refers to.
 */
export function extractFunction(fragments: readonly Fragment[], projects: ProjectAccess): Fix {
  return extractAs(functionForm, fragments, projects);
}

/** The same for what is shared in another form than a function. */
export function extractAs(form: Form, fragments: readonly Fragment[], projects: ProjectAccess, { isAsked = false }: ExtractOptions = {}): Fix {
  const { kind } = form;
  const result = extract(form, fragments, projects, isAsked);
  if (isRefusal(result)) return { status: "refused", kind, title: form.titleFor(fragments.length), code: result.refused, reason: sentenceOf(result) };
  const { isPart = false, called, edits, rename, removedLines, leftOut } = result;
  const copies = fragments.length - leftOut.length;
  const title = called !== undefined ? titleForCalls(called) : isPart ? titleForPart(copies) : form.titleFor(copies);
  return { status: "offered", kind, title, edits, removedLines, leftOut, ...(rename === undefined ? {} : { rename }) };
}

function extract(form: Form, fragments: readonly Fragment[], projects: ProjectAccess, isAsked: boolean): Extraction | Refusal {
  const building = {
    build: (editable: readonly Fragment[]) => extractInCode(form, editable, projects, isAsked),
    isRefused: isRefusal,
    refuse: (where: string) => refuse("not-edited-yet", where),
    sentenceOf,
  };
  return buildInCode<Extraction, Refusal>(fragments, building, isAsked ? 1 : 2);
}

function extractInCode(form: Form, fragments: readonly Fragment[], projects: ProjectAccess, isAsked: boolean): Extraction | Refusal {
  const sorted = [...fragments].sort((a, b) => (a.file === b.file ? a.start - b.start || b.end - a.end : a.file < b.file ? -1 : 1));
  const apart = withoutOverlapping(sorted);
  const fewest = isAsked ? 1 : 2;
  if (sorted.length < fewest) return refuse("fewer-than-two");
  if (apart.length < fewest) return refuse("overlapping");
  const overlapping = sorted.filter((one) => !apart.includes(one)).map((fragment) => ({ fragment, reason: sentenceOf(refuse("overlapping")) }));
  const opened = openProject(apart, projects);
  if (isRefusal(opened)) return opened;
  const { project, owners } = opened;
  const context: Context = { ...opened, form, projects, isAsked, checks: { left: mostChecksOfAll }, drops: { left: isAsked ? mostDropped : Infinity } };
  const kept = form === functionForm && apart.length > 1 ? keepOneFunction(apart, project, owners, projects) : undefined;
  const whole = kept ?? extractFrom(apart, context, true);
  const mayBePart = form === functionForm && !isAsked;
  const part = isRefusal(whole) && mayBePart ? extractPart(apart, context) : undefined;
  const result = isRefusal(whole) && mayBePart ? (extractAround(apart, context, part?.removedLines ?? 0) ?? part ?? whole) : whole;
  if (isRefusal(result)) return result;
  return { ...result, leftOut: [...result.leftOut, ...overlapping] };
}

/** Somebody waits: where so many of many copies do not fit, the answer is why the first of them does not. */
const mostDropped = 6;

/** So many results are type-checked before it is said that there is none: one of them may take seconds. */
const mostChecksOfAll = 24;

/** So many results for parts of the copies are type-checked. */
const mostChecksOfParts = 6;

/** The part that all fragments share and that is worth most to a reader of those that can be extracted. */
function extractPart(fragments: readonly Fragment[], context: Context): Extraction | undefined {
  const sources = fragments.map(({ file }) => context.project.program.getSourceFile(file));
  if (!sources.every((source) => source !== undefined)) return undefined;
  const limited = { ...context, checks: { left: mostChecksOfParts } };
  const sayOnce = (part: readonly Fragment[], own: Context): Extraction | Refusal => keepOneFunction(part, context.project, context.owners, context.projects, own.isWeighed) ?? extractFrom(part, own, true);
  return worthiestPart(fragments, sharedParts(fragments, sources), {
    weigh: (part) => sayOnce(part, { ...context, isWeighed: true }),
    say: (part) => (limited.checks.left === 0 ? undefined : sayOnce(part, limited)),
  });
}

/** What all fragments have once statements that only some of them have are moved out of the way or passed, where that takes away more than `least` lines. */
function extractAround(fragments: readonly Fragment[], context: Context, least: number): Extraction | undefined {
  const { project, owners, projects } = context;
  const sourcesIn = (program: ts.Program): readonly ts.SourceFile[] => fragments.flatMap(({ file }) => program.getSourceFile(file) ?? []);
  const sources = sourcesIn(project.program);
  if (sources.length < fragments.length) return undefined;
  const checker = project.program.getTypeChecker();
  const parted = [...movedStatements(fragments, sources, checker), ...passedStatements(fragments, sources, checker, (source) => context.layouts.of(source))];
  for (const { edits, fragments: parts, lines, isWhole, statements } of parted) {
    // A function and its calls take away what all copies but one have.
    if (lines * (fragments.length - 1) <= least) continue;
    const read = (file: string): string | undefined => projects.read(file);
    const there = movedProject(project, edits, read);
    const moved: Context = {
      ...context,
      project: there,
      owners: owners.map((one) => (one === project ? there : movedProject(one, edits, read))),
      projects: movedAccess(projects, edits),
      sources: context.sources.flatMap(({ fileName }) => there.program.getSourceFile(fileName) ?? []),
      checks: { left: mostChecksOfMoved },
    };
    const [before = 0, after = 0] = [sources, sourcesIn(there.program)].map((all) => [...new Set(all)].reduce((sum, source) => sum + countStatements(source), 0));
    const weighed = before + statements === after ? extractFrom(parts, { ...moved, isWeighed: true }, true) : undefined;
    if (weighed === undefined || isRefusal(weighed) || weighed.removedLines <= least || weighed.removedLines < 2) continue;
    const result = extractFrom(parts, moved, true);
    if (isRefusal(result) || result.removedLines <= least || result.leftOut.length > 0) continue;
    const all = composed(edits, result.edits, read);
    return { ...result, edits: all, removedLines: linesRemoved(all, read), isPart: !isWhole };
  }
  return undefined;
}

/** So many results are type-checked for statements that are moved. */
const mostChecksOfMoved = 2;

/** A statement that comes to stand behind another without a semicolon may become a part of it, so they are counted. */
function countStatements(source: ts.SourceFile): number {
  let found = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node)) found++;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Tries all fragments, then without those that do not fit. */
function extractFrom(fragments: readonly Fragment[], context: Context, mayDropFirst: boolean): Extraction | Refusal {
  const result = extractAll(fragments, context);
  if (!isRefusal(result) || fragments.length <= (context.isAsked ? 1 : 2) || result.copy === undefined) return result;
  if (context.drops.left-- <= 0) return result;
  const without = (at: number, reason: Refusal, dropFirst: boolean): Extraction | Refusal => {
    const dropped = fragments[at];
    const rest = extractFrom(fragments.filter((_, index) => index !== at), context, dropFirst);
    if (isRefusal(rest) || dropped === undefined) return reason;
    return { ...rest, leftOut: [{ fragment: dropped, reason: sentenceOf(reason) }, ...rest.leftOut] };
  };
  const rest = without(result.copy, result, mayDropFirst && result.copy === 0);
  // When no other copy agrees with the first, the first may be the odd one.
  return isRefusal(rest) && mayDropFirst && result.copy > 0 ? without(0, result, false) : rest;
}

function extractAll(fragments: readonly Fragment[], context: Context): Extraction | Refusal {
  const checker = context.project.program.getTypeChecker();
  const copies: Copy[] = [];
  for (const [at, fragment] of fragments.entries()) {
    const source = context.project.program.getSourceFile(fragment.file);
    if (!source) return refuse("stale", "", at);
    const selection = context.form.select(source, fragment);
    if (isRefusal(selection)) return { ...selection, copy: at };
    const pragma = pragmaBefore(source, selection.nodes[0] as ts.Node) ?? pragmaAcross(source, selection);
    if (pragma) return refuse("pragma", pragma, at);
    if (selection.nodes.some(containsJsx) && hasFineGrainedMarkup(source, context.project.program.getCompilerOptions())) return refuse("other-markup", "", at);
    const elsewhere = refuseElsewhere(checker, selection.nodes[0] as ts.Node) ?? selection.nodes.map(refuseMoved).find((one) => one !== undefined);
    if (elsewhere) return { ...elsewhere, copy: at };
    const control = controlOf(selection);
    if (isRefusal(control)) return { ...control, copy: at };
    copies.push({ ...selection, control, checker, layout: context.layouts.of(source) });
  }
  for (const [at, copy] of copies.entries()) {
    const refusal = context.form.refuse(copy, copies, context.project.program);
    if (refusal) return { ...refusal, copy: at };
  }
  const said = withSameEnds(copies);
  // A call of what is there is checked before it is known, so it is not only weighed.
  if (context.form.callsExisting && !context.isAsked && !context.isWeighed) {
    const called = callFunction(said, context);
    if (called && (!isRefusal(called) || context.form.callsExisting === "only")) return isRefusal(called) ? called : calling(called, said, context);
    if (context.form.callsExisting === "only") return refuse("no-function-to-call");
  }
  const containers = containersOf(said, context);
  if (isRefusal(containers)) return containers;
  let first: Refusal | undefined;
  for (const container of containers.filter((one) => context.form.allows(one) && (one.kind === "module" || !said.some(({ control }) => control.hook)))) {
    const result = extractTo(container, said, context);
    if (!isRefusal(result)) return result;
    first ??= result;
    if (result.refused === "no-gain") break;
  }
  return first ?? refuse("unsupported-unit", "this part of the code");
}

/** The edit by which copies call what is there; it may keep the number of lines, for what it says twice it says once. */
function calling({ edits, name }: Calls, copies: readonly Copy[], { projects }: Context): Extraction | Refusal {
  const removedLines = linesRemoved(edits, (file) => projects.read(file));
  const files = new Set(copies.map((copy) => copy.source)).size;
  return removedLines + files > 0 ? { edits, removedLines, leftOut: [], called: name } : refuse("no-gain");
}

/** Comments behind the last statements move with them where all copies say the same there, and stay otherwise. */
function withSameEnds(copies: readonly Copy[]): readonly Copy[] {
  const lastEnd = (copy: Copy): number => copy.nodes[copy.nodes.length - 1]?.end ?? copy.end;
  const comments = new Set(copies.map((copy) => copy.source.text.slice(lastEnd(copy), Math.max(copy.end, lastEnd(copy))).trim()));
  return comments.size === 1 ? copies : copies.map((copy) => ({ ...copy, end: Math.min(copy.end, lastEnd(copy)) }));
}

function extractTo(container: Container, all: readonly Copy[], context: Context): Extraction | Refusal {
  // A copy that stands in the target file is the template, so that nothing has to be carried there.
  const target = sourceOf(container);
  const home = target ? all.filter((copy) => copy.source === target) : [];
  const first = medoidOf(home.length > 0 ? home : all) as Copy;
  const copies = [first, ...all.filter((copy) => copy !== first)];
  const toOld = (refusal: Refusal): Refusal => {
    const copy = refusal.copy === undefined ? oddOneOf(all, refusal.refused) : all.indexOf(copies[refusal.copy] as Copy);
    return copy === undefined ? refusal : { ...refusal, copy };
  };
  const borrowed = container.kind === "class" && container.calledOn === undefined ? refuseBorrowed(copies, container.node, programsOf(container, context), context.projects) : undefined;
  if (borrowed) return toOld(borrowed);
  const plan = planOf(copies, container, context.form.mostParameters, layoutIn(container, first, context));
  if (isRefusal(plan)) return toOld(plan);
  const name = nameFor(plan, context);
  let failed: Refusal | undefined;
  const tried = new Set<string>();
  for (const style of styles) {
    const signature = context.form.signature(plan, style, name);
    if (isRefusal(signature)) {
      failed ??= signature;
      continue;
    }
    const assembled = assemble(context.form, plan, signature, name, context);
    if (isRefusal(assembled)) return failed ?? assembled;
    if (tried.has(assembled.rope.text)) continue;
    tried.add(assembled.rope.text);
    const removedLines = linesRemoved(assembled.edits, (file) => context.projects.read(file));
    const gain = context.form.countsText ? textRemoved(assembled.edits) : removedLines;
    if (gain <= 0 && !context.isAsked) return refuse("no-gain");
    if (context.isWeighed) return { edits: assembled.edits, removedLines, functions: plan.holes.filter(({ kind }) => kind === "lazy").length, leftOut: [] };
    if (context.checks.left === 0) return failed ?? refuse("type-errors", "");
    context.checks.left--;
    const wrong = refuseResult(plan, signature, assembled, name, context);
    if (!wrong) {
      return { edits: assembled.edits, rename: { file: assembled.file, offset: ropeStart(assembled) + assembled.nameOffset }, removedLines, leftOut: [] };
    }
    failed ??= wrong;
  }
  return toOld(failed ?? refuse("type-errors", ""));
}

/** How the file is written that the function goes to. */
function layoutIn(container: Container, template: Copy, { layouts }: Context): Layout {
  const source = sourceOf(container);
  if (source) return layouts.of(source);
  if (container.kind !== "module") return template.layout;
  const { fileName } = template.source;
  return layouts.ofNew(container.folder + fileName.slice(fileName.lastIndexOf("/")), template.source);
}

function refuseResult(plan: Plan, signature: Signature, assembled: Assembled, name: string, context: Context): Refusal | undefined {
  const meaning = refuseMeaning(plan, signature, assembled, name, context.project);
  if (meaning) return meaning;
  for (const owner of programsOf(plan.container, context)) {
    const error = owner.firstError(assembled.edits);
    if (error) return refuse("type-errors", error.message);
  }
  return refuseResolution(plan, assembled, context.project.after(assembled.edits));
}

/** The programs that have to hold with what goes to the container. */
function programsOf(container: Container, { owners }: Context): readonly ProjectProgram[] {
  return (container.kind === "class" ? container.inheritedIn : undefined) ?? owners;
}

function nameFor(plan: Plan, context: Context): string {
  const { container } = plan;
  const program = context.project.program;
  const sources = new Set(plan.copies.map((copy) => copy.source));
  const target = sourceOf(container);
  if (target) sources.add(target);
  const mentioned = takenIn(sources);
  const members = container.kind === "class" ? membersAround(container.node, programsOf(container, context).map((one) => one.program)) : new Set<string>();
  const elsewhere = container.kind === "class" ? textsElsewhere(container.node, context.owners, context.projects) : [];
  const names = context.form.names(plan);
  // A function of a script is global and must not take the place of one that the world has.
  const script = [...sources].find((source) => !ts.isExternalModule(source));
  const isGlobalName = (name: string): boolean =>
    script !== undefined && program.getTypeChecker().resolveName(name, script, ts.SymbolFlags.Value, false) !== undefined;
  return freshName(names, (name) => mentioned(name) || members.has(name) || elsewhere.some((text) => wholeWord(name).test(text)) || isGlobalName(name));
}
