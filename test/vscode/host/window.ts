/** What a user does in front of the window, for tests inside the extension host: keys, mouse and screenshots. */

type Action =
  | { readonly action: "press"; readonly keys: string }
  | { readonly action: "type"; readonly text: string }
  | { readonly action: "click"; readonly selector: string; readonly button?: "left" | "right" }
  | { readonly action: "hover"; readonly selector: string }
  | { readonly action: "waitFor"; readonly selector: string; readonly state?: "visible" | "hidden" }
  | { readonly action: "texts"; readonly selector: string }
  | { readonly action: "screenshot"; readonly theme: string; readonly name: string };

/** Keys by Playwright's names, e.g. `Control+Shift+P`. */
export const press = (keys: string): Promise<unknown> => ask({ action: "press", keys });

export const type = (text: string): Promise<unknown> => ask({ action: "type", text });

/** Selectors are Playwright's; of several elements the first is taken. Waits up to 45 s for it. */
export const click = (selector: string, button: "left" | "right" = "left"): Promise<unknown> => ask({ action: "click", selector, button });

export const hover = (selector: string): Promise<unknown> => ask({ action: "hover", selector });

export const waitFor = (selector: string, state: "visible" | "hidden" = "visible"): Promise<unknown> => ask({ action: "waitFor", selector, state });

/** The visible text of every element that matches. */
export async function texts(selector: string): Promise<readonly string[]> {
  const value = await ask({ action: "texts", selector });
  if (!Array.isArray(value)) throw new Error("Expected a list of texts.");
  return value.map(String);
}

/** Writes `.vscode-test/screenshots/<theme>/<name>.png` and gives its path. */
export async function screenshot(theme: string, name: string): Promise<string> {
  return String(await ask({ action: "screenshot", theme, name }));
}

async function ask(action: Action): Promise<unknown> {
  const address = process.env["DRYDOCK_BRIDGE"];
  if (address === undefined) throw new Error("This VS Code has no page to act on: keys and screenshots need the host of test/vscode/host.");
  const response = await fetch(address, { method: "POST", body: JSON.stringify(action) });
  const answer: unknown = await response.json();
  if (typeof answer === "object" && answer !== null && "value" in answer) return answer.value;
  const problem = typeof answer === "object" && answer !== null && "problem" in answer ? String(answer.problem) : response.statusText;
  throw new Error(`${action.action}: ${problem}`);
}
