export { agreeModels } from "./agreeModels/agreeModels.ts";
