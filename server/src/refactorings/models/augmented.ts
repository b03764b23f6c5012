import { ts } from "../../syntax/typescript.ts";
import { wholeWordPattern } from "../../syntax/wholeWord.ts";
import { refuse, type Refusal } from "../keepOneDefinition/refusal.ts";
import type { LocatedModel } from "../keepOneDefinition/located.ts";
import type { ProjectAccess } from "../refactoring.ts";
import { baseName } from "../../syntax/paths.ts";

/**
 * Whether some file of the workspace, of whatever project, may add members to an exported interface (`declare module "…" { interface Order … }`).
 * Programs that hold such a file are known to merge it; of others only the text can be asked.
 */
export function refuseAugmented({ node, name, fragment, exportedAs }: LocatedModel, projects: ProjectAccess): Refusal | undefined {
  if (!ts.isInterfaceDeclaration(node) || exportedAs.length === 0) return undefined;
  const names = exportedAs.filter((one) => one !== "default").concat(name);
  for (const one of new Set(names)) {
    const adds = new RegExp(`\\bdeclare\\s+module\\s*["'][^]*\\binterface\\s+${wholeWordPattern(one)}`);
    const file = projects.filesWith(one, fragment.file)?.find((other) => other !== fragment.file && adds.test(projects.read(other) ?? ""));
    if (file !== undefined) return refuse("merged", `The file ${baseName(file)} adds members to an interface ${one}, which would no longer be one, or pass them on.`);
  }
  return undefined;
}
