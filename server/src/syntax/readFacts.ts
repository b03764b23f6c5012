import type { FileFacts } from "./facts.ts";
import { readIgnores } from "./ignores.ts";
import { readModels } from "./modelFacts.ts";
import { nameHash, outlineOf } from "./outline.ts";
import { dialectOf, parse, syntaxErrorsOf } from "./parse.ts";
import { lineStartsOf, positionAt } from "./position.ts";
import { readStructure } from "./structureReader.ts";
import { readTree } from "./treeReader.ts";

/**
 * The facts of one file, without a syntax tree wherever the code is whole. Never throws: where a text
 * cannot be read as code, the facts say so in `problems` and hold what could be read.
 *
 * @param file decides the language by its ending; the file itself is not touched
 */
export function readFacts(file: string, text: string): FileFacts {
  const lineStarts = lineStartsOf(text);
  const structure = readStructure(text, dialectOf(file));
  if (structure !== undefined) {
    const { tokens, units, named, modelParts, outlines } = structure;
    const ignores = readIgnores(text, tokens);
    return { lineStarts, tokens, units, named, modelParts, outlines, ignores, problems: [] };
  }
  try {
    const sourceFile = parse(file, text);
    const errors = syntaxErrorsOf(sourceFile);
    const { tokens, units, named } = readTree(sourceFile, errors);
    return {
      lineStarts,
      tokens,
      units,
      named,
      modelParts: [{ start: 0, end: text.length }],
      outlines: readModels(sourceFile).map(({ members }) => outlineOf(members.map(nameHash))),
      ignores: readIgnores(text, tokens),
      problems: errors.slice(0, 1).map(({ start, message }) => {
        const line = positionAt(lineStarts, start).line + 1;
        const others = errors.length > 1 ? `, and ${errors.length - 1} more` : "";
        return `syntax error in line ${line} (${message.replace(/\.$/, "")})${others}; what it touches is left out`;
      }),
    };
  } catch (error) {
    // The compiler's recursion is bounded by the stack, and on broken input it may fail its own assertions.
    const why = error instanceof RangeError ? "is nested too deeply" : "cannot be parsed";
    return { ...emptyFacts, lineStarts, problems: [`the code ${why}`] };
  }
}

const none = new Int32Array(0);

const emptyFacts: Omit<FileFacts, "lineStarts" | "problems"> = {
  tokens: { count: 0, starts: none, ends: none, shapes: none, texts: none, roles: new Uint8Array(0) },
  units: {
    listStarts: new Int32Array(1),
    listKinds: new Uint8Array(0),
    firsts: none,
    ends: none,
    froms: none,
    tos: none,
  },
  named: [],
  modelParts: [],
  outlines: [],
  ignores: [],
};
