import { ts } from "../../syntax/typescript.ts";
import { normalised } from "../../syntax/paths.ts";

/** How the imports of a file, or of a whole program, name the modules of the program. */
interface Habits {
  /** Specifiers with an extension by that extension, and those without one under an empty text. */
  readonly extensions: Map<string, number>;
  /** Relative specifiers that begin with `../`. */
  parents: number;
  /** Specifiers that a `paths` mapping resolves. */
  mapped: number;
}

/**
 * The specifier by which `from` imports the file `to` of the same program, as `from` itself, or
 * else the program, writes specifiers: with or without extension, relative or through `paths`.
 * Whether it resolves is for the caller to check, by the program after the edit.
 *
 * @param to absolute path with `/`
 */
export function moduleSpecifier(from: ts.SourceFile, to: string, program: ts.Program): string {
  const known = knownSpecifier(from, to, program);
  if (known !== undefined) return known;
  const own = habitsOf([from], program);
  const evidence = own.extensions.size > 0 || own.mapped > 0;
  const habits = evidence ? own : habitsOf(program.getSourceFiles().filter((source) => isOwn(source, program)), program);
  const relative = shaped(relativePath(from.fileName, to), habits, from, program);
  const mapped = mappedSpecifier(to, habits, from, program);
  if (mapped === undefined) return relative;
  const climbs = relative.startsWith("../");
  return isNamedByMapping(from, mapped.mapping, program) ?? (climbs && habits.mapped > habits.parents) ? mapped.text : relative;
}

/**
 * Whether those who stand outside of what a mapping leads to, such as the sources of another package, name it by the mapping rather than
 * by the way there; `undefined` where `from` stands within, or nobody names it from outside.
 */
function isNamedByMapping(from: ts.SourceFile, { pattern, target }: Mapping, program: ts.Program): boolean | undefined {
  const folder = target.slice(0, target.lastIndexOf("/", target.indexOf("*")) + 1);
  if (from.fileName.startsWith(folder)) return undefined;
  let [byMapping, byWay] = [0, 0];
  for (const source of program.getSourceFiles()) {
    if (!isOwn(source, program) || source.fileName.startsWith(folder)) continue;
    for (const { text } of specifiersOf(source)) {
      if (matchStar(pattern, text) !== undefined) byMapping++;
      else if (text.startsWith("../") && normalised(`${source.fileName}/../${text}`).startsWith(folder)) byWay++;
    }
  }
  return byMapping + byWay === 0 ? undefined : byMapping > byWay;
}

/** The specifier of an import or re-export of `from` that already reaches `to`. */
function knownSpecifier(from: ts.SourceFile, to: string, program: ts.Program): string | undefined {
  return specifiersOf(from).find((specifier) => targetOf(specifier, program)?.fileName === to)?.text;
}

/** The specifiers of the imports and re-exports at the top of a file. */
export function specifiersOf(source: ts.SourceFile): readonly ts.StringLiteral[] {
  return source.statements.flatMap((statement) =>
    (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) &&
    statement.moduleSpecifier &&
    ts.isStringLiteral(statement.moduleSpecifier)
      ? [statement.moduleSpecifier]
      : [],
  );
}

/** The file that a specifier leads to. */
export function targetOf(specifier: ts.Expression, program: ts.Program): ts.SourceFile | undefined {
  return program.getTypeChecker().getSymbolAtLocation(specifier)?.declarations?.find(ts.isSourceFile);
}

function isOwn(source: ts.SourceFile, program: ts.Program): boolean {
  return !source.isDeclarationFile && !program.isSourceFileFromExternalLibrary(source);
}

function habitsOf(sources: readonly ts.SourceFile[], program: ts.Program): Habits {
  const habits: Habits = { extensions: new Map(), parents: 0, mapped: 0 };
  const note = (specifier: string): void => {
    const extension = /\.(?:[cm]?[jt]s|[jt]sx)$/.exec(specifier)?.[0] ?? "";
    habits.extensions.set(extension, (habits.extensions.get(extension) ?? 0) + 1);
  };
  for (const source of sources) {
    for (const specifier of specifiersOf(source)) {
      if (/^\.{1,2}(?:\/|$)/.test(specifier.text)) {
        if (/\.(?:json|css|scss|svg|png|vue|svelte)$/.test(specifier.text)) continue;
        note(specifier.text);
        if (specifier.text.startsWith("../")) habits.parents++;
      } else if (mappings(program).some(({ pattern }) => matchStar(pattern, specifier.text) !== undefined)) {
        const target = targetOf(specifier, program);
        if (!target || !isOwn(target, program)) continue;
        note(specifier.text);
        habits.mapped++;
      }
    }
  }
  return habits;
}

/** Turns the path of a file, relative or mapped, into a specifier with the extension that is customary. */
function shaped(path: string, habits: Habits, from: ts.SourceFile, program: ts.Program): string {
  const source = /\.(?:[cm]?[jt]s|[jt]sx)$/.exec(path)?.[0] ?? "";
  const bare = path.slice(0, path.length - source.length);
  const emitted = source.replace("ts", "js").replace("jsx", program.getCompilerOptions().jsx === ts.JsxEmit.Preserve ? "jsx" : "js");
  const count = (...extensions: readonly string[]): number =>
    extensions.reduce((sum, extension) => sum + (habits.extensions.get(extension) ?? 0), 0);
  const bySource = count(".ts", ".tsx", ".mts", ".cts");
  const byOutput = count(".js", ".jsx", ".mjs", ".cjs");
  const without = count("");
  const needed = needsExtension(from, program);
  if (bySource > byOutput && bySource > without) return path;
  if (needed || (byOutput > without && byOutput >= bySource)) return bare + emitted;
  if (source === ".mts" || source === ".cts" || source === ".mjs" || source === ".cjs") return bare + emitted;
  return bare.replace(/\/index$/, "") || ".";
}

/** Whether Node's rules for ES modules hold for the imports of a file. */
function needsExtension(from: ts.SourceFile, program: ts.Program): boolean {
  const { moduleResolution: kind, module } = program.getCompilerOptions();
  // Where the way to resolve is not said, the kind of modules says it.
  const byKind = kind === undefined && module !== undefined && module >= ts.ModuleKind.Node16 && module <= ts.ModuleKind.NodeNext;
  const node = byKind || kind === ts.ModuleResolutionKind.Node16 || kind === ts.ModuleResolutionKind.NodeNext;
  return node && from.impliedNodeFormat === ts.ModuleKind.ESNext;
}

/** The name of a file by the first mapping that leads to it. */
function mappedSpecifier(to: string, habits: Habits, from: ts.SourceFile, program: ts.Program): { readonly text: string; readonly mapping: Mapping } | undefined {
  for (const mapping of mappings(program)) {
    const star = mapping.target.includes("*") ? matchStar(mapping.target, to) : undefined;
    if (star !== undefined) return { text: mapping.pattern.replace("*", () => shaped(star, habits, from, program)), mapping };
  }
  return undefined;
}

interface Mapping {
  readonly pattern: string;
  /** Absolute path with at most one `*`. */
  readonly target: string;
}

function mappings(program: ts.Program): readonly Mapping[] {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- it is, and projects that still have it mean their paths by it
  const { paths, baseUrl, configFilePath } = program.getCompilerOptions();
  const config = typeof configFilePath === "string" ? configFilePath : "";
  const base = baseUrl ?? config.slice(0, Math.max(0, config.lastIndexOf("/")));
  return Object.entries(paths ?? {}).flatMap(([pattern, targets]) =>
    targets.slice(0, 1).map((target) => ({ pattern, target: target.startsWith("/") ? target : normalised(`${base}/${target}`) })),
  );
}

function matchStar(pattern: string, text: string): string | undefined {
  const [before = "", after] = pattern.split("*");
  if (after === undefined) return pattern === text ? "" : undefined;
  if (text.length < before.length + after.length || !text.startsWith(before) || !text.endsWith(after)) return undefined;
  return text.slice(before.length, text.length - after.length);
}

/** The path from the folder of one file to another file: `./a.ts`, `../b/c.ts`. */
function relativePath(from: string, to: string): string {
  const [source, target] = [from.split("/").slice(0, -1), to.split("/")];
  let shared = 0;
  while (shared < source.length && shared < target.length - 1 && source[shared] === target[shared]) shared++;
  const up = source.slice(shared).map(() => "..");
  return [...(up.length > 0 ? up : ["."]), ...target.slice(shared)].join("/");
}
