/**
 * Lets a test inside the extension host act as a user in front of the window: a local HTTP server
 * takes one action per POST and carries it out on the page. `window.ts` is its client.
 */
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { cache } from "./install.mjs";

export const screenshots = join(cache, "screenshots");

/** Each takes the page and the request's fields and gives a JSON value. Playwright's selectors and key names. */
const actions = {
  press: (page, { keys }) => page.keyboard.press(keys),
  type: (page, { text }) => page.keyboard.type(text),
  click: (page, { selector, button }) => page.locator(selector).first().click({ button: button ?? "left" }),
  hover: (page, { selector }) => page.locator(selector).first().hover(),
  waitFor: (page, { selector, state }) => page.locator(selector).first().waitFor({ state: state ?? "visible" }),
  texts: (page, { selector }) => page.locator(selector).allInnerTexts(),
  async screenshot(page, { theme, name }) {
    const path = join(screenshots, theme, `${name}.png`);
    mkdirSync(dirname(path), { recursive: true });
    await page.screenshot({ path, animations: "disabled", caret: "hide" });
    return path;
  },
};

/** What lies over the editor, in words, and where the picture of the window is: for the message of an action that failed. */
async function lookOf(page) {
  const path = await actions.screenshot(page, { theme: "failed", name: String(Date.now()) }).catch(String);
  const overlays = ".action-widget, .quick-input-widget, .rename-box, .notification-toast, .monaco-editor-overlaymessage";
  const shown = await page.locator(overlays).filter({ visible: true }).allInnerTexts().catch((problem) => [String(problem)]);
  return `${shown.map((text) => JSON.stringify(text)).join(", ") || "nothing over the editor"}; ${path}`;
}

/**
 * @param {() => import("playwright-core").Page} page
 * @returns {Promise<{ address: string, close: () => void }>}
 */
export async function startBridge(page) {
  const server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", async () => {
      try {
        const { action, ...fields } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
        if (!Object.hasOwn(actions, action)) throw new Error(`There is no action "${action}".`);
        response.end(JSON.stringify({ value: (await actions[action](page(), fields)) ?? null }));
      } catch (problem) {
        response.statusCode = 500;
        response.end(JSON.stringify({ problem: `${problem}\nThe window then: ${await lookOf(page())}` }));
      }
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
