import { ts } from "../../syntax/typescript.ts";
import { planComments } from "../keepOneDefinition/comments.ts";
import { isRefusal, refuse, refuseModel, type Refusal } from "../keepOneDefinition/refusal.ts";
import { refuseAugmented } from "../models/augmented.ts";
import { circleObstacle, packageObstacle, packageOf } from "../keepOneDefinition/packages.ts";
import type { ProjectAccess } from "../refactoring.ts";
import type { Layouts } from "../modules/layouts.ts";
import { changeNaming, type Change } from "./change.ts";
import { memberNames } from "./agreement.ts";
import type { EditableModel } from "./editable.ts";
import { saysMoreThan } from "../../models/names.ts";

/** So many members are named to leave them out or to take them, and no more: a base says it better. */
const mostListed = 5;

/**
 * Makes a model a part of a larger one, or the same with all members optional: `Pick<Order, "id">`, `Omit<Order, "id">`,
 * `Partial<Order>`, whichever is shortest.
 */
export function takePart(model: EditableModel, whole: EditableModel, program: ts.Program, layouts: Layouts, projects: ProjectAccess): Change | Refusal {
  const { node, source } = model;
  if ([model, whole].some(({ own }) => [...own.values()].some(ts.isIndexSignatureDeclaration))) return refuseModel("not-plain", model.name);
  if (ts.isInterfaceDeclaration(node) ? node.heritageClauses : !ts.isTypeLiteralNode(node.type)) return refuseModel("not-plain", model.name);
  if (node.typeParameters ?? whole.node.typeParameters) return refuse("type-parameters", `${model.name} or ${whole.name} has type parameters, which a part of it would have to take.`);
  if ([model, whole].some(({ own }) => [...own.values()].some(ts.isMethodSignature))) return refuse("members", `${model.name} or ${whole.name} has methods, which a mapped type checks otherwise.`);
  const augmented = refuseAugmented(model, projects) ?? refuseAugmented(whole, projects);
  if (augmented) return augmented;
  const apart = packageObstacle(model.name, source.fileName, whole, projects) ?? circleObstacle(source, whole, program);
  if (apart) return apart;
  if (model.exportedAs.includes("default") && model.hasExport) return refuse("default-export", `${model.name} is the default export of its file, which must be a declaration of its own.`);
  const comments = planComments(model, whole);
  if (isRefusal(comments)) return comments;
  const { quote, end } = layouts.of(source);
  const [all, mine] = [memberNames(whole, program), memberNames(model, program)];
  const isPartial = all.length === mine.length;
  // All members of something, each optional, are what changes it, or chance.
  if (isPartial && !saysMoreThan(model.name, whole.name)) return refuseModel("no-core");
  if (!isPartial && packageOf(source.fileName, projects) !== packageOf(whole.source.fileName, projects)) return refuse("package", `${model.name} would be some members of ${whole.name}, which belongs to another package and may change without it.`);
  const listed = (names: readonly string[]): string => names.map((one) => quote + one + quote).join(" | ");
  const left = all.filter((one) => !mine.includes(one));
  if (Math.min(left.length, mine.length) > mostListed) return refuseModel("no-core");
  return changeNaming(model, whole, comments.moved, { program, projects }, (local) => {
    const forms = left.length === 0 ? [`Partial<${local}>`] : [`Omit<${local}, ${listed(left)}>`, `Pick<${local}, ${listed(mine)}>`];
    const [form = ""] = forms.sort((a, b) => a.length - b.length);
    return [{ start: node.getStart(source), end: node.end, text: `${model.hasExport ? "export " : ""}type ${model.name} = ${form}${end}` }];
  });
}
