import { ts } from "../../syntax/typescript.ts";
import { isGlobal, isLocal, originOf } from "./symbols.ts";

/** A type as text for one place, with what that place has to provide. */
export interface PrintedType {
  readonly text: string;
  /** Type parameters that it mentions. */
  readonly parameters: readonly ts.Symbol[];
  /** What its names stand for, but for those that every file sees. */
  readonly names: ReadonlyMap<string, ts.Symbol>;
  /** Exported types that the place does not know by name yet. */
  readonly imports: readonly ts.Symbol[];
}

/** Longer types are not written out. */
export const longestType = 200;

let keptPrinter: ts.Printer | undefined;

/** Made when it is first needed, for the compiler is loaded only then. */
function printer(): ts.Printer {
  return (keptPrinter ??= ts.createPrinter({ removeComments: true }));
}

/**
 * Writes a type as it can be said at `place` (a file, class or block); `undefined` when it cannot be
 * named there, or only at a length that nobody wants to read.
 */
export function printType(checker: ts.TypeChecker, type: ts.Type, place: ts.Node, visible: (symbol: ts.Symbol) => boolean): PrintedType | undefined {
  const source = place.getSourceFile();
  const single = quoteOf(source) === "'" ? ts.NodeBuilderFlags.UseSingleQuotesForStringLiteralType : ts.NodeBuilderFlags.None;
  const node = checker.typeToTypeNode(type, place, ts.NodeBuilderFlags.NoTruncation | single);
  if (node === undefined) return undefined;
  const parameters = new Set<ts.Symbol>();
  const imports = new Set<ts.Symbol>();
  const names = new Map<string, ts.Symbol>();
  const unnameable: ts.Node[] = [];
  const own = new Set<string>();
  const readName = (name: ts.Node): void => {
    const first = firstIdentifier(name);
    const symbol = first && symbolOf(first);
    if (first === undefined || symbol === undefined) return;
    if (own.has(first.text)) return;
    if (symbol.flags & ts.SymbolFlags.TypeParameter) {
      if (!visible(symbol)) parameters.add(symbol);
    } else if (isLocal(symbol) && !visible(symbol)) unnameable.push(first);
    else if (symbol.escapedName.toString().startsWith("__")) unnameable.push(first);
    else if (!isGlobal(checker, symbol)) names.set(first.text, originOf(checker, symbol));
  };
  const visit = (at: ts.Node): ts.Node => {
    if (ts.isTypeParameterDeclaration(at)) own.add(at.name.text);
    if (ts.isImportTypeNode(at)) {
      const first = at.qualifier && firstIdentifier(at.qualifier);
      const symbol = first && symbolOf(first);
      if (!at.qualifier || symbol === undefined || at.isTypeOf) {
        unnameable.push(at);
        return at;
      }
      imports.add(originOf(checker, symbol));
      const args = at.typeArguments?.map((one) => ts.visitNode(one, visit)).filter(ts.isTypeNode);
      return ts.factory.createTypeReferenceNode(at.qualifier, args);
    }
    if (ts.isTypeReferenceNode(at)) readName(at.typeName);
    if (ts.isTypeQueryNode(at)) {
      if (ts.isImportTypeNode(at.exprName)) unnameable.push(at);
      else readName(at.exprName);
    }
    if (ts.isExpressionWithTypeArguments(at)) readName(at.expression);
    return ts.visitEachChild(at, visit, undefined);
  };
  // Type parameters of function types inside are known before what mentions them.
  const collect = (at: ts.Node): void => {
    if (ts.isTypeParameterDeclaration(at)) own.add(at.name.text);
    ts.forEachChild(at, collect);
  };
  collect(node);
  const said = ts.visitNode(node, visit);
  if (unnameable.length > 0) return undefined;
  const printed = printer().printNode(ts.EmitHint.Unspecified, said, source);
  // The compiler ends the last member too, which on one line nobody does.
  const text = /["'`]/.test(printed) ? printed : printed.replaceAll("; }", " }");
  if (text.length > longestType || text.includes("...;") || text.includes("\n")) return undefined;
  return { text, parameters: [...parameters], names, imports: [...imports] };
}

/** Longer anonymous types are said by the name of what has them, where something has. */
const longestAnonymous = 60;

/** The type as it can be said at `place`, `typeof` something where it has no name and is long. */
export function sayType(checker: ts.TypeChecker, type: ts.Type, place: ts.Node, visible: (symbol: ts.Symbol) => boolean): PrintedType | undefined {
  const printed = printType(checker, type, place, visible);
  if (printed !== undefined && printed.text.length <= longestAnonymous) return printed;
  return typeQuery(checker, type, place, visible) ?? printed;
}

/** `typeof name` for the type of a function or of an object literal that has a name where it is to be said. */
function typeQuery(checker: ts.TypeChecker, type: ts.Type, place: ts.Node, visible: (symbol: ts.Symbol) => boolean): PrintedType | undefined {
  const declaration = type.getSymbol()?.valueDeclaration;
  if (declaration === undefined) return undefined;
  const isValue = ts.isObjectLiteralExpression(declaration) || ts.isArrowFunction(declaration) || ts.isFunctionExpression(declaration);
  const named = isValue ? declaration.parent : declaration;
  const isNamed = ts.isFunctionDeclaration(named) || (isValue && ts.isVariableDeclaration(named) && named.type === undefined);
  const symbol = isNamed && named.name && checker.getSymbolAtLocation(named.name);
  if (!symbol || (isLocal(symbol) && !visible(symbol))) return undefined;
  const there = checker.resolveName(symbol.name, place, ts.SymbolFlags.Value | ts.SymbolFlags.Alias, false);
  if (there === undefined || originOf(checker, there) !== symbol || !isSameType(checker, checker.getTypeOfSymbol(symbol), type)) return undefined;
  return { text: `typeof ${symbol.name}`, parameters: [], names: new Map([[symbol.name, symbol]]), imports: [] };
}

function firstIdentifier(name: ts.Node): ts.Identifier | undefined {
  let at = name;
  for (;;) {
    if (ts.isIdentifier(at)) return at;
    if (ts.isQualifiedName(at)) at = at.left;
    else if (ts.isPropertyAccessExpression(at)) at = at.expression;
    else return undefined;
  }
}

/** The compiler notes on names that it writes itself what they stand for. */
function symbolOf(node: ts.Identifier): ts.Symbol | undefined {
  const symbol: unknown = Reflect.get(node, "symbol");
  return isSymbol(symbol) ? symbol : undefined;
}

function isSymbol(value: unknown): value is ts.Symbol {
  return typeof value === "object" && value !== null && "escapedName" in value && "flags" in value;
}

/** The quotes that a file uses: those of its first string. */
export function quoteOf(source: ts.SourceFile): '"' | "'" {
  const first = /^\s*(?:import|export)\b[^'"\n]*(['"])/m.exec(source.text) ?? /(['"])/.exec(source.text);
  return first?.[1] === "'" ? "'" : '"';
}

/**
 * Whether each type can stand for the other. Classes, interfaces and modules are compared by their
 * declarations first, since comparing large ones member by member can take minutes.
 */
export function isSameType(checker: ts.TypeChecker, left: ts.Type, right: ts.Type): boolean {
  if (left === right) return true;
  if (isNamed(left) && isNamed(right) && left.symbol !== right.symbol) return false;
  return checker.isTypeAssignableTo(left, right) && checker.isTypeAssignableTo(right, left);
}


function isNamed(type: ts.Type): boolean {
  const { Class, Interface, Module, Enum, Function } = ts.SymbolFlags;
  return ((type.getSymbol()?.flags ?? 0) & (Class | Interface | Module | Enum | Function)) !== 0;
}

/** The one of the types that all others can stand for, where that is cheap to see. */
export function widestOf(checker: ts.TypeChecker, types: readonly ts.Type[]): ts.Type | undefined {
  if (types.some((type) => isNamed(type) && (type.symbol.flags & (ts.SymbolFlags.Module | ts.SymbolFlags.Class)) !== 0)) return undefined;
  return types.find((type) => types.every((other) => checker.isTypeAssignableTo(other, type)));
}

/** Whether waiting for a value of the type could give something else than the value. */
export function mayBePromise(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter | ts.TypeFlags.NonPrimitive)) return true;
  if (type.isUnionOrIntersection()) return type.types.some((one) => mayBePromise(checker, one));
  return checker.getPropertyOfType(type, "then") !== undefined;
}

/** The type that all are, where they are one. */
export function typeOfAll(checker: ts.TypeChecker, types: readonly (ts.Type | undefined)[]): ts.Type | undefined {
  const [type] = types;
  return type && types.every((one) => one !== undefined && isSameType(checker, type, one)) ? type : undefined;
}

/** The text of a type with some of its names replaced; those of members are no names of their own. */
export function withWords(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/(?<![\w$.])[A-Za-z_$][\w$]*/g, (word) => names.get(word) ?? word);
}
