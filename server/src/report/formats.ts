import { writeHtml } from "./html.ts";
import { writeMarkdown } from "./markdown.ts";
import type { Report } from "./report.ts";
import { writeSarif } from "./sarif.ts";
import { writeText } from "./text.ts";
import type { TextOptions } from "./text.ts";

export const formats = ["text", "json", "sarif", "markdown", "html"] as const;
export type Format = (typeof formats)[number];

/** The report in that format, the same bytes for the same report. `options` speak to `text` only. */
export function write(report: Report, format: Format, options: TextOptions = {}): string {
  switch (format) {
    case "text":
      return writeText(report, options);
    case "json":
      return `${JSON.stringify(report, undefined, 2)}\n`;
    case "sarif":
      return writeSarif(report);
    case "markdown":
      return writeMarkdown(report);
    case "html":
      return writeHtml(report);
  }
}
