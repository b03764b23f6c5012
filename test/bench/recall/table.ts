import type { Batch, Case } from "./cases.ts";
import type { CloneType } from "./operators/operator.ts";

/** What one tool reports: the cases that it missed by operator, and how many groups it finds where nothing was put in. */
export interface Result {
  readonly name: string;
  readonly missed: ReadonlyMap<string, readonly Case[]>;
  readonly groupsUnmutated: number;
}

const types: readonly CloneType[] = ["type 1", "type 2", "type 3", "syntax only"];

/** Recall by operator and by type, as tables of Markdown. */
export function tablesOf(batches: readonly Batch[], results: readonly Result[]): string {
  const rows = batches.map(({ operator, cases }) => [
    operator.name,
    operator.type,
    String(cases.length),
    ...results.map(({ missed }) => recall(cases.length, missed.get(operator.name)?.length ?? 0)),
  ]);
  const ofTypes = types.flatMap((type) => {
    const ofType = batches.filter(({ operator }) => operator.type === type);
    const cases = sum(ofType.map((batch) => batch.cases.length));
    if (cases === 0) return [];
    return [[type, String(cases), ...results.map(({ missed }) => recall(cases, sum(ofType.map(({ operator }) => missed.get(operator.name)?.length ?? 0))))]];
  });
  const names = results.map(({ name }) => name);
  return [
    "Recall by type: pairs found of all pairs, in percent.\n",
    table(["type", "n", ...names], [
      ...ofTypes,
      ["groups in the unmutated workspaces", "", ...results.map(({ groupsUnmutated }) => String(groupsUnmutated))],
    ]),
    "\nRecall by operator.\n",
    table(["operator", "type", "n", ...names], rows),
  ].join("\n");
}

function recall(cases: number, missed: number): string {
  const found = cases - missed;
  return cases === 0 ? "–" : `${found} = ${Math.round((1000 * found) / cases) / 10} %`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map((_, i) => (i === 0 ? ":--" : "--:")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
