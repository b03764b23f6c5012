export { extractType, typeOfSelection } from "./extractType/extractType.ts";
export { equalTypes } from "./extractType/equalTypes.ts";
export { typeRefusals } from "./extractType/refusals.ts";
