import { withoutCodeEnding } from "../../syntax/endings.ts";
import { ts } from "../../syntax/typescript.ts";
import { wholeWordPattern } from "../../syntax/wholeWord.ts";
import { actsWhenLoaded } from "../modules/actsWhenLoaded.ts";
import type { ProjectAccess, ProjectProgram } from "../refactoring.ts";
import type { Follower } from "./followers.ts";
import type { LocatedModel } from "./located.ts";
import { manifestOf, packageOf } from "./packages.ts";
import { baseName } from "../../syntax/paths.ts";

/** Whether the file of a definition holds nothing else, imports left out. */
export function isEmptiedBy({ source, node }: Pick<LocatedModel, "source" | "node">): boolean {
  return source.statements.every((one) => one === node || ts.isImportDeclaration(one));
}

/**
 * Whether a file can go with its only definition: some named it, nobody does once they have dropped their imports of it, and it
 * says and does nothing else. What nobody names may be there for somebody who is not seen.
 */
export function mayGo(gone: LocatedModel, followers: readonly Follower[], project: ProjectProgram, projects: ProjectAccess): boolean {
  const { source, node } = gone;
  const { text, fileName } = source;
  const stem = stemOf(fileName);
  // What `index` means stands in the name of the folder, or in none.
  if (followers.length === 0 || stem === "index" || actsWhenLoaded(source, project.program.getTypeChecker()) || /\/[/*]/.test(text.slice(node.end))) return false;
  const home = packageOf(fileName, projects);
  const config = project.configFile === undefined ? "" : (projects.read(project.configFile) ?? "");
  const manifest = home === undefined ? "" : JSON.stringify(manifestOf(home, projects));
  if (timesNamed(config + manifest, stem) > 0) return false;
  const files = projects.filesWith(stem, fileName);
  return files !== undefined && files.every((file) => file === fileName || timesNamed(projects.read(file) ?? "", stem) === dropsOf(followers.find((one) => one.source.fileName === file)));
}

/** How many statements that name the file of the definition a follower loses as a whole. */
function dropsOf(follower: Follower | undefined): number {
  if (follower === undefined) return 0;
  const imports = follower.dropped.filter((binding) => ts.isImportSpecifier(binding) && binding.parent.elements.length === 1 && binding.parent.parent.name === undefined);
  const exports = follower.handedOn.filter(({ parent }) => parent.elements.length === 1);
  return imports.length + exports.length;
}

function stemOf(file: string): string {
  return withoutCodeEnding(baseName(file));
}

/** How often strings of a text end in a file of this name, with or without its ending. */
function timesNamed(text: string, stem: string): number {
  return text.match(new RegExp(`${wholeWordPattern(stem)}(?:\\.\\w+)*["'\`]`, "g"))?.length ?? 0;
}
