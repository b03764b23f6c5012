import { ts } from "../../syntax/typescript.ts";
import { byPath, byPlace } from "../../syntax/sorted.ts";
import { freshName, isName, takenIn } from "../extractFunction/naming/naming.ts";
import { isJavaScript } from "../semantics/symbols.ts";
import { isTestFile } from "../extractFunction/placement/target.ts";
import { aliasEdits, extractType, freeNames } from "../extractType/extractType.ts";
import { typeNames } from "../extractType/typeNames.ts";
import { isMarkup, reached } from "../keepOneDefinition/choose.ts";
import { packageOf, platformObstacle } from "../keepOneDefinition/packages.ts";
import { planComments } from "../keepOneDefinition/comments.ts";
import { importsOnlyUsedIn } from "../keepOneDefinition/references.ts";
import { isRefusal, refuse, refuseModel, stale, type Refusal } from "../keepOneDefinition/refusal.ts";
import { TypeComparison, unresolvedName } from "../keepOneDefinition/sameType.ts";
import { refuseEdits } from "../models/check.ts";
import { Collected, type BuiltModels } from "../models/modelFix.ts";
import { ownersOf, typeLiteralAt } from "../models/open.ts";
import { editImports } from "../modules/editImports.ts";
import { Layouts } from "../modules/layouts.ts";
import type { FileEdit, Fragment, ProjectAccess, ProjectProgram } from "../refactoring.ts";
import { linesRemoved } from "../textOffsets.ts";
import { baseName } from "../../syntax/paths.ts";

interface Place {
  readonly fragment: Fragment;
  readonly node: ts.TypeLiteralNode;
  readonly source: ts.SourceFile;
}

/** Gives one of several inline types a name, in the file of it that imports least, and puts the name in the place of all. */
export function nameInlineTypes(fragments: readonly Fragment[], programs: readonly ProjectProgram[], projects: ProjectAccess): BuiltModels | Refusal {
  const project = programs.find(({ program }) => fragments.every((fragment) => typeLiteralAt(fragment, program)));
  if (project === undefined) return refuse("other-project", "No project includes all of these types.");
  const { program } = project;
  const places = fragments.flatMap((fragment): readonly Place[] => {
    const node = typeLiteralAt(fragment, program);
    return node ? [{ fragment, node, source: node.getSourceFile() }] : [];
  });
  const homes = [...places].sort((a, b) => Number(isTestFile(a.source.fileName)) - Number(isTestFile(b.source.fileName)) || Number(isMarkup(a.source)) - Number(isMarkup(b.source)) || reached(a.source, program) - reached(b.source, program) || (a.source.fileName < b.source.fileName ? -1 : Number(a.source !== b.source)));
  let first: Refusal | undefined;
  for (const home of homes.filter((one, at) => homes.findIndex(({ source }) => source === one.source) === at).slice(0, 3)) {
    const result = nameIn(home, places, project, programs, projects);
    if (!isRefusal(result)) return result;
    first ??= result;
  }
  return first ?? stale;
}

function nameIn(home: Place, places: readonly Place[], project: ProjectProgram, programs: readonly ProjectProgram[], projects: ProjectAccess): BuiltModels | Refusal {
  const { program } = project;
  const checker = program.getTypeChecker();
  if (isJavaScript(home.source)) return refuseModel("javascript");
  if (!ts.isExternalModule(home.source)) return refuse("script", `${baseName(home.source.fileName)} is a script and not a module, so what it declares is global.`);
  const free = freeNames(home.node, checker);
  if ("refused" in free) return refuse("local", free.reason);
  if (free.length > 0) return inOneFile(home, places, projects);
  const collected = new Collected<Place>();
  collected.take(home.fragment, home);
  for (const place of places.filter((one) => one !== home)) collected.take(place.fragment, refusePlace(place, home, programs, projects) ?? place);
  const { changes: same, leftOut, refusal } = collected;
  if (same.length < 2) return refusal ?? stale;
  const sources = [...new Set(same.map(({ source }) => source))];
  const name = freeName(typeNames(same.map(({ node }) => node)), sources, program);
  const isAway = sources.length > 1;
  const layouts = new Layouts(projects);
  const edits = sources.map((source): FileEdit => {
    const own = same.filter((place) => place.source === source).map(({ node }) => node).sort((a, b) => a.pos - b.pos);
    if (source === home.source) {
      const { edits: changes } = aliasEdits(home.node, own, [], name, source, layouts.of(source));
      return { kind: "change", file: source.fileName, edits: changes.map((edit, at) => (at === 0 && isAway ? { ...edit, text: `export ${edit.text}` } : edit)) };
    }
    const wanted = [{ from: home.source.fileName, name, local: name, typeOnly: true }];
    const unused = importsOnlyUsedIn(source, own.map(({ pos, end }) => ({ start: pos, end })), program);
    const changes = [...own.map((node) => ({ start: node.getStart(source), end: node.end, text: name })), ...editImports(source, wanted, unused, program, layouts.of(source))];
    return { kind: "change", file: source.fileName, edits: changes.sort(byPlace) };
  });
  edits.sort(byPath);
  // The name of an object type is that type, which all places had before.
  const wrong = refuseEdits(edits, programs, same.map(({ source }) => ({ file: source.fileName, local: name, home: home.source.fileName })), "nothing");
  if (wrong) return wrong;
  const removedLines = linesRemoved(edits, (file) => projects.read(file));
  const { declared } = aliasEdits(home.node, same.filter(({ source }) => source === home.source).map(({ node }) => node), [], name, home.source, layouts.of(home.source));
  return { edits, leftOut, removedLines, rename: { file: home.source.fileName, offset: declared + (isAway ? "export ".length : 0) } };
}

/**
 * A name that no file of the edit mentions and that is no type of everywhere, such as `Event`; where there is one, a name that
 * no other file of the program mentions either, for two types of one name would be taken for one.
 */
function freeName(names: readonly string[], sources: readonly ts.SourceFile[], program: ts.Program): string {
  const checker = program.getTypeChecker();
  const isNear = takenIn(sources);
  const isTaken = (name: string): boolean => isNear(name) || checker.resolveName(name, undefined, ts.SymbolFlags.Type, false) !== undefined;
  const isAnywhere = takenIn(program.getSourceFiles().filter((source) => !source.isDeclarationFile));
  return names.find((name) => isName(name) && !isTaken(name) && !isAnywhere(name)) ?? freshName(names, isTaken);
}

/** Types that name parameters of what is around them are named in their own file, where they are equal to the letter. */
function inOneFile(home: Place, places: readonly Place[], projects: ProjectAccess): BuiltModels | Refusal {
  const own = places.filter(({ source }) => source === home.source);
  const fix = extractType([home.fragment, ...own.filter((one) => one !== home).map(({ fragment }) => fragment)], projects);
  if (fix.status === "refused") return refuse("local", fix.reason);
  const others = places.filter(({ source }) => source !== home.source).map(({ fragment }) => ({ fragment, reason: "It names type parameters of another function." }));
  if (fix.leftOut.length >= own.length - 1) return refuseModel("nothing-named");
  const { edits, removedLines, rename } = fix;
  return { edits, removedLines, ...(rename === undefined ? {} : { rename }), leftOut: [...fix.leftOut, ...others] };
}

function refusePlace({ fragment, node, source }: Place, home: Place, programs: readonly ProjectProgram[], projects: ProjectAccess): Refusal | undefined {
  if (isTestFile(home.source.fileName) && !isTestFile(source.fileName)) return refuseModel("test", baseName(home.source.fileName), baseName(source.fileName));
  if (packageOf(source.fileName, projects) !== packageOf(home.source.fileName, projects)) return refuse("package", `${baseName(source.fileName)} belongs to another package than ${baseName(home.source.fileName)}; sharing a type needs a dependency.`);
  if (!ts.isExternalModule(source)) return refuse("script", `The file ${baseName(source.fileName)} is a script, which an import would make a module.`);
  const platform = platformObstacle(baseName(source.fileName), source.fileName, baseName(home.source.fileName), home.source.fileName);
  if (platform) return platform;
  const comments = planComments({ node, source, name: `The type in ${baseName(source.fileName)}` }, { node: home.node, source: home.source, name: "the named one" });
  if (isRefusal(comments)) return comments;
  if (comments.moved.length > 0) return refuse("comments", `A comment on a member in ${baseName(source.fileName)} would be lost.`);
  for (const { program } of ownersOf(fragment.file, programs)) {
    const [one, other] = [typeLiteralAt(home.fragment, program), typeLiteralAt(fragment, program)];
    if (one === undefined || other === undefined) return refuse("other-project", `${baseName(home.source.fileName)} belongs to another project than ${baseName(source.fileName)}.`);
    const unknown = unresolvedName({ node: one, source: one.getSourceFile() }, program) ?? unresolvedName({ node: other, source: other.getSourceFile() }, program);
    if (unknown !== undefined) return refuse("unresolved", `${unknown} cannot be resolved, so that the members cannot be compared.`);
    const checker = program.getTypeChecker();
    const difference = new TypeComparison(checker).memberThatDiffers(checker.getTypeFromTypeNode(one), checker.getTypeFromTypeNode(other), true);
    if (difference) return refuse("members", `The types differ in ${difference.member}: ${difference.why}.`);
  }
  return undefined;
}
