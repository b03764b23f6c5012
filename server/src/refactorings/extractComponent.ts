export { extractComponent } from "./extractComponent/extractComponent.ts";
export { componentForm } from "./extractComponent/componentForm.ts";
