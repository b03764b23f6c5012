/**
 * The one door to the TypeScript compiler. `ts-morph` bundles it, so no second TypeScript is
 * loaded at run time. Loading takes some 200 ms: reach this module through a dynamic `import()`
 * of the analysis wherever start-up time matters.
 */
export { ts } from "ts-morph";
