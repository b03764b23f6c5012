import { isTestFile } from "../extractFunction/placement/target.ts";
import { loadedBy } from "../importGraph.ts";
import type { ProjectAccess } from "../refactoring.ts";
import { refuse, type Refusal } from "../semantics/refusals.ts";
import { withoutCodeEnding } from "../../syntax/endings.ts";
import { keptBy } from "../../syntax/keptBy.ts";
import type { ts } from "../../syntax/typescript.ts";
import { baseName, normalised } from "../../syntax/paths.ts";

/** A file of tests, in a program or beside what it tests. */
interface TestText {
  readonly file: string;
  readonly text: string;
}

/** The tests of a program that put something else in place of modules or of their functions. */
const mockingTests = keptBy((program: ts.Program): readonly TestText[] =>
  program.getSourceFiles().filter(({ fileName, isDeclarationFile, text }) => !isDeclarationFile && isTestFile(fileName) && /\b(?:[mM]ock|spyOn)\b/.test(text)).map(({ fileName, text }) => ({ file: fileName, text })),
);

/** Why what `users` get from `target` would not be there in their tests, which put something else in the place of that module. */
export function refuseMocked(program: ts.Program, projects: ProjectAccess, target: string, users: readonly string[]): Refusal | undefined {
  const others = users.filter((user) => user !== target);
  const loads = (test: string): boolean => others.some((user) => loadedBy(program, [test]).has(user));
  const isMocked = (test: TestText): boolean => mocksOf(test).some((mocked) => mocked.startsWith("/") ? mocked === bare(target) : bare(target).endsWith(mocked.replace(/^[^/]*/, "")));
  const found = mockingTests(program).some((test) => isMocked(test) && loads(test.file)) || others.flatMap((user) => testsBeside(user, program, projects)).some(isMocked);
  return found ? refuse("replaced-by-tests", baseName(target)) : undefined;
}

/** Why an exported function cannot be handed on from another module: tests put something in its place, which only a module's own one allows. */
export function refuseSpied(program: ts.Program, projects: ProjectAccess, file: string, name: string): Refusal | undefined {
  const spies = new RegExp(String.raw`\bspyOn\(\s*[\w$.]+\s*,\s*["'\`]${name.replace(/\$/g, String.raw`\$`)}["'\`]`);
  const all = [...mockingTests(program), ...testsBeside(file, program, projects)];
  return all.some(({ text }) => spies.test(text)) ? refuse("replaced-by-tests", name) : undefined;
}

/** Tests that stand beside the file and are in no program of it. */
function testsBeside(file: string, program: ts.Program, projects: ProjectAccess): readonly TestText[] {
  const folder = file.slice(0, file.lastIndexOf("/"));
  const name = withoutCodeEnding(baseName(file));
  const names = ["", "/__tests__"].flatMap((below) => [".test", ".spec"].flatMap((mark) => [".ts", ".tsx", ".js"].map((ending) => `${folder}${below}/${name}${mark}${ending}`)));
  return names.filter((one) => program.getSourceFile(one) === undefined).flatMap((one) => {
    const text = projects.read(one);
    return text === undefined ? [] : [{ file: one, text }];
  });
}

/** The modules that a test puts something else in place of as a whole: their paths without ending, or what a specifier says of them. */
function mocksOf({ file, text }: TestText): readonly string[] {
  const folder = file.slice(0, file.lastIndexOf("/"));
  return [...text.matchAll(/\b(?:jest|vi|vitest)\s*\.\s*(?:mock|doMock|unstable_mockModule|setMock)\(\s*["'`]([^"'`]+)["'`]([\s\S]{0,400})/g)].flatMap(([, specifier = "", behind = ""]) => {
    if (/^[^;]*\b(?:requireActual|importActual|importOriginal)\b/.test(behind)) return [];
    return [bare(specifier.startsWith(".") ? normalised(`${folder}/${specifier}`) : specifier)];
  });
}

/** A path without its ending, and without the name of the file that stands for its folder. */
function bare(path: string): string {
  return withoutCodeEnding(path).replace(/\/index$/, "");
}
