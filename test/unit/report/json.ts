import assert from "node:assert/strict";
import type { Report } from "../../../server/src/report/report.ts";

/** The report that a JSON text holds. */
export function reportIn(json: string): Report {
  const value: unknown = JSON.parse(json);
  assert.ok(isReport(value), json.slice(0, 200));
  return value;
}

/** What stands in a JSON value at a path of keys and indices, e.g. `runs.0.results`. */
export function valueAt(value: unknown, path: string): unknown {
  let at = value;
  for (const key of path.split(".")) {
    assert.ok(typeof at === "object" && at !== null, `nothing at ${key} of ${path}`);
    at = Reflect.get(at, key);
  }
  return at;
}

function isReport(value: unknown): value is Report {
  return typeof value === "object" && value !== null && "version" in value && value.version === 1 && "findings" in value;
}
