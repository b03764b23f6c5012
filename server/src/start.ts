import { createRequire } from "node:module";
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";
import { tellHowLongItRuns } from "./optimizing.ts";
import { runCompiled } from "./workspace/cache/compiledCode.ts";

/**
 * The entry of the bundles, in each process and thread: it runs the other one, `drydock.cjs`, whose code is kept as the engine has made it of the
 * text. What the engine is told comes first, for what is kept holds for one way of running only.
 */
if (isMainThread) tellHowLongItRuns(process.argv[2]);
const file = join(__dirname, "drydock.cjs");
runCompiled(file, createRequire(file));
