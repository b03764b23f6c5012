import { byPath, byPlace } from "../../syntax/sorted.ts";
import { ts } from "../../syntax/typescript.ts";
import { importsOnlyUsedIn } from "../keepOneDefinition/references.ts";
import { isRefusal, refuse, type Refusal } from "../keepOneDefinition/refusal.ts";
import { refuseEdits, type ImportedName } from "../models/check.ts";
import { nameThere } from "../models/nameThere.ts";
import { changeOf, declarationText } from "../models/probe.ts";
import { editImports, type WantedImport } from "../modules/editImports.ts";
import type { Layouts } from "../modules/layouts.ts";
import { changesSomething } from "../refactoring.ts";
import type { FileEdit, ProjectAccess, ProjectProgram, TextEdit } from "../refactoring.ts";
import type { EditableModel } from "./editable.ts";

/** What one model becomes: edits of its file, the imports that they need, and edits of the file of what it builds on. */
export interface Change {
  readonly model: EditableModel;
  readonly own: readonly TextEdit[];
  readonly wanted: readonly WantedImport[];
  readonly elsewhere: readonly { readonly source: ts.SourceFile; readonly edit: TextEdit }[];
  /** Whether the model becomes another name of what it builds on. */
  readonly isOtherName?: true;
}

/** A change that names another model, which is imported and exported where need be and takes over comments. */
export function changeNaming(model: EditableModel, base: EditableModel, moved: readonly TextEdit[], { program, projects }: { readonly program: ts.Program; readonly projects: ProjectAccess }, own: (local: string) => readonly TextEdit[]): Change | Refusal {
  const name = nameThere(base, model.node, program, projects, model.name);
  if (isRefusal(name)) return name;
  const start = base.node.getStart(base.source);
  const exporting = base.source !== model.source && base.exportedAs.length === 0 ? [{ start, end: start, text: "export " }] : [];
  const elsewhere = [...moved, ...exporting].map((edit) => ({ source: base.source, edit }));
  return { model, own: own(name.local), wanted: name.wanted === undefined ? [] : [name.wanted], elsewhere };
}

/** The edits of several changes, a file at a time. Imports that served only what goes may go too. */
export function editsOfChanges(changes: readonly Change[], program: ts.Program, layouts: Layouts, keepsImports: boolean): readonly FileEdit[] {
  const sources = new Set(changes.flatMap(({ model, elsewhere }) => [model.source, ...elsewhere.map(({ source }) => source)]));
  return [...sources]
    .map((source): FileEdit => {
      const mine = changes.filter(({ model }) => model.source === source);
      const own = mine.flatMap((change) => change.own);
      const moved = new Map(changes.flatMap(({ elsewhere }) => elsewhere.flatMap((one) => (one.source === source ? [[`${one.edit.start} ${one.edit.text}`, one.edit] as const] : []))));
      const wanted = new Map(mine.flatMap((change) => change.wanted.map((want) => [want.local, want] as const)));
      const removed = own.filter(({ start, end }) => end > start).map(({ start, end }) => ({ start, end }));
      const written = [...own, ...moved.values()].map(({ text }) => text).join("\n");
      const unused = keepsImports ? [] : importsOnlyUsedIn(source, removed, program, written);
      const edits = [...own, ...moved.values(), ...editImports(source, [...wanted.values()], unused, program, layouts.of(source))].sort(byPlace);
      return { kind: "change", file: source.fileName, edits };
    })
    .filter(changesSomething)
    .sort(byPath);
}

/** Why changes are not to be made: a model would become another type, or something would no longer compile. */
export function refuseChanges(changes: readonly Change[], project: ProjectProgram, programs: readonly ProjectProgram[], layouts: Layouts, projects: ProjectAccess): Refusal | undefined {
  const probed = editsOfChanges(changes, project.program, layouts, true);
  for (const { model } of changes) {
    const change = changeOf({ file: model.source.fileName, name: model.fullName, before: declarationText(model.node, model.source) }, probed, programs, projects);
    if (change !== undefined) return refuse("members", `${model.name} would become another type: ${change}.`);
  }
  const names = changes.flatMap(({ model, wanted }): readonly ImportedName[] => wanted.map(({ local, from }) => ({ file: model.source.fileName, local, home: from })));
  const reach = !changes.every(({ model }) => isSameToOthers(model)) ? "types" : changes.some(({ isOtherName }) => isOtherName) ? "names" : "nothing";
  return refuseEdits(editsOfChanges(changes, project.program, layouts, false), programs, names, reach);
}

/**
 * Whether others cannot tell that a model inherits what it declared. The checker gives an interface one list of members, inherited
 * or not, and that these are the same was asked for; that somebody adds to it was refused. An intersection is another type than
 * one pair of braces, and what is generic was compared less strictly.
 */
function isSameToOthers({ node }: EditableModel): boolean {
  return ts.isInterfaceDeclaration(node) && node.typeParameters === undefined;
}
