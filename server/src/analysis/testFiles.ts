const testName = /[._-](test|tests|spec|specs|e2e|cy|stories|story|bench|fixture|mock)\.[cm]?[jt]sx?$/i;
const testFolder = /(^|\/)(__tests__|__mocks__|__fixtures__|tests?|specs?|e2e|cypress|fixtures|mocks|testing|test-utils|benchmarks?|stories)\//i;

/** Whether a file is a test, a story or serves only them, by its name and the folders below `root`. */
export function isTestFile(root: string, file: string): boolean {
  const below = file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
  return testName.test(below) || testFolder.test(below);
}
