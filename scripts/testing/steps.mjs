/**
 * What `npm test` runs, in order. `args` are given to Node; `minutes` is the limit after which a
 * step is ended. A step that writes `{ passed, failed }` to the file that `DRYDOCK_RESULTS` names
 * counts that many tests; any other counts as one, by its exit code. `bundles` says that the step
 * needs what the first step builds.
 */
const mocha = (files) => ["node_modules/mocha/bin/mocha.js", "--forbid-only", "--reporter", "scripts/testing/reporter.mjs", files];

export const steps = [
  { name: "build", heading: "Build", args: ["scripts/setup.mjs"], minutes: 3 },
  { name: "types", heading: "Type check", args: ["node_modules/typescript/bin/tsc", "-p", "."], minutes: 3 },
  { name: "lint", heading: "Lint", args: ["node_modules/eslint/bin/eslint.js", ".", "--max-warnings", "0"], minutes: 3 },
  { name: "unit", heading: "Unit tests", args: [...mocha("test/unit/**/*.test.ts"), "--parallel", "--jobs", "2"], minutes: 9 },
  { name: "lsp", bundles: true, heading: "Language server tests", args: mocha("test/lsp/**/*.test.ts"), minutes: 6 },
  { name: "dogfood", bundles: true, heading: "Drydock's report on itself", args: ["scripts/testing/dogfood.mjs"], minutes: 1 },
  { name: "vscode", bundles: true, heading: "VS Code tests", args: ["scripts/testing/vscodeTests.mjs"], minutes: 8 },
  { name: "package", heading: "Package", args: ["scripts/testing/packageCheck.mjs"], minutes: 6 },
];
