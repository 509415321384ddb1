// What the overlay shows of a chat with emotes, and what that costs: frames, how long a message
// takes from the chat server until it is painted, the page's main thread, nodes. Beside it a
// minimal page with tmi.js, the same emotes in the same chat, one page after the other.
//
//   cargo build --release -p app -p fake-platforms
//   MULTICHAT_BIN=target/release/multichat-headless \
//   FAKE_PLATFORMS_BIN=target/release/fake-platforms node tests/bench/overlay.js \
//     [--rate 20,100,500,5000] [--engine debian,103,127,149] [--seconds 10] [--theme dark-purple] \
//     [--executable PATH] [--flags "--one --two"]
//
// Each rate is measured twice, in fresh pages: frames and times with a script in the page that
// looks on, the processor's time without. Processor's time is in cores: seconds in a second.
// "Main thread" is the page's own, "engine" all threads of all processes of the browser, where
// pictures are decoded, painted and put together. What a page "passed by" it has not shown when
// nothing was written for five seconds; what went "to nobody" was sent while the side had let go of
// its connection. "Nodes held" are with those that wait to be collected.
import { startApplication } from "../browser/application.js";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { TWITCH } from "../browser/chat.js";
import { until } from "../faults/feed.js";
import { NAMES, start } from "./engine.js";
import { cpu, holds, metersOf, processes } from "./meters.js";
import { USUAL, furnish, line, ordinary, pictures, pour, read } from "./room.js";
import { serveTmiPage } from "./tmi-page.js";
import { dressed, open, pictured, summary } from "./watch.js";
import { bench, context, now, option, quantile, table } from "./bench.js";

const RATES = option("rate", "20,100,500,5000").split(",").map(Number);
const SECONDS = Number(option("seconds", 10));
const THEME = option("theme", "dark-purple");
/** Messages that both pages keep. */
const KEPT = 60;
/** How long a page may take, when nothing is written any more, to show the rest, in milliseconds. */
const PATIENCE = 5000;

/** The overlay of a running application. */
async function ours() {
  const fake = await startFakePlatforms(context);
  await furnish(fake, USUAL);
  const application = await startApplication(context, { env: fake.env });
  await read(application, fake, USUAL);
  const [{ id }] = await application.api("GET", "overlays");
  await application.api("PATCH", `overlays/${id}`, { theme: THEME });
  const messages = async () => (await application.api("GET", "health")).counters.messages;
  return {
    name: "overlay",
    fake,
    list: "ol.messages",
    url: application.overlayUrl,
    ready: (page) => dressed(page, THEME),
    messages,
    cpu: () => cpu(application.pid),
  };
}

/** The page with tmi.js, on a chat server of its own: no application is at work beside it. */
async function theirs() {
  const fake = await startFakePlatforms(context);
  await furnish(fake, USUAL);
  const drawn = await pictures(fake, USUAL);
  return {
    name: "tmi.js page",
    fake,
    list: "ol",
    url: await serveTmiPage(context, fake.env.MULTICHAT_TWITCH_IRC_URL, TWITCH, drawn),
    ready: () => fake.command("twitch/joined", { channel: TWITCH, count: 1 }),
    left: () => until("the page has left", async () => (await fake.stats()).twitch.open === 0),
    cpu: async () => 0,
  };
}

/** Opens the page, lets it draw every picture once, and fills it; gives the next message's number. */
async function settled(browser, side, watched) {
  const { fake, list } = side;
  const opened = await open(browser, side.url, { watched });
  await side.ready(opened.page);
  const shows = (text) =>
    opened.page.waitForFunction(
      ([list, end]) =>
        [...document.querySelectorAll(`${list} .text`)].some((text) => text.textContent.endsWith(end)),
      [list, ` ${text}`],
    );
  const every = USUAL.map(({ name }, at) => line(at, [now(), name, at].join(" "), USUAL));
  await fake.command("twitch/lines", { lines: every.slice(0, KEPT) });
  await shows(every.length - 1);
  await pictured(opened.page);
  await pour(fake, { rate: 200, seconds: KEPT / 200 }, ordinary);
  await shows(KEPT - 1);
  await pictured(opened.page);
  return { ...opened, shows, next: KEPT };
}

/** Frames, and from sending to painting. */
async function looks(browser, side, rate) {
  const { page, shows, close, next } = await settled(browser, side, true);
  await page.evaluate((list) => window.watch.start(list), side.list);
  await pour(side.fake, { rate, seconds: 1, from: next }, ordinary);
  const before = await side.messages?.();
  await page.evaluate(() => window.watch.begin());
  const first = next + rate;
  const poured = await pour(side.fake, { rate, seconds: SECONDS, from: first }, ordinary);
  const frames = summary(await page.evaluate(() => window.watch.frames()));
  const last = first + poured.sent - 1;
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  await Promise.race([shows(last).catch(() => {}), patience]);
  const { shown, latencies } = await page.evaluate((first) => window.watch.messages(first), first);
  const read = side.messages ? (await side.messages()) - before : null;
  await close();
  await side.left?.();
  return { ...poured, read, frames, shown, latencies };
}

/** The processor's time, and what the page holds. */
async function costs(browser, side, rate) {
  const { page, close, next } = await settled(browser, side, false);
  const meters = await metersOf(page);
  await pour(side.fake, { rate, seconds: 1, from: next }, ordinary);
  const state = async () => {
    const engine = (await processes(browser)).reduce((sum, { cpu }) => sum + cpu, 0);
    return { ...(await meters()), engine, application: await side.cpu() };
  };
  const before = await state();
  const begun = performance.now();
  await pour(side.fake, { rate, seconds: SECONDS, from: next + rate }, ordinary);
  const after = await state();
  const seconds = (performance.now() - begun) / 1000;
  const held = await holds(page);
  await close();
  await side.left?.();
  return { held, share: (name) => (after[name] - before[name]) / seconds };
}

/** A row of the table. */
async function measure(browser, side, rate) {
  const seen = await looks(browser, side, rate);
  const { held, share } = await costs(browser, side, rate);
  const { frames, latencies } = seen;
  const ms = (share) => (latencies.length > 0 ? quantile(latencies, share).toFixed(1) : "-");
  const cores = (name) => share(name).toFixed(3);
  return [
    side.name,
    rate,
    (seen.sent / seen.seconds).toFixed(0),
    seen.sent,
    seen.unheard,
    seen.read ?? "-",
    seen.shown,
    seen.sent - seen.shown,
    frames.fps.toFixed(1),
    frames.longest.toFixed(0),
    frames.late,
    ms(0.5),
    ms(0.99),
    cores("TaskDuration"),
    ["ScriptDuration", "RecalcStyleDuration", "LayoutDuration"].map(cores).join(", "),
    cores("engine"),
    side.name === "overlay" ? cores("application") : "-",
    `${held.elements} / ${held.nodes}`,
    held.heap.toFixed(1),
  ];
}

await bench(async () => {
  const sides = [await ours(), await theirs()];
  for (const name of NAMES) {
    const { browser, what } = await start(context, name);
    console.log(`\n${what}; theme ${THEME}\n`);
    const rows = [];
    for (const rate of RATES) {
      for (const side of sides) rows.push(await measure(browser, side, rate));
    }
    await browser.close();
    table([
      [
        "page", "asked for a second", "sent a second", "sent", "to nobody", "the application read", "shown", "passed by",
        "frames a second", "longest ms", "over 50 ms", "sent to painted, p50 ms", "p99 ms", "main thread, cores",
        "of it script, style, layout", "engine, cores", "application, cores", "elements / nodes held", "heap MiB",
      ],
      ...rows,
    ]);
  }
});
