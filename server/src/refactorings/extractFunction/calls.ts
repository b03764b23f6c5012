import { ts } from "../../syntax/typescript.ts";
import { tryAround } from "./control.ts";
import { wordOf, type Copy } from "./flow.ts";
import type { Plan } from "./plan.ts";
import { indentAt, indentStep, lineBreakOf, usesSemicolons, widestLine } from "./rope.ts";
import { isColumn, type Signature } from "./signature.ts";
import { quoteOf } from "./types.ts";

/** What stands in place of a copy. */
export function callText(plan: Plan, signature: Signature, name: string, at: number): string {
  const copy = plan.copies[at] as Copy;
  const quote = quoteOf(copy.source);
  const typeArguments = signature.explicit ? `<${signature.typeParameters.map((one) => argumentText(plan, one.filledBy, at, quote)).join(", ")}>` : "";
  const values = signature.parameters.map((one) => argumentText(plan, one.filledBy, at, quote));
  const receiver = plan.container.kind === "class" ? (plan.container.isStatic ? "this." : "this.") : "";
  const flat = `${receiver}${name}${typeArguments}(${values.join(", ")})`;
  const indent = indentAt(copy.source.text, copy.start);
  const br = lineBreakOf(copy.source.text);
  const long = values.length > 1 && indent.length + flat.length > widestLine && !flat.includes("\n");
  const inner = indent + indentStep(copy.source.text);
  const call = long ? `${receiver}${name}${typeArguments}(${br}${values.map((one) => `${inner}${one},${br}`).join("")}${indent})` : flat;
  if (copy.kind === "expression") return expressionCall(plan, copy, call);
  const first = copy.nodes[0] as ts.Node;
  const last = copy.nodes[copy.nodes.length - 1] as ts.Node;
  const bare = !usesSemicolons(copy.source);
  const joins = bare && /^\s*[([`+\-/]/.test(codeBehind(copy.source.text, copy.end));
  const ended = last.end <= copy.end && copy.source.text[last.end - 1] === ";";
  const end = ended || !bare || joins ? ";" : "";
  const value = plan.awaits ? `await ${call}` : call;
  if (plan.exit === "guard") return `if (${value}) ${wordOf(copy.control.jumps[0])}${end}`;
  if (plan.exit === "return") {
    const waits = plan.awaits && (tryAround(first, copy.frame).length > 0 || holdsResource(first, copy.frame));
    return `return ${waits ? value : call}${end}`;
  }
  const text = resultText(plan, at, value) + end;
  return bare && text.startsWith("(") ? `;${text}` : text;
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
  if (ts.isJsxElement(parent) || ts.isJsxFragment(parent)) return plan.awaits ? `{await ${call}}` : `{${call}}`;
  if (!plan.awaits) return call;
  const bare = ts.isVariableDeclaration(parent) || ts.isReturnStatement(parent) || ts.isExpressionStatement(parent) || ts.isPropertyAssignment(parent) || ts.isParenthesizedExpression(parent);
  return bare ? `await ${call}` : `(await ${call})`;
}

function resultText(plan: Plan, at: number, value: string): string {
  const own = plan.results.flatMap((column) => {
    const result = column.results[at];
    return result ? [{ name: column.symbol.name, result }] : [];
  });
  const [only, other] = own;
  if (!only) return value;
  const keyword = own.some((one) => one.result.keyword === "let") ? "let" : only.result.keyword;
  if (plan.results.length === 1 && !other) {
    return only.result.declared ? `${keyword} ${only.result.symbol.name} = ${value}` : `${only.result.symbol.name} = ${value}`;
  }
  const pattern = own.map((one) => (one.name === one.result.symbol.name ? one.name : `${one.name}: ${one.result.symbol.name}`)).join(", ");
  return only.result.declared ? `${keyword} { ${pattern} } = ${value}` : `({ ${pattern} } = ${value})`;
}

function argumentText(plan: Plan, filledBy: Signature["parameters"][number]["filledBy"] | undefined, at: number, quote: string): string {
  if (filledBy === undefined) return "";
  if (isColumn(filledBy)) return filledBy.symbols[at]?.name ?? filledBy.symbol.name;
  const node = filledBy.nodes[at];
  if (node === undefined) return "";
  if (filledBy.kind === "lazy") {
    const names = filledBy.reads.map((symbol) => (at === 0 ? symbol : (plan.alignments[at - 1]?.renamed.get(symbol) ?? symbol)).name);
    const text = node.getText();
    return `(${names.join(", ")}) => ${text.startsWith("{") ? `(${text})` : text}`;
  }
  if (!ts.isJsxText(node)) return node.getText();
  const text = JSON.stringify(node.text.trim());
  return quote === '"' ? text : `'${text.slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}
