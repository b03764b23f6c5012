import { extractFunction } from "../../../server/src/refactorings/extractFunction.ts";
import type { OfferedFix } from "../../../server/src/refactorings/refactoring.ts";
import { textsAfter } from "../../../server/src/refactorings/textEdits.ts";
import type { ts } from "../../../server/src/syntax/typescript.ts";
import type { WorkspaceProjects } from "../../../server/src/workspace/projects/projectAccess.ts";
import { Random } from "../recall/random.ts";
import { behaviourOf } from "./behaviour.ts";
import { candidatesOf } from "./candidates.ts";
import { Modules, type ModuleSource } from "./modules.ts";
import { makePair, type Pair } from "./pair.ts";
import { moduleOf } from "./pairModule.ts";

/** Real code to take functions from. */
export interface RealCode extends ModuleSource {
  readonly name: string;
  /** Absolute paths of the files whose functions are taken. */
  readonly files: readonly string[];
  readonly projects: WorkspaceProjects;
  /** Lays a text over a file, for `projects` to see; without a text, the file says what it did. */
  lay(file: string, text: string | undefined): void;
}

/** What came of one pair. */
export interface PairOutcome {
  readonly pair: string;
  /** `offered`, or the code of the refusal. */
  readonly outcome: string;
  /** The reason of a refusal. */
  readonly reason: string;
  /** Whether both sides were run and compared. */
  readonly compared: boolean;
  /** The first difference between what the program did before and after, with both texts. */
  readonly wrong: string | undefined;
}

export interface PairOptions {
  readonly seed: string;
  /** So many pairs, as far as the code gives them. */
  readonly wanted: number;
  /** At most so many of one file. */
  readonly perFile: number;
  /** Whether reads of plain properties count as effects. */
  readonly logsReads: boolean;
}

/** Larger files take too long to be checked once for each pair. */
const largestFile = 30_000;

/** In milliseconds, of a call before the edit. Afterwards it may take longer, for the machine may be busy, but has to end. */
const longestRun = 500;

/** Writes functions of real code twice, extracts what they share, and runs both sides. */
export async function* runPairs(code: RealCode, { seed, wanted, perFile, logsReads }: PairOptions): AsyncGenerator<PairOutcome> {
  const random = new Random(`${seed} ${code.name}`);
  const modules = new Modules(code);
  let left = wanted;
  for (let round = 0; left > 0 && round < 8; round++) {
    for (const file of random.shuffled(code.files)) {
      if (left <= 0) return;
      for (const outcome of await pairsOf(file, code, modules, new Random(`${seed} ${round} ${file}`), Math.min(perFile, left), logsReads, round)) {
        left--;
        yield outcome;
      }
    }
  }
}

async function pairsOf(file: string, code: RealCode, modules: Modules, random: Random, count: number, logsReads: boolean, round: number): Promise<readonly PairOutcome[]> {
  const { projects } = code;
  const [owner] = projects.programsFor([file]);
  const source = owner?.program.getSourceFile(file);
  const original = code.read(file);
  if (!owner || !source || original === undefined || original.length > largestFile) return [];
  const checker = owner.program.getTypeChecker();
  const candidates = candidatesOf(source);
  const pairs = Array.from({ length: count * 2 }, (_, at) => {
    const one = random.pick(candidates);
    return one && makePair(one, checker, random, `p${round}x${at}`);
  }).filter((pair) => pair !== undefined);
  const outcomes: PairOutcome[] = [];
  const lay = (text: string | undefined): void => {
    code.lay(file, text);
    projects.invalidate([file]);
  };
  try {
    const typed = withoutErrors(file, original, pairs, lay, projects);
    const chosen = typed.slice(0, count);
    const { text, fragments } = moduleOf(file, original, chosen);
    lay(text);
    for (const pair of chosen) {
      const fix = extractFunction(fragments.get(pair) ?? [], projects);
      const about = { pair: `${file} ${pair.id} ${pair.names.join(" ")}` };
      if (fix.status === "refused") outcomes.push({ ...about, outcome: fix.code, reason: fix.reason, compared: false, wrong: undefined });
      else outcomes.push({ ...about, outcome: "offered", reason: "", ...(await compared(pair, text, fix, file, modules, checker, logsReads)) });
    }
  } finally {
    lay(undefined);
  }
  return outcomes;
}

/** The pairs whose code type-checks. */
function withoutErrors(file: string, original: string, pairs: readonly Pair[], lay: (text: string) => void, projects: WorkspaceProjects): readonly Pair[] {
  let open = pairs;
  for (let attempt = 0; attempt < 3; attempt++) {
    const { text, parts } = moduleOf(file, original, open);
    lay(text);
    const program = projects.programsFor([file])[0]?.program;
    const source = program?.getSourceFile(file);
    if (!program || !source) return [];
    const syntactic = program.getSyntacticDiagnostics(source);
    const errors = syntactic.length > 0 ? syntactic : program.getSemanticDiagnostics(source);
    const bad = new Set(errors.map(({ start }) => parts.find((part) => start !== undefined && start >= part.start && start <= part.end)?.pair));
    const good = open.filter((pair) => !bad.has(pair));
    if (good.length === open.length) return syntactic.length > 0 ? [] : open;
    open = good;
  }
  return [];
}

async function compared(pair: Pair, text: string, fix: OfferedFix, file: string, modules: Modules, checker: ts.TypeChecker, logsReads: boolean): Promise<Pick<PairOutcome, "compared" | "wrong">> {
  const after = textsAfter(fix.edits, () => text).get(file);
  if (after === undefined || fix.edits.length > 1) return { compared: false, wrong: undefined };
  let before: readonly string[] | undefined;
  try {
    before = await behaviourOf(pair, text, modules, checker, logsReads, longestRun);
    const again = await behaviourOf(pair, text, modules, checker, logsReads, longestRun);
    // What differs from run to run, such as the time, tells nothing.
    if (!before || !again || differenceOf(before, again) !== undefined) return { compared: false, wrong: undefined };
  } catch {
    // The module cannot be loaded by itself.
    return { compared: false, wrong: undefined };
  }
  try {
    const difference = differenceOf(before, (await behaviourOf(pair, after, modules, checker, logsReads, longestRun * 20)) ?? ["did not come back"]);
    return { compared: true, wrong: difference && `${difference}\n--- before\n${pair.texts.map((one) => one.text).join("\n\n")}\n--- edit\n${fix.edits.flatMap((edit) => (edit.kind === "change" ? edit.edits.map((one) => one.text) : [edit.text])).join("\n...\n")}` };
  } catch (error) {
    return { compared: true, wrong: `cannot be loaded: ${String(error)}` };
  }
}

function differenceOf(before: readonly string[], after: readonly string[]): string | undefined {
  const at = before.findIndex((line, index) => line !== after[index]);
  if (at < 0 && before.length === after.length) return undefined;
  const index = at < 0 ? before.length : at;
  const start = before.slice(0, index).findLastIndex((line) => / with \w+$/.test(line));
  return `${before.slice(Math.max(start, index - 6), index).join("\n")}\nbefore: ${before[index] ?? "the end"}\nafter:  ${after[index] ?? "the end"}`;
}
