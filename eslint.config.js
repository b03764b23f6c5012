import tseslint from "typescript-eslint";

/** Rules that find faults. How code is laid out is nobody's business here. */
const faults = {
  eqeqeq: ["error", "always", { null: "ignore" }],
  "no-fallthrough": "error",
  "no-self-compare": "error",
  "no-constant-binary-expression": "error",
  "prefer-const": ["error", { ignoreReadBeforeAssign: true }],
};

const nodeGlobals = ["Buffer", "URL", "URLSearchParams", "clearInterval", "clearTimeout", "console", "performance", "process", "setInterval", "setTimeout"];

export default tseslint.config(
  { ignores: ["**/dist/", "**/node_modules/", ".vscode-test/", ".cache/", "test/fixtures/", "test/vscode/workspace/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...faults,
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-deprecated": "error",
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unnecessary-condition": ["error", { allowConstantLoopConditions: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/prefer-promise-reject-errors": "error",
      "@typescript-eslint/return-await": ["error", "error-handling-correctness-only"],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // A handler that must give a promise may have nothing to wait for.
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: ["client/src/**/*.ts", "server/src/**/*.ts"],
    // Standard output of the server is the protocol; the command line writes to its streams.
    rules: { "no-console": "error" },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // `?.` on what a test has just made is no fault, and old ways to speak the protocol are tested too.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-deprecated": "off",
    },
  },
  {
    files: ["**/*.mjs", "**/*.js"],
    extends: [tseslint.configs.base],
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, "readonly"])) },
    rules: { ...faults, "no-undef": "error", "no-unused-vars": "error" },
  },
);
