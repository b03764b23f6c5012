/** A value as text, for comparing two runs. `pathOf` names the values that were given to the run. */
export function shown(value: unknown, pathOf: (value: object) => string | undefined, depth = 0): string {
  // The calls that an error came through are others where some of them have become a function.
  if (typeof value === "string") return JSON.stringify(value.replace(/(\n {4}at .*)+/g, "\n    at …"));
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "boolean" || value === undefined || value === null) return String(value);
  const path = pathOf(value);
  if (path !== undefined) return `<${path}>`;
  if (typeof value === "function") return "[function]";
  if (depth > 3) return "…";
  const inside = (one: unknown): string => shown(one, pathOf, depth + 1);
  if (value instanceof Error) return `${value.name}: ${messageOf(value)}`;
  if (Array.isArray(value)) return `[${Array.from(value, inside).join(", ")}]`;
  if (value instanceof Map) return `Map(${[...value].map(([key, one]) => `${inside(key)} → ${inside(one)}`).join(", ")})`;
  if (value instanceof Set) return `Set(${[...value].map(inside).join(", ")})`;
  if (value instanceof Date || value instanceof RegExp) return String(value);
  if (value instanceof Promise) return "[promise]";
  const parts = Reflect.ownKeys(value).map((key): string => {
    const property = Reflect.getOwnPropertyDescriptor(value, key);
    return `${String(key)}: ${property && "value" in property ? inside(property.value) : "[accessor]"}`;
  });
  const maker: unknown = Reflect.getPrototypeOf(value)?.constructor;
  const name = typeof maker === "function" && maker !== Object ? maker.name : "";
  return `${name}{${parts.join(", ")}}`;
}

/** What an error says; the engine's own errors name variables, which may be called otherwise afterwards. */
function messageOf(error: Error): string {
  return error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError ? "" : error.message;
}
