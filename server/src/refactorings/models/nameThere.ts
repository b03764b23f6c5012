import { ts } from "../../syntax/typescript.ts";
import type { LocatedModel } from "../keepOneDefinition/located.ts";
import { exportOf, importedName, meansKept } from "../keepOneDefinition/names.ts";
import { identifiersOf } from "../keepOneDefinition/references.ts";
import { refuse, type Refusal } from "../keepOneDefinition/refusal.ts";
import { packageOf } from "../keepOneDefinition/packages.ts";
import type { WantedImport } from "../modules/editImports.ts";
import { packageSpecifier } from "../modules/packageSpecifier.ts";
import type { ProjectAccess } from "../refactoring.ts";
import { baseName } from "../../syntax/paths.ts";

/** What a model is called at a place, and the import that makes it known there, where it is not yet. */
export interface NameThere {
  readonly local: string;
  readonly wanted: WantedImport | undefined;
}

/**
 * Finds a name for the model at a node of the same program; a refusal where its name means something else there.
 *
 * @param namesake the name of what is to build on the model
 */
export function nameThere(model: LocatedModel, at: ts.Node, program: ts.Program, projects: ProjectAccess, namesake?: string): NameThere | Refusal {
  const source = at.getSourceFile();
  const taken = refuse("name-taken", `The name ${model.name} means something else in ${baseName(source.fileName)}.`);
  if (source === model.source) {
    if (meansKept(at, model.fullName, model, true, program)) return { local: model.fullName, wanted: undefined };
    return model.fullName.includes(".") ? refuse("scope", `${model.fullName} stands in a namespace.`) : taken;
  }
  if (model.fullName !== model.name) return refuse("scope", `${model.fullName} stands in a namespace.`);
  if (!ts.isExternalModule(source)) return refuse("script", `The file ${baseName(source.fileName)} is a script, which an import would make a module.`);
  const known = importedName(source, model, program.getTypeChecker());
  if (known !== undefined) return meansKept(at, known, model, true, program) ? { local: known, wanted: undefined } : taken;
  const exported = exportOf(model);
  const wish = exported === "default" ? model.name : exported;
  // A model of the same name is no reason not to build on another one: that is a base of it then.
  const local = [wish, ...(namesake === model.name ? [`Base${wish}`] : [])].find((name) => identifiersOf(source, name).length === 0);
  if (local === undefined) return taken;
  const home = packageOf(model.source.fileName, projects);
  const isAcross = home !== packageOf(source.fileName, projects);
  const specifier = isAcross && home !== undefined ? packageSpecifier(model.source.fileName, home, model.symbol, program, projects) : undefined;
  if (isAcross && specifier === undefined) return refuse("package", `No import shows how ${baseName(source.fileName)} could name ${baseName(model.source.fileName)} of another package.`);
  return { local, wanted: { from: model.source.fileName, specifier, name: exported, local, typeOnly: true } };
}
