import { ts } from "../../../syntax/typescript.ts";
import { wholeWord } from "../../../syntax/wholeWord.ts";
import { annotationOf, handedOut, holeTypesOf, inputType, inTemplateWords, readTypes, returnType } from "./copyTypes.ts";
import type { Copy, Flow } from "../../semantics/flow.ts";
import { generalType } from "./generalTypes.ts";
import { capital, freshName } from "../naming/naming.ts";
import { holeNames } from "../naming/parameterNames.ts";
import type { Hole } from "../alignment/holes.ts";
import type { Column, Plan } from "../plan.ts";
import { passedBy } from "../passedBy.ts";
import { isRefusal, refuse, type Refusal } from "../../semantics/refusals.ts";
import { identifiersOf, isJavaScript, isWithin } from "../../semantics/symbols.ts";
import { visibleFrom } from "../placement/target.ts";
import { takenAtOnce, type TakenAtOnce } from "./takenAtOnce.ts";
import { isSameType, longestType, type PrintedType, sayType, typeOfAll, widestOf, withWords } from "../../semantics/types.ts";

/**
 * How differing types are said: `plain` takes the base types of literals and unions of the rest,
 * `exact` keeps literals, `bare` leaves the result to inference as well, `generic` adds type parameters for what differs or
 * cannot be written.
 */
export type Style = "plain" | "exact" | "bare" | "generic";
export const styles: readonly Style[] = ["plain", "exact", "bare", "generic"];

export interface Parameter {
  readonly name: string;
  /** Missing in JavaScript that is not checked. */
  readonly type: string | undefined;
  readonly filledBy: Column | Hole;
  /** Whether calls may leave it out: some copies have nothing to pass. */
  readonly isOptional?: boolean;
  /** The constant of the template that it takes the place of. */
  readonly constant?: TakenAtOnce;
}

export interface TypeParameter {
  readonly name: string;
  readonly text: string;
  readonly filledBy: Column | Hole | undefined;
}

/** A type parameter that needs a longer constraint goes without; then the type check says whether it does. */
const longestConstraint = 80;

/** Everything of the new function but its body. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  readonly typeParameters: readonly TypeParameter[];
  /** Whether calls have to name their type arguments. */
  readonly explicit: boolean;
  readonly returns: string | undefined;
  /** Declarations at the top of the body, without semicolon. */
  readonly declarations: readonly string[];
  /** Types that are mentioned by name in it. */
  readonly names: ReadonlyMap<string, ts.Symbol>;
  readonly imports: readonly ts.Symbol[];
}

export function isColumn(filledBy: Column | Hole): filledBy is Column {
  return "symbol" in filledBy;
}

/** Names and types of parameters and result, as they can be said at the container. */
export function signatureOf(plan: Plan, style: Style, name: string): Signature | Refusal {
  const template = plan.copies[0] as Copy;
  const checker = template.checker;
  // JavaScript says its types in a comment, where it has to.
  const inComment = isJavaScript(template.source);
  const typed = !inComment || style === "exact";
  const place = plan.container.kind === "class" ? plan.container.node : plan.container.kind === "block" ? plan.container.body : template.source;
  const visible = visibleFrom(plan.container);
  const names = new Map<string, ts.Symbol>();
  const imports = new Set<ts.Symbol>();
  const needed = new Set<ts.Symbol>(plan.typeInputs.map((one) => one.symbol));
  const own = namesWithin(template, plan.holes.flatMap((hole) => hole.places));
  const used = new Set([name, ...plan.inputs.map((one) => one.symbol.name)]);
  const isTaken = (one: string): boolean => used.has(one) || own.has(one);
  const isTakenType = (one: string): boolean => isTaken(one) || identifiersOf(template.source).has(one);
  const print = (type: ts.Type): PrintedType | undefined => sayType(checker, type, place, visible);
  const note = (printed: PrintedType): string => {
    for (const [text, symbol] of printed.names) names.set(text, symbol);
    for (const symbol of printed.imports) imports.add(symbol);
    for (const symbol of printed.parameters) needed.add(symbol);
    return printed.text;
  };

  /** Per copy: type parameters of the template with those of the copy that stand for the same. */
  const paired = plan.copies.map(() => new Map<ts.Symbol, ts.Symbol>());
  const typeHoles = plan.holes.filter((hole) => hole.kind === "type");
  const letters = ["T", "U", "V", "W", "X", "Y", "Z"];
  const noted = (node: ts.Node): string | undefined => {
    const printed = ts.isTypeNode(node) ? print(checker.getTypeFromTypeNode(node)) : undefined;
    return printed && note(printed);
  };
  const holeTypes = typeHoles.map((hole): TypeParameter => {
    const letter = freshName(letters, isTakenType);
    used.add(letter);
    return { name: letter, text: constrained(letter, style === "generic" ? hole.nodes.map(noted) : []), filledBy: hole };
  });
  if (typeHoles.length > 0 && inComment) return refuse("different-shape", "type");
  const generics: TypeParameter[] = [];
  const columns = new Map<string, string>();

  /** A type parameter for what the copies have at one place; `parts` are missing where that cannot be said. */
  const letterFor = (parts: readonly string[] | undefined): string => {
    const key = parts?.join("\n");
    const known = key === undefined ? undefined : columns.get(key);
    if (known !== undefined) return known;
    const letter = freshName(letters, isTakenType);
    used.add(letter);
    if (key !== undefined) columns.set(key, letter);
    generics.push({ name: letter, text: constrained(letter, parts ?? []), filledBy: undefined });
    return letter;
  };

  /** One type for what the copies have: theirs when it is the same, else by `style`. */
  const typeFor = (types: readonly ts.Type[], label: string): string | Refusal => {
    const anys = types.filter((type) => type.flags & ts.TypeFlags.Any).length;
    if (anys > 0 && anys < types.length) return refuse("new-any", label);
    const unnameable = (): string | Refusal => (style === "generic" ? letterFor(undefined) : refuse("unnameable-type", label));
    const first = types[0] as ts.Type;
    if (types.every((type) => isSameType(checker, first, type))) {
      const printed = print(first);
      return printed ? note(printed) : unnameable();
    }
    const kept = style === "exact" || style === "bare" ? types : types.map((type) => checker.getBaseTypeOfLiteralType(type));
    const texts: string[] = [];
    const all: PrintedType[] = [];
    for (const [at, type] of kept.entries()) {
      const printed = print(type);
      if (!printed) return unnameable();
      all.push(printed);
      const text = inTemplateWords(plan, printed, at);
      const [template] = all;
      texts.push(template && text !== template.text ? (pairedText(printed, template, paired[at] as Map<ts.Symbol, ts.Symbol>) ?? text) : text);
    }
    const [one] = all;
    if (one && new Set(texts).size === 1) return note(one);
    for (const [at, printed] of all.entries()) {
      const known = [...(paired[at]?.values() ?? []), ...(plan.alignments[at - 1]?.renamed.values() ?? [])];
      note({ ...printed, parameters: printed.parameters.filter((symbol) => !known.includes(symbol)) });
    }
    const general = generalised(texts, holeTypes);
    if (general !== undefined) return general;
    if (style === "generic") return generalType(texts, letterFor) ?? letterFor(texts);
    const widest = widestOf(checker, kept);
    const union = widest && style === "plain" ? (texts[kept.indexOf(widest)] as string) : unionOf(texts);
    return union.length > longestType ? refuse("unnameable-type", label) : union;
  };

  const parameters: Parameter[] = [];
  for (const column of plan.inputs) {
    const types = plan.copies.map((copy, at) => inputType(copy, plan.flows[at] as Flow, column.symbols[at] as ts.Symbol));
    const written = typed && types.every((one) => (one.flags & ts.TypeFlags.Any) === ((types[0] as ts.Type).flags & ts.TypeFlags.Any) && isSameType(checker, types[0] as ts.Type, one)) ? annotationOf(checker, column.symbol, types[0] as ts.Type, visible) : undefined;
    const narrow = written ? note(written) : typed ? typeFor(types, column.symbol.name) : undefined;
    // What is too much to say as it is where the copies begin may do as it is declared.
    const declared = isRefusal(narrow) && narrow.refused === "unnameable-type" ? declaredType(plan, column, visible) : undefined;
    const type = declared ? note(declared) : narrow;
    if (isRefusal(type)) return type;
    parameters.push({ name: column.symbol.name, type, filledBy: column });
  }
  for (const hole of plan.holes) {
    if (hole.kind === "type") continue;
    const atOnce = takenAtOnce(plan, hole);
    const constant = atOnce && !used.has(atOnce.name.text) ? atOnce : undefined;
    const [best = "", ...others] = holeNames(hole, checker);
    const names = used.has(best) ? [best, `other${capital(best)}`, ...others] : [best, ...others];
    const chosen = constant?.name.text ?? freshName(names, isTaken);
    used.add(chosen);
    const label = hole.nodes[0]?.getText(template.source) ?? chosen;
    const isStatement = hole.kind === "lazy" && hole.places.every((place) => ts.isExpressionStatement(place.parent));
    const type = typed ? (isStatement ? "void" : typeFor(holeTypesOf(plan, hole, style), label)) : undefined;
    if (isRefusal(type)) return type;
    const taken: string[] = [];
    for (const symbol of hole.kind === "lazy" && typed ? hole.reads : []) {
      const types = readTypes(plan, hole, symbol);
      // A function that is handed a text need not know which it is.
      const read = typeFor(style === "plain" ? types.map((type) => (type.isLiteral() ? checker.getBaseTypeOfLiteralType(type) : type)) : types, symbol.name);
      if (isRefusal(read)) return read;
      taken.push(`${symbol.name}: ${read}`);
    }
    const parameter = { name: chosen, type: type !== undefined && hole.kind === "lazy" ? `(${taken.join(", ")}) => ${type}` : type, filledBy: hole, ...(constant === undefined ? {} : { constant }), ...(isLeftOut(hole) ? { isOptional: true } : {}) };
    if (hole.places[0]?.kind === ts.SyntaxKind.ThisKeyword) parameters.unshift(parameter);
    else parameters.push(parameter);
  }

  parameters.sort((one, other) => Number(one.isOptional ?? false) - Number(other.isOptional ?? false));

  const declarations: string[] = [];
  for (const column of plan.fresh) {
    const type = checker.getTypeOfSymbol(column.symbol);
    // A variable without a type takes that of what it is given.
    const open = (type.flags & ts.TypeFlags.Any) !== 0 && column.symbol.valueDeclaration !== undefined && !("type" in column.symbol.valueDeclaration && column.symbol.valueDeclaration.type);
    const printed = typed && !inComment && !open ? print(type) : undefined;
    if (typed && !inComment && !open && !printed) return refuse("unnameable-type", column.symbol.name);
    declarations.push(`let ${column.symbol.name}${printed ? `: ${note(printed)}` : ""}`);
  }
  const returns = typed && (style === "plain" || style === "exact") ? returnType(plan, print) : undefined;
  const returnText = returns ? note(returns) : typed && plan.leaving?.kind === "flag" ? "boolean" : undefined;

  const typeInputs: TypeParameter[] = [];
  const bodyTypes = plan.typeInputs.map((one) => one.symbol);
  const written = wordsIn([...parameters.map((one) => one.type ?? ""), returnText ?? "", ...declarations, ...[...holeTypes, ...generics].map((one) => one.text)]);
  for (const symbol of needed) {
    if (!bodyTypes.includes(symbol) && !written.has(symbol.name)) continue;
    if (typeInputs.some((one) => one.name === symbol.name)) return refuse("unnameable-type", symbol.name);
    const column = plan.typeInputs.find((one) => one.symbol === symbol) ?? ({ symbol, symbols: plan.copies.map((_, at) => plan.alignments[at - 1]?.renamed.get(symbol) ?? paired[at]?.get(symbol) ?? symbol) } satisfies Column);
    const declaration = symbol.declarations?.find(ts.isTypeParameterDeclaration);
    const constraint = declaration?.constraint ? checker.getTypeFromTypeNode(declaration.constraint) : undefined;
    const printed = constraint && print(constraint);
    if (constraint && !printed) return refuse("unnameable-type", symbol.name);
    if (printed) note(printed);
    typeInputs.push({ name: symbol.name, text: symbol.name + (printed ? ` extends ${printed.text}` : ""), filledBy: column });
  }
  const said = parameters.map((one) => one.type ?? "").join(" ");
  const inferable = (one: TypeParameter): boolean => new RegExp(`\\b${one.name}\\b`).test(said);
  if (inComment && typeInputs.length > 0) return refuse("unnameable-type", typeInputs[0]?.name ?? "");
  const explicit = ![...typeInputs, ...holeTypes].every(inferable);
  if (explicit && generics.length > 0) return refuse("unnameable-type", generics[0]?.name ?? "");
  const mentioned = wordsIn([said, returnText ?? "", ...declarations, ...[...typeInputs, ...holeTypes, ...generics].map((one) => one.text)]);
  const returnsPromise = returnText !== undefined && plan.awaits ? `Promise<${returnText}>` : returnText;
  const handsOut = plan.yields && returnText !== undefined ? handedOut(plan, print) : undefined;
  for (const printed of handsOut ?? []) note(printed);
  const [given, taken] = handsOut ?? [];
  return {
    parameters,
    typeParameters: [...typeInputs, ...holeTypes, ...generics],
    explicit,
    returns: plan.yields ? (given && taken ? `Generator<${given.text}, ${returnText}, ${taken.text}>` : undefined) : returnsPromise,
    declarations,
    names: new Map([...names].filter(([text]) => mentioned.has(text))),
    imports: [...imports].filter((symbol) => mentioned.has(symbol.name)),
  };
}

/** Whether a copy has no statement where the others pass one. */
function isLeftOut({ kind, nodes }: Hole): boolean {
  return kind === "lazy" && nodes.some((node) => passedBy(node)?.isNothing);
}

/**
 * The text of a copy's type with its type parameters called as those of the template's type, for which they then stand
 * wherever they are mentioned (`paired`, which is added to).
 */
function pairedText(own: PrintedType, template: PrintedType, paired: Map<ts.Symbol, ts.Symbol>): string | undefined {
  if (own.parameters.length === 0 || own.parameters.length !== template.parameters.length) return undefined;
  const pairs = template.parameters.map((symbol, at) => [symbol, own.parameters[at] as ts.Symbol] as const);
  const back = new Map([...paired].map(([symbol, other]) => [other, symbol]));
  if (!pairs.every(([symbol, other]) => (paired.get(symbol) ?? other) === other && (back.get(other) ?? symbol) === symbol)) return undefined;
  const names = new Map(pairs.map(([symbol, other]) => [other.name, symbol.name]));
  for (const [symbol, other] of pairs) paired.set(symbol, other);
  return withWords(own.text, names);
}

/** The type that the variables of all copies are declared with, where it is the same. */
function declaredType(plan: Plan, column: Column, visible: (symbol: ts.Symbol) => boolean): PrintedType | undefined {
  const { checker } = plan.copies[0] as Copy;
  const types = column.symbols.map((symbol) => symbol && checker.getTypeOfSymbol(symbol));
  const type = typeOfAll(checker, types);
  if (!type) return undefined;
  return annotationOf(checker, column.symbol, type, visible);
}

/** A type parameter that has to be one of the types, where that can be said and is not long. */
function constrained(letter: string, texts: readonly (string | undefined)[]): string {
  const union = texts.length > 0 && texts.every((text) => text !== undefined) ? unionOf(texts) : undefined;
  return union === undefined || union.length > longestConstraint ? letter : `${letter} extends ${union}`;
}

/** The names in texts of types. */
function wordsIn(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.join(" ").match(/[A-Za-z_$][\w$]*/g) ?? []);
}

/** The union of types, with each member once. */
function unionOf(texts: readonly string[]): string {
  return [...new Set(texts.flatMap(membersOf).map((text) => (/=>|\bextends\b/.test(text) ? `(${text})` : text)))].join(" | ");
}

/** The members of a union as it is written; a type that is no union is its only member. */
function membersOf(text: string): readonly string[] {
  // A function type reaches as far as it can, and its arrow is no bracket.
  if (/=>|\bextends\b/.test(text)) return [text];
  const members: string[] = [];
  let depth = 0;
  let quote = "";
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const one = text.charAt(at);
    if (quote !== "") {
      if (one === "\\") at++;
      else if (one === quote) quote = "";
    } else if (/["'`]/.test(one)) quote = one;
    else if (/[([{<]/.test(one)) depth++;
    else if (/[)\]}>]/.test(one)) depth--;
    else if (depth === 0 && text.startsWith(" | ", at)) {
      members.push(text.slice(from, at));
      from = at + 3;
    }
  }
  return [...members, text.slice(from)];
}

/** All names that the template mentions outside of its holes, which parameters must not hide. */
function namesWithin(template: Copy, holes: readonly ts.Node[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [text, nodes] of identifiersOf(template.source))
    if (nodes.some((node) => node.getStart(template.source) >= template.start && node.end <= template.end && !holes.some((hole) => isWithin(node, hole)))) found.add(text);
  return found;
}

/** `Item[]` and `User[]` become `T[]` where `Item` and `User` are what the type parameter `T` stands for. */
function generalised(texts: readonly string[], holeTypes: readonly TypeParameter[]): string | undefined {
  if (holeTypes.length === 0) return undefined;
  const replaced = texts.map((text, at) =>
    holeTypes.reduce((all, one) => {
      const hole = one.filledBy;
      const own = hole && !isColumn(hole) ? hole.nodes[at]?.getText() : undefined;
      if (own === undefined) return all;
      return all.replace(wholeWord(own, "g"), one.name);
    }, text),
  );
  return new Set(replaced).size === 1 ? replaced[0] : undefined;
}
