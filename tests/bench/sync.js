// How long a message takes from the chat server to a moderator's page: through the sync service beside the
// same page on the streamer's own network, and what the service uses meanwhile. With --uplink, the
// application's way to the service takes no more than so many KiB a second, as while a stream goes out
// beside it, and how long a page takes to be there is told too.
//
//   cargo build --release -p app -p sync-server -p fake-platforms
//   MULTICHAT_BIN=target/release/multichat-headless MULTICHAT_SYNC_BIN=target/release/multichat-sync \
//   FAKE_PLATFORMS_BIN=target/release/fake-platforms \
//   node tests/bench/sync.js [--pages 4] [--rate 20] [--messages 1000] [--uplink KIB]
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "../browser/application.js";
import { readBoth, privmsg } from "../browser/chat.js";
import { openPage, startChromium } from "../browser/chromium.js";
import { row } from "../browser/moderate.js";
import { startSyncService } from "../browser/sync-service.js";
import { bench, context, now, option, paced, quantile, table } from "./bench.js";
import { cpu, memory } from "./meters.js";

const PAGES = Number(option("pages", 4));
const RATE = Number(option("rate", 20));
const MESSAGES = Number(option("messages", 1000));
const UPLINK = Number(option("uplink", 0));
/** What a page has to be told when it comes. */
const BEFORE = 400;

/** Passes connections on to a port. Of a host's, no more than so many KiB a second goes there. */
async function slowWay(port) {
  const server = createServer((from) => {
    const to = connect(port, "127.0.0.1");
    to.pipe(from);
    let isHost = null;
    from.on("data", (data) => {
      isHost ??= data.toString("latin1").startsWith("GET /host");
      to.write(data);
      if (!isHost || UPLINK === 0) return;
      from.pause();
      setTimeout((data.length / UPLINK / 1024) * 1000).then(() => from.resume());
    });
    for (const [one, other] of [[from, to], [to, from]]) one.on("error", () => other.destroy()).on("close", () => other.destroy());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  context.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

/** Notes for each message when it came into the DOM; its text begins with when it was sent. */
function observe(page) {
  return page.evaluate(() => {
    window.seen = [];
    new MutationObserver((records) => {
      const came = performance.timeOrigin + performance.now();
      for (const { addedNodes } of records) {
        for (const item of addedNodes) {
          const sent = Number.parseFloat(item.querySelector?.(".message-text")?.textContent);
          if (sent) window.seen.push(came - sent);
        }
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
}

const shows = (page, text) => row(page, text).waitFor();

await bench(async () => {
  const fake = await startFakePlatforms(context);
  const application = await startApplication(context, { env: fake.env });
  await readBoth(application, fake);
  const service = await startSyncService(context);
  const origin = await slowWay(Number(new URL(service.origin).port));
  const link = (await service.link("Ada")).replace(service.origin, origin);
  await application.api("POST", "vault/keep", { how: "this_run" });
  const { state } = await application.api("PUT", "sync", { link });
  if (state !== "connected") throw new Error(`the service is ${state}`);
  const moderator = await application.api("POST", "moderators", { name: "Mo", rights: ["suggest"] });

  const say = (text) => fake.command("twitch/line", { line: privmsg(text, { "display-name": "Ada" }) });
  for (let number = 0; number < BEFORE; number += 1) await say(`${"many words before ".repeat(8)}${number}`);
  const browser = await startChromium(context);
  const open = async (name, url) => {
    const begun = now();
    const { page } = await openPage(browser, url);
    page.setDefaultTimeout(120_000);
    await shows(page, `before ${BEFORE - 1}`);
    return { name, page, there: now() - begun };
  };
  // Chat goes on while they come.
  const coming = new AbortController();
  const meanwhile = (async () => {
    for (let number = 0; !coming.signal.aborted; number += 1) {
      await say(`meanwhile ${number}`);
      await setTimeout(1000 / RATE);
    }
  })();
  const pages = [await open("on the same machine", moderator.url)];
  pages.push(...(await Promise.all(Array.from({ length: PAGES }, () => open("through the service", moderator.internet_url)))));
  coming.abort();
  await meanwhile;
  for (const { page } of pages) await observe(page);

  const before = await cpu(service.pid);
  const seconds = await paced(MESSAGES, RATE, (number) => say(`${now()} some words of ordinary length ${number}`));
  for (const each of pages) {
    await shows(each.page, `length ${MESSAGES - 1}`);
    each.seen = await each.page.evaluate(() => window.seen);
  }
  const used = (await cpu(service.pid)) - before;

  console.log(`${MESSAGES} messages at ${(MESSAGES / seconds).toFixed(0)}/s, ${UPLINK || "no"} KiB/s at most up`);
  const ms = (values, share) => quantile(values, share).toFixed(1);
  table([
    ["page", `there, with ${BEFORE} messages, ms`, "messages", "p50 ms", "p99 ms"],
    ...pages.map(({ name, there, seen }) => [name, there.toFixed(0), seen.length, ms(seen, 0.5), ms(seen, 0.99)]),
  ]);
  const each = (used / (MESSAGES * PAGES)) * 1e6;
  const { rss, pss } = await memory(service.pid);
  console.log(`the service: ${(used / seconds).toFixed(4)} of a core, ${each.toFixed(0)} µs for a message to a page, ${rss.toFixed(1)} MiB resident (${pss.toFixed(1)} its share)`);
});
