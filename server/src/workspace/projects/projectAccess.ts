import type { EditReach, FileEdit, NewError, ProjectAccess, ProjectProgram } from "../../refactorings/refactoring.ts";
import { textsAfter } from "../../refactorings/textEdits.ts";
import { ts } from "../../syntax/typescript.ts";
import { GivenUp } from "./givenUp.ts";
import { folderOf, inFolder, readConfig, upwards, type ProjectConfig } from "./config.ts";
import { diskHost, memoryHost, type ProjectHost } from "./host.ts";
import { inferredProject } from "./inferred.ts";
import { WordSearch } from "./wordSearch.ts";
import { newErrorsBetween } from "./newErrors.ts";
import { Project, type ProjectRoots } from "./project.ts";
import { SourceStore } from "./sourceStore.ts";

/** Programs that follow the files: whoever sees a file change says so. */
export interface WorkspaceProjects extends ProjectAccess {
  /**
   * Says that these files were changed, created or deleted, on disk or in a buffer; without `files`,
   * that anything may have changed. Cheap: nothing is read before the next question.
   */
  invalidate(files?: readonly string[]): void;
}

export interface ProjectAccessOptions {
  /** The current text of a file, unsaved buffers over the disk; `undefined` when there is none. */
  read(file: string): string | undefined;
  /** Whether nobody waits for an answer any more. It is asked between the steps of long work, which then ends with `GivenUp`. */
  readonly isGivenUp?: () => boolean;
}

/** Programs over the files on disk. */
export function createProjectAccess(options: ProjectAccessOptions): WorkspaceProjects {
  const { isGivenUp = () => false } = options;
  const goOn = (): void => {
    if (isGivenUp()) throw new GivenUp();
  };
  return projectsOver(diskHost((file) => options.read(file)), goOn);
}

/** Programs over files in memory, by absolute path, for tests and previews. The map may change, followed by `invalidate`. */
export function createMemoryProjects(files: ReadonlyMap<string, string>): WorkspaceProjects {
  return projectsOver(memoryHost(files));
}

/** A project with what is known of its configuration. */
interface Owner {
  readonly configFile: string | undefined;
  readonly problems: readonly string[];
  readonly project: Project;
}

/** At most so many programs are kept warm, the least recently used goes first. */
const warmProjects = 4;

function projectsOver(host: ProjectHost, goOn: () => void = () => undefined): WorkspaceProjects {
  const configs = new Map<string, ProjectConfig>();
  const projects = new Map<string, Project>();
  const store = new SourceStore();
  const words = new WordSearch(host, goOn);

  const configOf = (file: string): ProjectConfig => {
    const known = configs.get(file);
    if (known) return known;
    const config = readConfig(file, host);
    configs.set(file, config);
    return config;
  };

  const projectOf = (key: string, roots: ProjectRoots): Project => {
    const known = projects.get(key);
    const project = known === undefined ? new Project(roots, host, store) : known.with(roots);
    projects.delete(key);
    projects.set(key, project);
    if (projects.size > warmProjects) {
      for (const oldest of projects.keys()) {
        if (projects.size <= warmProjects) break;
        projects.delete(oldest);
      }
      store.keepOnly([...projects.values()].flatMap((one) => one.last ?? []));
    }
    return project;
  };

  const ownerOf = (config: ProjectConfig): Owner => ({
    configFile: config.file,
    problems: config.problems,
    project: projectOf(config.file, {
      rootNames: config.fileNames,
      options: config.options,
      references: config.references,
    }),
  });

  /** A configuration and all that it refers to, directly or not. */
  const withReferences = (config: ProjectConfig): readonly ProjectConfig[] => {
    const found = new Set([config]);
    for (const one of found) {
      for (const reference of one.references) {
        const path = ts.resolveProjectReferencePath(reference);
        if (host.fileExists(path)) found.add(configOf(path));
      }
    }
    return [...found];
  };

  const ownersOf = (file: string): readonly Owner[] => {
    for (const folder of upwards(folderOf(file))) {
      for (const name of ["tsconfig.json", "jsconfig.json"]) {
        const path = inFolder(folder, name);
        if (!host.fileExists(path)) continue;
        const candidates = withReferences(configOf(path));
        const naming = candidates.filter((config) => config.fileNames.includes(file));
        if (naming.length > 0) return naming.map(ownerOf);
        const reaching = candidates.filter(
          (config) => config.fileNames.length > 0 && ownerOf(config).project.program().getSourceFile(file),
        );
        if (reaching.length > 0) return reaching.map(ownerOf);
      }
    }
    const inferred = inferredProject(file, host);
    return [{ configFile: undefined, problems: [], project: projectOf(inferred.key, inferred.roots) }];
  };

  return {
    read: (file) => host.read(file),
    programsFor(files) {
      goOn();
      const owned = new Map<Project, { owner: Owner; files: string[] }>();
      for (const file of files) {
        for (const owner of ownersOf(file)) {
          const entry = owned.get(owner.project);
          if (!entry) owned.set(owner.project, { owner, files: [file] });
          else if (!entry.files.includes(file)) entry.files.push(file);
        }
      }
      return [...owned.values()].map((entry) => projectProgram(entry.owner, entry.files, host, goOn));
    },
    filesWith: (word, near) => words.filesWith(word, near),
    invalidate(files) {
      words.forget();
      if (files === undefined || files.some((file) => file.endsWith(".json"))) {
        configs.clear();
        projects.clear();
        store.keepOnly([]);
        return;
      }
      const all = [...projects.values()];
      for (const file of files) {
        store.forget(file);
        if (host.fileExists(file) !== all.some((project) => project.has(file))) {
          configs.clear();
          for (const project of all) project.forgetStructure();
        }
        for (const project of all) project.touch(file);
      }
    },
  };
}

function projectProgram(owner: Owner, owned: readonly string[], host: ProjectHost, goOn: () => void, program = owner.project.program()): ProjectProgram {
  const { declaration, composite } = owner.project.roots.options;
  const declares = declaration === true || composite === true;
  let last: { readonly edits: readonly FileEdit[]; readonly program: ts.Program } | undefined;
  const after = (edits: readonly FileEdit[]): ts.Program => {
    goOn();
    if (last?.edits !== edits) {
      last = { edits, program: owner.project.overlaid(textsAfter(edits, (file) => host.read(file)), program) };
    }
    return last.program;
  };
  const errors = (edits: readonly FileEdit[], reach: EditReach = "types"): Generator<NewError, undefined> =>
    newErrorsBetween(program, after(edits), new Set(edits.map((edit) => edit.file)), reach, declares, goOn);
  return {
    configFile: owner.configFile,
    program,
    owned,
    problems: owner.problems,
    including: (files) => projectProgram(owner, owned, host, goOn, owner.project.including(files)),
    after,
    newErrors: (edits) => [...errors(edits)],
    firstError: (edits, reach) => errors(edits, reach).next().value,
  };
}
