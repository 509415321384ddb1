// Chromium, and what a page in it said, asked for and shows.
import { chromium } from "playwright-core";
import { ENGINES, engine } from "./engines.js";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Debian's Chromium, with a new profile. */
export async function startChromium(t, ...flags) {
  return startEngine(t, "debian", ...flags);
}

/** Starts the engine of this name, with a new profile. */
export async function startEngine(t, name, ...flags) {
  const { executable, flags: own } = await engine(name);
  const browser = await chromium.launch({ executablePath: executable, args: [...FLAGS, ...own, ...flags] });
  t.after(() => browser.close());
  return browser;
}

/** Starts these engines: `{name, browser}` of each. */
export async function startEngines(t, names = ENGINES) {
  return Promise.all(names.map(async (name) => ({ name, browser: await startEngine(t, name) })));
}

/**
 * Opens a page of its own, of the size that OBS gives a chat overlay.
 *
 * `said` is all that reached its console, and its errors and dialogs; `asked` is every address it
 * requested. Its WebSockets are in `window.sockets`, so that a test can close one.
 */
export async function openPage(browser, url, viewport = { width: 400, height: 700 }) {
  const context = await browser.newContext({ viewport });
  await context.addInitScript(() => {
    window.sockets = [];
    window.WebSocket = class extends WebSocket {
      constructor(...address) {
        super(...address);
        window.sockets.push(this);
      }
    };
  });
  const page = await context.newPage();
  const said = [];
  const asked = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("dialog", (dialog) => {
    said.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => asked.push(request.url()));
  page.on("websocket", (socket) => asked.push(socket.url()));
  await page.goto(url);
  return { page, said, asked };
}

/** Where this is on its page, and how large, once it is drawn and rests. */
export function box(locator) {
  return locator.evaluate(async (node) => {
    for (let before = ""; ; ) {
      if (!node.isConnected) throw new Error("it left its page");
      const { x, y, width, height } = node.getBoundingClientRect();
      const now = `${x} ${y} ${width} ${height}`;
      if (now === before && width > 0 && height > 0) return { x, y, width, height };
      before = now;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
}

/** Opens an overlay, and waits until it has connected and wears its theme. */
export async function openOverlay(browser, url) {
  const opened = await openPage(browser, url);
  await connected(opened.page);
  return opened;
}

export async function connected(page) {
  // Not by a selector: Playwright's needs a newer engine than Chromium 103.
  await page.waitForFunction(() => document.querySelector("main.overlay[data-state=connected][data-theme]"));
}

/** Waits until a message with this text, or this system line, is on the overlay. */
export async function shows(page, text) {
  await page.waitForFunction(isShown, [text, true]);
}

/** Waits until no message with this text is on the overlay. */
export async function lacks(page, text) {
  await page.waitForFunction(isShown, [text, false]);
}

/** Whether a text is on the page, or is not, as is wanted. Pictures count as their names. */
function isShown([text, wanted]) {
  const read = (part) =>
    [...part.childNodes]
      .map((node) => (node instanceof Element ? node.getAttribute("alt") ?? read(node) : node.data))
      .join("");
  return [...document.querySelectorAll(".text, .system")].some((part) => read(part) === text) === wanted;
}

/** The messages on the overlay, oldest first, by the parts that docs/themes.md names. */
export function messages(page, selector = "main.overlay > ol.messages > li.message") {
  return page.$$eval(selector, (items) => {
    /** What a person reads: pictures count as their names. */
    const read = (part) =>
      [...part.childNodes]
        .map((node) => (node instanceof Element ? node.getAttribute("alt") ?? read(node) : node.data))
        .join("");
    return items.map((item) => {
      const part = (name) => {
        const found = item.querySelector(`:scope > .${name}`);
        return found ? read(found) : null;
      };
      return {
        ...item.dataset,
        parts: [...item.children].map((child) => `${child.localName}.${child.className}`),
        platformName: item.querySelector(":scope > img.platform")?.alt,
        badges: [...item.querySelectorAll(":scope > .badges > img.badge")].map(({ alt }) => alt),
        emotes: [...item.querySelectorAll(".text img.emote")].map(({ alt }) => alt),
        choices: [...item.querySelectorAll(".choice-text")].map(read),
        name: part("author"),
        color: item.querySelector(":scope > .author")?.style.getPropertyValue("--author-color"),
        reply: part("reply"),
        amount: part("amount"),
        system: part("system"),
        recipients: part("recipients"),
        pronouns: part("pronouns"),
        origin: part("origin"),
        text: part("text"),
      };
    });
  });
}

export async function texts(page) {
  return (await messages(page)).map(({ text, system }) => text ?? system);
}
