export { deriveType, deriveTypeTitle } from "./deriveType/deriveType.ts";
