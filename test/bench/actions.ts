/**
 * How long the menu and the edit of an extraction take, in a language server of its own: ranges of real code are
 * selected, the menu is asked for, and the extraction of the selection alone and of all that says the same is built.
 * The first edit has to make the program. Prints medians and 95th percentiles in milliseconds over ranges that are
 * chosen by a fixed seed. `npm run bench:actions`, with names of packages, or paths of any folders with code.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CodeAction } from "vscode-languageserver";
import { URI } from "vscode-uri";
import type { Span } from "../../server/src/syntax/position.ts";
import { parse } from "../../server/src/syntax/parse.ts";
import { ts } from "../../server/src/syntax/typescript.ts";
import { discover } from "../../server/src/workspace/discovery.ts";
import { fullCapabilities } from "../lsp/harness/editor.ts";
import { RpcProcess } from "../lsp/harness/rpc.ts";
import { packages, preparePackages, sourceFolder } from "./packages.ts";

const selections = 40;

async function measure(name: string, folder: string): Promise<void> {
  const caches = mkdtempSync(join(tmpdir(), "drydock-actions-"));
  const server = new RpcProcess({ env: { XDG_CACHE_HOME: caches } });
  const ask = async <T>(method: string, params: unknown): Promise<T> => (await server.request(method, params).answer) as T;
  try {
    const uri = URI.file(folder).toString();
    await ask("initialize", { processId: process.pid, rootUri: null, capabilities: fullCapabilities, workspaceFolders: [{ uri, name }] });
    server.notify("initialized", {});
    await ask("drydock/report", {});
    const { files } = await discover(folder, []);
    const random = randomFrom(7);
    const menus: number[] = [];
    const edits: number[] = [];
    let cold: number | undefined;
    let offered = 0;
    while (menus.length < selections) {
      const file = files[Math.floor(random() * files.length)] ?? "";
      const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
      const ranges = rangesIn(file, text);
      const range = ranges[Math.floor(random() * ranges.length)];
      if (range === undefined) continue;
      const document = TextDocument.create(URI.file(file).toString(), "typescript", 1, text);
      const textDocument = { uri: document.uri };
      server.notify("textDocument/didOpen", { textDocument: { ...textDocument, languageId: "typescript", version: 1, text } });
      await ask("drydock/findings", {});
      const start = performance.now();
      const actions = await ask<CodeAction[]>("textDocument/codeAction", {
        textDocument,
        range: { start: document.positionAt(range.start), end: document.positionAt(range.end) },
        context: { diagnostics: [], triggerKind: 1 },
      });
      menus.push(performance.now() - start);
      for (const action of actions.filter(({ kind, disabled, title }) => kind?.startsWith("refactor.extract.") === true && disabled === undefined && !title.endsWith("(preview)"))) {
        const begin = performance.now();
        const { edit } = await ask<CodeAction>("codeAction/resolve", action);
        const time = performance.now() - begin;
        if (cold === undefined) cold = time;
        else edits.push(time);
        if (edit !== undefined) offered++;
      }
      server.notify("textDocument/didClose", { textDocument });
    }
    const row = [name, files.length, ...spread(menus), Math.round(cold ?? 0), ...spread(edits), `${offered} of ${edits.length + 1}`];
    console.log(`| ${row.join(" | ")} |`);
    await ask("shutdown", null);
    server.notify("exit", null);
    await server.exit();
  } finally {
    server.process.kill();
    rmSync(caches, { recursive: true, force: true });
  }
}

/** Runs of one to three statements of functions, and expressions of some size. */
function rangesIn(file: string, text: string): readonly Span[] {
  const tree = parse(file, text);
  const found: Span[] = [];
  const visit = (node: ts.Node, isInFunction: boolean): void => {
    const within = isInFunction || ts.isFunctionLike(node);
    if (ts.isBlock(node) && within) {
      for (const [at, first] of node.statements.entries()) {
        const last = node.statements[Math.min(at + (at % 3), node.statements.length - 1)] ?? first;
        found.push({ start: first.getStart(tree), end: last.end });
      }
    } else if ((ts.isBinaryExpression(node) || ts.isCallExpression(node)) && within && node.end - node.getStart(tree) > 20) found.push({ start: node.getStart(tree), end: node.end });
    ts.forEachChild(node, (child) => visit(child, within));
  };
  visit(tree, false);
  return found;
}

function spread(times: readonly number[]): readonly number[] {
  const sorted = [...times].sort((a, b) => a - b);
  return [0.5, 0.95].map((share) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0));
}

/** A linear congruential generator (Knuth's MMIX has the better constants; these do for picking places). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 2 ** 32;
}

const asked = process.argv.slice(2);
if (asked.every((name) => !existsSync(name))) preparePackages();
console.log("| code | files | menu | 95 % | first edit | edit | 95 % | offered |\n| :-- | --: | --: | --: | --: | --: | --: | --: |");
for (const { folder, name, version } of packages) {
  if (asked.length === 0 || asked.includes(folder)) await measure(`${name}@${version}`, sourceFolder(folder));
}
for (const path of asked.filter(existsSync)) await measure(basename(path), resolve(path));
