import { ts } from "../../../syntax/typescript.ts";
import type { Copy } from "../../semantics/flow.ts";
import { runeOf } from "../../semantics/reactivity.ts";
import { isRefusal, refuse, type Refusal } from "../../semantics/refusals.ts";
import { isPropertyName, originOf } from "../../semantics/symbols.ts";
import type { Context } from "../context.ts";
import { functionForm } from "../writing/functionForm.ts";
import { baseContainer, containersIn, modulesFor, refuseThis, type Container } from "./target.ts";

/** Where what the copies share may stand, best first. */
export function containersOf(copies: readonly Copy[], context: Context): readonly Container[] | Refusal {
  const sources = [...new Set(copies.map((copy) => copy.source))];
  const passesThis = context.form.kind === functionForm.kind;
  if (sources.length === 1) return containersIn(copies, passesThis, context);
  const isOwn = copies.some((copy) => copy.control.usesThis ?? copy.control.usesSuper);
  const base = isOwn ? baseContainer(copies, context) : undefined;
  const own = isOwn ? refuseThis(copies, passesThis) : undefined;
  if (own) return base ? [base] : own;
  const named = copies.find((copy) => copy.control.privateName !== undefined);
  if (named) return refuse("private-name", named.control.privateName);
  for (const copy of copies) if (speaksOfItsFile(copy)) return refuse("import-meta", "import.meta, the name of their file or a word of their compiler");
  const modules = modulesFor(sources, context.project, moduleReads(copies), context.projects);
  return base ? [base, ...(isRefusal(modules) ? [] : modules)] : modules;
}

/** Whether the copy says something that means its own file, or that a compiler of that file alone knows. */
function speaksOfItsFile(copy: Copy): boolean {
  const visit = (node: ts.Node): boolean =>
    (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) ||
    (ts.isIdentifier(node) && /^__(dir|file)name$/.test(node.text)) ||
    runeOf(node) !== undefined ||
    (ts.isIdentifier(node) && /^(module|exports|require)$/.test(node.text) && !isPropertyName(node) && !isDeclaredInFile(copy, node)) ||
    (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === "require")) ||
    (ts.forEachChild(node, visit) ?? false);
  return copy.nodes.some(visit);
}

function isDeclaredInFile({ checker, source }: Copy, node: ts.Identifier): boolean {
  return checker.getSymbolAtLocation(node)?.declarations?.some((one) => one.getSourceFile() === source) === true;
}

function isOfModule(declaration: ts.Declaration): boolean {
  if (ts.isVariableDeclaration(declaration)) return ts.isVariableDeclarationList(declaration.parent) && ts.isSourceFile(declaration.parent.parent.parent);
  return !ts.isSourceFile(declaration) && ts.isSourceFile(declaration.parent);
}

/** Files whose own declarations the copies read. */
function moduleReads(copies: readonly Copy[]): ReadonlySet<string> {
  const files = new Set<string>();
  for (const copy of copies) {
    const visit = (node: ts.Node): void => {
      const symbol = ts.isIdentifier(node) ? copy.checker.getSymbolAtLocation(node) : undefined;
      const declaration = symbol && originOf(copy.checker, symbol).declarations?.[0];
      if (declaration && isOfModule(declaration)) files.add(declaration.getSourceFile().fileName);
      ts.forEachChild(node, visit);
    };
    for (const node of copy.nodes) visit(node);
  }
  return files;
}
