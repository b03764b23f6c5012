import { containerOf } from "./embedded/codeBlocks.ts";
import { joinFacts } from "./embedded/joinFacts.ts";
import type { BlockFacts, CodeFacts } from "./embedded/joinFacts.ts";
import type { FileFacts, ModelOutline } from "./facts.ts";
import { hashText } from "./hash.ts";
import { readIgnores } from "./ignores.ts";
import { readModels } from "./modelFacts.ts";
import { linksIn } from "./moduleLinks.ts";
import { nameHash, outlineOf, scopeWithin } from "./outline.ts";
import { dialectOf, parse, syntaxErrorsOf } from "./parse.ts";
import { lineStartsOf, positionAt } from "./position.ts";
import type { Dialect } from "./scanner.ts";
import { schemaFileFacts } from "./schemaFiles/schemaFileFacts.ts";
import { schemaLanguageOf } from "./schemaFiles/schemaLanguages.ts";
import { lastAtMost } from "./sorted.ts";
import { readStructure } from "./structureReader.ts";
import { readTree } from "./treeReader.ts";
import { typedefsIn } from "./typedefs.ts";
import type { Typedef } from "./typedefs.ts";
import type { ts } from "./typescript.ts";
import { readValues } from "./valueFacts.ts";

/**
 * The facts of one file, without a syntax tree wherever the code is whole. Never throws: where a text
 * cannot be read as code, the facts say so in `problems` and hold what could be read. Of a file that is not
 * code but holds some, each block of code is read by itself; an example in a document that is not whole is
 * left out without a word. Of a schema file, only what it defines is a fact.
 *
 * @param file decides the language by its ending; the file itself is not touched
 */
export function readFacts(file: string, text: string): FileFacts {
  const language = schemaLanguageOf(file);
  if (language !== undefined) return { ...emptyFacts, ...schemaFileFacts(language, file, text) };
  const lineStarts = lineStartsOf(text);
  const container = containerOf(file);
  if (container === undefined) {
    const facts = readCode(file, text, (offset) => positionAt(lineStarts, offset).line);
    return { lineStarts, codeLines: lineStarts.length, ...facts };
  }
  const blocks: BlockFacts[] = [];
  let codeLines = 0;
  for (const { start, end, language } of container.blocksOf(text)) {
    const code = text.slice(start, end);
    codeLines += positionAt(lineStarts, end).line - positionAt(lineStarts, start).line;
    const facts = container.isDocument
      ? withoutModels(readWhole(code, dialectOf(`.${language}`)))
      : readCode(`${file}.${language}`, code, (offset) => positionAt(lineStarts, start + offset).line);
    if (facts !== undefined) blocks.push({ offset: start, facts });
  }
  return { lineStarts, codeLines, ...joinFacts(blocks) };
}

/** An example has to define what it speaks of, so its models are not compared with any. */
function withoutModels(facts: CodeFacts | undefined): CodeFacts | undefined {
  return facts && { ...facts, modelParts: [], outlines: [], links: [] };
}

/** @param lineOf the line of an offset of the code in its file, from 0 */
function readCode(file: string, code: string, lineOf: (offset: number) => number): CodeFacts {
  const facts = readParsed(file, code, lineOf);
  // What looks like a comment within a token is part of a string.
  const { starts, ends } = facts.tokens;
  const isComment = ({ start }: Typedef): boolean => {
    const token = lastAtMost(starts, start);
    return !((starts[token] ?? start) < start && (ends[token] ?? start) > start);
  };
  const typedefs = typedefsIn(code).filter(isComment).flatMap(outlineOfTypedef);
  const outlines = typedefs.length === 0 ? facts.outlines : [...facts.outlines, ...typedefs];
  return { ...facts, outlines, links: linksIn(code, outlines) };
}

function outlineOfTypedef({ name, type, start, end }: Typedef): readonly ModelOutline[] {
  const alias = `type ${name}=${type.replace(/\n/g, " ")}`;
  const outline = readStructure(alias, dialectOf(".ts"))?.outlines.find(({ kind }) => kind === "model");
  return outline === undefined ? [] : [{ ...outline, start, end }];
}

function readParsed(file: string, code: string, lineOf: (offset: number) => number): CodeFacts {
  const whole = readWhole(code, dialectOf(file));
  if (whole !== undefined) return whole;
  try {
    const sourceFile = parse(file, code);
    const errors = syntaxErrorsOf(sourceFile);
    const { tokens, units, named } = readTree(sourceFile, errors);
    return {
      tokens,
      units,
      named,
      modelParts: [{ start: 0, end: code.length }],
      outlines: outlinesIn(sourceFile),
      links: [],
      ignores: readIgnores(code, tokens),
      problems: errors.slice(0, 1).map(({ start, message }) => {
        const others = errors.length > 1 ? `, and ${errors.length - 1} more` : "";
        return `syntax error in line ${lineOf(start) + 1} (${message.replace(/\.$/, "")})${others}; what it touches is left out`;
      }),
    };
  } catch (error) {
    // The compiler's recursion is bounded by the stack, and on broken input it may fail its own assertions.
    const why = error instanceof RangeError ? "is nested too deeply" : "cannot be parsed";
    return { ...emptyFacts, problems: [`the code ${why}`] };
  }
}

/** Outlines of broken code: of what is declared in it. */
function outlinesIn(sourceFile: ts.SourceFile): readonly ModelOutline[] {
  const models = readModels(sourceFile).map((model) => {
    const scope = model.container === "" ? 0 : model.container.split(".").reduce((outer, name) => scopeWithin(outer, hashText(name)), 0);
    return outlineOf(model.members.map(nameHash), { ...model, kind: "model", name: nameHash(model), scope });
  });
  const values = readValues(sourceFile).map((value) =>
    outlineOf(value.values.map((text, i) => hashText(unquotedValue(text, value.keys[i]))), { ...value, kind: "values", name: nameHash(value) }),
  );
  return [...models, ...values];
}

/** What an outline names a value by: a member of an enum without a value by its name. */
function unquotedValue(text: string, key: string | undefined): string {
  if (text.startsWith('"')) return text.slice(1, -1);
  return key ?? text;
}

/** The facts of code that is whole; `undefined` where it is not, or not surely. */
function readWhole(code: string, dialect: Dialect): CodeFacts | undefined {
  const structure = readStructure(code, dialect);
  if (structure === undefined) return undefined;
  const { tokens, units, named, modelParts, outlines } = structure;
  return { tokens, units, named, modelParts, outlines, links: [], ignores: readIgnores(code, tokens), problems: [] };
}

const none = new Int32Array(0);

const emptyFacts: Omit<CodeFacts, "problems"> = {
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
  links: [],
  ignores: [],
};
