import { printParseErrorCode } from "jsonc-parser";
import type { ParseError } from "jsonc-parser";

/** What the parser of JSON complains of, in words: `comma expected`. */
export function jsonComplaint({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
}
