import { containerOf } from "../syntax/embedded/codeBlocks.ts";

const testName = /[._-](test|tests|spec|specs|e2e|cy|stories|story|bench|fixture|mock)\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/i;
const configurationName = /(^|\/)(\.[\w-]+rc|[\w.-]+\.(config|conf))\.[cm]?[jt]s$/i;
const exampleFolder = /(^|\/)([\w-]+-)?(examples?|samples?|demos?|playgrounds?)\//i;
const testFolder = /(^|\/)(__tests__|__mocks__|__fixtures__|tests?|specs?|e2e|cypress|fixtures|mocks|testing|test-utils|benchmarks?|stories)\//i;

const languageFolder = /(^|\/)(locales?|i18n|lang|languages?|translations?|nls)\//i;

/**
 * Whether a file repeats itself by its nature and has thresholds of its own: a test, a story or what
 * serves only them, an example, a document, or the configuration of a tool; by its name and the folders below `root`.
 */
export function isTestFile(root: string, file: string): boolean {
  if (containerOf(file)?.isDocument === true) return true;
  const below = belowRoot(root, file);
  return [testName, testFolder, exampleFolder, configurationName].some((pattern) => pattern.test(below));
}

/** Whether a file stands in a folder below `root` that holds what a program says in several languages. */
export function isTranslationFile(root: string, file: string): boolean {
  return languageFolder.test(belowRoot(root, file));
}

function belowRoot(root: string, file: string): string {
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
}
