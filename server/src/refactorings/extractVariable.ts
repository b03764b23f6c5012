export { extractVariable, variableOfSelection } from "./extractVariable/extractVariable.ts";
export { variableRefusals } from "./extractVariable/refusals.ts";
