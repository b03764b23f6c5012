import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

const root = resolve(import.meta.dirname, "../../..");

/** Floors from the ground up: what stands on a floor may use its own floor's folder and those below. */
const floors: readonly (readonly string[])[] = [
  ["syntax", "settings"],
  ["clones", "models"],
  ["refactorings"],
  ["rules"],
  ["analysis"],
  ["report", "workspace"],
  ["lsp", "cli"],
  ["."],
];

/** Folders that compute and read nothing but their arguments. */
const pure = new Set(["syntax", "settings", "clones", "models", "refactorings", "rules", "analysis", "report"]);

interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

describe("dependencies", () => {
  const server = importsBelow("server/src");
  const client = importsBelow("client/src");

  it("no arrow goes up a floor or across one", () => {
    const wrong = server.flatMap(({ from, specifier }) => {
      const file = resolve(dirname(join(root, from)), specifier);
      if (!specifier.startsWith(".") || !file.startsWith(join(root, "server/src"))) return [];
      const source = folderOf(from);
      const target = folderOf(file);
      return mayUse(source, target) ? [] : [`${from} imports ${specifier}`];
    });
    assert.deepEqual(wrong, []);
  });

  it("only lsp/ knows the protocol", () => {
    assert.deepEqual(
      server.filter(({ from, specifier }) => specifier.startsWith("vscode-languageserver") && folderOf(from) !== "lsp"),
      [],
    );
  });

  it("only client/ knows vscode, and of the server only the messages", () => {
    assert.deepEqual(
      server.filter(({ specifier }) => specifier === "vscode" || specifier.includes("client/")),
      [],
    );
    assert.deepEqual(
      client.filter(({ specifier }) => specifier.includes("server/src") && !specifier.endsWith("server/src/lsp/protocol.ts")),
      [],
    );
  });

  it("what computes does no IO", () => {
    const io = /^(node:)?(fs|fs\/promises|child_process|os|net|http|https|worker_threads|process)$/;
    assert.deepEqual(
      server.filter(({ from, specifier }) => pure.has(folderOf(from)) && io.test(specifier)),
      [],
    );
  });

  it("ts-morph stands behind one module for parsing and the project's folder", () => {
    const doors = server.filter(({ specifier }) => /^(ts-morph|typescript|@ts-morph\/)/.test(specifier));
    const behind = doors.filter(
      ({ from }) => from !== "server/src/syntax/typescript.ts" && !from.startsWith("server/src/workspace/projects/"),
    );
    assert.deepEqual(behind, []);
    assert.ok(doors.some(({ from }) => from === "server/src/syntax/typescript.ts"));
  });

  it("no cycle runs through the files", () => {
    assert.deepEqual(cycleIn(server), undefined);
  });
});

function mayUse(source: string, target: string): boolean {
  if (source === target) return true;
  const from = floors.findIndex((floor) => floor.includes(source));
  const to = floors.findIndex((floor) => floor.includes(target));
  assert.notEqual(from, -1, `${source} stands on no floor`);
  assert.notEqual(to, -1, `${target} stands on no floor`);
  return to < from;
}

/** The folder below `server/src`, `.` for the files beside them. */
function folderOf(file: string): string {
  const below = relative(join(root, "server/src"), resolve(root, file)).split(sep);
  return below.length > 1 ? (below[0] ?? ".") : ".";
}

function importsBelow(folder: string): readonly Import[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const from = join(folder, file).split(sep).join("/");
      const text = readFileSync(join(root, from), "utf8");
      const imports = /^\s*(?:import|export)\s+(type\s)?(?:[^"';]*?from\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;
      return [...text.matchAll(imports)].map((match) => ({
        from,
        specifier: match[2] ?? match[3] ?? "",
        typeOnly: match[1] !== undefined,
      }));
    });
}

/** The files of a cycle of imports that are there at run time, if there is one. */
function cycleIn(imports: readonly Import[]): readonly string[] | undefined {
  const targets = new Map<string, string[]>();
  for (const { from, specifier, typeOnly } of imports) {
    if (typeOnly || !specifier.startsWith(".")) continue;
    const target = relative(root, resolve(root, dirname(from), specifier)).split(sep).join("/");
    targets.set(from, [...(targets.get(from) ?? []), target]);
  }
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    path.push(file);
    for (const target of targets.get(file) ?? []) {
      const cycle = visit(target);
      if (cycle !== undefined) return cycle;
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of targets.keys()) {
    const cycle = visit(file);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
