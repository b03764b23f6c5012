import { ts } from "../../syntax/typescript.ts";
import { isDirective } from "../semantics/selection.ts";
import { refuse, type VariableRefusal } from "./refusals.ts";

/** Where a constant can be declared so that the code of `nodes` sees it. */
export type Host =
  /** In front of a statement of a list; `nodes` are that statement and those behind it. */
  | { readonly kind: "list"; readonly nodes: readonly ts.Statement[] }
  /** In a block that takes the place of an only statement: `if (a) return b;`. */
  | { readonly kind: "slot"; readonly nodes: readonly [ts.Statement] }
  /** In a block that takes the place of an arrow function's value. */
  | { readonly kind: "arrow"; readonly nodes: readonly [ts.Expression] };

/** The places for a constant that `node` can use, innermost first; a refusal where there is none. */
export function hostsOf(node: ts.Node): readonly Host[] | VariableRefusal {
  const hosts: Host[] = [];
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const parent = at.parent;
    const barrier = barrierAt(at);
    if (barrier !== undefined) return hosts.length > 0 ? hosts : refuse("no-place", barrier);
    if (ts.isArrowFunction(parent) && parent.body === at && ts.isExpression(at)) hosts.push({ kind: "arrow", nodes: [at] });
    if (!ts.isStatement(at)) continue;
    const list = statementsOf(parent);
    if (list !== undefined) {
      const index = list.findIndex((one) => one === at);
      if (isDirective(list, index)) return refuse("no-place", "a directive");
      hosts.push({ kind: "list", nodes: list.slice(index) });
    } else if (isSlot(at)) hosts.push({ kind: "slot", nodes: [at] });
  }
  return hosts.length > 0 ? hosts : refuse("no-place", "the expression");
}

function statementsOf(node: ts.Node): readonly ts.Statement[] | undefined {
  return ts.isBlock(node) || ts.isSourceFile(node) || ts.isModuleBlock(node) || ts.isCaseOrDefaultClause(node) ? node.statements : undefined;
}

/** Whether the statement stands alone where a block could stand. */
function isSlot(statement: ts.Statement): boolean {
  const { parent } = statement;
  return !ts.isBlock(statement) && (ts.isIfStatement(parent) || ts.isIterationStatement(parent, false));
}

/** What runs at a time of its own and has no statements: nothing outside of it can hold its values. */
function barrierAt(node: ts.Node): string | undefined {
  const { parent } = node;
  if (ts.isParameter(node)) return "the default value of a parameter";
  if (ts.isPropertyDeclaration(node)) return "the value of a field";
  if (ts.isDecorator(node)) return "a decorator";
  if (ts.isEnumMember(node)) return "the value of an enum member";
  if (ts.isClassElement(node) && ts.isClassLike(parent)) return "a member of a class";
  return undefined;
}
