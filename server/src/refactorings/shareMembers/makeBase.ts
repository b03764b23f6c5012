import { ts } from "../../syntax/typescript.ts";
import { wholeWord } from "../../syntax/wholeWord.ts";
import { capital, commonWords, freshName, takenIn } from "../extractFunction/naming/naming.ts";
import { countComments, planComments } from "../keepOneDefinition/comments.ts";
import { namespacesOf } from "../keepOneDefinition/located.ts";
import { isMarkup, reached } from "../keepOneDefinition/choose.ts";
import { isOpenAlias } from "../keepOneDefinition/plan.ts";
import { circleObstacle, packageObstacle, packageOf } from "../keepOneDefinition/packages.ts";
import { isRefusal, refuse, refuseModel, type Refusal } from "../keepOneDefinition/refusal.ts";
import { leadingStart } from "../modules/leadingComments.ts";
import { indentAt, lineStartOf } from "../modules/layout.ts";
import type { Layouts } from "../modules/layouts.ts";
import { refuseAugmented } from "../models/augmented.ts";
import type { ProjectAccess, TextEdit } from "../refactoring.ts";
import { inheriting } from "./buildOn.ts";
import type { Change } from "./change.ts";
import { refuseTakingOut, type EditableModel } from "./editable.ts";

/** So many members make a base of their own. */
export const fewestMembers = 3;

/** Changes that share a new model, and the name of that. */
export interface NewBase {
  readonly changes: readonly Change[];
  readonly leftOut: readonly { readonly model: EditableModel; readonly refusal: Refusal }[];
  readonly name: string;
  /** The file of the new model, and where its name stands behind the place where it is put in. */
  readonly home: ts.SourceFile;
  readonly at: number;
  readonly nameOffset: number;
}

/**
 * Writes the members that all of the models have as a base that each of them builds on, in front of that which imports least,
 * with the comments of the one that says most.
 */
export function makeBase(models: readonly EditableModel[], core: readonly string[], program: ts.Program, layouts: Layouts, projects: ProjectAccess): NewBase | Refusal {
  const homes = [...models].sort((a, b) => Number(isMarkup(a.source)) - Number(isMarkup(b.source)) || reached(a.source, program) - reached(b.source, program) || (a.source.fileName < b.source.fileName ? -1 : a.source === b.source ? a.node.pos - b.node.pos : 1));
  const mayImport = (model: EditableModel, one: EditableModel): boolean =>
    (packageObstacle(model.name, model.source.fileName, { ...one, exportedAs: [one.name] }, projects) ?? circleObstacle(model.source, one, program)) === undefined;
  const home = homes.find((one) => models.every((model) => model.source === one.source || mayImport(model, one))) ?? homes[0];
  const [template] = models.filter(({ source }) => source === home?.source).sort((a, b) => countComments(b) - countComments(a));
  if (!home || !template || !core.every((name) => template.own.has(name))) return refuseModel("no-core");
  const isGeneric = models.some((model) => namesParameters(model, core));
  const odd = isGeneric ? models.find((model) => parametersOf(model).length !== parametersOf(template).length) : undefined;
  if (odd) return refuse("type-parameters", `${odd.name} and ${template.name} have not as many type parameters, which a shared base would have to take.`);
  const told = commentsOfCore(models, template, core);
  if (told.names.length < fewestMembers) return refuse("comments", `The comments of ${told.clash} say different things in several of the models.`);
  const shared = new Set(told.names);
  const leftOut: { readonly model: EditableModel; readonly refusal: Refusal }[] = [];
  const taking = models.filter((model) => {
    const refusal = refuseModelFor(model, template, shared, program, projects);
    if (refusal) leftOut.push({ model, refusal });
    return refusal === undefined;
  });
  if (taking.length < 2) return leftOut[0]?.refusal ?? refuseModel("no-core");
  const name = freshName(baseNames(taking), takenIn(new Set(taking.map(({ source }) => source))));
  const isAway = taking.some(({ source }) => source !== home.source);
  const { newLine, end } = layouts.of(home.source);
  const isAlias = taking.every(({ node }) => ts.isTypeAliasDeclaration(node));
  const place = statementOf(home.node);
  const indent = indentIn(template, home.source, place);
  const members = [...template.own].filter(([member]) => shared.has(member)).map(([name, member]) => (told.comments.get(name) ?? "") + indent + memberText(member, template.source, indent, newLine));
  const declared = isGeneric ? `<${parametersOf(template).map((one) => one.getText(template.source)).join(", ")}>` : "";
  const head = `${isAway ? "export " : ""}${isAlias ? `type ${name}${declared} = ` : `interface ${name}${declared} `}`;
  const text = `${head}{${newLine}${members.join(newLine)}${newLine}}${isAlias ? end : ""}${newLine}${newLine}`;
  const at = leadingStart(place, home.source);
  const changes = taking.map((model): Change => {
    const base = isGeneric ? `${name}<${parametersOf(model).map((one) => one.name.text).join(", ")}>` : name;
    const isWhole = holdsOnly(model, shared);
    return {
      model,
      own: isWhole ? [otherNameOf(model, base, layouts)] : inheriting(model, base, shared),
      wanted: model.source === home.source ? [] : [{ from: home.source.fileName, name, local: name, typeOnly: true }],
      elsewhere: model === taking[0] ? [{ source: home.source, edit: { start: at, end: at, text } }] : [],
      ...(isWhole ? { isOtherName: true } : {}),
    };
  });
  return { changes, leftOut, name, home: home.source, at, nameOffset: head.indexOf(name) };
}

/** Whether nothing would be left of a model without these members. */
function holdsOnly({ node, own }: EditableModel, names: ReadonlySet<string>): boolean {
  return (!ts.isInterfaceDeclaration(node) || node.heritageClauses === undefined) && [...own.keys()].every((name) => names.has(name));
}

/** Makes a model another name of a base that says all of it. */
function otherNameOf(model: EditableModel, base: string, layouts: Layouts): TextEdit {
  const { node, source, hasExport, name } = model;
  const parameters = parametersOf(model).map((one) => one.getText(source));
  const declared = parameters.length === 0 ? name : `${name}<${parameters.join(", ")}>`;
  return { start: node.getStart(source), end: node.end, text: `${hasExport ? "export " : ""}type ${declared} = ${base}${layouts.of(source).end}` };
}

function parametersOf({ node }: EditableModel): readonly ts.TypeParameterDeclaration[] {
  return node.typeParameters ?? [];
}

/** Whether one of the members names a type parameter of its model. */
function namesParameters(model: EditableModel, names: readonly string[]): boolean {
  const { own, source } = model;
  const parameters = parametersOf(model).map(({ name }) => name.text);
  return names.some((name) => parameters.some((one) => wholeWord(one).test(own.get(name)?.getText(source) ?? "")));
}

function refuseModelFor(model: EditableModel, template: EditableModel, shared: ReadonlySet<string>, program: ts.Program, projects: ProjectAccess): Refusal | undefined {
  if (holdsOnly(model, shared)) {
    const augmented = refuseAugmented(model, projects);
    if (augmented) return augmented;
    if (model.exportedAs.includes("default") && model.hasExport) return refuse("default-export", `${model.name} is the default export of its file, which must be a declaration of its own.`);
  }
  if (!ts.isTypeAliasDeclaration(template.node) && isOpenAlias(model, projects))
    return refuse("implicit-index", `${model.name} is a type alias of a published package and can be passed where an index signature is asked for; with a base that is an interface, it cannot.`);
  const lost = refuseTakingOut(model, shared);
  if (lost !== undefined || model === template) return lost;
  const apart = packageObstacle(model.name, model.source.fileName, template, projects) ?? (packageOf(model.source.fileName, projects) === packageOf(template.source.fileName, projects) ? undefined : refuse("package", `${model.name} and ${template.name} belong to two packages.`));
  return apart ?? circleObstacle(model.source, template, program);
}

/**
 * The members that the base can take, with the comments that it takes over from others than the template. Where two models say different
 * things about a member, each keeps it.
 */
function commentsOfCore(models: readonly EditableModel[], template: EditableModel, core: readonly string[]): { readonly names: readonly string[]; readonly comments: ReadonlyMap<string, string>; readonly clash: string } {
  const comments = new Map<string, string>();
  let clash = "";
  const names = core.filter((name) => {
    const texts = new Set<string>();
    for (const model of models) {
      const plan = model === template ? { moved: [] } : planComments(model, template, new Set([name]));
      if (isRefusal(plan)) return void (clash = name);
      for (const { text } of plan.moved) texts.add(text);
    }
    const [text, other] = texts;
    if (other !== undefined) return void (clash = name);
    if (text !== undefined) comments.set(name, text);
    return true;
  });
  return { names, comments, clash };
}

/** A member with the comments in front of it and behind it, as it is written, at another indentation. */
function memberText(member: ts.TypeElement, source: ts.SourceFile, indent: string, newLine: string): string {
  const { text } = source;
  const start = leadingStart(member, source);
  const trailing = (ts.getTrailingCommentRanges(text, member.end) ?? []).at(-1);
  const end = trailing?.end ?? member.end;
  const was = text.slice(lineStartOf(text, start), start);
  const own = text.slice(start, end).split(/\r?\n/);
  const body = /[;,]$/.test(text.slice(member.getStart(source), member.end)) || trailing ? own : [...own.slice(0, -1), `${own.at(-1) ?? ""};`];
  return body.map((line, at) => (at > 0 && was.trim() === "" && line.startsWith(was) ? indent + line.slice(was.length) : line)).join(newLine).replace(/,$/, ";");
}

function indentOf({ own, source }: EditableModel): string {
  const [first] = own.values();
  if (!first) return "  ";
  const line = source.text.slice(lineStartOf(source.text, first.getStart(source)), first.getStart(source));
  return line !== "" && line.trim() === "" ? line : "  ";
}

/** The indentation of a member of a model that stands where a statement does. */
function indentIn(model: EditableModel, source: ts.SourceFile, place: ts.Statement): string {
  const [own, around] = [indentOf(model), indentAt(model.source.text, model.node.getStart(model.source))];
  return indentAt(source.text, place.getStart(source)) + (own.startsWith(around) && own !== around ? own.slice(around.length) : own);
}

/** The statement at the top of its file that a declaration is, or stands in: what belongs to several namespaces stands in none. */
function statementOf(node: EditableModel["node"]): ts.Statement {
  return namespacesOf(node)[0] ?? node;
}

/** Words that say what kind of model it is and not what of. */
const kinds: ReadonlySet<string> = new Set("args base config context data dto entry info input item model node object opts options output params payload props request response result schema settings shape state type value".split(" "));

/** Names for the base, best first: the words that all names share; what the folder is about, or the first of the models, where these say too little. */
function baseNames(models: readonly EditableModel[]): readonly string[] {
  const names = models.map(({ fullName }) => fullName.split(".").map(capital).join(""));
  const words = commonWords(names).map(capital);
  const common = words.join("");
  const isNoun = names.every((name) => name.endsWith(words.at(-1) ?? "-"));
  const [first] = models;
  const folder = first?.source.fileName.split("/").at(-2) ?? "";
  if (words.length > 0 && words.every((word) => kinds.has(word.toLowerCase()))) {
    const stem = (names[0] ?? "").slice(0, isNoun ? -common.length || undefined : undefined);
    const isTogether = models.every(({ source }) => source.fileName.split("/").at(-2) === folder);
    return [...(isTogether && /^[A-Z][a-z]/.test(folder) ? [`${folder}Base${isNoun ? common : ""}`] : []), `${capital(stem)}Base${isNoun ? common : ""}`, "SharedMembers"];
  }
  const shared = isNoun ? [`Base${common}`, `Common${common}`] : [`${common}Base`];
  return [...(words.length > 0 ? shared : []), `Base${names[0] ?? ""}`, "SharedMembers"];
}
