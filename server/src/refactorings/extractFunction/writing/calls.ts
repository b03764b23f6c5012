import { ts } from "../../../syntax/typescript.ts";
import { tryAround } from "../../semantics/control.ts";
import type { Copy } from "../../semantics/flow.ts";
import { lineStartOf } from "../../modules/layout.ts";
import { leaveText, type Leaving } from "../../semantics/leaving.ts";
import { freshName } from "../naming/naming.ts";
import { passedBy } from "../passedBy.ts";
import type { Plan } from "../plan.ts";
import { indentAt, listLines } from "./rope.ts";
import { isColumn, type Signature } from "../signature/signature.ts";
import { identifiersOf } from "../../semantics/symbols.ts";
import { isPiece, textOfPiece } from "../../semantics/templatePieces.ts";

/** What stands in place of a copy. */
export function callText(plan: Plan, signature: Signature, name: string, at: number): string {
  const copy = plan.copies[at] as Copy;
  const { newLine: br, step, width, lastComma, end: semicolon } = copy.layout;
  const typeArguments = signature.explicit ? `<${signature.typeParameters.map((one) => argumentText(plan, one.filledBy, at)).join(", ")}>` : "";
  const values = signature.parameters.filter((one) => !isOmitted(one, at)).map((one) => argumentText(plan, one.filledBy, at));
  const receiver = plan.container.kind === "class" ? `${plan.container.calledOn ?? "this"}.` : "";
  const flat = `${receiver}${name}${typeArguments}(${values.join(", ")})`;
  const indent = indentAt(copy.source.text, copy.start);
  const long = values.length > 1 && indent.length + widthBefore(plan, at) + flat.length > width && !flat.includes("\n");
  const inner = indent + step;
  const call = long ? `${receiver}${name}${typeArguments}(${listLines(values, inner, br, lastComma)}${indent})` : flat;
  if (copy.kind === "expression") return expressionCall(plan, copy, call);
  const first = copy.nodes[0] as ts.Node;
  const last = copy.nodes[copy.nodes.length - 1] as ts.Node;
  const bare = semicolon === "";
  const joins = bare && /^\s*[([`+\-/]/.test(codeBehind(copy.source.text, copy.end));
  const ended = last.end <= copy.end && copy.source.text[last.end - 1] === ";";
  const end = ended || !bare || joins ? ";" : "";
  const value = plan.awaits ? `await ${call}` : plan.yields ? `yield* ${call}` : call;
  if (plan.exit === "return") {
    const waits = plan.awaits && (tryAround(first, copy.frame).length > 0 || holdsResource(first, copy.frame));
    return `return ${waits || plan.yields ? value : call}${end}`;
  }
  const lines = plan.leaving ? leavingLines(plan, plan.leaving, name, at, value) : [resultText(plan, at, value)];
  return lines
    .map((line) => (bare && line.startsWith("(") ? `;${line}` : line) + (line.endsWith("}") && line.startsWith("if ") ? "" : end))
    .join(br + indent);
}

/** How much stands in front of the call on its line, without the indentation: what waits for it, and what takes what it gives. */
function widthBefore(plan: Plan, at: number): number {
  const copy = plan.copies[at] as Copy;
  const before = copy.source.text.slice(lineStartOf(copy.source.text, copy.start), copy.start).trimStart();
  if (copy.kind === "expression") return before.length;
  const taken = plan.exit === "return" ? "return " : plan.leaving ? "" : resultText(plan, at, "");
  return (plan.awaits ? "await ".length : 0) + taken.length;
}

/** A call whose function says whether the copy leaves: the call, the question, and what is set when it goes on. */
function leavingLines(plan: Plan, leaving: Leaving, name: string, at: number, value: string): readonly string[] {
  const copy = plan.copies[at] as Copy;
  const own = plan.results.flatMap((column) => column.results[at] ?? []);
  const leave = leaveText(copy);
  if (leaving.kind === "flag") return [guardText(copy, value, leave)];
  // At the end of its function nothing goes on.
  if (leaving.kind === "value" && !leaving.boxed && plan.flows[at]?.exit === "return") return [`return ${value}`];
  if (leaving.kind === "results" && own.length === 0) return [guardText(copy, leaving.boxed ? `!${value}` : `${value} === undefined`, leave)];
  const kept = resultName(plan, at, name);
  if (leaving.kind === "value") return [`const ${kept} = ${value}`, guardText(copy, leaving.boxed ? kept : `${kept} !== undefined`, `return ${kept}${leaving.boxed ? ".value" : ""}`)];
  const [only] = own;
  if (leaving.boxed) return [`const ${kept} = ${value}`, guardText(copy, `!${kept}`, leave), resultText(plan, at, kept, true)];
  if (only?.declared && only.keyword === "const") return [`const ${only.symbol.name} = ${value}`, guardText(copy, `${only.symbol.name} === undefined`, leave)];
  return [`const ${kept} = ${value}`, guardText(copy, `${kept} === undefined`, leave), resultText(plan, at, kept)];
}

/** A name for what the function gave, which nothing else in the file has, nor another call in the same block. */
function resultName(plan: Plan, at: number, name: string): string {
  const copy = plan.copies[at] as Copy;
  const names = identifiersOf(copy.source);
  const scope = copy.nodes[0]?.parent;
  const before = plan.copies.slice(0, at).filter((one) => one.nodes[0]?.parent === scope || (scope && ts.isCaseOrDefaultClause(scope) && one.nodes[0]?.parent.parent === scope.parent));
  const taken = new Set([name, ...before.map((_, index) => resultName(plan, plan.copies.indexOf(before[index] as Copy), name))]);
  return freshName(["result", "outcome", "found"], (one) => names.has(one) || taken.has(one));
}

/** `if (condition) leave`, with a block where the file writes its guards with blocks. */
function guardText(copy: Copy, condition: string, leave: string): string {
  if (!writesBlocks(copy.source)) return `if (${condition}) ${leave}`;
  const { newLine: br, step, end } = copy.layout;
  const indent = indentAt(copy.source.text, copy.start);
  return `if (${condition}) {${br}${indent}${step}${leave}${end}${br}${indent}}`;
}

/** Whether the file puts a lone `return`, `break` or `continue` behind an `if` into a block. */
function writesBlocks(source: ts.SourceFile): boolean {
  let blocks = 0;
  let bare = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isIfStatement(node) && !node.elseStatement) {
      const then = node.thenStatement;
      const list: readonly ts.Statement[] = ts.isBlock(then) ? then.statements : [then];
      const [only, other] = list;
      if (only && !other && (ts.isReturnStatement(only) || ts.isBreakOrContinueStatement(only))) {
        if (ts.isBlock(then)) blocks++;
        else bare++;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return blocks > bare;
}

/** The text from `offset` on, without the comments that stand there. */
function codeBehind(text: string, offset: number): string {
  return text.slice(offset).replace(/^(\s|\/\/[^\n]*|\/\*[^]*?\*\/)*/, "");
}

/** Whether a resource around the node is released when its function returns, which must not happen before the work is done. */
function holdsResource(node: ts.Node, frame: ts.Node): boolean {
  for (let at = node; at !== frame && !ts.isSourceFile(at); at = at.parent) {
    const list = ts.isBlock(at.parent) || ts.isCaseOrDefaultClause(at.parent) ? at.parent.statements : [];
    if (list.some((one) => ts.isVariableStatement(one) && (one.declarationList.flags & ts.NodeFlags.Using) !== 0)) return true;
    if (ts.isForOfStatement(at.parent) && (at.parent.initializer.flags & ts.NodeFlags.Using) !== 0) return true;
  }
  return false;
}

function expressionCall(plan: Plan, copy: Copy, call: string): string {
  const node = copy.nodes[0] as ts.Node;
  const parent = node.parent;
  const word = plan.awaits ? "await " : plan.yields ? "yield* " : "";
  if (ts.isJsxElement(parent) || ts.isJsxFragment(parent)) return `{${word}${call}}`;
  if (word === "") return call;
  const bare = ts.isVariableDeclaration(parent) || ts.isReturnStatement(parent) || ts.isExpressionStatement(parent) || ts.isPropertyAssignment(parent) || ts.isParenthesizedExpression(parent);
  return bare ? word + call : `(${word}${call})`;
}

/** Gives the copy's variables what the function gave: the value itself, or with several (or `boxed`) an object of them. */
function resultText(plan: Plan, at: number, value: string, boxed = false): string {
  const own = plan.results.flatMap((column) => {
    const result = column.results[at];
    return result ? [{ name: column.symbol.name, result }] : [];
  });
  const [only, other] = own;
  if (!only) return value;
  const keyword = own.some((one) => one.result.keyword === "let") ? "let" : only.result.keyword;
  if (plan.results.length === 1 && !other && !boxed) {
    return only.result.declared ? `${keyword} ${only.result.symbol.name} = ${value}` : `${only.result.symbol.name} = ${value}`;
  }
  const pattern = own.map((one) => (one.name === one.result.symbol.name ? one.name : `${one.name}: ${one.result.symbol.name}`)).join(", ");
  const pad = plan.copies[at]?.layout.pad ?? " ";
  return only.result.declared ? `${keyword} {${pad}${pattern}${pad}} = ${value}` : `({${pad}${pattern}${pad}} = ${value})`;
}

/** A function of what a copy reads there, called as the copy calls it, that gives the value of `text`, or does what it says (`isBlock`). */
export function arrowText(plan: Plan, reads: readonly ts.Symbol[], at: number, text: string, isBlock = false): string {
  const names = reads.map((symbol) => (at === 0 ? symbol : (plan.alignments[at - 1]?.renamed.get(symbol) ?? symbol)).name);
  const isBare = names.length === 1 && plan.copies[at]?.layout.parentheses === false;
  return `${isBare ? names.join("") : `(${names.join(", ")})`} => ${text.startsWith("{") && !isBlock ? `(${text})` : text}`;
}

/** Whether the copy has nothing to pass for an optional parameter, which stands behind the others. */
function isOmitted({ filledBy, isOptional = false }: Signature["parameters"][number], at: number): boolean {
  const node = isColumn(filledBy) ? undefined : filledBy.nodes[at];
  return isOptional && node !== undefined && passedBy(node)?.isNothing === true;
}

function argumentText(plan: Plan, filledBy: Signature["parameters"][number]["filledBy"] | undefined, at: number): string {
  if (filledBy === undefined) return "";
  if (isColumn(filledBy)) return filledBy.symbols[at]?.name ?? filledBy.symbol.name;
  const node = filledBy.nodes[at];
  if (node === undefined) return "";
  if (filledBy.kind === "lazy") {
    const block = passedBy(node)?.block;
    if (block !== undefined) return arrowText(plan, filledBy.reads, at, block, true);
    const isSet = ts.isBinaryExpression(node) && ts.isExpressionStatement(node.parent);
    return arrowText(plan, filledBy.reads, at, isSet ? `{ ${node.getText()}${plan.copies[at]?.layout.end ?? ""} }` : writtenAlone(node), isSet);
  }
  const quote = plan.copies[at]?.layout.quote ?? '"';
  if (isPiece(node)) return textOfPiece(filledBy.nodes.filter(isPiece), at, quote);
  if (!ts.isJsxText(node)) return writtenAlone(node);
  const text = JSON.stringify(node.text.trim());
  return quote !== "'" ? text : `'${text.slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}

/** The text of an expression where commas would tell it from others. */
function writtenAlone(node: ts.Node): string {
  const isList = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken;
  return isList ? `(${node.getText()})` : node.getText();
}
