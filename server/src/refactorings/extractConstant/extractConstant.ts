import { buildInCode } from "../containers.ts";
import { openProject } from "../extractFunction/placement/openProject.ts";
import { refuseElsewhere } from "../semantics/elsewhere.ts";
import { isRefusal, refuse, sentenceOf, type Refusal } from "../semantics/refusals.ts";
import type { Fix, Fragment, ProjectAccess } from "../refactoring.ts";
import { linesRemoved } from "../textOffsets.ts";
import type { Built, Context } from "./context.ts";
import { homesFor } from "./homes.ts";
import { keepConstant } from "./keepConstant.ts";
import { makeConstant } from "./makeConstant.ts";
import { refusePlace } from "./places.ts";
import { isSameValue, refuseValue, valueOf, type Value } from "./values.ts";
import { byPath, byPlace } from "../../syntax/sorted.ts";
import { withoutOverlapping } from "../refactoring.ts";

export const kind = "refactor.extract.constant";

/** The title of the fix for so many copies, as the lightbulb shows it. */
export function constantTitleFor(copies: number): string {
  return copies === 1 ? "Extract to a constant" : `Extract to a constant (${copies} copies)`;
}

/**
 * Gives a value that is written out in several places a name, or uses the constant that has it already; or says
 * why that cannot be done. Places where a name cannot stand are left alone where others remain.
 */
export function extractConstant(fragments: readonly Fragment[], projects: ProjectAccess, { isAsked = false } = {}): Fix {
  const title = constantTitleFor(fragments.length);
  const result = buildInCode<Built, Refusal>(fragments, {
    build: (editable) => build(editable, projects, isAsked),
    isRefused: isRefusal,
    refuse: (where) => refuse("not-edited-yet", where),
    sentenceOf,
  });
  if (isRefusal(result)) return { status: "refused", kind, title, code: result.refused, reason: sentenceOf(result) };
  const { kept, ...built } = result;
  const copies = fragments.length - result.leftOut.length;
  const said = kept === undefined ? constantTitleFor(copies) : `Use the constant ${kept} (${copies} copies)`;
  return { status: "offered", kind, title: said, removedLines: linesRemoved(built.edits, (file) => projects.read(file)), ...built };
}

function build(fragments: readonly Fragment[], projects: ProjectAccess, isAsked: boolean): Built | Refusal {
  const sorted = [...fragments].sort((a, b) => (a.file === b.file ? byPlace(a, b) : byPath(a, b)));
  const apart = withoutOverlapping(sorted);
  if (apart.length < (isAsked ? 1 : 2)) return refuse("fewer-than-two");
  const opened = openProject(apart, projects);
  if (isRefusal(opened)) return opened;
  const context: Context = { ...opened, projects, checker: opened.project.program.getTypeChecker() };
  const leftOut: { readonly fragment: Fragment; readonly reason: Refusal }[] = [];
  const values: Value[] = [];
  for (const fragment of apart) {
    const source = opened.sources.find(({ fileName }) => fileName === fragment.file);
    const value = source ? valueOf(source, fragment) : refuse("stale");
    const refusal = isRefusal(value) ? value : value.constant ? undefined : (refusePlace(value) ?? refuseElsewhere(context.checker, value.node));
    const [first] = values;
    if (isRefusal(value)) leftOut.push({ fragment, reason: value });
    else if (refusal) leftOut.push({ fragment, reason: refusal });
    else if (first && !isSameValue(context.checker, first.node, value.node)) leftOut.push({ fragment, reason: refuse("other-value", value.node.getText(source)) });
    else values.push(value);
  }
  const [reason] = leftOut;
  if (values.length < (isAsked ? 1 : 2)) return reason?.reason ?? refuse("fewer-than-two");
  const result = share(values, context);
  if (isRefusal(result)) return result;
  return { ...result, leftOut: [...leftOut.map((one) => ({ fragment: one.fragment, reason: sentenceOf(one.reason) })), ...result.leftOut] };
}

/** Uses a constant that is there, else makes one. */
function share(values: readonly Value[], context: Context): Built | Refusal {
  const [first] = values;
  if (!first) return refuse("fewer-than-two");
  let refusal: Refusal | undefined;
  const constants = values.filter((one) => one.constant !== undefined);
  const isExported = ({ constant }: Value): boolean => constant?.exported === true;
  for (const kept of [...constants.filter(isExported), ...constants.filter((one) => !isExported(one))]) {
    const result = keepConstant(kept, values, context);
    if (!isRefusal(result)) return result;
    refusal ??= result;
  }
  if (refusal) return refusal;
  const value = refuseValue(first.node);
  if (value) return value;
  for (const home of homesFor(values, context)) {
    const result = isRefusal(home) ? home : makeConstant(home, values, context);
    if (!isRefusal(result)) return result;
    refusal ??= result;
  }
  return refusal ?? refuse("fewer-than-two");
}
