import { ts } from "../../syntax/typescript.ts";
import { shapeOf } from "../../models/shape.ts";
import { readModels } from "../../syntax/modelFacts.ts";
import { hasModifier } from "../../syntax/modifiers.ts";
import type { LocatedModel } from "./located.ts";
import { refuse, type Refusal } from "./refusal.ts";
import { originOf } from "../semantics/symbols.ts";

/**
 * Whether two models are one type for the checker: the same properties with the same flags and
 * identical types, the same signatures, and type parameters with the same constraints and defaults.
 * Types that are declared twice with the same structure are identical too; classes, enums, unique
 * symbols and everything with private members are only identical to themselves. Answers `undefined`
 * when they are one, else what differs.
 */
export function whatDiffers(a: LocatedModel, b: LocatedModel, program: ts.Program): Refusal | undefined {
  const checker = program.getTypeChecker();
  for (const model of [a, b]) {
    const unknown = unresolvedName(model, program);
    if (unknown !== undefined)
      return refuse("unresolved", `${unknown} in ${model.name} cannot be resolved, so that the members cannot be compared.`);
  }
  const types = new TypeComparison(checker);
  if (!types.sameParameters(parametersOf(a, checker), parametersOf(b, checker))) {
    return refuse("type-parameters", `The type parameters of ${a.name} and ${b.name} have different constraints or defaults.`);
  }
  const [first, second] = [checker.getDeclaredTypeOfSymbol(a.symbol), checker.getDeclaredTypeOfSymbol(b.symbol)];
  if (first.isUnion() || second.isUnion())
    return types.same(first, second) ? undefined : refuse("members", `${a.name} and ${b.name} are unions of other types.`);
  types.assume(first, second);
  const difference = types.memberThatDiffers(first, second, false);
  if (difference === undefined) {
    // Where a mapped type says `readonly`, only the text of the declaration shows it.
    if (writtenShape(a) === writtenShape(b)) return undefined;
    const isDeclared = [first, second].every((type) => checker.getPropertiesOfType(type).every(isAsDeclared));
    if (isDeclared && types.memberThatDiffers(first, second, true) === undefined) return undefined;
    return refuse("members", `${a.name} and ${b.name} are written differently: look at what is readonly, optional and inherited.`);
  }
  const { member, why } = difference;
  return refuse("members", `${a.name} and ${b.name} differ in ${member}: ${why}.`);
}

/** Whether a property is the one that a declaration says, inherited or not, and none that a type makes of it. */
function isAsDeclared({ flags }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Transient) === 0;
}

function writtenShape({ source, fragment }: LocatedModel): string {
  const model = readModels(source).find(({ start }) => start === fragment.start);
  return model ? shapeOf(model) : "";
}

function parametersOf(model: LocatedModel, checker: ts.TypeChecker): readonly ts.Type[] {
  return (model.node.typeParameters ?? []).map((parameter) => checker.getTypeAtLocation(parameter));
}

/** A name in the declaration that stands for nothing known; its type would be `any` and equal to all. */
export function unresolvedName({ node, source }: { readonly node: ts.Node; readonly source: ts.SourceFile }, program: ts.Program): string | undefined {
  const checker = program.getTypeChecker();
  const visit = (at: ts.Node): string | undefined => {
    const name = ts.isTypeReferenceNode(at)
      ? at.typeName
      : ts.isExpressionWithTypeArguments(at)
        ? at.expression
        : ts.isTypeQueryNode(at)
          ? at.exprName
          : undefined;
    if (name) {
      const symbol = checker.getSymbolAtLocation(name);
      const target = symbol && originOf(checker, symbol);
      if (!target || checker.isUnknownSymbol(target)) return name.getText(source);
      if (wrappers.has(name.getText(source)) && !target.declarations?.some((one) => program.isSourceFileDefaultLibrary(one.getSourceFile())))
        return name.getText(source);
    }
    return ts.forEachChild(at, visit);
  };
  return visit(node);
}

/** Facts read these as TypeScript's own. */
const wrappers: ReadonlySet<string> = new Set(["Array", "ReadonlyArray", "Readonly", "Partial", "Required"]);

/** A member in which two types differ, and how, as the end of a sentence. */
export interface MemberDifference {
  readonly member: string;
  readonly why: string;
}

/** Deeper than this nothing is compared, and what is left counts as different. */
const deepest = 40;

/** Compares types of one program. */
export class TypeComparison {
  private readonly checker: ts.TypeChecker;
  private readonly assumed = new Map<ts.Type, Set<ts.Type>>();
  /** The assumptions in the order in which they were made, so that those of a failed comparison can be taken back. */
  private readonly trail: (readonly [ts.Type, ts.Type])[] = [];
  private depth = 0;

  constructor(checker: ts.TypeChecker) {
    this.checker = checker;
  }

  /** Takes the two for the same from now on, which is what makes recursive types comparable. */
  assume(a: ts.Type, b: ts.Type): void {
    const known = this.assumed.get(a);
    if (known) known.add(b);
    else this.assumed.set(a, new Set([b]));
    this.trail.push([a, b]);
  }

  /** Assumes the parameters to be pairwise the same, and compares constraints and defaults. */
  sameParameters(a: readonly ts.Type[], b: readonly ts.Type[]): boolean {
    if (a.length !== b.length) return false;
    a.forEach((parameter, i) => {
      const other = b[i];
      if (other) this.assume(parameter, other);
    });
    const limit = (type: ts.Type): ts.Type | undefined => (type.flags & ts.TypeFlags.TypeParameter ? type.getConstraint() : undefined);
    return a.every((parameter, i) => {
      const other = b[i];
      return (
        other !== undefined &&
        this.sameOrNone(limit(parameter), limit(other)) &&
        this.sameOrNone(this.checker.getDefaultFromTypeParameter(parameter), this.checker.getDefaultFromTypeParameter(other))
      );
    });
  }

  /** The first member in which two object types differ. `nested` types must agree in `readonly` by their declarations. */
  memberThatDiffers(a: ts.Type, b: ts.Type, nested: boolean): MemberDifference | undefined {
    const { checker } = this;
    const others = new Map(checker.getPropertiesOfType(b).map((property) => [property.escapedName, property]));
    const properties = checker.getPropertiesOfType(a);
    for (const property of properties) {
      const member = property.name;
      const other = others.get(property.escapedName);
      if (!other) return { member, why: "only one of them has it" };
      const why = this.propertyDifference(property, other, nested);
      if (why !== undefined) return { member, why };
      others.delete(property.escapedName);
    }
    for (const { name } of others.values()) return { member: name, why: "only one of them has it" };
    if (!this.sameIndexes(a, b)) return { member: "the index signature", why: "it is not the same" };
    if (!this.sameSignatures(a, b, ts.SignatureKind.Call)) return { member: "the call signature", why: "it is not the same" };
    if (!this.sameSignatures(a, b, ts.SignatureKind.Construct)) return { member: "the construct signature", why: "it is not the same" };
    return undefined;
  }

  /** How a member that two types have differs, as the end of a sentence; `nested` as in `memberThatDiffers`. */
  propertyDifference(a: ts.Symbol, b: ts.Symbol, nested: boolean): string | undefined {
    if (a === b) return undefined;
    if ([a, b].some(isHidden)) return "it is private or protected, which makes each definition a type of its own";
    if ((a.flags ^ b.flags) & ts.SymbolFlags.Optional) return "it is optional in one of them only";
    const kinds = ts.SymbolFlags.Method | ts.SymbolFlags.Accessor;
    if ((a.flags ^ b.flags) & kinds) return "a method in one and a property in the other are checked differently";
    if (nested && isReadonly(a) !== isReadonly(b)) return "it is readonly in one of them only";
    if (!this.same(this.checker.getTypeOfSymbol(a), this.checker.getTypeOfSymbol(b))) return "its types are not the same";
    return undefined;
  }

  /** Whether two types are one to the checker. */
  same(a: ts.Type, b: ts.Type): boolean {
    if (a === b || this.assumed.get(a)?.has(b)) return true;
    if (this.depth >= deepest) return false;
    const before = this.trail.length;
    this.depth++;
    const same = this.sameStructure(a, b);
    this.depth--;
    if (!same) for (const [one, other] of this.trail.splice(before)) this.assumed.get(one)?.delete(other);
    return same;
  }

  private sameOrNone(a: ts.Type | undefined, b: ts.Type | undefined): boolean {
    return a === undefined || b === undefined ? a === b : this.same(a, b);
  }

  private sameStructure(a: ts.Type, b: ts.Type): boolean {
    if (a.isUnion() && b.isUnion()) return this.sameSets(a.types, b.types);
    if (a.isIntersection() && b.isIntersection()) return this.sameSets(a.types, b.types);
    const both = a.flags & b.flags;
    if (both & ts.TypeFlags.IndexedAccess && isIndexedAccess(a) && isIndexedAccess(b))
      return this.same(a.objectType, b.objectType) && this.same(a.indexType, b.indexType);
    if (both & ts.TypeFlags.Index && isIndex(a) && isIndex(b)) return this.same(a.type, b.type);
    if (!isObject(a) || !isObject(b)) return false;
    if (isReference(a) && isReference(b) && a.target === b.target)
      return this.sameLists(this.checker.getTypeArguments(a), this.checker.getTypeArguments(b));
    const alone = ts.ObjectFlags.Class | ts.ObjectFlags.Mapped | ts.ObjectFlags.Tuple;
    if ([a, b].some((type) => (isReference(type) ? type.target.objectFlags | type.objectFlags : type.objectFlags) & alone)) return false;
    // Members of an instantiated generic type would be compared with its parameters filled in; its other
    // declaration is compared the same way, so that only the structure counts.
    this.assume(a, b);
    return this.memberThatDiffers(a, b, true) === undefined;
  }

  private sameLists(a: readonly ts.Type[], b: readonly ts.Type[]): boolean {
    return a.length === b.length && a.every((type, i) => this.sameOrNone(type, b[i]));
  }

  private sameSets(a: readonly ts.Type[], b: readonly ts.Type[]): boolean {
    if (a.length !== b.length) return false;
    const left = [...b];
    return a.every((type) => {
      const exact = left.indexOf(type);
      const at = exact >= 0 ? exact : left.findIndex((other) => this.same(type, other));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
  }

  private sameIndexes(a: ts.Type, b: ts.Type): boolean {
    const [first, second] = [this.checker.getIndexInfosOfType(a), this.checker.getIndexInfosOfType(b)];
    return (
      first.length === second.length &&
      first.every((info) =>
        second.some(
          (other) =>
            info.keyType === other.keyType && info.isReadonly === other.isReadonly && this.same(info.type, other.type),
        ),
      )
    );
  }

  private sameSignatures(a: ts.Type, b: ts.Type, kind: ts.SignatureKind): boolean {
    const [first, second] = [this.checker.getSignaturesOfType(a, kind), this.checker.getSignaturesOfType(b, kind)];
    return first.length === second.length && first.every((signature, i) => {
      const other = second[i];
      return other !== undefined && this.sameSignature(signature, other);
    });
  }

  private sameSignature(a: ts.Signature, b: ts.Signature): boolean {
    if (a === b) return true;
    const { checker } = this;
    if (!this.sameParameters(a.getTypeParameters() ?? [], b.getTypeParameters() ?? [])) return false;
    const [parameters, others] = [a.getParameters(), b.getParameters()];
    if (parameters.length !== others.length) return false;
    if (!parameters.every((parameter, i) => {
      const other = others[i];
      return (
        other !== undefined &&
        passing(parameter, checker) === passing(other, checker) &&
        this.same(checker.getTypeOfSymbol(parameter), checker.getTypeOfSymbol(other))
      );
    })) return false;
    if (!this.sameOrNone(this.receiverOf(a), this.receiverOf(b))) return false;
    const [claim, otherClaim] = [checker.getTypePredicateOfSignature(a), checker.getTypePredicateOfSignature(b)];
    if (claim?.kind !== otherClaim?.kind || claim?.parameterIndex !== otherClaim?.parameterIndex) return false;
    if (!this.sameOrNone(claim?.type, otherClaim?.type)) return false;
    return this.same(a.getReturnType(), b.getReturnType());
  }

  /** The type of the parameter `this`, which is none of the signature's parameters. */
  private receiverOf(signature: ts.Signature): ts.Type | undefined {
    const [first] = signature.declaration?.parameters ?? [];
    if (!first || !ts.isParameter(first) || !ts.isIdentifier(first.name) || first.name.text !== "this") return undefined;
    return this.checker.getTypeAtLocation(first);
  }
}

/** How an argument is passed: rest, optional, or required. */
function passing(parameter: ts.Symbol, checker: ts.TypeChecker): string {
  const node = parameter.valueDeclaration;
  if (!node || !ts.isParameter(node)) return "";
  return node.dotDotDotToken ? "rest" : checker.isOptionalParameter(node) ? "optional" : "required";
}

function isHidden(property: ts.Symbol): boolean {
  return (property.declarations ?? []).some(
    (node) =>
      hasModifier(node, ts.SyntaxKind.PrivateKeyword) ||
      hasModifier(node, ts.SyntaxKind.ProtectedKeyword) ||
      (ts.isPropertyDeclaration(node) && ts.isPrivateIdentifier(node.name)),
  );
}

function isReadonly(property: ts.Symbol): boolean {
  return (property.declarations ?? []).some((node) => hasModifier(node, ts.SyntaxKind.ReadonlyKeyword));
}

function isObject(type: ts.Type): type is ts.ObjectType {
  return (type.flags & ts.TypeFlags.Object) !== 0;
}

function isReference(type: ts.ObjectType): type is ts.TypeReference {
  return (type.objectFlags & ts.ObjectFlags.Reference) !== 0;
}

function isIndexedAccess(type: ts.Type): type is ts.IndexedAccessType {
  return (type.flags & ts.TypeFlags.IndexedAccess) !== 0;
}

function isIndex(type: ts.Type): type is ts.IndexType {
  return (type.flags & ts.TypeFlags.Index) !== 0;
}
