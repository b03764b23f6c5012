import { writeFile } from "node:fs/promises";
import path from "node:path";
import { formats, write } from "../report/formats.ts";
import type { Report } from "../report/report.ts";
import { reasonOf } from "../workspace/failure.ts";
import { didYouMean } from "../settings/suggestion.ts";
import type { Arguments, Stopped } from "./arguments.ts";
import type { Console } from "./console.ts";
import { prefixFrom } from "./load.ts";

/** Where and how a report goes, by `--format` and `--output`. */
export interface Output {
  /** `undefined` when all went well. */
  write(report: Report): Promise<Stopped | undefined>;
}

export function readOutput(given: Arguments, console: Console): Output | Stopped {
  const name = given.value("format") ?? "text";
  const format = formats.find((candidate) => candidate === name);
  if (format === undefined) return { stopped: `there is no format “${name}”${didYouMean(name, formats)}` };
  const file = given.value("output");
  return {
    async write(report) {
      const prefix = prefixFrom(console.folder, report.root);
      if (file === undefined) {
        console.print(write(report, format, { prefix, ...(console.paint && { paint: console.paint }) }));
        return undefined;
      }
      try {
        await writeFile(path.resolve(console.folder, file), write(report, format, { prefix }));
        return undefined;
      } catch (error) {
        return { stopped: `“${file}” cannot be written: ${reasonOf(error, "its folder is not there")}.` };
      }
    },
  };
}
