// How long a message takes from the chat server to the page, and what it costs the page's main
// thread: the overlay behind the application, beside a bare page with tmi.js on the same chat.
//
//   cargo build --release -p app -p fake-platforms
//   MULTICHAT_BIN=target/release/multichat-headless \
//   FAKE_PLATFORMS_BIN=target/release/fake-platforms node tests/bench/latency.js [--rate 100] [--messages 3000]
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "../browser/application.js";
import { TWITCH, privmsg } from "../browser/chat.js";
import { openOverlay, openPage, startChromium } from "../browser/chromium.js";
import { metersOf } from "./meters.js";
import { serveTmiPage } from "./tmi-page.js";
import { bench, context, now, option, paced, quantile, table } from "./bench.js";

const RATE = Number(option("rate", 100));
const MESSAGES = Number(option("messages", 3000));
const NAMES = ["Ada", "Grace", "Edsger", "Barbara", "Donald", "Margaret", "Alan", "Hedy"];
const COLORS = ["#8A2BE2", "#FF7F50", "#1E90FF", "#DAA520"];

/** Notes for each message when it came into the DOM; its text begins with when it was sent. */
function observe(page, list) {
  return page.evaluate((list) => {
    window.seen = [];
    new MutationObserver((records) => {
      const came = performance.timeOrigin + performance.now();
      for (const { addedNodes } of records) {
        for (const item of addedNodes) {
          const sent = Number.parseFloat(item.querySelector(".text")?.textContent);
          if (sent) window.seen.push(came - sent);
        }
      }
    }).observe(document.querySelector(list), { childList: true });
  }, list);
}

/** Waits for the last of so many messages: a page that is late may leave out some before it. */
function showsLast(page, count) {
  return page.waitForFunction(
    (end) => [...document.querySelectorAll(".text")].some((text) => text.textContent.endsWith(end)),
    ` ${count - 1}`,
  );
}

await bench(async () => {
  const fake = await startFakePlatforms(context);
  const application = await startApplication(context, { env: fake.env });
  await application.api("POST", "sources", { platform: "twitch", channel: TWITCH });
  const browser = await startChromium(context);
  const { page: overlay } = await openOverlay(browser, application.overlayUrl);
  const irc = fake.env.MULTICHAT_TWITCH_IRC_URL;
  const { page: tmi } = await openPage(browser, await serveTmiPage(context, irc, TWITCH));
  await fake.command("twitch/joined", { channel: TWITCH, count: 2 });

  const pages = [
    { name: "overlay", page: overlay, list: "ol.messages" },
    { name: "bare tmi.js page", page: tmi, list: "ol" },
  ];
  for (const each of pages) {
    await observe(each.page, each.list);
    each.read = await metersOf(each.page);
  }
  const send = (number) => {
    const text = `${now()} some words of ordinary length Kappa ${number}`;
    const who = number % NAMES.length;
    const at = text.indexOf("Kappa");
    const line = privmsg(text, {
      "display-name": NAMES[who],
      "user-id": 1000 + who,
      color: COLORS[who % COLORS.length],
      badges: who % 2 ? "subscriber/3" : "",
      emotes: `25:${at}-${at + 4}`,
    });
    return fake.command("twitch/line", { line });
  };

  await paced(RATE, RATE, send);
  for (const each of pages) {
    await showsLast(each.page, RATE);
    await each.page.evaluate(() => (window.seen = []));
    each.before = await each.read();
  }
  const seconds = await paced(MESSAGES, RATE, send);
  for (const each of pages) {
    each.after = await each.read();
    await showsLast(each.page, MESSAGES);
    each.seen = await each.page.evaluate(() => window.seen);
  }

  console.log(`${MESSAGES} messages at ${(MESSAGES / seconds).toFixed(0)}/s`);
  const ms = (values, share) => quantile(values, share).toFixed(2);
  table([
    ["sent to in the DOM", "messages", "p50 ms", "p95 ms", "p99 ms", "main thread, cores", "of it script, style, layout", "whole process"],
    ...pages.map(({ name, seen, before, after }) => {
      const share = (metric) => ((after[metric] - before[metric]) / seconds).toFixed(3);
      const parts = ["ScriptDuration", "RecalcStyleDuration", "LayoutDuration"].map(share).join(", ");
      return [name, seen.length, ms(seen, 0.5), ms(seen, 0.95), ms(seen, 0.99), share("TaskDuration"), parts, share("ProcessTime")];
    }),
  ]);
});
