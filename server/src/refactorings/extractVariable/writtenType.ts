import { ts } from "../../syntax/typescript.ts";

/**
 * The type that is expected of the expression where it stands, as it can be written in its file; `undefined` where
 * nothing is expected of it, or where the type cannot be written: it is open, anonymous or made by a call.
 */
export function writtenType(node: ts.Expression, checker: ts.TypeChecker): string | undefined {
  if (/\.[cm]?jsx?$/.test(node.getSourceFile().fileName)) return undefined;
  const expected = checker.getContextualType(node);
  const isMade = ts.isFunctionLike(node) || ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node);
  const type = expected && isMade ? checker.getNonNullableType(expected) : expected;
  if (type === undefined || isOpen(type)) return undefined;
  const text = checker.typeToString(type, node, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope);
  return /\bany\b|\bunknown\b|import\(|\.\.\. |typeof globalThis/.test(text) ? undefined : text;
}

/** Whether the type stands for one that a call has yet to choose. */
function isOpen(type: ts.Type): boolean {
  if ((type.flags & (ts.TypeFlags.TypeParameter | ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Conditional | ts.TypeFlags.Index | ts.TypeFlags.IndexedAccess)) !== 0) return true;
  if (type.isUnionOrIntersection()) return type.types.some(isOpen);
  return type.getCallSignatures().some((signature) => isOpen(signature.getReturnType()) || (signature.typeParameters?.length ?? 0) > 0);
}
