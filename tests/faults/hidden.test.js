// F24: an overlay that nobody sees for long, as OBS has it in a scene that is not shown: no frame is
// drawn, while chat goes on.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { startWindows } from "../browser/windows.js";
import { numbers, privmsg } from "./numbers.js";
import { CHANNEL, startScene } from "./scene.js";

const LIMIT = 30;
/** So many go out at once. */
const FRAME = 50;
/** What is written while nobody looks; with THOROUGH=1 the chat of hours. */
const CHAT = process.env.THOROUGH === "1" ? 200_000 : 3_000;
const LONG = " and what else there was to say of it, at some length".repeat(6);
/** What the page may hold more after all of it: a tenth of the messages' texts would be more. */
const GROWTH = 250_000;

/** Runs in the page: notes frames, how it is seen, and what is put on it from now on. */
function watch() {
  window.frames = 0;
  const frame = () => {
    window.frames += 1;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.put = [];
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) window.put.push(...[...addedNodes].map(({ dataset }) => dataset.id));
  }).observe(document.querySelector("ol.messages"), { childList: true });
}

/** Runs in the page: what was put on it until now is not counted. */
function forget() {
  window.put.length = 0;
}

const isHidden = () => document.hidden;
const isSeen = () => !document.hidden;
const isLast = (text) => document.querySelector("ol.messages > li:last-child .text")?.textContent === text;
const shown = () => [...document.querySelectorAll("li.message .text")].map(({ textContent }) => textContent);

async function start(t) {
  const scene = await startScene(t, { platforms: ["twitch"] });
  const { application, fake, feed } = scene;
  const [{ id }] = await application.api("GET", "overlays");
  await application.api("PATCH", `overlays/${id}`, { options: { look: { limit: LIMIT } } });
  const windows = await startWindows(t);
  const page = await windows.open(application.overlayUrl);
  await page.until("it has connected", () => document.querySelector("main[data-state=connected][data-theme]") !== null);
  await page.evaluate(watch);
  const other = await windows.open("about:blank");
  const chat = numbers("chat", () => true);
  /** Writes so many messages, each longer than its number, and gives the last one's text. */
  const write = async (count) => {
    for (let first = 0; first < count; first += FRAME) {
      const lines = [];
      for (let at = 0; at < Math.min(FRAME, count - first); at += 1) {
        const number = await chat.say();
        lines.push(privmsg(CHANNEL, chat.textOf(number) + LONG, { id: idOf(number), user: `viewer${number % 97}` }));
      }
      await fake.command("twitch/lines", { lines });
      await feed.shows(chat.last() + LONG);
    }
    return chat.last() + LONG;
  };
  const newest = (but = []) =>
    [...chat.sent.keys()].filter((number) => !but.includes(number)).slice(-LIMIT).map((number) => chat.textOf(number) + LONG);
  const remove = (number) =>
    fake.command("twitch/line", {
      line: `@login=ada;target-msg-id=${idOf(number)};room-id=1;tmi-sent-ts=${Date.now()} :tmi.twitch.tv CLEARMSG #${CHANNEL} :gone`,
    });
  /** The texts of all that was put on the page since it was made to forget. */
  const put = async () => {
    const ids = new Set(await page.evaluate(() => window.put));
    return feed.added.filter(({ message }) => ids.has(message.id)).map(({ message }) => message.text);
  };
  return { ...scene, page, other, chat, write, newest, remove, put };
}

const idOf = (number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

describe("a page that nobody sees", { concurrency: true, timeout: 1_800_000 }, () => {
  it("F24: a hidden overlay holds no more after hours of chat, and shows the newest once it is seen", async (t) => {
    const { page, other, write, newest, remove, put, chat } = await start(t);
    await other.show();
    await page.until("it is hidden", isHidden);
    const last = await write(500);
    await page.until("a hidden page is drawn as well", isLast, last);
    const frames = await page.evaluate(() => window.frames);
    const before = await page.held();

    await page.until("what comes is drawn", isLast, await write(CHAT));
    const after = await page.held();
    t.diagnostic(`${CHAT} messages: ${after.bytes - before.bytes} bytes more, ${after.nodes - before.nodes} nodes more`);
    assert.equal(await page.evaluate(() => window.frames), frames, "no frame was drawn all the time");
    assert.deepEqual(await page.evaluate(shown), newest());
    assert.ok(after.bytes - before.bytes < GROWTH, `${before.bytes} bytes have become ${after.bytes}`);
    assert.ok(after.nodes - before.nodes < LIMIT, `${before.nodes} nodes have become ${after.nodes}`);

    // One that is on it, and one that comes and goes while nobody looks.
    const gone = [chat.sent.length - 3, chat.sent.length + 4];
    await remove(gone[0]);
    await write(5);
    await remove(gone[1]);
    await write(10);
    const wanted = newest(gone);
    await page.evaluate(forget);
    await page.show();
    await page.until("it is seen", isSeen);
    await page.until("the last is there", isLast, wanted.at(-1));
    assert.deepEqual(await page.evaluate(shown), wanted);
    assert.deepEqual((await put()).filter((text) => !wanted.includes(text)), [], "nothing else was put on it");
  });

  it("F24: an overlay that was frozen meanwhile shows the newest, and nothing that was deleted comes back", async (t) => {
    const { page, other, write, newest, remove, put, chat } = await start(t);
    await page.until("it is drawn", isLast, await write(100));
    await other.show();
    await page.until("it is hidden", isHidden);
    await page.freeze(true);
    const stood = await page.evaluate(shown);
    await page.evaluate(forget);
    // One that is on it, one of those that nobody saw, and one whose deletion comes first.
    const gone = [chat.sent.length - 2];
    await remove(gone[0]);
    await write(CHAT);
    gone.push(chat.sent.length - 5);
    await remove(gone[1]);
    gone.push(chat.sent.length + 3);
    await remove(gone[2]);
    await write(10);
    assert.deepEqual(await page.evaluate(shown), stood, "nothing runs in it");

    const wanted = newest(gone);
    // Whether it goes on first or is seen first is the browser's to say.
    await Promise.all([page.freeze(false), page.show()]);
    await page.until("it is seen", isSeen);
    await page.until("the last is there", isLast, wanted.at(-1));
    await page.until("and all before it", (wanted) => wanted === document.querySelectorAll("li.message").length, wanted.length);
    assert.deepEqual(await page.evaluate(shown), wanted);
    assert.deepEqual((await put()).filter((text) => !wanted.includes(text)), [], "nothing else was put on it, not for a moment");
    // It comes back with the next that is written, or it never does.
    await page.until("chat goes on", isLast, await write(5));
    assert.deepEqual(await page.evaluate(shown), newest(gone));
  });
});
