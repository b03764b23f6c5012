import { isTakenWhole } from "../importGraph.ts";
import { refuse, type Refusal } from "../semantics/refusals.ts";
import type { ts } from "../../syntax/typescript.ts";
import { baseName } from "../../syntax/paths.ts";

/** Modules whose exports a framework knows by their names and takes no others, or takes all for its own: pages and requests of Next.js and SvelteKit, stories. */
const ofFramework = /\.stor(?:y|ies)\.[cm]?[jt]sx?$|\/app\/(?:.*\/)?(?:page|layout|template|route|default|loading|error|not-found)\.[jt]sx?$|\/\+(?:page|layout|server)(?:\.server)?\.[jt]s$/;

/** Why a module cannot export `name` beside what it exports today. */
export function refuseExport(program: ts.Program, home: ts.SourceFile, name: string): Refusal | undefined {
  if (ofFramework.test(home.fileName)) return refuse("exports-for-a-framework", baseName(home.fileName));
  return isTakenWhole(program, home) ? refuse("exported-twice", name) : undefined;
}
