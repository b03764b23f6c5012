import assert from "node:assert/strict";
import type { FileEdit, ProjectProgram } from "../../../server/src/refactorings/refactoring.ts";
import { flat } from "../../../server/src/workspace/projects/config.ts";
import { createMemoryProjects } from "../../../server/src/workspace/projects/projectAccess.ts";
import { Random } from "../../bench/recall/random.ts";

const config = `{ "compilerOptions": { "strict": true, "target": "es2022", "lib": ["es2022"], "module": "esnext", "moduleResolution": "bundler" } }`;
const programs = 20;
const modules = 9;

/** What a file declares first, which is edited in one of them, and what it becomes. */
const base = (name: string): string => `export interface ${name} { id: string; total: number }\nexport const start${name} = { id: "1", total: 2 };\nexport default interface Whole${name} { total: number }\n`;
const changes: readonly (readonly [from: RegExp, to: string])[] = [
  [/total: number \}\nexport const/, "total: bigint }\nexport const"],
  [/total: 2/, 'total: "2"'],
  [/export interface (\w+)/, "interface $1"],
  [/default interface (\w+) \{ total: number/, "default interface $1 { total: string"],
  [/\n$/, "\nexport const extra = 1;\n"],
];

describe("files that an edit affects, in generated programs", function () {
  this.timeout(60_000);
  let found = 0;

  for (let at = 0; at < programs; at++) {
    it(`are all in which the compiler finds new errors (${at + 1})`, () => {
      const random = new Random(`affected ${at}`);
      const texts = new Map([["/tsconfig.json", config], ...Array.from({ length: modules }, (_, i) => [`/m${i}.ts`, moduleOf(i, random)] as const)]);
      const [file = "", text = ""] = random.pick([...texts].filter(([name]) => /m[0-2]\.ts$/.test(name))) ?? [];
      const [from, to] = changes[at % changes.length] ?? [/^/, ""];
      const edits: readonly FileEdit[] = [{ kind: "change", file, edits: [{ start: 0, end: text.length, text: text.replace(from, to) }] }];
      const [project] = createMemoryProjects(texts).programsFor([...texts.keys()].filter((name) => name.endsWith(".ts")));
      assert.ok(project);
      assert.notEqual(text.replace(from, to), text);
      const errors = sorted(newErrorsOfAll(project, edits));
      found += errors.length;
      assert.deepEqual(sorted(project.newErrors(edits)), errors);
    });
  }

  it("are some", () => assert.ok(found > programs, String(found)));
});

/** A module that takes something of those before it, in ways that a program has for that, and hands it on. */
function moduleOf(index: number, random: Random): string {
  const lines = [base(`T${index}`)];
  for (let use = 0; index > 0 && use < 5; use++) {
    const other = random.below(index);
    const own = `u${index}_${use}`;
    const ways = [
      `import type { T${other} as A${own} } from "./m${other}";\nexport const ${own} = (one: A${own}): number => one.total;`,
      `import { startT${other} as s${own} } from "./m${other}";\nexport const ${own} = { ...s${own} };\nexport const n${own}: number = ${own}.total;`,
      `import * as w${own} from "./m${other}";\nexport const ${own} = w${own}.startT${other};\nexport type K${own} = keyof typeof w${own};`,
      `import type D${own} from "./m${other}";\nexport const ${own} = (one: D${own}) => one.total;\nexport const n${own}: number = ${own}({ total: 1 });`,
      `export { startT${other} as ${own} } from "./m${other}";`,
      `export * from "./m${other}";`,
      `export const ${own} = (one: import("./m${other}").T${other}) => [one.total, one.id] as const;`,
    ];
    lines.push(ways[random.below(ways.length)] ?? "");
  }
  return `${lines.join("\n")}\n`;
}

/** The errors that the compiler finds in any file after the edits, and did not before. */
function newErrorsOfAll(project: ProjectProgram, edits: readonly FileEdit[]): readonly { readonly file: string; readonly message: string }[] {
  const { program } = project;
  const errorsOf = (one: typeof program): readonly { readonly file: string; readonly message: string }[] =>
    one.getSourceFiles().filter(({ isDeclarationFile }) => !isDeclarationFile).flatMap((source) => [...one.getSyntacticDiagnostics(source), ...one.getSemanticDiagnostics(source)].map((error) => ({ file: source.fileName, message: flat(error) })));
  const before = sorted(errorsOf(program));
  return errorsOf(project.after(edits)).filter((error) => !before.includes(sorted([error])[0] ?? ""));
}

function sorted(errors: readonly { readonly file: string; readonly message: string }[]): readonly string[] {
  return errors.map(({ file, message }) => `${file} ${message}`).sort();
}
