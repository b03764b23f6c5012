/** Where the page of a rule stands on the web. */
export function rulePage(rule: string): string {
  return `https://github.com/drydock-dev/drydock/blob/main/docs/rules/${rule}.md`;
}
