import { ts } from "../../../syntax/typescript.ts";
import type { ProjectProgram } from "../../refactoring.ts";
import { offsetAfter } from "../../textOffsets.ts";
import type { Assembled } from "./assemble.ts";
import type { Copy } from "../../semantics/flow.ts";
import { givenAtOnce } from "../signature/givenAtOnce.ts";
import { isAtCalls, type Plan } from "../plan.ts";
import { refuse, type Refusal } from "../../semantics/refusals.ts";
import { isColumn, type Signature } from "../signature/signature.ts";
import { declarationOf, isDeclaredIn, isPropertyName, originOf, startingAt, symbolAt } from "../../semantics/symbols.ts";

/**
 * Checks that every name in the moved code, and in the arguments of the calls, still refers to the
 * declaration that it referred to before, wherever the edit put that declaration.
 */
export function refuseMeaning(plan: Plan, signature: Signature, assembled: Assembled, name: string, project: ProjectProgram): Refusal | undefined {
  const after = project.after(assembled.edits);
  const checker = after.getTypeChecker();
  const target = after.getSourceFile(assembled.file);
  const template = plan.copies[0] as Copy;
  if (!target) return refuse("different-meaning", name);
  const start = ropeStart(assembled);
  const end = start + assembled.rope.text.length;
  const inFunction = (node: ts.Node): boolean => node.getSourceFile() === target && node.getStart(target) >= start && node.end <= end;

  /** Whether the identifier at `offset` refers to what `symbol` was declared as. */
  const agrees = (source: ts.SourceFile, offset: number, symbol: ts.Symbol | undefined, moved: boolean): boolean => {
    const node = identifierAt(source, offset);
    if (!node) return false;
    const found = symbolAt(checker, node);
    if (symbol === undefined || found === undefined) return symbol === found;
    const was = declarationOf(originOf(template.checker, symbol));
    const is = declarationOf(originOf(checker, found));
    if (was === undefined || is === undefined) return was === is && symbol.name === found.name;
    const offsetWas = nameStart(was);
    const fileWas = was.getSourceFile().fileName;
    const inTemplate = moved && fileWas === template.source.fileName && isDeclaredIn(symbol, template.source, template.start, template.end);
    if (inTemplate) {
      const place = assembled.rope.place(offsetWas);
      return place !== undefined && is.getSourceFile() === target && nameStart(is) === start + place;
    }
    return is.getSourceFile().fileName === fileWas && nameStart(is) === offsetAfter(assembled.edits, fileWas, offsetWas);
  };

  const constants = signature.parameters.flatMap((one) => one.constant ?? []);
  const taken = new Set([...[...plan.inputs, ...plan.fresh, ...plan.typeInputs].map((one) => one.symbol), ...constants.map((one) => one.symbol)]);
  const gone = givenAtOnce(plan)?.name;
  for (const { node, symbol } of plan.flows[0]?.mentions ?? []) {
    if (isAtCalls(plan, node) || node === gone || constants.some((one) => one.name === node)) continue;
    const place = assembled.rope.place(node.getStart(template.source));
    if (place === undefined) return refuse("different-meaning", node.text);
    if (symbol && taken.has(symbol)) {
      const found = identifierAt(target, start + place);
      const declaration = found && symbolAt(checker, found)?.declarations?.[0];
      if (!declaration || !inFunction(declaration)) return refuse("different-meaning", node.text);
    } else if (!agrees(target, start + place, symbol, true)) return refuse("different-meaning", node.text);
  }
  return refuseArguments(plan, signature, assembled, name, after, agrees);
}

function refuseArguments(
  plan: Plan,
  signature: Signature,
  assembled: Assembled,
  name: string,
  after: ts.Program,
  agrees: (source: ts.SourceFile, offset: number, symbol: ts.Symbol | undefined, moved: boolean) => boolean,
): Refusal | undefined {
  for (const [at, copy] of plan.copies.entries()) {
    const edit = assembled.calls[at];
    const source = after.getSourceFile(copy.source.fileName);
    const own = assembled.edits.find((one) => one.file === copy.source.fileName);
    if (!edit || !source || own?.kind !== "change") return refuse("different-meaning", name);
    const expected = new Map<string, ts.Symbol | undefined>();
    for (const { filledBy } of [...signature.parameters, ...signature.typeParameters]) {
      if (filledBy === undefined) continue;
      if (isColumn(filledBy)) expected.set(filledBy.symbols[at]?.name ?? "", filledBy.symbols[at]);
      else collect(filledBy.nodes[at], copy, expected);
    }
    const begin = shift(own.edits, edit);
    const visit = (node: ts.Node): Refusal | undefined => {
      if (node.end <= begin || node.pos >= begin + edit.text.length) return undefined;
      if (ts.isIdentifier(node) && !isPropertyName(node) && node.getStart(source) >= begin && expected.has(node.text)) {
        const symbol = expected.get(node.text);
        const result = plan.results.some((one) => one.results[at]?.symbol.name === node.text);
        if (!result && !agrees(source, node.getStart(source), symbol, false)) return refuse("different-meaning", node.text);
      }
      return ts.forEachChild(node, visit);
    };
    const refusal = visit(source);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Names in an argument with what they refer to; those that the argument declares itself are its own. */
function collect(node: ts.Node | undefined, copy: Copy, expected: Map<string, ts.Symbol | undefined>): void {
  if (node === undefined) return;
  const visit = (at: ts.Node): void => {
    if (ts.isIdentifier(at) && !isPropertyName(at)) {
      const symbol = symbolAt(copy.checker, at);
      const own = symbol && (isDeclaredIn(symbol, copy.source, node.getStart(copy.source), node.end) || isDeclaredIn(symbol, copy.source, copy.start, copy.end));
      if (!own) expected.set(at.text, symbol);
    }
    ts.forEachChild(at, visit);
  };
  visit(node);
}

/** Offset after the edits of the text that `edit` puts in. */
function shift(edits: readonly { start: number; end: number; text: string }[], edit: { start: number; end: number; text: string }): number {
  let moved = edit.start;
  for (const one of edits) {
    if (one === edit) break;
    moved += one.text.length - (one.end - one.start);
  }
  return moved;
}

/** Offset of the new function in its file after the edits. */
export function ropeStart(assembled: Assembled): number {
  const own = assembled.edits.find((one) => one.file === assembled.file);
  if (own?.kind !== "change" || assembled.insertion === undefined) return assembled.inEdit;
  return shift(own.edits, assembled.insertion) + assembled.inEdit;
}

function nameStart(declaration: ts.Declaration): number {
  const name = ts.getNameOfDeclaration(declaration);
  return (name ?? declaration).getStart(declaration.getSourceFile());
}

function identifierAt(source: ts.SourceFile, offset: number): ts.Identifier | undefined {
  return startingAt(source, offset, ts.isIdentifier)[0];
}
