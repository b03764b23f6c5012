import ts from "typescript";
import { createAnalysis } from "../../../server/src/analysis/workspaceAnalysis.ts";
import type { OfferedFix, ProjectAccess } from "../../../server/src/refactorings/refactoring.ts";
import type { Finding } from "../../../server/src/rules/finding.ts";
import { ruleOf } from "../../../server/src/rules/table.ts";
import { loadWorkspace } from "../../../server/src/workspace/load.ts";
import { createProjectAccess } from "../../../server/src/workspace/projects/projectAccess.ts";
import type { Kept, Outcome } from "./keptOutcomes.ts";
import { textAfter } from "./packageChecker.ts";

/** The rules about definitions of data, in the order of the report on their fixes; all others are about code. */
export const modelRules: readonly string[] = ["duplicate-model", "inline-model", "duplicate-values", "schema-model", "overlapping-model", "conflicting-model"];

/**
 * Asks for the fix of every group of code below `root`, or of every group of models, in the order of the report, which is
 * by what there is to gain.
 *
 * @param most so many groups from the first on
 * @param every for a sample: only one group of so many
 */
export async function decideAll(root: string, kept: Kept<Outcome>, tell: (line: string) => void, about: "code" | "models" = "code", most = Infinity, every = 1): Promise<readonly Outcome[]> {
  const { analysis } = await loadWorkspace(root, { createAnalysis });
  const projects = createProjectAccess({ read: (file) => ts.sys.readFile(file) });
  const all = analysis.snapshot().findings.filter(({ rule }) => modelRules.includes(rule) === (about === "models"));
  const findings = all.slice(0, most).filter((_, at) => (at + 1) % every === 0);
  return findings.map((finding, at) => {
    const known = kept.get(finding.id);
    if (known) return known;
    const outcome = kept.add(decide(finding, projects));
    const said = outcome.refused === undefined ? `offered, ${outcome.parameters ?? 0} parameters` : `${outcome.refused}: ${outcome.reason ?? ""}`;
    tell(`${at + 1} of ${findings.length} ${finding.id} ${said} (${outcome.milliseconds} ms)`);
    return outcome;
  });
}

function decide(finding: Finding, projects: ProjectAccess): Outcome {
  const started = performance.now();
  const fix = ruleOf(finding.rule)?.fix(finding, projects);
  const about = { id: finding.id, rule: finding.rule, copies: finding.copies.length, milliseconds: Math.round(performance.now() - started) };
  if (fix === undefined) return { ...about, refused: "no fix", reason: choicesOf(finding, projects) };
  if (fix.status === "refused") return { ...about, refused: fix.code, reason: fix.reason };
  const parameters = parametersOf(fix);
  return { ...about, edits: fix.edits, leftOut: fix.leftOut.length, removedLines: fix.removedLines, ...(parameters === undefined ? {} : { parameters }) };
}

/** What the fixes are called, or why they are refused, of which a user has to choose; empty where there are none. */
function choicesOf(finding: Finding, projects: ProjectAccess): string {
  const rule = ruleOf(finding.rule);
  const choices = rule?.choices?.(finding) ?? [];
  return choices
    .map(({ id, title }) => {
      const fix = rule?.fix(finding, projects, id);
      return fix?.status === "offered" ? fix.title : `${title}: ${fix?.reason ?? "not built"}`;
    })
    .join("; ");
}

/** How many parameters the new function or component takes; `undefined` where the new name is none of a function. */
function parametersOf(fix: OfferedFix): number | undefined {
  const { rename } = fix;
  const edit = rename && fix.edits.find((one) => one.file === rename.file);
  if (!rename || !edit) return undefined;
  const source = ts.createSourceFile(edit.file, textAfter(edit), ts.ScriptTarget.Latest, true);
  const functionAt = (node: ts.Node): ts.SignatureDeclaration | undefined => {
    if (node.end <= rename.offset || node.pos > rename.offset) return undefined;
    const inner = ts.forEachChild(node, functionAt);
    if (inner) return inner;
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isFunctionLike(node.initializer)) return node.initializer;
    return ts.isFunctionLike(node) && node.name?.getStart(source) === rename.offset ? node : undefined;
  };
  const made = functionAt(source);
  return made?.parameters.reduce((sum, { name }) => sum + (ts.isObjectBindingPattern(name) ? name.elements.length : 1), 0);
}
