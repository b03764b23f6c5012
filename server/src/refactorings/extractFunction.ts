export { extractAs, extractFunction, titleFor } from "./extractFunction/extractFunction.ts";
export { functionForm } from "./extractFunction/functionForm.ts";
