import { originOf } from "../semantics/symbols.ts";
import type { OpenProject } from "../extractFunction/placement/openProject.ts";
import { refuse, type Refusal } from "../semantics/refusals.ts";
import type { FileEdit, OfferedFix, ProjectAccess } from "../refactoring.ts";
import { offsetAfter } from "../textOffsets.ts";
import { ts } from "../../syntax/typescript.ts";
import type { Value } from "./values.ts";

/** What every step of the refactoring asks. */
export interface Context extends OpenProject {
  readonly projects: ProjectAccess;
  readonly checker: ts.TypeChecker;
}

/** An edit with what has to be said of it. */
export interface Built extends Pick<OfferedFix, "edits" | "leftOut"> {
  /** The constant that was there already and is used now. */
  readonly kept?: string;
  readonly rename?: NonNullable<OfferedFix["rename"]>;
}

/** The text of a name in place of the value. */
export function useText({ node }: Value, name: string): string {
  if (ts.isJsxAttribute(node.parent)) return `{${name}}`;
  return ts.isShorthandPropertyAssignment(node.parent) ? `${name}: ${name}` : name;
}

/**
 * Checks that each use refers to the constant, has the type that the value had there, and that no program that owns
 * one of the files has a new error.
 */
export function refuseResult(edits: readonly FileEdit[], uses: readonly Value[], home: string, { project, owners, checker }: Context): Refusal | undefined {
  const after = project.after(edits);
  const checkerAfter = after.getTypeChecker();
  for (const use of uses) {
    const text = use.node.getText(use.source);
    const offset = offsetAfter(edits, use.source.fileName, use.node.getStart(use.source) - 1);
    const source = after.getSourceFile(use.source.fileName);
    const found = source && offset !== undefined ? nameAt(source, offset + 1) : undefined;
    const symbol = found && checkerAfter.getSymbolAtLocation(found);
    const declaration = symbol && originOf(checkerAfter, symbol).valueDeclaration;
    if (!found || declaration?.getSourceFile().fileName !== home) return refuse("different-meaning", text);
    // The compiler gives an attribute's text no type of its own.
    if (!ts.isJsxAttribute(use.node.parent) && typeText(checker, use.node) !== typeText(checkerAfter, found)) return refuse("wider-constant", text);
  }
  for (const owner of owners) {
    const error = owner.firstError(edits);
    if (error) return refuse("type-errors", error.message);
  }
  return undefined;
}

function typeText(checker: ts.TypeChecker, node: ts.Expression): string {
  return checker.typeToString(checker.getTypeAtLocation(node), undefined, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType);
}

/** The identifier that begins at the offset, or behind a brace there. */
function nameAt(source: ts.SourceFile, offset: number): ts.Identifier | undefined {
  let found: ts.Identifier | undefined;
  const visit = (node: ts.Node): void => {
    if (found || node.end <= offset || node.pos > offset + 1) return;
    const start = node.getStart(source);
    if (ts.isIdentifier(node) && (start === offset || (start === offset + 1 && source.text[offset] === "{"))) found = node;
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
