/**
 * The one door to the TypeScript compiler, which is that of `ts-morph`; of that, only the package with the
 * compiler is loaded, for nothing here walks wrapped nodes. Loading takes some 200 ms: reach this module through a dynamic `import()`
 * of the analysis wherever start-up time matters.
 */
export { ts } from "@ts-morph/common";
