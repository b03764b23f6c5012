/** All severities, the gravest first; `off` turns a rule off. */
export const severities = ["error", "warning", "information", "hint", "off"] as const;

/** How much a finding matters to its reader. */
export type Severity = (typeof severities)[number];
