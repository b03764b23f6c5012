export { keepValues, keepValuesTitle } from "./keepValues/keepValues.ts";
