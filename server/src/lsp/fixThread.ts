import { parentPort } from "node:worker_threads";
import { ruleOf } from "../rules/table.ts";
import { ts } from "../syntax/typescript.ts";
import { createProjectAccess } from "../workspace/projects/projectAccess.ts";
import type { FixAnswer, FixRequest } from "./fixMessages.ts";

/** Builds and checks fixes in a thread of its own: programs of large projects take seconds, and nobody is to wait for them. */
export function runFixThread(): void {
  const port = parentPort;
  if (port === null) throw new Error("This runs in a worker thread only.");
  const buffers = new Map<string, string>();
  const projects = createProjectAccess({ read: (file) => buffers.get(file) ?? ts.sys.readFile(file) });

  const answer = ({ number, finding, buffers: told, changed }: FixRequest): FixAnswer => {
    for (const [file, text] of told) {
      if (text === undefined) buffers.delete(file);
      else buffers.set(file, text);
    }
    if (changed === "all") projects.invalidate();
    else if (changed.length + told.length > 0) projects.invalidate([...changed, ...told.map(([file]) => file)]);
    const rule = ruleOf(finding.rule);
    const fix = rule?.fixTitle(finding) === undefined ? undefined : rule.fix(finding, projects);
    if (fix === undefined) return { number, fix, texts: [] };
    const files = fix.status === "offered" ? fix.edits.filter(({ kind }) => kind === "change").map(({ file }) => file) : [];
    return { number, fix, texts: files.map((file) => [file, projects.read(file) ?? ""]) };
  };

  port.on("message", (request: FixRequest) => {
    try {
      port.postMessage(answer(request));
    } catch (error) {
      // An exception is a bug; it costs this one fix, and the log of the server says what it was.
      const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
      port.postMessage({ number: request.number, failure } satisfies FixAnswer);
    }
  });
}
