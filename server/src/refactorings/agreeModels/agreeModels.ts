import { byPath, byPlace } from "../../syntax/sorted.ts";
import { ts } from "../../syntax/typescript.ts";
import { chosenElsewhere, isRefusal, refuse, refuseModel, stale, type Refusal } from "../keepOneDefinition/refusal.ts";
import { locate, type LocatedModel } from "../keepOneDefinition/located.ts";
import { TypeComparison } from "../keepOneDefinition/sameType.ts";
import { collectModels, modelFix, type BuiltModels } from "../models/modelFix.ts";
import { openModels } from "../models/open.ts";
import { editImports, type WantedImport } from "../modules/editImports.ts";
import { Layouts } from "../modules/layouts.ts";
import type { FileEdit, Fix, Fragment, NewError, ProjectAccess, ProjectProgram, TextEdit } from "../refactoring.ts";
import { linesRemoved } from "../textOffsets.ts";
import { namesFor } from "./namesFor.ts";

const kind = "agree-models";

/**
 * Makes all models say what one of them says of the members that they have in common. The others change, and what is built on them
 * may no longer compile: the fix tells how many type errors it brings (`brings`), and whoever chooses it knows. It is no fix to
 * make unasked.
 *
 * @param right the one of the fragments that is right
 * @param title as the lightbulb shows it, to which the number of errors is added
 */
export function agreeModels(fragments: readonly Fragment[], right: Fragment, title: string, projects: ProjectAccess): Fix {
  return modelFix(kind, title, fragments, projects, (editable) => {
    const result = editable.includes(right) ? build(editable, right, projects) : chosenElsewhere;
    if (isRefusal(result)) return result;
    const { length } = result.brings ?? [];
    const said = length === 0 ? "no type errors" : length === 1 ? "1 type error" : `${length} type errors`;
    return { ...result, title: `${title} (${said})` };
  });
}

function build(fragments: readonly Fragment[], right: Fragment, projects: ProjectAccess): BuiltModels | Refusal {
  const programs = openModels(fragments, projects);
  if (isRefusal(programs)) return programs;
  const project = programs.find(({ program }) => fragments.every(({ file }) => program.getSourceFile(file)));
  if (project === undefined) return refuse("other-project", "No project includes all of these models.");
  const model = locate(right, project);
  if (isRefusal(model)) return model;
  const others = fragments.filter((one) => one !== right);
  const { changes, leftOut, refusal } = collectModels(others, project, (other) => changeOf(other, model, project.program));
  if (changes.length === 0) return refusal ?? stale;
  const edits = editsOf(changes, project.program, new Layouts(projects));
  return { edits, leftOut, removedLines: linesRemoved(edits, (file) => projects.read(file)), brings: errorsOf(edits, programs) };
}

/** The errors that the edits bring to any of the programs, each once. */
function errorsOf(edits: readonly FileEdit[], programs: readonly ProjectProgram[]): readonly NewError[] {
  const found = new Map<string, NewError>();
  for (const project of programs) {
    const own = new Map<string, number>();
    for (const error of project.newErrors(edits)) {
      const key = `${error.file} ${error.code} ${error.message}`;
      own.set(key, (own.get(key) ?? 0) + 1);
      found.set(`${key} ${own.get(key) ?? 0}`, error);
    }
  }
  return [...found.values()];
}

interface Change {
  readonly model: LocatedModel;
  readonly edits: readonly TextEdit[];
  readonly wanted: readonly WantedImport[];
  /** Declarations of the other file that must be exported for it. */
  readonly exported: readonly { readonly source: ts.SourceFile; readonly at: number }[];
}

/** The edits of a model that make it agree with another one in the members that both declare. */
function changeOf(model: LocatedModel, right: LocatedModel, program: ts.Program): Change | Refusal {
  for (const { node, name } of [model, right]) if (node.typeParameters) return refuse("type-parameters", `${name} has type parameters, which cannot be told apart here.`);
  if (ts.isClassDeclaration(model.node)) return refuse("class", `${model.name} is a class, whose members exist when the program runs.`);
  const checker = program.getTypeChecker();
  const types = new TypeComparison(checker);
  const [own, others] = [declaredMembers(model), declaredMembers(right)];
  const edits: TextEdit[] = [];
  const wanted: WantedImport[] = [];
  const exported: { source: ts.SourceFile; at: number }[] = [];
  for (const [name, member] of own) {
    const other = others.get(name);
    const [a, b] = [member, other].map((one) => one?.name && checker.getSymbolAtLocation(one.name));
    if (!other || !a || !b || types.propertyDifference(a, b, true) === undefined) continue;
    const names = namesFor(other, member, program);
    if (isRefusal(names)) return names;
    wanted.push(...names.wanted);
    exported.push(...names.exported);
    edits.push(replaced(member, other, model.source, right.source));
  }
  if (edits.length === 0) return refuseModel("no-conflict", model.name, right.name);
  return { model, edits, wanted, exported };
}

/** The properties and methods that a declaration says itself, by name; none that is said twice. */
function declaredMembers({ node }: LocatedModel): ReadonlyMap<string, ts.NamedDeclaration> {
  const found = new Map<string, ts.NamedDeclaration>();
  const literals: (ts.NodeArray<ts.TypeElement> | ts.NodeArray<ts.ClassElement>)[] = [];
  const visit = (type: ts.TypeNode): void => {
    if (ts.isTypeLiteralNode(type)) literals.push(type.members);
    else if (ts.isIntersectionTypeNode(type)) type.types.forEach(visit);
    else if (ts.isParenthesizedTypeNode(type)) visit(type.type);
  };
  if (ts.isTypeAliasDeclaration(node)) visit(node.type);
  else literals.push(node.members);
  for (const member of literals.flatMap((list): readonly (ts.TypeElement | ts.ClassElement)[] => [...list])) {
    const { name } = member;
    const isTyped = ts.isPropertySignature(member) || ts.isMethodSignature(member) || (ts.isPropertyDeclaration(member) && member.type !== undefined);
    if (!name || !(ts.isIdentifier(name) || ts.isStringLiteral(name)) || !isTyped) continue;
    if (found.has(name.text)) found.delete(name.text);
    else found.set(name.text, member);
  }
  return found;
}

/** Writes a member as the other model has it; comments and what ends it stay. */
function replaced(member: ts.NamedDeclaration, other: ts.NamedDeclaration, source: ts.SourceFile, otherSource: ts.SourceFile): TextEdit {
  const ending = /[;,]$/.exec(member.getText(source))?.[0] ?? "";
  const start = member.getStart(source);
  return { start, end: member.end, text: textOf(other, otherSource) + ending };
}

/** A member as a type has it: of a field of a class, what its type says. */
function textOf(member: ts.NamedDeclaration, source: ts.SourceFile): string {
  if (!ts.isPropertyDeclaration(member)) return member.getText(source).replace(/[;,]$/, "");
  const isReadonly = member.modifiers?.some(({ kind: word }) => word === ts.SyntaxKind.ReadonlyKeyword) === true;
  return `${isReadonly ? "readonly " : ""}${member.name.getText(source)}${member.questionToken ? "?" : ""}: ${member.type?.getText(source) ?? "unknown"}`;
}

function editsOf(changes: readonly Change[], program: ts.Program, layouts: Layouts): readonly FileEdit[] {
  const sources = new Set(changes.flatMap(({ model, exported }) => [model.source, ...exported.map(({ source }) => source)]));
  return [...sources]
    .map((source): FileEdit => {
      const mine = changes.filter(({ model }) => model.source === source);
      const starts = new Set(changes.flatMap(({ exported }) => exported.filter((one) => one.source === source).map(({ at }) => at)));
      const wanted = new Map(mine.flatMap((change) => change.wanted.map((want) => [want.local, want] as const)));
      const edits = [...mine.flatMap((change) => change.edits), ...[...starts].map((at) => ({ start: at, end: at, text: "export " })), ...editImports(source, [...wanted.values()], [], program, layouts.of(source))];
      return { kind: "change", file: source.fileName, edits: edits.sort(byPlace) };
    })
    .sort(byPath);
}

