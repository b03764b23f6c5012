import { ts } from "../../../syntax/typescript.ts";
import type { Copy } from "../../semantics/flow.ts";
import type { Hole } from "../alignment/holes.ts";
import type { Plan } from "../plan.ts";

/** A constant of the template that is given what differs, and nothing else. */
export interface TakenAtOnce {
  readonly name: ts.Identifier;
  readonly symbol: ts.Symbol;
  readonly statement: ts.VariableStatement;
}

/**
 * The constant whose value the difference is: the parameter takes its name, and its declaration goes. One that is given back
 * keeps its declaration, and so does one that a comment speaks for.
 */
export function takenAtOnce(plan: Plan, hole: Hole): TakenAtOnce | undefined {
  const { checker, nodes, source } = plan.copies[0] as Copy;
  const [place, other] = hole.places;
  const declaration = place?.parent;
  if (hole.kind !== "value" || other || !declaration || !ts.isVariableDeclaration(declaration) || declaration.initializer !== place) return undefined;
  const { name, parent: list } = declaration;
  if (declaration.type || !ts.isIdentifier(name) || !ts.isVariableDeclarationList(list) || list.declarations.length > 1) return undefined;
  const statement = list.parent;
  const isConstant = (list.flags & ts.NodeFlags.Const) !== 0 && (list.flags & ts.NodeFlags.Using) === 0;
  if (!isConstant || !ts.isVariableStatement(statement) || !nodes.includes(statement) || statement === nodes[nodes.length - 1]) return undefined;
  const around = [...(ts.getLeadingCommentRanges(source.text, statement.pos) ?? []), ...(ts.getTrailingCommentRanges(source.text, statement.end) ?? [])];
  const symbol = checker.getSymbolAtLocation(name);
  if (around.length > 0 || !symbol || plan.results.some((one) => one.symbol === symbol)) return undefined;
  return { name, symbol, statement };
}
