/**
 * Why copies cannot be said once, as sentences for the user. This table is the only place that
 * writes them; `{}` stands for the name or text that is in the way.
 */
export const refusals = {
  "fewer-than-two": "At least two copies are needed to share a function.",
  "stale": "The text of a copy has changed since it was found.",
  "overlapping": "The copies overlap.",
  "selection-stays": "What is selected cannot move with the others: {}",
  "not-edited-yet": "Drydock does not edit {} yet.",
  "broken-config": "The project's configuration cannot be read: {}.",
  "syntax-error": "A file with a copy has syntax errors.",
  "different-projects": "The copies belong to different projects, and none of them may import from the other.",
  "different-packages": "The copies belong to the packages {}, and one would have to depend on another.",
  "test-and-source": "Some copies are tests and some are not; tests and sources do not share code of their own.",
  "same-tests": "The copies are the same tests, and one of them is enough.",
  "no-folder-of-tests": "The tests have no folder of tests in common, and a function of theirs does not belong among the sources.",
  "different-modules": "The copies are in modules of different kinds (ES module, CommonJS, or a global script).",
  "boundary": "The copies stand on different sides of \"{}\".",
  "unsupported-unit": "Only statements, expressions and functions can be extracted, not {}.",
  "several-members": "The copies are several members of a class or an object; extract them one at a time.",
  "different-shape": "The copies differ in more than names, literals and types: \"{}\".",
  "different-operator": "The copies use different operators: {}.",
  "inconsistent-names": "\"{}\" stands for different variables in another copy; this may be a mistake in one of them.",
  "too-many-differences": "The copies differ in {} places; a function for them would need too many parameters.",
  "too-many-parameters": "A function for the copies would need {} parameters.",
  "several-functions": "A function for the copies would need {} other functions as parameters.",
  "evaluation-order": "\"{}\" differs, and passing it as an argument would evaluate it at another time.",
  "uses-inner-variable": "\"{}\" differs and uses a variable that the copies declare themselves.",
  "difference-with-await": "\"{}\" differs and waits or yields.",
  "difference-not-a-value": "\"{}\" differs and is no value that could be passed as an argument.",
  "different-modules-used": "\"{}\" is another module in another copy.",
  "tagged-template": "The copies use different tagged templates, whose text has an identity of its own.",
  "static-literal": "\"{}\" differs and is read by tools before the program runs.",
  "this": "The copies use \"this\" and are not methods of the same class.",
  "this-in-constructor": "The copies use \"this\" where the object is being made.",
  "borrowed-method": "The method \"{}\" is taken from its class for other objects, which lack what the copies would call.",
  "super": "The copies use \"super\".",
  "arguments": "The copies use \"arguments\".",
  "new-target": "The copies use \"new.target\".",
  "conditional-hook": "The copies call the hook {} in some cases only.",
  "private-member": "The copies use {}, which only their classes may use, and are not in one class.",
  "private-name": "The copies use the private name {} outside of methods of one class.",
  "yield": "The copies yield values of their generator.",
  "label": "The copies jump to a label outside of them.",
  "jump": "The copies end a loop or switch that stands around them with \"{}\".",
  "using": "The copies declare a resource with \"using\" that is released only later.",
  "dynamic-code": "The copies use \"{}\", which can see every variable.",
  "directive": "The copies contain the directive {}.",
  "strict-code": "The copies stand in a class, where code is strict, and the script around it is not.",
  "conditional-return": "The copies return in some cases only, and the code after them goes on in the others.",
  "return-in-constructor": "The copies return from a constructor.",
  "return-and-result": "The copies both leave what is around them in some cases and set variables that are used later.",
  "outer-write": "The copies change \"{}\", which belongs to a function around them.",
  "captured-write": "The copies change \"{}\", which a function inside or around them can see at the same time.",
  "write-before-throw": "The copies change \"{}\", and what catches their errors can see it.",
  "variable-changes": "\"{}\" can change while the copies run.",
  "captured-variable": "A function inside the copies keeps \"{}\", which changes later.",
  "declared-later": "\"{}\" is declared after the copies.",
  "used-before": "\"{}\" is declared in the copies and used before them.",
  "declaration-used-outside": "\"{}\" is declared in the copies and used outside of them.",
  "several-results": "The copies set {} variables that are used later.",
  "async-result": "\"{}\" may be a promise, and returning it from an asynchronous function would wait for it.",
  "local-type": "The copies use the type \"{}\", which is declared inside a function.",
  "local-namespace": "The copies use \"{}\", which is declared inside a namespace.",
  "unnameable-type": "The type of \"{}\" cannot be written at the place of the new function.",
  "new-any": "The type of \"{}\" is \"any\" in one copy only.",
  "expression-position": "The copies are operands that cannot be replaced by a call.",
  "pragma": "The comment \"{}\" would speak for other code.",
  "import-meta": "The copies use {}, which means something else in another file.",
  "not-importable": "\"{}\" is not exported and cannot be used from the file of the new function.",
  "name-taken": "\"{}\" means something else in the file of the new function.",
  "import-cycle": "Sharing the function would make modules import each other: {}.",
  "component-loaded": "The file of the new function loads {}, and whether that leads back to a copy is not known.",
  "loads-more": "Importing the function would run {}, which does more than declare things.",
  "loads-many": "Importing the function would load {} modules that its new user does without.",
  "loaded-lazily": "The module {} is loaded when it is needed only, and importing the function would load it at once.",
  "written-by-tools": "A test runner writes what it compares with into the call of \"{}\", which has to stand in one test only.",
  "runs-elsewhere": "\"{}\" takes a function out of its file and runs it where nothing else of the file is known.",
  "file-exists": "The new file {} is there already.",
  "exported-twice": "Another module takes or hands on all that the file exports, and \"{}\" would be among it.",
  "replaced-by-tests": "Tests put something else in place of {}, and what is shared would be missing there.",
  "exports-for-a-framework": "The module {} exports what a framework asks it for, and nothing else.",
  "no-place-for-a-name": "\"{}\" stands where a name cannot stand or would not say the same.",
  "other-value": "\"{}\" is another value.",
  "not-constant": "\"{}\" may have another value whenever it is evaluated.",
  "has-an-identity": "\"{}\" makes an object, and each place has its own.",
  "keeps-its-place": "\"{}\" remembers where it found something last, and each place has its own.",
  "constant-of-its-own": "The constant \"{}\" has a name of its own, and may only happen to have the same value.",
  "loaded-in-a-circle": "The module {} and one that it imports load each other, and what is shared may be asked for before it is there.",
  "wider-constant": "The constant has another type than \"{}\" has where it stands.",
  "not-what-it-does": "What \"{}\" does is only a part of what the other copies do.",
  "other-subject": "\"{}\" is named after something else than the other copies.",
  "other-parameters": "The parameters of \"{}\" are not what differs between the copies.",
  "other-type": "The type that \"{}\" gives is not the one that the other copies have.",
  "no-function-to-call": "None of the copies is the whole body of a function of a module.",
  "not-markup": "The copies are not elements of markup.",
  "other-markup": "The markup is not that of React, or it is not known to be.",
  "keyed-siblings": "The copies are several elements of a list with keys.",
  "hook-in-markup": "The copies call a hook, which would then belong to another component.",
  "await-in-markup": "The copies wait for something, and a component cannot.",
  "this-in-markup": "The copies use \"this\" of the component around them.",
  "text-as-ref": "The copies name a reference by a text, which belongs to the component around them.",
  "reserved-property": "\"{}\" is no name that a component can take as a property.",
  "children-inspected": "\"{}\" may look at what the markup is made of, and would see the new component instead.",
  "caught-while-rendered": "The code around the copies catches their errors, and would not catch those of a component.",
  "changes-while-rendered": "\"{}\" changes something while the copies are rendered.",
  "changes-before-rendered": "\"{}\" may have changed when a component is rendered.",
  "loses-state": "Other markup takes the place of a copy, and what is below \"{}\" would lose its state.",
  "generic-component": "A component for the copies would need to be told the types {}.",
  "different-meaning": "\"{}\" would mean something else at the place of the new function.",
  "other-overload": "\"{}\" would call another of its overloads.",
  "declared-type": "The type of \"{}\" would say less than it does.",
  "type-errors": "The result would not type-check: {}",
  "no-gain": "The result would not be shorter.",
} as const;

export type RefusalCode = keyof typeof refusals;

/** A reason not to offer the edit. */
export interface Refusal {
  readonly refused: RefusalCode;
  /** What stands in the sentence for `{}`. */
  readonly detail: string;
  /** Index of the one copy that the reason speaks of; the others may do without it. */
  readonly copy?: number;
}

export function refuse(refused: RefusalCode, detail = "", copy?: number): Refusal {
  const text = detail.replace(/\s+/g, " ").trim();
  const short = text.length > 80 && refused !== "type-errors" && refused !== "selection-stays" ? text.slice(0, 77) + "…" : text;
  return copy === undefined ? { refused, detail: short } : { refused, detail: short, copy };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "refused" in value;
}

/** The sentence that the user reads. */
export function sentenceOf(refusal: Refusal): string {
  return refusals[refusal.refused].replace("{}", () => refusal.detail);
}
