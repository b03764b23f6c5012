import { setTimeout as pause } from "node:timers/promises";
import { type CodeAction, CodeActionKind, CodeActionTriggerKind, type CodeActionParams } from "vscode-languageserver/node";
import { hashText } from "../syntax/hash.ts";
import type { Abilities } from "./abilities.ts";
import type { SelectionActionData } from "./actionData.ts";
import type { Engine } from "./engine.ts";
import type { SelectionOffer } from "./extractions.ts";
import type { FixBench } from "./fixBench.ts";
import type { Folder } from "./folder.ts";
import { spanIn } from "./ranges.ts";

export interface SelectionContext {
  readonly abilities: Abilities;
  readonly engine: Engine;
  readonly bench: FixBench;
  /** Whether the user wants to see squiggles; without them no lightbulb comes up by itself. */
  readonly squiggles: boolean;
}

/** How long a menu of refactorings waits to know which are possible, in milliseconds. */
const patience = 400;

/**
 * The extractions of what is selected, from facts and syntax alone: no edit is built here. By itself a lightbulb
 * comes up for a selection only; a menu that is asked for also speaks of the expression at the cursor.
 */
export async function selectionActionsAt(folder: Folder, file: string, params: CodeActionParams, context: SelectionContext): Promise<CodeAction[]> {
  const { abilities, engine, bench, squiggles } = context;
  const { only, triggerKind } = params.context;
  const isAsked = triggerKind === CodeActionTriggerKind.Invoked;
  if (!abilities.resolvesEdits || !mayExtract(only) || (!squiggles && !isAsked)) return [];
  const analysis = folder.analysis;
  const source = analysis?.get(file);
  const span = source && spanIn(source, params.range);
  if (analysis === undefined || span === undefined || (span.start === span.end && !isAsked)) return [];
  const offers = engine.offersFor(analysis, file, span).filter(({ kind }) => isWanted(kind, only));
  // Disabled entries are shown where refactorings are asked for: there it is worth knowing which are possible.
  if (isAsked && only !== undefined) await considered(offers, bench);
  const textHash = hashText(source?.text ?? "");
  return offers.flatMap((offer) => actionsOf(offer, { file, ...span, textHash }, context));
}

function mayExtract(only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((kind) => kind === "" || kind === CodeActionKind.Refactor || kind === CodeActionKind.RefactorExtract || kind.startsWith(`${CodeActionKind.RefactorExtract}.`));
}

/** Kinds are a hierarchy: whoever asks for `refactor` wants `refactor.extract.function` too. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((one) => one === "" || kind === one || kind.startsWith(`${one}.`));
}

/** Has the extractions of the selection alone built, in their order, and waits a little for them. */
async function considered(offers: readonly SelectionOffer[], bench: FixBench): Promise<void> {
  const wanted = offers.filter(({ reach, refused }) => reach === "selection" && refused === undefined);
  const all = Promise.all(wanted.map((offer) => bench.build(taskOf(offer))));
  await Promise.race([all, pause(patience)]);
}

function actionsOf(offer: SelectionOffer, place: Pick<SelectionActionData, "file" | "start" | "end" | "textHash">, { abilities, bench }: SelectionContext): CodeAction[] {
  const { refactoring, kind, title, reach, fragments } = offer;
  const action = (what: SelectionActionData["kind"], name: string): CodeAction => {
    const data: SelectionActionData = { kind: what, refactoring, reach, ...place, occurrences: fragments.length };
    return { title: name, kind, data };
  };
  const reason = offer.refused ?? refusalKnown(offer, bench);
  if (reason !== undefined) return abilities.disabledActions ? [{ ...action("extract", title), disabled: { reason } }] : [];
  const preview = reach !== "selection" && abilities.changeAnnotations ? [action("previewExtract", `${title} (preview)`)] : [];
  return [action("extract", title), ...preview];
}

function refusalKnown(offer: SelectionOffer, bench: FixBench): string | undefined {
  const fix = bench.known(taskOf(offer))?.fix;
  return fix?.status === "refused" ? fix.reason : undefined;
}

/** What is to be built for the offer. */
export function taskOf({ refactoring, fragments }: SelectionOffer): Parameters<FixBench["build"]>[0] {
  return { kind: "selection", refactoring, fragments };
}
