export { extractAs, extractFunction, titleFor } from "./extractFunction/extractFunction.ts";
export { expressionForm, functionForm } from "./extractFunction/writing/functionForm.ts";
