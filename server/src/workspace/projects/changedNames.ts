import { originOf } from "../../refactorings/semantics/symbols.ts";
import { elementsOf } from "../../refactorings/modules/leadsTo.ts";
import { ts } from "../../syntax/typescript.ts";
import { mentionsIn } from "./mentions.ts";
import { handsOnAll, takesWhole, type Spread } from "./spread.ts";

/**
 * Follows names that come and go with an edit which leaves every type as it is. What others export of such a type is
 * as it was, too, so that only who takes a name himself can find that it is gone or another kind of thing, and only who takes
 * all names of a file can meet one that is new.
 */
export class ChangedNames implements Spread {
  readonly #before: ts.Program;
  readonly #names = new Set<string>();
  readonly #modules = new Set<string>();
  readonly #fuller = new Set<string>();
  readonly scope = "importers";
  readonly isUnknown = false;
  hasNewTypes = false;

  /** @param canGo whether names may be gone, or stand for another kind of thing */
  constructor(before: ts.Program, after: ts.Program, edited: ReadonlySet<string>, canGo: boolean) {
    this.#before = before;
    for (const file of edited) {
      const [was, is] = [exportsOf(file, before), exportsOf(file, after)];
      if ([...is.keys()].some((name) => !was.has(name))) this.#fuller.add(file);
      const gone = canGo ? [...was].filter(([name, kinds]) => is.get(name) !== kinds).map(([name]) => name) : [];
      if (gone.length > 0) this.#modules.add(file);
      for (const name of gone) this.#names.add(name);
    }
  }

  reaches(file: string): boolean {
    return mentionsOneOf(this.#names, file, this.#before) || takesWhole(file, this.#before, (to) => this.#modules.has(to) || this.#fuller.has(to));
  }

  handsOn(file: string): boolean {
    const source = this.#before.getSourceFile(file);
    const size = (): number => this.#names.size + this.#modules.size + this.#fuller.size;
    const start = size();
    for (const statement of source?.statements ?? []) {
      if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) this.#renamedBy(statement);
      if (ts.isExportAssignment(statement) && ts.isIdentifier(statement.expression) && this.#names.has(statement.expression.text)) this.#names.add(statement.isExportEquals === true ? "export=" : "default");
    }
    if (handsOnAll(file, this.#before, (to) => this.#modules.has(to))) this.#modules.add(file);
    if (handsOnAll(file, this.#before, (to) => this.#fuller.has(to))) this.#fuller.add(file);
    else if (takesWhole(file, this.#before, (to) => this.#fuller.has(to))) this.hasNewTypes = true;
    return size() > start;
  }

  /** Other names under which a changed one is imported and exported. */
  #renamedBy(statement: ts.ImportDeclaration | ts.ExportDeclaration): void {
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
    for (const { propertyName, name } of elementsOf(bindings)) if (propertyName !== undefined && this.#names.has(propertyName.text)) this.#names.add(name.text);
    const whole = ts.isImportDeclaration(statement) ? statement.importClause?.name : undefined;
    if (whole && this.#names.has("default")) this.#names.add(whole.text);
  }
}

function mentionsOneOf(wanted: ReadonlySet<string>, file: string, program: ts.Program): boolean {
  const source = program.getSourceFile(file);
  return source !== undefined && [...wanted].some((name) => mentionsIn(source).names.has(name));
}

/** What a file exports, with the kinds of what each name stands for. */
function exportsOf(file: string, program: ts.Program): ReadonlyMap<string, string> {
  const source = program.getSourceFile(file);
  const checker = program.getTypeChecker();
  const module = source && checker.getSymbolAtLocation(source);
  const kindsOf = (symbol: ts.Symbol): string => {
    return [...new Set(originOf(checker, symbol).declarations?.map(({ kind }) => kind))].sort((a, b) => a - b).join();
  };
  return new Map((module ? checker.getExportsOfModule(module) : []).map((symbol) => [symbol.name, kindsOf(symbol)]));
}
