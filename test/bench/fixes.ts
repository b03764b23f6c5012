/**
 * Asks for the fix of every group of a package, applies each offered one alone, and checks the whole
 * package with the TypeScript of the development dependencies, which is not the one that Drydock
 * bundles. Prints how many were offered, refused (by reason) and clean, and every error of a wrong one.
 * `npm run bench:fixes -- zod`
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { createAnalysis } from "../../server/src/analysis/workspaceAnalysis.ts";
import type { FileEdit, TextEdit } from "../../server/src/refactorings/refactoring.ts";
import { ruleOf } from "../../server/src/rules/table.ts";
import { loadWorkspace } from "../../server/src/workspace/load.ts";
import { createProjectAccess } from "../../server/src/workspace/projects/projectAccess.ts";
import { benchFolder, packages, preparePackages, sourceFolder } from "./packages.ts";

/** Type checks a package, whole, with edits laid over its files. */
class PackageChecker {
  private readonly options: ts.CompilerOptions;
  private readonly rootNames: readonly string[];
  private readonly before: ReadonlyMap<string, number>;
  private readonly parsed = new Map<string, ts.SourceFile>();

  constructor(root: string) {
    const config = ts.readConfigFile(join(root, "tsconfig.json"), (file) => ts.sys.readFile(file));
    const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
    this.options = options;
    this.rootNames = fileNames;
    this.before = counted(this.programWith(new Map()));
  }

  /** Errors that the package has with the edits and has not, or fewer times, without. */
  newErrors(edits: readonly FileEdit[]): readonly string[] {
    const texts = new Map(
      edits.map((edit) => [
        edit.file,
        edit.kind === "create" ? edit.text : applied(ts.sys.readFile(edit.file) ?? "", edit.edits),
      ]),
    );
    const after = counted(this.programWith(texts));
    return [...after].filter(([error, count]) => count > (this.before.get(error) ?? 0)).map(([error]) => error);
  }

  private programWith(texts: ReadonlyMap<string, string>): ts.Program {
    const host = ts.createCompilerHost(this.options);
    const read = host.getSourceFile.bind(host);
    const exists = host.fileExists.bind(host);
    host.fileExists = (file) => texts.has(file) || exists(file);
    host.getSourceFile = (file, languageVersion) => {
      const text = texts.get(file);
      if (text !== undefined) return ts.createSourceFile(file, text, languageVersion, true);
      const known = this.parsed.get(file) ?? read(file, languageVersion);
      if (known !== undefined) this.parsed.set(file, known);
      return known;
    };
    const created = [...texts.keys()].filter((file) => !exists(file));
    return ts.createProgram([...this.rootNames, ...created], this.options, host);
  }
}

function counted(program: ts.Program): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { file, code, messageText } of ts.getPreEmitDiagnostics(program)) {
    const error = `${file?.fileName ?? ""} TS${code}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    counts.set(error, (counts.get(error) ?? 0) + 1);
  }
  return counts;
}

function applied(text: string, edits: readonly TextEdit[]): string {
  return [...edits].sort((a, b) => b.start - a.start).reduce((done, { start, end, text: inserted }) => done.slice(0, start) + inserted + done.slice(end), text);
}

/** The edit as a reviewer reads it. */
function describe(edits: readonly FileEdit[]): string {
  return edits
    .map((edit) => {
      if (edit.kind === "create") return `+++ ${edit.file}\n${edit.text}`;
      const text = readFileSync(edit.file, "utf8");
      const parts = edit.edits.map(({ start, end, text: inserted }) => `- ${text.slice(start, end).replace(/\n/g, "\n- ")}\n+ ${inserted.replace(/\n/g, "\n+ ")}`);
      return `*** ${edit.file} (${dirname(edit.file)})\n${parts.join("\n...\n")}`;
    })
    .join("\n\n");
}

preparePackages();
const asked = process.argv.slice(2);
for (const { folder, name } of packages) {
  if (asked.length > 0 && !asked.includes(folder)) continue;
  const root = sourceFolder(folder);
  const { analysis } = await loadWorkspace(root, { createAnalysis });
  const projects = createProjectAccess({ read: (file) => ts.sys.readFile(file) });
  const checker = new PackageChecker(root);
  const counts = { groups: 0, offered: 0, clean: 0, wrong: 0, removedLines: 0 };
  const refusals = new Map<string, number>();
  const shown = join(benchFolder, "fixes", folder);
  rmSync(shown, { recursive: true, force: true });
  mkdirSync(shown, { recursive: true });
  for (const finding of analysis.snapshot().findings) {
    const rule = ruleOf(finding.rule);
    const fix = rule?.fix(finding, projects);
    if (fix === undefined) continue;
    counts.groups++;
    if (fix.status === "refused") {
      const key = `${finding.rule}: ${fix.code}`;
      refusals.set(key, (refusals.get(key) ?? 0) + 1);
      console.log(`refused ${finding.id} ${fix.code}: ${fix.reason}`);
      continue;
    }
    counts.offered++;
    counts.removedLines += fix.removedLines;
    writeFileSync(join(shown, `${finding.id}.txt`), describe(fix.edits));
    const errors = checker.newErrors(fix.edits);
    if (errors.length === 0) counts.clean++;
    else counts.wrong++;
    console.log(`${errors.length === 0 ? "clean" : "WRONG"} ${finding.id} ${fix.title}`);
    for (const error of errors) console.log(`    ${error}`);
  }
  console.log(`\n${name}: ${JSON.stringify(counts)}`);
  for (const [reason, count] of [...refusals].sort((a, b) => b[1] - a[1])) console.log(`  ${count} × ${reason}`);
}
