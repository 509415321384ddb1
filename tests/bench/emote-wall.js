// A minute of messages that are nothing but emotes, all of which move: frames a second, what the
// page, the engine and the application hold at the beginning, in the middle and at the end, and
// which requests left the machine.
//
//   cargo build --release -p app -p fake-platforms
//   MULTICHAT_BIN=target/release/multichat-headless \
//   FAKE_PLATFORMS_BIN=target/release/fake-platforms node tests/bench/emote-wall.js \
//     [--seconds 60] [--rate 10] [--emotes 200] [--each 40] [--frames 30] [--engine debian] [--theme dark-purple]
//
// `frames` is how many pictures follow each other in an emote. Frames of the page are counted
// between the moments at which memory is looked at, since its garbage is taken away then.
import { startApplication } from "../browser/application.js";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { NAMES, start } from "./engine.js";
import { cpu, holds, memory, metersOf, processes } from "./meters.js";
import { furnish, moving, pour, read, wall } from "./room.js";
import { dressed, open, pictured, summary } from "./watch.js";
import { bench, context, option, quantile, table } from "./bench.js";

const SECONDS = Number(option("seconds", 60));
const RATE = Number(option("rate", 10));
const EMOTES = moving(Number(option("emotes", 200)));
const EACH = Number(option("each", 40));
const FRAMES = Number(option("frames", 30));
const THEME = option("theme", "dark-purple");

/** A message of the emotes that are next, so that all have their turn and no two are the same. */
function written(number) {
  const step = 7;
  const at = (place) => EMOTES[((number * EACH + place) * step) % EMOTES.length];
  return wall(number, Array.from({ length: EACH }, (_, place) => at(place)));
}

/** What everything holds now, in a row. */
async function held(when, browser, application, page) {
  const { heap, elements, nodes } = await holds(page);
  const all = await Promise.all((await processes(browser)).map(async ({ type, id }) => ({ type, ...(await memory(id)) })));
  const renderer = all.filter(({ type }) => type === "renderer").sort((a, b) => b.pss - a.pss)[0];
  const own = await memory(application.pid);
  const both = ({ pss, rss }) => `${pss.toFixed(1)} / ${rss.toFixed(1)}`;
  const engine = all.reduce((sum, { pss }) => sum + pss, 0);
  return [when, heap.toFixed(1), `${elements} / ${nodes}`, both(renderer), engine.toFixed(1), both(own)];
}

/** Half of the time; frames and times in it. */
async function half(fake, page, from) {
  await page.evaluate(() => window.watch.begin());
  const poured = await pour(fake, { rate: RATE, seconds: SECONDS / 2, from }, written);
  const gaps = await page.evaluate(() => window.watch.frames());
  const last = from + poured.sent - 1;
  await page.waitForFunction(
    (end) => [...document.querySelectorAll(".text")].some((text) => text.textContent.endsWith(end)),
    ` ${last}`,
  );
  const { shown, latencies } = await page.evaluate((from) => window.watch.messages(from), from);
  return { ...poured, gaps, shown, latencies };
}

async function measure(name) {
  const fake = await startFakePlatforms(context);
  await furnish(fake, EMOTES, { frames: FRAMES });
  const application = await startApplication(context, { env: fake.env });
  await read(application, fake, EMOTES);
  const [{ id }] = await application.api("GET", "overlays");
  await application.api("PATCH", `overlays/${id}`, { theme: THEME });
  const { browser, what } = await start(context, name);
  console.log(`\n${what}; theme ${THEME}\n`);
  const { page, asked } = await open(browser, application.overlayUrl);
  await dressed(page, THEME);
  await page.evaluate(() => window.watch.start("ol.messages"));

  const meters = await metersOf(page);
  const state = async () => {
    const engine = (await processes(browser)).reduce((sum, { cpu }) => sum + cpu, 0);
    return { ...(await meters()), engine, application: await cpu(application.pid) };
  };
  const rows = [await held("before the first", browser, application, page)];
  const before = await state();
  const begun = performance.now();
  const first = await half(fake, page, 0);
  rows.push(await held("in the middle", browser, application, page));
  const second = await half(fake, page, first.sent);
  const after = await state();
  const seconds = (performance.now() - begun) / 1000;
  await pictured(page);
  rows.push(await held("at the end", browser, application, page));
  const placed = await page.$$eval("li img.emote", (images) => images.length);

  const sent = first.sent + second.sent;
  const latencies = [...first.latencies, ...second.latencies];
  const frames = summary([...first.gaps, ...second.gaps]);
  const ms = (share) => quantile(latencies, share).toFixed(1);
  const cores = (name) => ((after[name] - before[name]) / seconds).toFixed(3);
  table([
    ["a minute of emotes", ""],
    ["messages sent, shown", `${sent}, ${first.shown + second.shown}`],
    ["emotes in a message; moving emotes at once on the page at the end", `${EACH}; ${placed}`],
    ["frames a second, longest ms, over 50 ms", `${frames.fps.toFixed(1)}, ${frames.longest.toFixed(0)}, ${frames.late}`],
    ["sent to painted, p50 ms, p99 ms", `${ms(0.5)}, ${ms(0.99)}`],
    ["main thread, engine, application, cores", ["TaskDuration", "engine", "application"].map(cores).join(", ")],
  ]);
  console.log();
  table([
    ["MiB", "the page's heap", "elements / nodes held", "renderer, PSS / RSS", "engine, PSS", "application, PSS / RSS"],
    ...rows,
  ]);

  const { requests, images_at_once: atOnce } = (await fake.stats()).emotes;
  const images = Object.entries(requests).filter(([address]) => !address.startsWith("/"));
  const again = images.filter(([, times]) => times > 1);
  const elsewhere = [...asked].filter((origin) => origin !== application.baseUrl);
  console.log();
  table([
    ["pictures", ""],
    ["different emotes written", Math.min(EMOTES.length, sent * EACH)],
    ["addresses that the image hosts were asked for", images.length],
    ["of them more than once", again.length],
    ["at the same time, at most", atOnce],
    ["origins beside the application that the page asked", elsewhere.length],
  ]);
  for (const [address, times] of again.slice(0, 10)) console.log(`${times} times: ${address}`);
  await browser.close();
  await application.kill("SIGTERM");
}

await bench(async () => {
  for (const name of NAMES) await measure(name);
});
