import { ts } from "../../../server/src/syntax/typescript.ts";
import type { Random } from "../recall/random.ts";
import type { Candidate, Range } from "./candidates.ts";
import { ranks, type Change } from "./changes.ts";
import { visibleAt, type Variable } from "./variables.ts";

/** What a mutation has to work with. */
export interface Site {
  readonly candidate: Candidate;
  readonly range: Range;
  readonly checker: ts.TypeChecker;
  readonly variables: readonly Variable[];
  readonly random: Random;
  /** What a local name is called in each of the two copies. */
  readonly names: readonly [(name: string) => string, (name: string) => string];
}

/** Changes of both copies. Those of the second differ from those of the first where the copies are to differ. */
export type Mutation = (site: Site) => readonly [readonly Change[], readonly Change[]] | undefined;

/** The same text in both copies, but for the names of their variables. */
function both(site: Site, at: number, rank: number, text: (name: (one: string) => string) => string): readonly [readonly Change[], readonly Change[]] {
  return [insertion(at, rank, text(site.names[0])), insertion(at, rank, text(site.names[1]))];
}

function insertion(at: number, rank: number, text: string): readonly Change[] {
  return [{ start: at, end: at, text, rank }];
}

function replaced(node: ts.Node, text: string): Change {
  return { start: node.getStart(), end: node.end, text, rank: ranks.replaced };
}

function nodesOf<Node extends ts.Node>({ range }: Site, test: (node: ts.Node) => node is Node): readonly Node[] {
  const found: Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (test(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  for (const node of range.nodes) visit(node);
  return found;
}

/** Whether the expression stands where any value of its type would do. */
function isValue(node: ts.Node): node is ts.Expression {
  const { parent } = node;
  if (!ts.isExpression(node) || ts.isSpreadElement(node) || ts.isOmittedExpression(node)) return false;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression !== node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isBinaryExpression(parent)) return parent.right === node || parent.operatorToken.kind < ts.SyntaxKind.FirstAssignment;
  return ts.isReturnStatement(parent) || ts.isTemplateSpan(parent) || ts.isElementAccessExpression(parent);
}

function isStatementInList(node: ts.Node): node is ts.Statement {
  return ts.isStatement(node) && (ts.isBlock(node.parent) || ts.isCaseOrDefaultClause(node.parent));
}

function isPlainLiteral(node: ts.Node): node is ts.StringLiteral | ts.NumericLiteral {
  const { parent } = node;
  return (ts.isStringLiteral(node) || ts.isNumericLiteral(node)) && (ts.isCaseClause(parent) || isValue(node));
}

const literalDiffers: Mutation = (site) => {
  const node = site.random.pick(nodesOf(site, isPlainLiteral));
  if (!node) return undefined;
  const text = ts.isNumericLiteral(node) ? String(Number(node.text) + 1) : JSON.stringify(`${node.text}s`);
  return [[], [replaced(node, text)]];
};

const otherOperators: Readonly<Record<string, string>> = { "+": "-", "-": "+", "*": "+", "<": "<=", ">": ">=", "<=": "<", ">=": ">", "===": "!==", "!==": "===", "&&": "||", "||": "&&", "+=": "-=" };

const operatorDiffers: Mutation = (site) => {
  const node = site.random.pick(nodesOf(site, ts.isBinaryExpression).filter(({ operatorToken }) => operatorToken.getText() in otherOperators));
  return node && [[], [replaced(node.operatorToken, otherOperators[node.operatorToken.getText()] ?? "")]];
};

/** `noted_` in one copy, `heeded_` in the other, or the same function in both: what is evaluated when can be seen. */
const wrapped = (callees: readonly [string, string]): Mutation => (site) => {
  const node = site.random.pick(nodesOf(site, isValue));
  if (!node) return undefined;
  const around = (callee: string): readonly Change[] => [
    ...insertion(node.getStart(), ranks.innerStart, `${callee}(`),
    ...insertion(node.end, ranks.innerEnd, ")"),
  ];
  return [around(callees[0]), around(callees[1])];
};

/** Another variable of the same type. */
const variableDiffers: Mutation = (site) => {
  const { checker, variables, random } = site;
  const nodes = nodesOf(site, ts.isIdentifier).filter((node) => isValue(node) && variables.some(({ name }) => name === node.text));
  const node = random.pick(nodes);
  const type = node && checker.getTypeAtLocation(node);
  const other = node && random.pick(visibleAt(variables, node.getStart()).filter((one) => one.name !== node.text && type && checker.isTypeAssignableTo(one.type, type)));
  return node && other && [[], [replaced(node, site.names[1](other.name))]];
};

/** Another property of the same type; methods are properties too. */
const propertyDiffers: Mutation = (site) => {
  const { checker, random } = site;
  const node = random.pick(nodesOf(site, ts.isPropertyAccessExpression).filter(({ name }) => ts.isIdentifier(name)));
  if (!node) return undefined;
  const type = checker.typeToString(checker.getTypeAtLocation(node));
  const others = checker.getPropertiesOfType(checker.getTypeAtLocation(node.expression)).filter((one) => one.name !== node.name.text && /^[A-Za-z_]\w*$/.test(one.name));
  const other = random.pick(others.filter((one) => checker.typeToString(checker.getTypeOfSymbolAtLocation(one, node)) === type));
  return other && [[], [replaced(node.name, other.name)]];
};

/** A getter that can be noticed, the same or another in the second copy. */
const getterForNumber: Mutation = (site) => {
  const node = site.random.pick(nodesOf(site, ts.isNumericLiteral).filter(isValue));
  return node && [[replaced(node, "box_.low")], [replaced(node, site.random.chance(0.5) ? "box_.high" : "box_.low")]];
};

/** A statement that reads, writes, keeps, throws, leaves or waits, in both copies or in the second only. */
const statementAdded: Mutation = (site) => {
  const { random, candidate } = site;
  const before = random.pick(nodesOf(site, isStatementInList));
  if (!before) return undefined;
  const at = before.getStart();
  const text = random.pick(statementsAt(site, before));
  if (text === undefined) return undefined;
  const [first, second] = both(site, at, site.range.start === at ? ranks.innerStart : ranks.outerStart, (name) => `${text(name)}\n`);
  return random.chance(0.15) && candidate.ranges.length > 0 ? [[], second] : [first, second];
};

/** A statement between those of the range that only the second copy has; what it declares may be read behind the range. */
const lonelyStatement: Mutation = (site) => {
  const { range, random, variables } = site;
  const before = random.pick(range.nodes.slice(1).filter(isStatementInList));
  if (!before) return undefined;
  const at = before.getStart();
  const rank = ranks.outerStart;
  const read = random.pick(visibleAt(variables, at));
  const value = read ? site.names[1](read.name) : "1";
  const lone = `lone${at}_`;
  const text = random.pick([`const ${lone} = ${value};`, `const ${lone} = [${value}, 2];`, `const ${lone} = (): unknown => ${value};`, `let ${lone} = 1;`, `const ${lone} = noted_(3);`, `const ${lone} = box_.low;`, `const ${lone} = level_;`, `noted_(${value});`, "rise_();"]) ?? "";
  const isRead = text.includes(lone) && random.chance(0.6);
  return [[], [...insertion(at, rank, `${text}\n`), ...(isRead ? insertion(range.end, ranks.outerEnd, `\nnoted_(${lone});`) : [])]];
};

type Text = (name: (one: string) => string) => string;

function statementsAt(site: Site, before: ts.Statement): readonly Text[] {
  const { random, variables, checker, candidate } = site;
  const visible = visibleAt(variables, before.getStart());
  const read = random.pick(visible);
  const written = random.pick(visible.filter(({ isWritable }) => isWritable));
  const other = written && random.pick(visible.filter((one) => one !== written && checker.isTypeAssignableTo(one.type, written.type)));
  const counted = random.pick(visible.filter((one) => one.isNumber && one.isWritable));
  const found: Text[] = [() => "noted_(box_.low);", () => "rise_();", () => `if (chance_()) throw new Error("storm");`, () => "noted_(level_);"];
  if (read) found.push((name) => `noted_(${name(read.name)});`, (name) => `later_(() => noted_(${name(read.name)}));`, (name) => `for (const each of [${name(read.name)}]) heeded_(each);`);
  if (written && other) {
    found.push(
      (name) => `${name(written.name)} = ${name(other.name)};`,
      (name) => `[${name(written.name)}] = [${name(other.name)}];`,
      (name) => `({ deep: ${name(written.name)} } = { deep: noted_(${name(other.name)}) });`,
      (name) => `${name(written.name)} ||= ${name(other.name)};`,
      (name) => `for (${name(written.name)} of [${name(other.name)}]) heeded_(1);`,
      (name) => `try {\n  ${name(written.name)} = noted_(${name(other.name)});\n  risky_();\n} catch {\n  heeded_(2);\n}`,
      (name) => `later_(() => (${name(written.name)} = ${name(other.name)}));`,
    );
  }
  if (counted) found.push((name) => `${name(counted.name)}++;`, (name) => `${name(counted.name)} += box_.high;`);
  if (ts.findAncestor(before, (at) => at === candidate.node || ts.isIterationStatement(at, false)) !== candidate.node) found.push(() => "if (chance_()) continue;", () => "if (chance_()) break;");
  const frame = ts.findAncestor(before, ts.isFunctionLike);
  const returned = frame && random.pick(returnsOf(frame));
  if (returned && !returned.expression) found.push(() => "if (chance_()) return;");
  if (returned?.expression && (ts.isLiteralExpression(returned.expression) || /^(true|false|undefined|null)$/.test(returned.expression.getText()))) found.push(() => `if (chance_()) ${returned.getText().replace(/;?$/, ";")}`);
  if (frame && ts.isFunctionLike(frame) && (ts.getCombinedModifierFlags(frame) & ts.ModifierFlags.Async) !== 0) found.push(() => "await pause_();", (name) => `await noted_(${read ? name(read.name) : "1"});`);
  return found;
}

function returnsOf(frame: ts.Node): readonly ts.ReturnStatement[] {
  const found: ts.ReturnStatement[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node)) found.push(node);
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(frame, visit);
  return found;
}

/** What the range declares is read behind it, and so is what it may have written. */
const readBehind: Mutation = (site) => {
  const { range, random, variables } = site;
  const last = range.nodes[range.nodes.length - 1];
  if (!last || !ts.isStatement(last)) return undefined;
  const read = random.pick(visibleAt(variables, range.end));
  return read && both(site, range.end, ranks.outerEnd, (name) => `\nnoted_(${name(read.name)});`);
};

/** A variable around the range is written behind it, which closures in the range would see. */
const writtenBehind: Mutation = (site) => {
  const { range, random, variables, checker } = site;
  if (!range.nodes.every((node) => ts.isStatement(node))) return undefined;
  const visible = visibleAt(variables, range.start);
  const written = random.pick(visible.filter(({ isWritable }) => isWritable));
  const other = written && random.pick(visible.filter((one) => one !== written && checker.isTypeAssignableTo(one.type, written.type)));
  if (!written) return undefined;
  if (other) return both(site, range.end, ranks.outerEnd, (name) => `\n${name(written.name)} = ${name(other.name)};`);
  return written.isNumber ? both(site, range.end, ranks.outerEnd, (name) => `\n${name(written.name)} += 1;`) : undefined;
};

/** A closure made in front of the range keeps one of the variables. */
const keptInFront: Mutation = (site) => {
  const { range, random, variables } = site;
  if (!range.nodes.every((node) => ts.isStatement(node))) return undefined;
  const read = random.pick(visibleAt(variables, range.start));
  return read && both(site, range.start, ranks.outerStart, (name) => `later_(() => noted_(${name(read.name)}));\n`);
};

/** Something stands around the range that runs it again, catches what it throws, or runs it sometimes. */
const surrounded: Mutation = (site) => {
  const { range, random, variables } = site;
  if (!range.nodes.every((node) => ts.isStatement(node) && ts.isBlock(node.parent))) return undefined;
  const read = random.pick(visibleAt(variables, range.start));
  const name = (at: 0 | 1): string => (read ? site.names[at](read.name) : "1");
  const [head, tail] = random.pick<readonly [string, (at: 0 | 1) => string]>([
    ["try {\n", (at) => `\n} catch (error) {\n  noted_(String(error));\n  noted_(${name(at)});\n}`],
    ["try {\n", (at) => `\n} finally {\n  noted_(${name(at)});\n}`],
    ["for (let turn = 0; turn < 2; turn++) {\n", () => "\n}"],
    ["for (const turn of [1, 2]) {\nheeded_(turn);\n", () => "\n}"],
    ["if (chance_()) {\n", () => "\n}"],
    ["do {\n", () => "\n} while (chance_());"],
  ]) ?? ["", () => ""];
  const around = (at: 0 | 1): readonly Change[] => [...insertion(range.start, ranks.outerStart, head), ...insertion(range.end, ranks.outerEnd, tail(at))];
  return [around(0), around(1)];
};

/** Most often drawn first. */
export const mutations: readonly { readonly weight: number; readonly mutate: Mutation }[] = [
  { weight: 3, mutate: literalDiffers },
  { weight: 1, mutate: operatorDiffers },
  { weight: 3, mutate: wrapped(["noted_", "noted_"]) },
  { weight: 2, mutate: wrapped(["noted_", "heeded_"]) },
  { weight: 2, mutate: variableDiffers },
  { weight: 1, mutate: propertyDiffers },
  { weight: 1, mutate: getterForNumber },
  { weight: 6, mutate: statementAdded },
  { weight: 2, mutate: lonelyStatement },
  { weight: 2, mutate: readBehind },
  { weight: 2, mutate: writtenBehind },
  { weight: 1, mutate: keptInFront },
  { weight: 2, mutate: surrounded },
];
