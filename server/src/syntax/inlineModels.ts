import { plainAliases } from "./canonicalType.ts";
import type { ModelFact } from "./modelFacts.ts";
import { membersOf } from "./modelMembers.ts";
import { parse } from "./parse.ts";
import type { Span } from "./position.ts";
import { ts } from "./typescript.ts";

/**
 * The object types that are written where a type is used: in parameters, results, variables, fields and type arguments.
 *
 * @param spans where they stand in the text, each from its brace to its brace
 * @param around the declarations of the file, whose aliases the types may name
 */
export function readInlineModels(file: string, text: string, spans: readonly Span[], around: ts.SourceFile): readonly ModelFact[] {
  if (spans.length === 0) return [];
  // One source for all: what each is read as has no place of its own.
  const sourceFile = parse(file.replace(/\.[^.]*$/, ".ts"), spans.map(({ start, end }) => `type $=${text.slice(start, end)};\n`).join(""));
  const scope = { sourceFile, names: new Map<string, string>(), depth: 0, aliases: plainAliases(around) };
  return sourceFile.statements.flatMap((statement, i): readonly ModelFact[] => {
    const span = spans[i];
    if (!span || !ts.isTypeAliasDeclaration(statement) || !ts.isTypeLiteralNode(statement.type)) return [];
    const { members, certain } = membersOf(statement.type.members, scope);
    const opacity = !certain ? "nominal" : members.some(({ type }) => typeParameter.test(type)) ? "generic" : undefined;
    return [
      {
        start: span.start,
        end: span.end,
        form: "inline",
        name: "",
        nameSpan: firstLineOf(text, span),
        exported: false,
        container: "",
        ...(opacity ? { opacity } : {}),
        typeParameters: [],
        heritage: [],
        implemented: [],
        members,
      },
    ];
  });
}

/** How type parameters are called: `T`, `TValue`, `K2`. */
const typeParameter = /(?<![\w$."'])(?:[A-Z]\d?|T[A-Z]\w*)(?![\w$"'])/;

function firstLineOf(text: string, { start, end }: Span): Span {
  const line = /^[^\r\n]*/.exec(text.slice(start, end))?.[0] ?? "";
  return { start, end: start + line.trimEnd().length };
}
