export { constantTitleFor, extractConstant } from "./extractConstant/extractConstant.ts";
