import { pathToFileURL } from "node:url";
import { version } from "../../../package.json";
import { rules } from "../rules/table.ts";
import { rulePage } from "./rulePage.ts";
import type { IgnoredFinding, Report, ReportedCopy, ReportedFinding } from "./report.ts";
import { linkOf } from "./wording.ts";

/**
 * The report as SARIF 2.1.0, for code scanning. One result a group: the first copy is its location, the others
 * are related locations that the message links to. The group's id is its fingerprint, so that services see
 * the same finding when lines move. Ignored findings are suppressed results.
 */
export function writeSarif(report: Report): string {
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Drydock", semanticVersion: version, rules: rules.map(descriptorOf) } },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { SRCROOT: { uri: pathToFileURL(`${report.root.replace(/\/$/, "")}/`).href } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.summary.skipped.map(({ file, reason }) => ({
              level: "note",
              message: { text: `Not read, or only in part: ${reason}.` },
              locations: [{ physicalLocation: { artifactLocation: artifactOf(file) } }],
            })),
          },
        ],
        results: [...report.findings.map(resultOf), ...report.ignored.map(suppressedOf)],
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptorOf({ id, title, description, severity }: (typeof rules)[number]): object {
  return {
    id,
    name: title,
    shortDescription: { text: title },
    fullDescription: { text: description },
    helpUri: rulePage(id),
    defaultConfiguration: { level: levelOf(severity) },
  };
}

function resultOf(finding: ReportedFinding): object {
  const { id, rule, severity, message, copies, removableLines, cloneType, similarity } = finding;
  return {
    ...placed(id, rule, copies, message),
    level: levelOf(severity),
    properties: {
      removableLines,
      ...(cloneType === undefined ? {} : { cloneType }),
      ...(similarity === undefined ? {} : { similarity }),
    },
  };
}

function suppressedOf({ id, rule, reason, copies }: IgnoredFinding): object {
  return {
    ...placed(id, rule, copies, "Ignored."),
    level: "note",
    suppressions: [{ kind: "external", justification: reason }],
  };
}

function placed(id: string, rule: string, copies: readonly ReportedCopy[], message: string): object {
  const [first, ...others] = copies;
  const links = others.map((copy, index) => `[${linkOf(copy)}](${index + 1})`).join(", ");
  const ruleIndex = rules.findIndex((known) => known.id === rule);
  return {
    ruleId: rule,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    message: { text: `${message.replace(/[\\[\]]/g, "\\$&")} Also: ${links}.` },
    locations: first === undefined ? [] : [locationOf(first)],
    relatedLocations: others.map((copy, index) => ({
      id: index + 1,
      ...locationOf(copy),
      message: { text: copy.symbol ?? "Another copy" },
    })),
    partialFingerprints: { "drydockGroup/v1": id },
  };
}

function locationOf({ file, startLine, startColumn, endLine, endColumn }: ReportedCopy): object {
  return {
    physicalLocation: {
      artifactLocation: artifactOf(file),
      region: { startLine, startColumn, endLine, endColumn },
    },
  };
}

function artifactOf(file: string): object {
  return { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "SRCROOT" };
}

function levelOf(severity: ReportedFinding["severity"]): "error" | "warning" | "note" {
  return severity === "error" || severity === "warning" ? severity : "note";
}
