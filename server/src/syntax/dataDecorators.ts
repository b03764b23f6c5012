import { importedNames } from "./importedNames.ts";
import { isDecorated } from "./modifiers.ts";
import { ts } from "./typescript.ts";

/** Modules whose decorators say how the data of a class is checked, sent, described or stored. What the class is as data they leave as it is. */
const modules =
  /^(?:class-validator|class-transformer|typeorm|typeorm-[\w-]+|type-graphql|sequelize-typescript|tsoa|json2typescript|@nestjs\/(?:swagger|graphql|mongoose|sequelize|class-validator)|@mikro-orm\/[\w/-]+|@typegoose\/typegoose|@tsed\/(?:schema|mongoose)|@automapper\/classes|@foal\/typeorm)$/;

/** Whether a class is plain data in spite of its decorators, or has none. */
export type DataDecorators = (node: ts.ClassDeclaration) => boolean;

/**
 * Tells of the classes of a file whether their decorators, if any, are those of data: at least one of them is imported from a module that is known
 * for such, as those that a project makes of these stand beside them.
 *
 * @param text the whole text of the file, whose imports a tree of its definitions need not hold
 */
export function dataDecoratorsIn(text: string): DataDecorators {
  let names: ReadonlySet<string> | undefined;
  return (node) => {
    const decorators = decoratorsOf(node);
    if (decorators.length === 0) return true;
    names ??= importedDecorators(text);
    return decorators.some((name) => names?.has(name));
  };
}

function importedDecorators(text: string): ReadonlySet<string> {
  return new Set(importedNames(text).flatMap(({ specifier, names }) => (modules.test(specifier) ? names : [])));
}

/** The first name of each decorator of a class, of its members, and of the parameters of its constructor: `v` of `@v.IsString()`. */
function decoratorsOf(node: ts.ClassDeclaration): readonly string[] {
  const parameters = node.members.flatMap((member) => (ts.isConstructorDeclaration(member) ? [...member.parameters] : []));
  return [node, ...node.members, ...parameters].filter(isDecorated).flatMap((one) => (ts.canHaveDecorators(one) ? (ts.getDecorators(one) ?? []) : [])).map(({ expression }) => firstName(expression));
}

function firstName(expression: ts.Expression): string {
  let node = expression;
  while (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) node = node.expression;
  return ts.isIdentifier(node) ? node.text : "";
}
