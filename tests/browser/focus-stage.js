// A stage for the focus page: messages as the application encodes them, and the page with each of
// them in turn, in every engine.
import { once } from "node:events";
import WebSocket from "ws";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { readBoth } from "./chat.js";
import { openPage, startEngines } from "./chromium.js";
import { ENGINES } from "./engines.js";
import { serveFocus } from "./focus-server.js";
import { NEVER, furnish, labelsOf, send } from "./kinds.js";
import { settled } from "./looks.js";

/** The size of a stream, and what streamers make of it. */
export const CANVAS = { width: 1280, height: 720 };

/**
 * @param {{after: (end: () => unknown) => void}} t
 * @param {{names?: string[], themes?: Record<string, string>}} options names of engines; folders of themes by id
 */
export async function startFocusStage(t, { names = ENGINES, themes } = {}) {
  const fake = await startFakePlatforms(t);
  await furnish(fake);
  const application = await startApplication(t, { env: fake.env });
  await readBoth(application, fake);
  const heard = await listen(t, application.overlayUrl);
  const focus = await serveFocus(t, { pictures: application.baseUrl, themes });
  const engines = await startEngines(t, names);
  const pages = await Promise.all(
    engines.map(async ({ name, browser }) => ({ name, ...(await openPage(browser, focus.url, CANVAS)) })),
  );
  const everywhere = (look) => Promise.all(pages.map(({ page, name }) => look(page, name)));

  /** Has something written, and gives the messages that come of it. */
  async function written(count, write) {
    const from = heard.list.length;
    await write();
    while (heard.list.length < from + count) await heard.more();
    return heard.list.slice(from);
  }

  return {
    application,
    fake,
    focus,
    everywhere,
    written,
    pages,
    /** Sends a group of kinds, and gives its messages by their labels. */
    async kinds(group) {
      const labels = labelsOf(group);
      const messages = await written(labels.length, () => send(fake, application, group));
      return labels.map((label, at) => ({ label, message: messages[at] }));
    },
    /** Changes the look, and waits until every page wears it. */
    async wear(look) {
      focus.wear(look);
      await everywhere((page) =>
        page.waitForFunction(
          ([theme, css]) =>
            document.querySelector("main").dataset.theme === theme && document.querySelector("#custom-css").textContent === css,
          [focus.theme, focus.custom_css],
        ),
      );
    },
    /** Shows a message, and waits until it and its pictures are there. */
    async show(message) {
      focus.show(message);
      await everywhere(async (page) => {
        await page.waitForFunction((id) => document.querySelector("article.focus")?.dataset.id === id, message.id);
        await settled(page, NEVER);
        // Fitted once more, now that all is there.
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      });
    },
    /** Waits until every provider of emotes has answered. */
    async emotesAreThere() {
      for (;;) {
        const { emotes = [] } = await application.api("GET", "health");
        if (emotes.length === 3 && emotes.every(({ state }) => state === "ok")) return;
      }
    },
    /** What pages said, and what they asked of others. */
    strange: () =>
      pages.flatMap(({ said, asked }) => [
        ...said.map((line) => `The page wrote to its console: ${line}`),
        ...asked
          .filter((address) => new URL(address).host !== new URL(focus.url).host)
          .map((address) => `The page asked another host: ${address}`),
      ]),
  };
}

/** A client of the overlay for chat: every message as it is now, in the order of their coming. */
async function listen(t, overlayUrl) {
  const list = [];
  let wake = () => {};
  const socket = new WebSocket(overlayUrl.replace("http", "ws").replace("/overlay/", "/ws/"));
  t.after(() => socket.terminate());
  socket.on("message", (data) => {
    for (const { add, replace } of JSON.parse(data.toString()).changes ?? []) {
      if (add) list.push(add);
      const at = replace ? list.findIndex(({ id }) => id === replace.id) : -1;
      if (at >= 0) list[at] = replace;
    }
    wake();
  });
  await once(socket, "message");
  return { list, more: () => new Promise((resolve) => (wake = resolve)) };
}
