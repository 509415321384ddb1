// Recorded Twitch chat, fast, over connections that break, through the application to the overlay:
// is every message that the server sent to somebody, and that was not removed, shown exactly once
// and in order, is none that was removed left, and is the rest in gaps that the history marks?
//
//   cargo build --release -p app -p fake-platforms
//   MULTICHAT_BIN=target/release/multichat-headless \
//   FAKE_PLATFORMS_BIN=target/release/fake-platforms node tests/bench/exactly-once.js \
//     [--lines FILE] [--count 5000] [--rate 500] [--drops 10] [--reconnects 10]
//
// FILE holds lines of Twitch IRC of one channel. It is repeated, with new ids, until there are as
// many as wanted. Without it the 300 lines of the tests are used.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import WebSocket from "ws";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "../browser/application.js";
import { openOverlay, shows, startChromium } from "../browser/chromium.js";
import { gaps, until } from "../faults/feed.js";
import { bench, context, option, paced, table } from "./bench.js";

const FILE = option("lines", fileURLToPath(new URL("../fixtures/twitch/busy.txt", import.meta.url)));
const COUNT = Number(option("count", 5000));
const RATE = Number(option("rate", 500));
const DROPS = Number(option("drops", 10));
const RECONNECTS = Number(option("reconnects", 10));
/** How long Twitch leaves the old connection open after RECONNECT, in milliseconds. */
const GRACE = 1000;

/** As many lines as wanted, no id in them twice, and their times in their order. */
async function recorded() {
  const lines = (await readFile(FILE, "utf8")).split("\n").filter((line) => line.startsWith("@"));
  const start = Date.now() - COUNT;
  const fresh = (line, round, at) =>
    line
      .replace(/([@;](?:target-msg-)?id=)[^; ]*/g, `$&-${round}`)
      .replace(/([@;]tmi-sent-ts=)[^; ]*/, `$1${start + at}`);
  return Array.from({ length: COUNT }, (_, at) =>
    fresh(lines[at % lines.length], Math.floor(at / lines.length), at),
  );
}

/** What the lines say must be shown: the messages in their order, each with whether it is removed. */
function expected(lines) {
  const messages = [];
  for (const line of lines) {
    const tag = (name) => new RegExp(`[@;]${name}=([^; ]*)`).exec(line)?.[1];
    const [, command, text = ""] = / (PRIVMSG|USERNOTICE|CLEARCHAT|CLEARMSG) #\S+(?: :(.*))?$/s.exec(line.trimEnd()) ?? [];
    if (command === "CLEARCHAT") {
      const user = tag("target-user-id");
      for (const message of messages) if (!user || message.user === user) message.removed = true;
    } else if (command === "CLEARMSG") {
      for (const message of messages) if (message.id === tag("target-msg-id")) message.removed = true;
    } else if (command) {
      const said = text.replace(/^\u0001ACTION |\u0001$/g, "").trim();
      messages.push({ id: tag("id"), user: tag("user-id"), text: said, removed: false });
    }
  }
  return messages;
}

/** Before which lines what happens to the connection, evenly spread and in turn. */
function incidents() {
  const kinds = Array.from({ length: Math.max(DROPS, RECONNECTS) }, (_, round) => [
    ...(round < RECONNECTS ? ["reconnect"] : []),
    ...(round < DROPS ? ["drop"] : []),
  ]).flat();
  const apart = COUNT / (kinds.length + 1);
  return new Map(kinds.map((kind, at) => [Math.floor(apart * (at + 1)), kind]));
}

/** Everything that the overlay's socket is sent. */
function listen(address) {
  const added = [];
  const removed = new Set();
  let snapshots = 0;
  const socket = new WebSocket(address);
  context.after(() => socket.close());
  const ready = new Promise((resolve) => {
    socket.on("message", (data) => {
      const frame = JSON.parse(data);
      if (frame.type === "snapshot") snapshots += 1;
      for (const { add, remove } of frame.changes ?? []) {
        if (add) added.push(add);
        for (const id of remove?.ids ?? []) removed.add(id);
      }
      resolve();
    });
  });
  return { added, removed, ready, snapshots: () => snapshots };
}

/** Notes each message that comes into the page's list, and which came to stand after it. */
function observe(page) {
  return page.evaluate(() => {
    window.seen = [];
    new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const item of addedNodes) {
          window.seen.push([item.dataset.id, item.nextElementSibling?.dataset.id ?? null]);
        }
      }
    }).observe(document.querySelector("ol.messages"), { childList: true });
  });
}

await bench(async () => {
  const lines = await recorded();
  const channel = / PRIVMSG #(\S+)/.exec(lines.join("\n"))[1];

  const fake = await startFakePlatforms(context);
  const application = await startApplication(context, { env: fake.env });
  await application.api("POST", "sources", { platform: "twitch", channel });
  await fake.command("twitch/joined", { channel, count: 1 });
  const browser = await startChromium(context);
  const { page } = await openOverlay(browser, application.overlayUrl);
  await observe(page);
  const client = listen(application.overlayUrl.replace("http", "ws").replace("/overlay/", "/ws/"));
  await client.ready;

  const planned = incidents();
  const happened = { reconnect: 0, drop: 0 };
  const sentAt = [];
  const delivered = [];
  const lostTo = { reconnect: 0, drop: 0 };
  let latest;
  const isChat = (line) => / (PRIVMSG|USERNOTICE) /.test(line);
  const seconds = await paced(lines.length, RATE, async (number) => {
    const incident = planned.get(number);
    if (incident) {
      await fake.command("twitch/joined", { channel, count: 1 });
      happened[incident] += 1;
      latest = incident;
    }
    if (incident === "reconnect") await fake.command("twitch/reconnect", { grace_ms: GRACE });
    if (incident === "drop") {
      // A reset takes with it what was on its way: nobody can say of it that it was sent.
      const chat = delivered.filter((line) => isChat(lines[line])).length;
      await until("what was sent has arrived", () => client.added.length >= chat);
      await fake.command("twitch/drop");
      await until("the connection is gone", async () => (await fake.stats()).twitch.open === 0);
    }
    sentAt[number] = Date.now();
    const { reached } = await fake.command("twitch/line", { line: lines[number] });
    if (reached > 0) delivered.push(number);
    else lostTo[latest] += 1;
  });
  await fake.command("twitch/joined", { channel, count: 1 });
  await fake.command("twitch/say", { channel, name: "Last", text: `the last ${COUNT}` });
  await shows(page, `the last ${COUNT}`);
  const end = await page.$$eval("li.message", (items) => items.map((item) => item.dataset.id));

  const wanted = expected(delivered.map((number) => lines[number]));
  const reached = new Set(delivered);
  const missed = lines.flatMap((_, number) => (reached.has(number) ? [] : [number]));
  const marked = await gaps(application);
  const unmarked = missed.filter(
    (number) => !marked.some(({ from, until }) => sentAt[number] >= from && sentAt[number] <= until),
  );

  // The socket tells which of our ids is which line.
  const sent = client.added.filter(({ text }) => text !== `the last ${COUNT}`);
  const place = new Map(sent.map(({ id }, at) => [id, at]));
  const seen = (await page.evaluate(() => window.seen)).filter(([id]) => place.has(id));
  const textOf = (message) => message?.text.trim() ?? null;
  const inOrder = wanted.every((message, at) => textOf(sent[at]) === message.text);
  const survivors = sent.filter((_, at) => !wanted[at]?.removed).map(({ id }) => id);
  const times = new Map();
  for (const [id] of seen) times.set(id, (times.get(id) ?? 0) + 1);
  const swapped = seen.filter(([id, next]) => next !== null && place.get(id) > place.get(next));
  const left = end.filter((id) => client.removed.has(id));
  const wrongly = survivors.filter((id) => client.removed.has(id));

  const checks = [
    ["RECONNECTs, drops", `${happened.reconnect}, ${happened.drop}`],
    ["lines written while nobody was connected, after a drop", lostTo.drop],
    ["gaps marked", `${marked.length}`],
    ["messages sent to somebody", wanted.length],
    ["of them removed again", wanted.filter(({ removed }) => removed).length],
    ["lines a second", (lines.length / seconds).toFixed(0)],
    ["lines written while nobody was connected, after a RECONNECT", lostTo.reconnect],
    ["written while nobody was connected, and in no marked gap", unmarked.length],
    ["on the socket: lost", wanted.length - place.size],
    ["on the socket: twice", sent.length - place.size],
    ["on the socket: in order, letter for letter", inOrder ? "yes" : "no"],
    ["on the socket: snapshots after the first", client.snapshots() - 1],
    ["on the socket: wrongly removed", wrongly.length],
    ["in the overlay: not removed, and never shown", survivors.filter((id) => !times.has(id)).length],
    ["in the overlay: shown twice", [...times.values()].filter((count) => count > 1).length],
    ["in the overlay: out of order", swapped.length],
    ["in the overlay: removed, and still there", left.length],
  ];
  table([["exactly once", "count"], ...checks]);
  if (!inOrder || checks.slice(6).some(([, count]) => typeof count === "number" && count !== 0)) {
    process.exitCode = 1;
  }
});
