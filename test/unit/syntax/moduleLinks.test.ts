import assert from "node:assert/strict";
import { hashText } from "../../../server/src/syntax/hash.ts";
import { readFacts } from "../../../server/src/syntax/readFacts.ts";

/** The links of a text, with names in place of the hashes of those that are asked for. */
function linksOf(text: string, names: readonly string[]): readonly string[] {
  const known = new Map([[0, "*"], ...names.map((name) => [hashText(name), name] as const)]);
  return readFacts("/a.ts", text).links.map(({ kind, name, local, specifier }) => `${kind} ${known.get(name) ?? "?"} as ${known.get(local) ?? "?"} from ${specifier}`);
}

describe("links to other modules", () => {
  it("are imports that models of the file build on, under both their names", () => {
    const text = [
      'import { Port } from "./port";',
      'import type { Ship as Vessel, Crew } from "@/fleet";',
      "import log, {",
      "  type Berth,",
      '} from "../berth.js";',
      "interface Quay extends Port, Vessel { depth: number }",
      "type Mooring = Berth & { rope: string };",
      "",
    ];
    const expected = ["import Port as Port from ./port", "import Ship as Vessel from @/fleet", "import Berth as Berth from ../berth.js"];
    for (const end of ["\n", "\r\n"]) assert.deepEqual(linksOf(text.join(end), ["Port", "Ship", "Vessel", "Crew", "Berth"]), expected);
  });

  it("are no packages, no names that the file defines itself, and none that no model builds on", () => {
    assert.deepEqual(linksOf('import { Port } from "harbour";\ninterface Quay extends Port { depth: number }\n', []), []);
    assert.deepEqual(linksOf('import { Port } from "./port";\ninterface Quay { port: Port }\n', []), []);
    assert.deepEqual(linksOf('import { Other } from "./port";\ninterface Port { id: string }\ninterface Quay extends Port { depth: number }\n', []), []);
    assert.deepEqual(linksOf('const text = `\n  import { Port } from "./port";`;\ninterface Quay extends Port { depth: number }\n', []), []);
  });

  it("are what the file hands on, all of a module under the name of none", () => {
    const text = 'export * from "./port";\nexport type { Ship as Vessel, Crew } from "./fleet";\nexport{Berth}from"./berth";\nexport * as gulls from "./gulls";\nexport * from "harbour";\nexport { text };\n';
    assert.deepEqual(linksOf(text, ["Ship", "Vessel", "Crew", "Berth"]), [
      "export * as * from ./port",
      "export Ship as Vessel from ./fleet",
      "export Crew as Crew from ./fleet",
      "export Berth as Berth from ./berth",
    ]);
  });
});
