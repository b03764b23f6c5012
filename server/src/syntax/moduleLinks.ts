import type { ModelOutline, ModuleLink } from "./facts.ts";
import { hashText } from "./hash.ts";

/**
 * Where the names come from that models of a text build on and that it does not define, and what it hands on of other modules. Only
 * what stands at the begin of a line is read, and only modules of the program: `./base`, `@/models`.
 */
export function linksIn(code: string, outlines: readonly ModelOutline[]): readonly ModuleLink[] {
  return [...importsIn(code, outlines), ...exportsIn(code)];
}

function importsIn(code: string, outlines: readonly ModelOutline[]): readonly ModuleLink[] {
  const wanted = new Set(outlines.flatMap(({ bases }) => bases));
  for (const { name } of outlines) wanted.delete(name);
  if (wanted.size === 0) return [];
  const found: ModuleLink[] = [];
  for (const [, list = "", specifier = ""] of statements(code, "import", /import\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?\{([^{}]*)\}\s*from\s*["']([^"'\n]+)["']/y)) {
    if (!isOfProgram(specifier)) continue;
    for (const { name, local } of namesIn(list)) if (wanted.has(local)) found.push({ kind: "import", local, name, specifier });
  }
  return found;
}

function exportsIn(code: string): readonly ModuleLink[] {
  const found: ModuleLink[] = [];
  for (const [, list, specifier = ""] of statements(code, "export", /export\s*(?:type\s*)?(?:\*|\{([^{}]*)\})\s*from\s*["']([^"'\n]+)["']/y)) {
    if (!isOfProgram(specifier)) continue;
    if (list === undefined) found.push({ kind: "export", local: 0, name: 0, specifier });
    else for (const { name, local } of namesIn(list)) found.push({ kind: "export", local, name, specifier });
  }
  return found;
}

/**
 * The statements with a word at the begin of their line that look so. The word is searched for as text: a pattern that is tried at each
 * place takes several times as long.
 *
 * @param form sticky, and begins with the word
 */
function* statements(code: string, word: string, form: RegExp): Generator<RegExpExecArray, void> {
  let lineEnd = -1;
  do {
    form.lastIndex = lineEnd + 1;
    const statement = form.exec(code);
    if (statement) yield statement;
    lineEnd = code.indexOf(`\n${word}`, lineEnd + 1);
  } while (lineEnd >= 0);
}

function isOfProgram(specifier: string): boolean {
  return /^(?:\.\.?(?:\/|$)|[@~]\/)/.test(specifier);
}

/** Hashes of the names of `A, type B as C`: in the other module, and here. */
function namesIn(list: string): readonly Pick<ModuleLink, "name" | "local">[] {
  return [...list.matchAll(/(?:^|,)\s*(?:type\s+(?!as\b))?([\w$]+)(?:\s+as\s+([\w$]+))?\s*(?=,|$)/g)].map(([, name = "", local = name]) => ({ name: hashText(name), local: hashText(local) }));
}
