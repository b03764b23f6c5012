import { buildInCode } from "../containers.ts";
import { locate, type LocatedModel } from "../keepOneDefinition/located.ts";
import { isRefusal, refuse, refuseModel, type Refusal } from "../keepOneDefinition/refusal.ts";
import type { Fix, Fragment, OfferedFix, ProjectAccess, ProjectProgram, RefusedFix } from "../refactoring.ts";

/** An edit of models that was built and checked, with a title of its own where it has one. */
export type BuiltModels = Pick<OfferedFix, "edits" | "leftOut" | "removedLines" | "rename" | "brings"> & { readonly title?: string };

/** The fix of a refactoring of models: `build` gets the fragments that stand in files of code, and not in their comments. */
export function modelFix(kind: string, title: string, fragments: readonly Fragment[], projects: ProjectAccess, build: (editable: readonly Fragment[]) => BuiltModels | Refusal): Fix {
  const refused = ({ code, reason }: Refusal): RefusedFix => ({ status: "refused", kind, title, code, reason });
  return buildInCode<OfferedFix, RefusedFix>(fragments, {
    build: (editable) => {
      const result = build(editable);
      return isRefusal(result) ? refused(result) : { status: "offered", kind, title, ...result };
    },
    isRefused: (fix) => fix.status === "refused",
    refuse: (where) => refused(refuse("not-edited-yet", `Drydock does not edit ${where} yet.`)),
    refuseSchema: (language, name) => refused(refuseModel("schema-file", language.name, name, language.instead)),
    sentenceOf: ({ reason }) => reason,
    isComment: ({ file, start }) => projects.read(file)?.startsWith("/*", start) === true,
  });
}

/** Changes that can be made, one a fragment, and the fragments that have to be left out, each with its reason. */
export class Collected<Change> {
  readonly changes: Change[] = [];
  readonly leftOut: { readonly fragment: Fragment; readonly reason: string }[] = [];
  /** The first of the reasons. */
  refusal: Refusal | undefined;

  take(fragment: Fragment, change: Change | Refusal): void {
    if (isRefused(change)) this.leaveOut(fragment, change);
    else this.changes.push(change);
  }

  leaveOut(fragment: Fragment, refusal: Refusal): void {
    this.refusal ??= refusal;
    this.leftOut.push({ fragment, reason: refusal.reason });
  }
}

/** What is made of each of the models in a program; left out are those that are not there, and those of which nothing can be made. */
export function collectModels<Change>(fragments: readonly Fragment[], project: ProjectProgram, make: (model: LocatedModel) => Change | Refusal): Collected<Change> {
  const collected = new Collected<Change>();
  for (const fragment of fragments) {
    const model = locate(fragment, project);
    collected.take(fragment, isRefusal(model) ? model : make(model));
  }
  return collected;
}

function isRefused<Change>(value: Change | Refusal): value is Refusal {
  return typeof value === "object" && value !== null && isRefusal(value);
}
