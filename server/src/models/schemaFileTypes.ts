import type { ModelMember } from "../syntax/modelFacts.ts";
import { alternativesOf } from "./memberTypes.ts";

/** What one value is in a schema file and, once it was sent or is to be written, in a program. */
const asSent: ReadonlyMap<string, readonly string[]> = new Map([
  ["Date", ["string", "number"]],
  ["bigint", ["number", "string"]],
  ["string", ["Date"]],
  ["Record<string,unknown>", ["object", "{}"]],
]);

/**
 * Whether a member of a schema file and one of a program say the same, as far as their texts tell: a name of the program may stand for
 * anything, a date is text where it was sent, and whoever writes `null` one way may leave it out another way.
 *
 * @param schema the member of the schema file, as `comparable` gives it, and so the other
 */
export function sameForSchemaFile(schema: ModelMember, member: ModelMember): "yes" | "but-for-absence" | "no" {
  const [inSchema, inProgram] = [presentTypes(schema), presentTypes(member)];
  if (!areOneType(inSchema, inProgram)) return "no";
  const [mayLack, lacks] = [mayBeAbsent(schema), mayBeAbsent(member)];
  return mayLack === lacks || (lacks && schema.filled === true) ? "yes" : "but-for-absence";
}

function areOneType(inSchema: string, inProgram: string): boolean {
  if (inSchema === inProgram || namesType(inSchema) || namesType(inProgram)) return true;
  const elementOf = (type: string): string => type.replace(/^readonly /, "").replace(/^\((.*)\)(?=\[\]$)/, "$1");
  const [element, other] = [elementOf(inSchema), elementOf(inProgram)];
  if (element.endsWith("[]") && other.endsWith("[]")) return areOneType(element.slice(0, -2), other.slice(0, -2));
  return asSent.get(inSchema)?.includes(inProgram) === true;
}

/** Without what says that there may be nothing. */
function presentTypes({ type }: ModelMember): string {
  const types = alternativesOf(type).filter((alternative) => alternative !== "null" && alternative !== "undefined");
  const text = types.join("|");
  return types.length === 1 ? text.replace(/^\((.*)\)$/, "$1") : text;
}

function mayBeAbsent({ type, optional }: ModelMember): boolean {
  return optional || alternativesOf(type).includes("null");
}

/** Whether a type has a name of the program in it, which may be an alias of anything. */
export function namesType(type: string): boolean {
  const names = type.replace(/"(?:[^"\\]|\\.)*"/g, "").match(/[A-Za-z_$][\w$.]*/g) ?? [];
  return names.some((name) => !plainNames.has(name));
}

const plainNames: ReadonlySet<string> = new Set("string number boolean bigint symbol object null undefined true false readonly Date Record unknown any never void".split(" "));
