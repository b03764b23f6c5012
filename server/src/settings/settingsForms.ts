import { severities } from "./severity.ts";
import { settingTable } from "./settings.ts";
import type { SettingRow } from "./settings.ts";

/** What a form needs to know of a rule. */
export interface RuleDescription {
  readonly id: string;
  readonly description: string;
  readonly severity: string;
}

/** A JSON value as it stands in generated files. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The JSON schema of `drydock.json`: editors complete and check by it. */
export function schemaOf(rules: readonly RuleDescription[]): Json {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Drydock settings",
    description: "What Drydock reads, reports and leaves alone below this folder.",
    type: "object",
    additionalProperties: false,
    allowTrailingCommas: true,
    properties: {
      $schema: { type: "string", description: "Where this schema stands." },
      ...Object.fromEntries(settingTable.map((row) => [row.key, valueSchema(row, rules, "description")])),
    },
  };
}

/** The settings that the editor offers, by their full names, for `contributes.configuration` in the manifest. */
export function editorSettingsOf(rules: readonly RuleDescription[]): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    settingTable
      .filter((row) => row.inEditor)
      .map((row) => [`drydock.${row.key}`, { ...valueSchema(row, rules, "markdownDescription"), scope: "resource" }]),
  );
}

/** The settings as rows of a Markdown table, with its head. */
export function settingsTable(): string {
  const rows = settingTable.map(
    (row) => `| \`${row.key}\` | ${typeOf(row)} | \`${JSON.stringify(row.default)}\` | ${row.description} |`,
  );
  return ["| Setting | Value | Default | What it does |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function valueSchema(
  row: SettingRow,
  rules: readonly RuleDescription[],
  descriptionKey: "description" | "markdownDescription",
): Readonly<Record<string, Json>> {
  const about = { [descriptionKey]: descriptionKey === "description" ? withoutMarks(row.description) : row.description };
  switch (row.type) {
    case "integer":
      return { type: "integer", default: row.default, minimum: row.minimum, maximum: row.maximum, ...about };
    case "patterns":
      return { type: "array", default: [], items: { type: "string", minLength: 1 }, ...about };
    case "severities":
      return {
        type: "object",
        default: {},
        additionalProperties: false,
        properties: Object.fromEntries(
          rules.map(({ id, description, severity }) => [id, { enum: [...severities], default: severity, description }]),
        ),
        ...about,
      };
    case "ignored":
      return {
        type: "array",
        default: [],
        items: {
          type: "object",
          required: ["id"],
          additionalProperties: false,
          properties: {
            id: { type: "string", minLength: 1, description: "The id that the report gives for the group." },
            reason: { type: "string", description: "Why it is not shown. The report lists it." },
          },
        },
        ...about,
      };
  }
}

function typeOf(row: SettingRow): string {
  switch (row.type) {
    case "integer":
      return `whole number, ${row.minimum} to ${row.maximum}`;
    case "patterns":
      return "list of patterns";
    case "severities":
      return "object: rule → severity";
    case "ignored":
      return "list of `{ \"id\", \"reason\" }`";
  }
}

/** Markdown's signs are of no use in a plain description. */
function withoutMarks(markdown: string): string {
  return markdown.replace(/[`*]/g, "");
}
