import { canonicalType, plainAliases } from "../canonicalType.ts";
import { importedNames } from "../importedNames.ts";
import { namesOfExportLists } from "../modelFacts.ts";
import type { ModelFact } from "../modelFacts.ts";
import { hasModifier } from "../modifiers.ts";
import { ts } from "../typescript.ts";
import { objectOf, optionalOf, plain, unionOf, unknownType } from "./described.ts";
import type { Described, DescribedMember } from "./described.ts";
import { schemaLibraries } from "./libraries.ts";
import type { SchemaLibrary, SchemaReader } from "./schemaLibrary.ts";
import { typeNameOf } from "./typeName.ts";
import { writtenModels } from "./writtenModels.ts";

/**
 * What the schemas at the top of a file describe: `const User = z.object({ … })`, in every library that `schemaLibraries` knows and
 * the file imports.
 *
 * @param text the whole text of the file, whose imports `sourceFile` need not hold
 */
export function readSchemas(sourceFile: ts.SourceFile, text: string): readonly ModelFact[] {
  const imported = importedLibraries(text);
  if (imported.length === 0) return [];
  const declared = constantsOf(sourceFile);
  const exportedNames = namesOfExportLists(sourceFile);
  const read = [...declared].flatMap(([name, { statement, declaration }]) => {
    for (const { library, names } of imported) {
      const described = new Reading(library, names, sourceFile, declared).type(declaration.initializer);
      if (described.members !== undefined && described.members.length > 0) return [{ name, statement, declaration, described }];
    }
    return [];
  });
  const shapes = writtenModels(read.map(({ described }) => described), plainAliases(sourceFile));
  return read.flatMap(({ name, statement, declaration, described }, i): readonly ModelFact[] => {
    const shape = shapes[i];
    if (!shape) return [];
    return [
      {
        start: statement.getStart(sourceFile),
        end: statement.end,
        form: "schema",
        name,
        nameSpan: { start: declaration.name.getStart(sourceFile), end: declaration.name.end },
        exported: hasModifier(statement, ts.SyntaxKind.ExportKeyword) || exportedNames.has(name),
        container: "",
        ...(described.certain ? {} : { opacity: "inferred" as const }),
        typeParameters: [],
        heritage: shape.heritage,
        implemented: typesToSatisfy(declaration).map((type) => canonicalType(type, { sourceFile, names: new Map<string, string>(), depth: 0 })),
        members: shape.members,
      },
    ];
  });
}

/** The types that the compiler holds a schema to: `User` of `z.object({ … }) satisfies z.ZodType<User>`, or of such an annotation. */
function typesToSatisfy({ type, initializer }: ts.VariableDeclaration): readonly ts.TypeNode[] {
  const asked = [type, initializer && ts.isSatisfiesExpression(initializer) ? initializer.type : undefined];
  return asked.flatMap((one) => (one && ts.isTypeReferenceNode(one) ? (one.typeArguments ?? []) : []));
}

interface Constant {
  readonly statement: ts.VariableStatement;
  readonly declaration: ts.VariableDeclaration;
}

function constantsOf(sourceFile: ts.SourceFile): ReadonlyMap<string, Constant> {
  const constants = new Map<string, Constant>();
  for (const statement of sourceFile.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations)
      if (ts.isIdentifier(declaration.name) && declaration.initializer) constants.set(declaration.name.text, { statement, declaration });
  }
  return constants;
}

/** The libraries that a text imports, with the names that it has of them. */
function importedLibraries(text: string): readonly { readonly library: SchemaLibrary; readonly names: ReadonlySet<string> }[] {
  const names = new Map<SchemaLibrary, Set<string>>();
  for (const { specifier, names: own } of importedNames(text)) {
    const library = schemaLibraries.find(({ module }) => module.test(specifier));
    if (library === undefined) continue;
    const known = names.get(library) ?? new Set<string>();
    names.set(library, known);
    for (const name of own) known.add(name);
  }
  return [...names].map(([library, known]) => ({ library, names: known }));
}

/** Reads the expressions of one library in one file. */
class Reading implements SchemaReader {
  private readonly library: SchemaLibrary;
  private readonly roots: ReadonlySet<string>;
  private readonly sourceFile: ts.SourceFile;
  private readonly constants: ReadonlyMap<string, Constant>;
  private readonly open = new Set<string>();

  constructor(library: SchemaLibrary, roots: ReadonlySet<string>, sourceFile: ts.SourceFile, constants: ReadonlyMap<string, Constant>) {
    this.library = library;
    this.roots = roots;
    this.sourceFile = sourceFile;
    this.constants = constants;
  }

  type(node: ts.Expression | undefined): Described {
    if (node === undefined) return unknownType;
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return this.type(node.expression);
    if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return this.type(node.body);
    if (ts.isCallExpression(node)) return this.call(node);
    const { written } = this.library;
    if (written && ts.isStringLiteralLike(node)) return written(node.text);
    if (written && ts.isObjectLiteralExpression(node)) return this.object(node);
    if (ts.isPropertyAccessExpression(node)) {
      const constant = this.isRoot(node.expression) ? this.library.constants?.[node.name.text] : undefined;
      return constant === undefined ? unknownType : plain(constant);
    }
    return ts.isIdentifier(node) ? this.named(node) : unknownType;
  }

  types(node: ts.Expression | undefined): readonly Described[] {
    return node && ts.isArrayLiteralExpression(node) ? node.elements.map((element) => this.type(element)) : [];
  }

  object(node: ts.Expression | undefined): Described {
    if (!node || !ts.isObjectLiteralExpression(node)) return unknownType;
    const members: DescribedMember[] = [];
    let isWhole = true;
    for (const property of node.properties) {
      const name = property.name && (ts.isIdentifier(property.name) || ts.isStringLiteralLike(property.name)) ? property.name.text : undefined;
      if (name === undefined) isWhole = false;
      else if (ts.isPropertyAssignment(property)) members.push(this.member(name, this.type(property.initializer)));
      else if (ts.isShorthandPropertyAssignment(property)) members.push(this.member(name, this.named(property.name)));
      else isWhole = false;
    }
    const object = objectOf(members);
    return isWhole ? object : { ...object, certain: false };
  }

  private member(name: string, type: Described): DescribedMember {
    if (!this.library.optionalNames || !name.endsWith("?")) return { name, type };
    return { name: name.slice(0, -1), type: optionalOf(type) };
  }

  literals(node: ts.Expression | undefined): Described {
    if (!node) return unknownType;
    if (ts.isArrayLiteralExpression(node)) return unionOf(node.elements.map((element) => this.literals(element)));
    if (ts.isAsExpression(node)) return this.literals(node.expression);
    if (ts.isObjectLiteralExpression(node)) return unionOf(node.properties.map((property) => (ts.isPropertyAssignment(property) ? this.literals(property.initializer) : unknownType)));
    if (ts.isStringLiteralLike(node)) return plain(JSON.stringify(node.text));
    if (ts.isNumericLiteral(node) || ts.isBigIntLiteral(node)) return plain(node.text);
    if ([ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind)) return plain(node.getText(this.sourceFile));
    return ts.isIdentifier(node) ? this.named(node) : unknownType;
  }

  names(node: ts.Expression | undefined): ReadonlySet<string> {
    if (!node) return new Set();
    if (ts.isArrayLiteralExpression(node)) return new Set(node.elements.flatMap((element) => (ts.isStringLiteralLike(element) ? [element.text] : [])));
    if (!ts.isObjectLiteralExpression(node)) return new Set();
    return new Set(node.properties.flatMap(({ name }) => (name && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? [name.text] : [])));
  }

  named(node: ts.Expression | undefined): Described {
    return node && ts.isIdentifier(node) ? plain(typeNameOf(node.text)) : unknownType;
  }

  private call({ expression, arguments: args }: ts.CallExpression): Described {
    const { calls, methods, optionalByDefault } = this.library;
    if (ts.isIdentifier(expression)) {
      const build = this.roots.has(expression.text) ? calls[expression.text] : undefined;
      return build ? build(this, args) : unknownType;
    }
    if (!ts.isPropertyAccessExpression(expression)) return unknownType;
    const name = expression.name.text;
    if (this.isRoot(expression.expression)) {
      const build = calls[name];
      if (!build) return unknownType;
      const described = build(this, args);
      return optionalByDefault && described.members === undefined ? optionalOf(described) : described;
    }
    const schema = this.schema(expression.expression);
    const change = methods[name];
    return change ? change(this, schema, args) : schema;
  }

  /** What a method is called of: the schema that a name of the file stands for is read where it is defined. */
  private schema(node: ts.Expression): Described {
    if (!ts.isIdentifier(node)) return this.type(node);
    const constant = this.constants.get(node.text);
    if (constant === undefined || this.open.has(node.text)) return this.named(node);
    this.open.add(node.text);
    const described = this.type(constant.declaration.initializer);
    this.open.delete(node.text);
    return described;
  }

  /** Whether it names the library or a part of it: `z`, `z.coerce`. */
  private isRoot(node: ts.Expression): boolean {
    if (ts.isIdentifier(node)) return this.roots.has(node.text);
    return ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && this.roots.has(node.expression.text);
  }
}
