import ts from "typescript";
import { erased, isErasable } from "./operators/erasure.ts";
import type { Fragment } from "./fragments.ts";
import type { Random } from "./random.ts";
import type { Source } from "./sources.ts";
import { tokensOf } from "./tokens.ts";
import { beginsLine, edited, indentAt, lineCountOf, parseText, walk } from "./tree.ts";

/** Lines of a file, from 0, both inclusive. */
export interface LineRange {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** A file that holds a mutant. */
export interface Injected extends LineRange {
  readonly text: string;
}

/** Puts the text of a mutant into a host where such a unit may stand; `undefined` where the host has no such place. */
export function injected(fragment: Fragment, mutant: string, host: Source, random: Random): Injected | undefined {
  const before = random.pick(placesIn(host, fragment));
  if (before === undefined) return undefined;
  const at = before.getStart(host.tree);
  // Behind a line without a semicolon a text that begins with a bracket goes on with that line.
  if (/^[[(`]/.test(mutant) && !/[;{}]\s*$/.test(host.text.slice(0, at))) return undefined;
  const indent = indentAt(host.text, at);
  const text = `${reindented(mutant, indentAt(fragment.source.text, fragment.start), indent)}\n${indent}`;
  const startLine = lineCountOf(host.text.slice(0, at)) - 1;
  return { path: host.path, text: host.text.slice(0, at) + text + host.text.slice(at), startLine, endLine: startLine + lineCountOf(text) - 2 };
}

/** As a file of JavaScript; `undefined` where more than types stands in the way. */
export function asJavaScript({ path, text, tree }: Source): Source | undefined {
  if (!isErasable(tree)) return undefined;
  const plain = edited(text, erased(tree));
  const file = path.replace(/\.ts(x?)$/, ".js$1");
  const plainTree = parseText(file, plain);
  return { path: file, text: plain, tree: plainTree, tokens: tokensOf(plainTree) };
}

/** Nodes in front of which the fragment may stand, each the first of its line. */
function placesIn({ tree, text }: Source, fragment: Fragment): readonly ts.Node[] {
  const found: ts.Node[] = [];
  walk(tree, (node) => {
    found.push(...placesOf(node, fragment));
    return true;
  });
  return found.filter((node) => beginsLine(text, node.getStart(tree)));
}

function placesOf(node: ts.Node, fragment: Fragment): readonly ts.Node[] {
  switch (fragment.kind) {
    case "function":
    case "class": {
      if (!ts.isSourceFile(node)) return [];
      const lastImport = node.statements.findLastIndex((statement) => ts.isImportDeclaration(statement));
      // What follows an overload must be its implementation.
      return node.statements.slice(lastImport + 1).filter((_, i, rest) => !isOverload(rest[i - 1]));
    }
    case "method":
      return ts.isClassDeclaration(node) ? node.members.filter((_, i, members) => !isOverload(members[i - 1])) : [];
    case "statements":
      return ts.isBlock(node) && isFittingBody(node.parent, fragment) && node.statements.length > 1 ? node.statements : [];
    case "markup":
      return ts.isJsxElement(node) || ts.isJsxFragment(node) ? node.children.filter((child) => !ts.isJsxText(child)) : [];
  }
}

function isOverload(node: ts.Node | undefined): boolean {
  return node !== undefined && (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node)) && node.body === undefined;
}

function isFittingBody(owner: ts.Node, { awaits, yields }: Fragment): boolean {
  if (!ts.isFunctionDeclaration(owner) && !ts.isMethodDeclaration(owner) && !ts.isArrowFunction(owner) && !ts.isFunctionExpression(owner)) return false;
  const isAsync = (owner.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  return isAsync === awaits && (owner.asteriskToken !== undefined) === yields;
}

/** As an editor does it with what is pasted; a text that goes on over lines keeps them. */
function reindented(text: string, from: string, to: string): string {
  if (/`[^`]*\n/.test(text)) return text;
  return text.split("\n").map((line, i) => (i === 0 || !line.startsWith(from) || line.trim() === "" ? line : to + line.slice(from.length))).join("\n");
}
