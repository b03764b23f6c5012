/**
 * Everything that needs TypeScript or reads the disk, behind one module: the server reaches it through
 * a dynamic `import()` after `initialized`, so that `initialize` is answered before any of it is loaded.
 */
import { mergeEditorSettings } from "../settings/readSettings.ts";
import { createAnalysis } from "../analysis/workspaceAnalysis.ts";
import { rules } from "../rules/table.ts";
import { configurationName, ignoreInConfiguration, loadSettings, parseSettings } from "../workspace/configuration.ts";
import { ts } from "../syntax/typescript.ts";
import { belongs, discover } from "../workspace/discovery.ts";
import { WorkspaceCache } from "../workspace/cache/workspaceCache.ts";
import { readInto } from "../workspace/load.ts";
import { noLongerThere } from "../workspace/failure.ts";
import { readSource } from "../workspace/source.ts";
import { mayBeSchema } from "../workspace/schemaNames.ts";
import { isSourceName } from "../workspace/sourceNames.ts";
import { unwrittenReason } from "../workspace/unwritten.ts";
import { offersFor } from "./extractions.ts";
import { ignoreCommentFor } from "./ignoreComment.ts";
import { reportDocument } from "./reportDocument.ts";

export const engine = {
  rules,
  createAnalysis,
  configurationName,
  loadSettings,
  parseSettings,
  mergeEditorSettings,
  readInto,
  cacheOf: (root: string, entry: string): WorkspaceCache | undefined => WorkspaceCache.of([root], entry),
  discover,
  belongs,
  readSource,
  isSourceName,
  mayBeSchema,
  unwrittenReason,
  /** The text of any file as a program would read it, without byte order mark; `undefined` when there is none. */
  textOnDisk: (file: string): string | undefined => ts.sys.readFile(file)?.replace(/^\uFEFF/, ""),
  ignoreCommentFor,
  offersFor,
  reportDocument,
  ignoreInConfiguration,
  /** What `readSource` says of a file that is not there. */
  noLongerThere,
};

/** What the server does with the engine, once it is loaded. */
export type Engine = typeof engine;
