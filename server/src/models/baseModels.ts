import type { AnalysedFile, ModelOutline } from "../syntax/facts.ts";
import { filesMeant } from "./moduleFiles.ts";

/** A model by its outline, in the file that it stands in. */
export interface BaseModel {
  readonly source: AnalysedFile;
  readonly outline: ModelOutline;
}

/** The model of another file that a file has under a name, by its hash; `undefined` where it imports none or the imports do not lead to one. */
export type BaseOf = (source: AnalysedFile, name: number) => BaseModel | undefined;

/**
 * Finds the model that a name of a file stands for, by the imports of the file and what the modules between hand on: no program is needed.
 *
 * @param known the file of a path, where it is known
 * @param modelsOf the models at the top of a file, by the hashes of their names
 * @param asked takes up the paths of all files that the answer depends on, whether they are there or not
 */
export function baseModel(source: AnalysedFile, name: number, known: (path: string) => AnalysedFile | undefined, modelsOf: (source: AnalysedFile) => ReadonlyMap<number, ModelOutline>, asked: Set<string>): BaseModel | undefined {
  const seen = new Set<string>();
  const exported = (from: string, specifier: string, wanted: number): BaseModel | undefined => {
    for (const path of filesMeant(from, specifier)) {
      asked.add(path);
      const target = known(path);
      if (target === undefined) continue;
      const outline = modelsOf(target).get(wanted);
      if (outline !== undefined) return { source: target, outline };
      if (seen.has(`${path} ${wanted}`)) return undefined;
      seen.add(`${path} ${wanted}`);
      for (const link of target.facts.links) {
        if (link.kind !== "export" || (link.local !== wanted && link.local !== 0)) continue;
        const found = exported(path, link.specifier, link.local === 0 ? wanted : link.name);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    return undefined;
  };
  const link = source.facts.links.find(({ kind, local }) => kind === "import" && local === name);
  return link && exported(source.file, link.specifier, link.name);
}
