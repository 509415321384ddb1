// A stage for hostile chat: the application, the stand-ins, and an overlay in every engine. What is
// written is looked at in all of them at once.
import assert from "node:assert/strict";
import { startApplication } from "./application.js";
import { readBoth } from "./chat.js";
import { messages, openOverlay, startEngines } from "./chromium.js";
import { ENGINES } from "./engines.js";

/** Messages on an overlay. */
const LIMIT = 60;
/** Messages of one batch. */
export const BATCH = 50;
/** Ten lines with their surroundings, in letters of the message; and a poll. */
const TALLEST = { usual: 15, poll: 17.5 };
const WIDTH = 400;

/** What a message may be made of, and no more: what chatters write adds nothing. */
const TAGS = ["LI", "SPAN", "IMG", "BLOCKQUOTE", "OL"];
const ATTRIBUTES = ["class", "dir", "style", "alt", "src"];

/**
 * @param {{after: (end: () => unknown) => void}} t
 * @param {any} fake the stand-ins
 * @param {Record<string, string>} env of the application
 * @param {string[]} names of the engines
 */
export async function startStage(t, fake, env = fake.env, names = ENGINES) {
  const application = await startApplication(t, { env });
  await readBoth(application, fake);
  const engines = await startEngines(t, names);
  const overlays = await Promise.all(
    engines.map(async ({ name, browser }) => {
      const overlay = await openOverlay(browser, application.overlayUrl);
      await overlay.page.evaluate(watchFrames);
      return { name, ...overlay };
    }),
  );
  const everywhere = (look) => Promise.all(overlays.map((overlay) => look(overlay.page, overlay.name)));

  /** Waits until so many messages of this author are drawn, and gives them, by the engine. */
  async function drawn(author, count) {
    return everywhere(async (page, name) => {
      await page.waitForFunction(
        ([author, count]) => document.querySelectorAll(`[data-author-id="${author}"]`).length === count,
        [author, count],
      );
      const found = (await messages(page)).filter(({ authorId }) => authorId === author);
      return { name, page, found };
    });
  }

  /** Has something written, and waits until so many messages more are on every page. */
  async function gathered(count, write) {
    const seen = await everywhere((page) => page.$$eval("li.message", (items) => items.map(({ dataset }) => dataset.id)));
    await write();
    await everywhere((page) =>
      page.waitForFunction(
        ([seen, count]) =>
          [...document.querySelectorAll("li.message")].filter(({ dataset }) => !seen.includes(dataset.id)).length === count,
        [seen[0], count],
      ),
    );
  }

  /** Nothing ran, nothing was added to the page, and every message is within its bounds. */
  async function harmless() {
    await everywhere(async (page, name) => {
      const found = await page.evaluate(inspect, { tags: TAGS, attributes: ATTRIBUTES });
      assert.equal(found.pwned, undefined, `${name}: a script ran`);
      assert.equal(found.documentElements, 6, `${name}: the page's own script, style and links, and nothing more`);
      assert.deepEqual(found.strange.slice(0, 3), [], `${name}: what chat must not add`);
      assert.ok(found.messages <= LIMIT, `${name}: ${found.messages} messages`);
      for (const { kind, height, left, right, text } of found.boxes) {
        const tallest = TALLEST[kind] ?? TALLEST.usual;
        assert.ok(height <= tallest, `${name}: a ${kind} is ${height} em high: ${text}`);
        assert.ok(left >= 0 && right <= WIDTH, `${name}: a ${kind} reaches from ${left} to ${right} px: ${text}`);
      }
      assert.ok(found.scrolled <= WIDTH, `${name}: the page is ${found.scrolled} px wide`);
    });
  }

  /** Nothing was said to the console, and nothing asked of another server. */
  function quiet() {
    for (const { name, said, asked } of overlays) {
      assert.deepEqual(said, [], name);
      const foreign = asked.filter((address) => new URL(address).host !== `127.0.0.1:${application.port}`);
      assert.deepEqual(foreign, [], name);
    }
  }

  /** The longest gaps between frames since the last call, in ms, by engine. */
  async function frames() {
    const taken = await everywhere((page) => page.evaluate(() => window.frames.splice(0)));
    return taken.map((gaps, at) => {
      gaps.sort((a, b) => a - b);
      const [middle, high, most] = [0.5, 0.95, 1].map((share) => gaps[Math.ceil(share * gaps.length) - 1]);
      return `${overlays[at].name}: ${middle}, ${high}, ${most} ms`;
    });
  }

  /** Changes the look of the overlay, and waits until every page wears it. */
  async function wear(look) {
    const [{ id }] = await application.api("GET", "overlays");
    await application.api("PATCH", `overlays/${id}`, look);
    await everywhere((page) =>
      page.waitForFunction(
        ({ theme, custom_css: css }) =>
          (theme === undefined || document.querySelector("main").dataset.theme === theme) &&
          (css === undefined || document.querySelector("#custom-css").textContent === css),
        look,
      ),
    );
  }

  /** Waits until every provider of emotes has answered. */
  async function emotesAreThere() {
    for (;;) {
      const { emotes = [] } = await application.api("GET", "health");
      if (emotes.length === 3 && emotes.every(({ state }) => state === "ok")) return;
    }
  }

  return { application, wear, emotesAreThere, overlays, everywhere, gathered, drawn, harmless, quiet, frames };
}

/** Runs in the page: what there is, beside what belongs there. */
function inspect({ tags, attributes }) {
  const strange = [];
  const list = document.querySelector("ol.messages");
  for (const part of list.querySelectorAll("*")) {
    if (!tags.includes(part.tagName)) strange.push(part.outerHTML.slice(0, 200));
    for (const { name, value } of part.attributes) {
      const sound =
        name.startsWith("data-") ||
        (attributes.includes(name) &&
          (name !== "src" || /^\/(icons|img)\/[\w.?&=-]+$/.test(value)) &&
          (name !== "style" || /^((--[\w-]+|(-webkit-)?mask-image): ?[-#\w().,% ]+; ?)*$/.test(value)));
      if (!sound) strange.push(`${name}=${value.slice(0, 100)}`);
    }
  }
  const boxes = [...list.children].map((item) => {
    const { height, left, right } = item.getBoundingClientRect();
    const letter = Number.parseFloat(getComputedStyle(item).fontSize);
    return { kind: item.dataset.kind, height: height / letter, left, right, text: item.textContent.slice(0, 60) };
  });
  return {
    pwned: window.PWNED,
    strange,
    boxes,
    messages: list.children.length,
    scrolled: document.documentElement.scrollWidth,
    documentElements: document.querySelectorAll("script, style, iframe, object, embed, link, base, a, form").length,
  };
}

/** Runs in the page: notes how long each frame took. */
function watchFrames() {
  window.frames = [];
  let last = performance.now();
  const next = (now) => {
    window.frames.push(Math.round(now - last));
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}
