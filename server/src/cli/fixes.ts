import type { Analysis } from "../analysis/analysis.ts";
import type { Fix } from "../refactorings/refactoring.ts";
import type { Finding } from "../rules/finding.ts";
import { ruleOf } from "../rules/table.ts";
import { ts } from "../syntax/typescript.ts";
import { createProjectAccess } from "../workspace/projects/projectAccess.ts";
import type { WorkspaceProjects } from "../workspace/projects/projectAccess.ts";
import type { Console } from "./console.ts";

/** Programs over the texts of the analysis, with the disk behind them for all other files. */
export function projectsOver(analysis: Analysis): WorkspaceProjects {
  return createProjectAccess({ read: (file) => analysis.get(file)?.text ?? ts.sys.readFile(file) });
}

/** Builds and checks the fix of a finding; `undefined` where its rule has none for it. */
export function fixOf(finding: Finding, projects: WorkspaceProjects): Fix | undefined {
  const rule = ruleOf(finding.rule);
  if (rule === undefined) throw new Error(`No rule has the id ${finding.rule}.`);
  return rule.fix(finding, projects);
}

/** Decides the fixes of a whole report, one after the other. */
export function decideWith(analysis: Analysis, console: Console): (finding: Finding) => Fix | undefined {
  const projects = projectsOver(analysis);
  const total = analysis.snapshot().findings.length;
  let decided = 0;
  return (finding) => {
    decided += 1;
    console.progress(`Deciding fixes: ${decided} of ${total}`);
    return fixOf(finding, projects);
  };
}
