import assert from "node:assert/strict";
import { agreeModels } from "../../../server/src/refactorings/agreeModels.ts";
import type { Fix, Fragment, ProjectAccess } from "../../../server/src/refactorings/refactoring.ts";
import { createMemoryProjects } from "../../../server/src/workspace/projects/projectAccess.ts";
import { itHolds } from "./modelFixtures.ts";

/** The first of the marked models is right. */
function withFirst(fragments: readonly Fragment[], projects: ProjectAccess): Fix {
  const [right] = fragments;
  assert.ok(right);
  return agreeModels(fragments, right, "Make the others agree", projects);
}

describe("make models agree", () => {
  itHolds("agree-models", withFirst);

  it("counts the type errors that it brings, and names them", () => {
    const order = "export interface Order {\n  id: string;\n  total: number;\n}";
    const row = "export interface OrderRow {\n  id: string;\n  total: string;\n}";
    const files = new Map([
      ["/tsconfig.json", JSON.stringify({ compilerOptions: { strict: true, module: "esnext", moduleResolution: "bundler" } })],
      ["/order.ts", order],
      ["/row.ts", `${row}\nexport const shown = (row: OrderRow): string => row.total;\n`],
      ["/list.ts", 'import type { OrderRow } from "./row";\nexport const first: OrderRow = { id: "1", total: "2" };\n'],
    ]);
    const projects = createMemoryProjects(files);
    const fix = withFirst([{ file: "/order.ts", start: 0, end: order.length }, { file: "/row.ts", start: 0, end: row.length }], projects);
    assert.equal(fix.status, "offered");
    assert.equal(fix.title, "Make the others agree (2 type errors)");
    assert.deepEqual(fix.status === "offered" && fix.brings?.map(({ file, code }) => [file, code]), [["/row.ts", 2322], ["/list.ts", 2322]]);
  });
});
