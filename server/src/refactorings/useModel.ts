export { nameTypeTitle, useModel, useModelTitle } from "./useModel/useModel.ts";
