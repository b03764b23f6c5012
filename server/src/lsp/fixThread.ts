import { parentPort } from "node:worker_threads";
import type { Fix, ProjectAccess } from "../refactorings/refactoring.ts";
import { selectionRefactoringOf } from "../refactorings/table.ts";
import { ruleOf } from "../rules/table.ts";
import { ts } from "../syntax/typescript.ts";
import { GivenUp } from "../workspace/projects/givenUp.ts";
import { createProjectAccess } from "../workspace/projects/projectAccess.ts";
import type { FixAnswer, FixRequest, FixTask } from "./fixMessages.ts";

/** Builds and checks fixes in a thread of its own: programs of large projects take seconds, and nobody is to wait for them. */
export function runFixThread(): void {
  const port = parentPort;
  if (port === null) throw new Error("This runs in a worker thread only.");
  const buffers = new Map<string, string>();
  let isGivenUp = (): boolean => false;
  const projects = createProjectAccess({
    read: (file) => buffers.get(file) ?? ts.sys.readFile(file),
    isGivenUp: () => isGivenUp(),
  });

  const answer = ({ number, task, buffers: told, changed, givenUp }: FixRequest): FixAnswer => {
    for (const [file, text] of told) {
      if (text === undefined) buffers.delete(file);
      else buffers.set(file, text);
    }
    if (changed === "all") projects.invalidate();
    else if (changed.length + told.length > 0) projects.invalidate([...changed, ...told.map(([file]) => file)]);
    isGivenUp = () => Atomics.load(givenUp, 0) !== 0;
    const fix = fixOf(task, projects);
    if (fix === undefined) return { number, fix, texts: [] };
    const files = fix.status === "offered" ? fix.edits.filter(({ kind }) => kind === "change").map(({ file }) => file) : [];
    return { number, fix, texts: files.map((file) => [file, projects.read(file) ?? ""]) };
  };

  port.on("message", (request: FixRequest) => {
    try {
      port.postMessage(answer(request));
    } catch (error) {
      if (error instanceof GivenUp) {
        port.postMessage({ number: request.number, givenUp: true } satisfies FixAnswer);
        return;
      }
      // An exception is a bug; it costs this one fix, and the log of the server says what it was.
      const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
      port.postMessage({ number: request.number, failure } satisfies FixAnswer);
    }
  });
}

function fixOf(task: FixTask, projects: ProjectAccess): Fix | undefined {
  if (task.kind === "selection") return selectionRefactoringOf(task.refactoring)?.extract(task.fragments, projects);
  const rule = ruleOf(task.finding.rule);
  if (rule === undefined || (task.choice === undefined && rule.fixTitle(task.finding) === undefined)) return undefined;
  return rule.fix(task.finding, projects, task.choice);
}
