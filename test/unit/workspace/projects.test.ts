import assert from "node:assert/strict";
import type { FileEdit } from "../../../server/src/refactorings/refactoring.ts";
import { createMemoryProjects } from "../../../server/src/workspace/projects/projectAccess.ts";

function projectsOf(files: Record<string, string>) {
  const map = new Map(Object.entries(files));
  return { files: map, projects: createMemoryProjects(map) };
}

function append(file: string, at: number, text: string): FileEdit {
  return { kind: "change", file, edits: [{ start: at, end: at, text }] };
}

describe("projects", () => {
  it("asks the nearest configuration that includes the file, with what it extends", () => {
    const { projects } = projectsOf({
      "/harbour/tsconfig.base.json": `{ "compilerOptions": { "strict": true, "module": "nodenext" } }`,
      "/harbour/tsconfig.json": `{ "extends": "./tsconfig.base.json", "include": ["src"] }`,
      "/harbour/src/pier.ts": `export const pier = 1;`,
      "/harbour/src/crane/tsconfig.json": `{ "extends": "../../tsconfig.base.json", "compilerOptions": { "strict": false } }`,
      "/harbour/src/crane/lift.ts": `export const lift = 1;`,
    });
    const [pier, lift] = projects.programsFor(["/harbour/src/pier.ts", "/harbour/src/crane/lift.ts"]);
    assert.equal(pier?.configFile, "/harbour/tsconfig.json");
    assert.equal(pier?.program.getCompilerOptions().strict, true);
    assert.equal(lift?.configFile, "/harbour/src/crane/tsconfig.json");
    assert.equal(lift?.program.getCompilerOptions().strict, false);
    assert.deepEqual(lift?.owned, ["/harbour/src/crane/lift.ts"]);
  });

  it("follows references to the project that names the file", () => {
    const { projects } = projectsOf({
      "/app/tsconfig.json": `{ "files": [], "references": [{ "path": "./tsconfig.src.json" }, { "path": "./test" }] }`,
      "/app/tsconfig.src.json": `{ "compilerOptions": { "composite": true }, "include": ["src"] }`,
      "/app/test/tsconfig.json": `{ "compilerOptions": { "composite": true }, "references": [{ "path": "../tsconfig.src.json" }] }`,
      "/app/src/tide.ts": `export const tide = 3;`,
      "/app/test/tide.test.ts": `import { tide } from "../src/tide"; export const doubled: number = tide * 2;`,
    });
    const [src] = projects.programsFor(["/app/src/tide.ts"]);
    const [test] = projects.programsFor(["/app/test/tide.test.ts"]);
    assert.equal(src?.configFile, "/app/tsconfig.src.json");
    assert.equal(test?.configFile, "/app/test/tsconfig.json");
    const file = test?.program.getSourceFile("/app/test/tide.test.ts");
    assert.deepEqual(test?.program.getSemanticDiagnostics(file).map((error) => error.messageText), []);
  });

  it("takes the package's sources together where no configuration is", () => {
    const { projects } = projectsOf({
      "/lone/package.json": `{ "type": "module" }`,
      "/lone/a.ts": `import { b } from "./b.js"; export const a: string = b;`,
      "/lone/b.ts": `export const b = "b";`,
    });
    const [program] = projects.programsFor(["/lone/b.ts"]);
    assert.equal(program?.configFile, undefined);
    assert.deepEqual(program?.newErrors([{ kind: "change", file: "/lone/b.ts", edits: [{ start: 17, end: 20, text: "2" }] }]), [
      { file: "/lone/a.ts", code: 2322, message: "Type 'number' is not assignable to type 'string'." },
    ]);
  });

  it("says what is wrong with a broken configuration instead of throwing", () => {
    const { projects } = projectsOf({
      "/broken/tsconfig.json": `{ "compilerOptions": { "strict": `,
      "/broken/a.ts": `export const a = 1;`,
      "/orphan/tsconfig.json": `{ "extends": "./nowhere.json" }`,
      "/orphan/a.ts": `export const a = 1;`,
    });
    const problems = ["/broken/a.ts", "/orphan/a.ts"].map((file) => projects.programsFor([file])[0]?.problems);
    assert.deepEqual(problems[0], ["/broken/tsconfig.json: Expression expected."]);
    assert.match(problems[1]?.[0] ?? "", /^\/orphan\/tsconfig\.json: .*nowhere\.json/);
  });

  it("does not count errors that were there before, wherever they move", () => {
    const text = `export const depth: number = "deep";\n`;
    const { projects } = projectsOf({ "/sea/tsconfig.json": `{}`, "/sea/depth.ts": text });
    const [program] = projects.programsFor(["/sea/depth.ts"]);
    assert.deepEqual(program?.newErrors([append("/sea/depth.ts", 0, "export const surface = 0;\n")]), []);
    assert.equal(program?.newErrors([append("/sea/depth.ts", text.length, text.replace("depth", "floor"))]).length, 1);
  });

  it("resolves the specifiers of created files", () => {
    const { projects } = projectsOf({ "/sea/tsconfig.json": `{}`, "/sea/depth.ts": `export const depth = 3;` });
    const [program] = projects.programsFor(["/sea/depth.ts"]);
    const create: FileEdit = { kind: "create", file: "/sea/chart/twice.ts", text: `export const twice = (n: number) => n * 2;\n` };
    const use = append("/sea/depth.ts", 0, `import { twice } from "./chart/twice";\nexport const far: string = twice(3);\n`);
    assert.deepEqual(program?.newErrors([use, create]).map((error) => error.message), [
      "Type 'number' is not assignable to type 'string'.",
    ]);
    const lost = { ...create, file: "/sea/chart/thrice.ts" };
    assert.equal(program?.newErrors([use, lost])[0]?.code, 2307);
  });

  it("sees changed, created and deleted files after they are announced", () => {
    const { files, projects } = projectsOf({
      "/sea/tsconfig.json": `{}`,
      "/sea/a.ts": `import { b } from "./b"; export const a: number = b;`,
    });
    const errors = () => {
      const [program] = projects.programsFor(["/sea/a.ts"]);
      return program?.program.getSemanticDiagnostics(program.program.getSourceFile("/sea/a.ts")).map((error) => error.code);
    };
    assert.deepEqual(errors(), [2307]);
    files.set("/sea/b.ts", `export const b = "text";`);
    projects.invalidate(["/sea/b.ts"]);
    assert.deepEqual(errors(), [2322]);
    files.set("/sea/b.ts", `export const b = 4;`);
    projects.invalidate(["/sea/b.ts"]);
    assert.deepEqual(errors(), []);
    files.delete("/sea/b.ts");
    projects.invalidate(["/sea/b.ts"]);
    assert.deepEqual(errors(), [2307]);
  });

  it("parses a file once for projects of equal options, and anew for all when it changes", () => {
    const config = `{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "target": "es2022" }, "include": ["."] }`;
    const { files, projects } = projectsOf({
      "/quay/tsconfig.json": config,
      "/quay/depth.ts": `export const depth = 3;`,
      "/ship/tsconfig.json": config,
      "/ship/hull.ts": `import { depth } from "../quay/depth"; export const hull: number = depth;`,
      "/old/tsconfig.json": config.replace("es2022", "es5"),
      "/old/hull.ts": `import { depth } from "../quay/depth"; export const hull = depth;`,
    });
    const sources = () => projects.programsFor(["/quay/depth.ts", "/ship/hull.ts", "/old/hull.ts"]).map(({ program }) => program.getSourceFile("/quay/depth.ts"));
    const [quay, ship, old] = sources();
    assert.ok(quay !== undefined && quay === ship);
    assert.notEqual(quay, old);
    files.set("/quay/depth.ts", `export const depth = "deep";`);
    projects.invalidate(["/quay/depth.ts"]);
    assert.deepEqual(sources().map((source) => source?.text), Array.from({ length: 3 }, () => `export const depth = "deep";`));
    const [, hull] = projects.programsFor(["/quay/depth.ts", "/ship/hull.ts"]);
    assert.equal(hull?.program.getSemanticDiagnostics().length, 1);
  });
});
