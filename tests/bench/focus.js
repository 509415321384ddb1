// From a click in the dock (the API's call) to the message on the focus overlay, and from a platform's
// deletion until its pixels are gone from there, while chat goes on.
//
//   cargo build --release -p app -p fake-platforms
//   MULTICHAT_BIN=target/release/multichat-headless \
//   FAKE_PLATFORMS_BIN=target/release/fake-platforms node tests/bench/focus.js \
//     [--count 300] [--rate 20,500] [--engine debian] [--theme lower-third]
//
// Shown and gone is when the page's main thread is done with the frame that has the message, or lacks
// it. A message is shown, stands for a while, and is deleted on Twitch; or the next one takes its place.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import WebSocket from "ws";
import { startApplication } from "../browser/application.js";
import { clearmsg, privmsg, readBoth } from "../browser/chat.js";
import { until } from "../faults/feed.js";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { bench, context, now, option, quantile, table } from "./bench.js";
import { NAMES, start } from "./engine.js";
import { USUAL, furnish, ordinary, pour } from "./room.js";
import { dressed, open } from "./watch.js";

const COUNT = Number(option("count", 300));
const RATES = option("rate", "20,500").split(",").map(Number);
const THEME = option("theme", "lower-third");
/** Milliseconds that a message stands before it is deleted. */
const SEEN = 50;

/** The ids of the messages whose texts begin with "target", by their texts, as clients are told them. */
async function listen(overlayUrl) {
  const ids = new Map();
  const socket = new WebSocket(overlayUrl.replace("http", "ws").replace("/overlay/", "/ws/"));
  context.after(() => socket.terminate());
  socket.on("message", (data) => {
    const text = data.toString();
    if (!text.includes("target ")) return;
    for (const { add } of JSON.parse(text).changes ?? []) if (add?.text.startsWith("target ")) ids.set(add.text, add.id);
  });
  await once(socket, "message");
  return ids;
}

async function measure(browser, rate) {
  const fake = await startFakePlatforms(context);
  await furnish(fake, USUAL);
  const application = await startApplication(context, { env: fake.env });
  await readBoth(application, fake);
  const overlay = await application.api("POST", "overlays", { name: "Focus", kind: "focus", theme: THEME });
  const ids = await listen(application.overlayUrl);
  const { page, close } = await open(browser, overlay.url);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await dressed(page, THEME);
  await page.evaluate(() => window.watch.start("main.overlay", { isOne: true }));

  let over = false;
  const noise = (async () => {
    for (let from = 0; !over; from += rate) await pour(fake, { rate, seconds: 1, from }, ordinary);
  })();
  const isShown = (text) =>
    page.waitForFunction((text) => document.querySelector("article.focus .text")?.textContent === text, text);
  const isGone = () => page.waitForFunction(() => document.querySelector("article.focus") === null);

  const clicked = new Map();
  const deleted = new Map();
  for (let number = 0; number < COUNT; number += 1) {
    const text = `target ${number}: there is a secret behind the waterfall`;
    const id = randomUUID();
    await fake.command("twitch/line", { line: privmsg(text, { id }) });
    await until(text, () => ids.has(text));
    clicked.set(text, now());
    await application.api("POST", "focus/show", { message_id: ids.get(text) });
    await isShown(text);
    await new Promise((resolve) => setTimeout(resolve, SEEN));
    // Every other one is deleted; the next takes the place of the others.
    if (number % 2 === 0) continue;
    deleted.set(text, now());
    await fake.command("twitch/line", { line: clearmsg(id) });
    await isGone();
  }
  over = true;
  await noise;
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  const [came, gone] = await page.evaluate(() => [window.watch.came(), window.watch.gone()]);
  const times = (notes, since) =>
    notes.filter(({ text }) => since.has(text)).map(({ text, painted }) => painted - since.get(text));
  await close();
  await application.kill("SIGTERM");
  const row = (what, values, of) => [what, rate, of, values.length, ...[0.5, 0.99, 1].map((share) => quantile(values, share).toFixed(1))];
  return [row("click to shown", times(came, clicked), COUNT), row("deleted to gone", times(gone, deleted), deleted.size)];
}

await bench(async () => {
  for (const name of NAMES) {
    const { browser, what } = await start(context, name);
    console.log(`\n${what}; theme ${THEME}\n`);
    const rows = [];
    for (const rate of RATES) rows.push(...(await measure(browser, rate)));
    await browser.close();
    table([["", "chat a second", "times", "seen", "p50 ms", "p99 ms", "most ms"], ...rows]);
  }
});
