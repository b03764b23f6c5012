export { extractFunction, titleFor } from "./extractFunction/extractFunction.ts";
