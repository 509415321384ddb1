// From a platform's deletion until the pixels are gone: messages are deleted one by one, and their
// authors' all at once, on both platforms, while chat goes on.
//
//   cargo build --release -p app -p fake-platforms
//   MULTICHAT_BIN=target/release/multichat-headless \
//   FAKE_PLATFORMS_BIN=target/release/fake-platforms node tests/bench/deletion.js \
//     [--count 300] [--rate 20,500] [--apart 250] [--engine debian] [--theme dark-purple]
//
// `count` deletions of each kind, one every `apart` milliseconds, while the chat of Twitch has so
// many messages a second. "Gone" is when the page's main thread is done with the frame that lacks
// the message. Twitch's time begins with the sending. YouTube is asked once a second: its time
// begins when the answer with the deletion is handed out, and "end to end" when YouTube could first
// have told it. At 500 a second a message leaves the screen by itself before YouTube can be asked
// again: those are counted, and what is left is the time until a client is told, by its own socket.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, request as ask } from "node:http";
import WebSocket from "ws";
import { startApplication } from "../browser/application.js";
import { VIDEO, addChatItem, clearchat, clearmsg, privmsg, readBoth } from "../browser/chat.js";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { until } from "../faults/feed.js";
import { NAMES, start } from "./engine.js";
import { USUAL, furnish, ordinary, pour } from "./room.js";
import { dressed, open, summary } from "./watch.js";
import { bench, context, now, option, quantile, table } from "./bench.js";

const COUNT = Number(option("count", 300));
const RATES = option("rate", "20,500").split(",").map(Number);
const APART = Number(option("apart", 250));
const THEME = option("theme", "dark-purple");
/** From a message's coming until it is deleted: by then it has been painted. */
const SEEN = 50;

const user = (number) => String(5_000_000 + number);
const channel = (number) => `UC${String(number).padStart(22, "d")}`;

/** Each way in which a message is deleted: how it is written, what takes it away, and what an answer
 * of YouTube's that does so has in it. */
const KINDS = [
  {
    name: "Twitch, one message (CLEARMSG)",
    write: (fake, text, id) => fake.command("twitch/line", { line: privmsg(text, { id }) }),
    remove: (fake, id) => fake.command("twitch/line", { line: clearmsg(id) }),
  },
  {
    name: "Twitch, all of a user's (CLEARCHAT)",
    write: (fake, text, id, number) =>
      fake.command("twitch/line", { line: privmsg(text, { id, "user-id": user(number) }) }),
    remove: (fake, _id, number) => fake.command("twitch/line", { line: clearchat({ userId: user(number) }) }),
  },
  {
    name: "YouTube, one message",
    write: (fake, text, id) => fake.command("youtube/action", { video: VIDEO, action: addChatItem(text, { id }) }),
    remove: (fake, item) => fake.command("youtube/remove", { video: VIDEO, item }),
    handed: (id) => `"targetItemId":"${id}"`,
  },
  {
    name: "YouTube, all of an author's",
    write: (fake, text, id, number) => {
      const renderer = { authorExternalChannelId: channel(number) };
      return fake.command("youtube/action", { video: VIDEO, action: addChatItem(text, { id, renderer }) });
    },
    remove: (fake, _id, number) => fake.command("youtube/remove_author", { video: VIDEO, channel: channel(number) }),
    handed: (_id, number) => `"externalChannelId":"${channel(number)}"`,
  },
];

/** Stands before the stand-in of YouTube, and knows when it handed out what. */
async function startWindow(address) {
  const waiting = new Map();
  const server = createServer((incoming, outgoing) => {
    const { "accept-encoding": _packed, host: _host, ...headers } = incoming.headers;
    const onward = ask(new URL(incoming.url, address), { method: incoming.method, headers }, async (answer) => {
      const chunks = [];
      for await (const chunk of answer) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      const text = body.toString();
      outgoing.writeHead(answer.statusCode, answer.headers);
      for (const [mark, note] of waiting) {
        if (!text.includes(mark)) continue;
        waiting.delete(mark);
        note(now());
      }
      outgoing.end(body);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Calls `note` with the time at which an answer that has this in it is handed out. */
    onHanding: (mark, note) => waiting.set(mark, note),
  };
}

/** A client of the overlay: when each text came, and when it was told to take it away again. */
async function listen(overlayUrl) {
  const ids = new Map();
  const came = new Map();
  const told = new Map();
  const socket = new WebSocket(overlayUrl.replace("http", "ws").replace("/overlay/", "/ws/"));
  context.after(() => socket.terminate());
  socket.on("message", (data) => {
    const text = data.toString();
    // Nothing but targets and removals is looked at: the rest is only the noise.
    if (!text.includes("target ") && !text.includes('"remove"')) return;
    for (const { add, remove } of JSON.parse(text).changes ?? []) {
      if (add?.text.startsWith("target ")) {
        ids.set(add.id, add.text);
        came.get(add.text)?.(now());
      }
      for (const id of remove?.ids ?? []) if (ids.has(id)) told.set(ids.get(id), now());
    }
  });
  await once(socket, "message");
  return { told, comes: (text) => new Promise((resolve) => came.set(text, resolve)) };
}

/** Milliseconds as a cell. */
const ms = (values, share) => (values.length > 0 ? quantile(values, share).toFixed(1) : "-");

async function measure(browser, rate) {
  const fake = await startFakePlatforms(context);
  await furnish(fake, USUAL);
  const youtube = await startWindow(fake.env.MULTICHAT_YOUTUBE_URL);
  const application = await startApplication(context, { env: { ...fake.env, MULTICHAT_YOUTUBE_URL: youtube.url } });
  await readBoth(application, fake);
  const [{ id }] = await application.api("GET", "overlays");
  await application.api("PATCH", `overlays/${id}`, { theme: THEME });
  const client = await listen(application.overlayUrl);
  const { page, close } = await open(browser, application.overlayUrl);
  await dressed(page, THEME);
  await page.evaluate(() => window.watch.start("ol.messages"));

  let over = false;
  const noise = (async () => {
    for (let from = 0; !over; from += rate) await pour(fake, { rate, seconds: 1, from }, ordinary);
  })();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  await page.evaluate(() => window.watch.begin());

  const targets = [];
  /** Writes a message, waits until it is there, and deletes it. */
  async function round(kind, number) {
    const id = randomUUID();
    const text = `target ${KINDS.indexOf(kind)} ${number}`;
    const target = { kind, text };
    targets.push(target);
    const comes = client.comes(text);
    await kind.write(fake, text, id, number);
    await comes;
    await new Promise((resolve) => setTimeout(resolve, SEEN));
    const handed = kind.handed && new Promise((resolve) => youtube.onHanding(kind.handed(id, number), resolve));
    target.asked = now();
    await kind.remove(fake, id, number);
    target.sent = handed ? await handed : target.asked;
    await until(`${text} is taken away`, () => client.told.has(text));
  }
  const rounds = [];
  for (let number = 0; number < COUNT; number += 1) {
    const due = new Promise((resolve) => setTimeout(resolve, APART));
    rounds.push(...KINDS.map((kind) => round(kind, number)));
    await due;
  }
  await Promise.all(rounds);
  over = true;
  await noise;
  const frames = summary(await page.evaluate(() => window.watch.frames()));
  const gone = new Map((await page.evaluate(() => window.watch.gone())).map(({ text, painted }) => [text, painted]));
  const left = await page.$$eval(".text", (texts) => texts.filter((text) => text.textContent.startsWith("target ")).length);
  await close();
  await application.kill("SIGTERM");

  const rows = KINDS.map((kind) => {
    const all = targets.filter((target) => target.kind === kind);
    const shown = all.filter(({ text }) => gone.has(text));
    const times = shown.map(({ text, sent }) => gone.get(text) - sent);
    const whole = shown.map(({ text, asked }) => gone.get(text) - asked);
    const told = all.map(({ text, sent }) => client.told.get(text) - sent);
    return [
      kind.name,
      rate,
      all.length,
      shown.length,
      ms(times, 0.5),
      ms(times, 0.99),
      ms(times, 1),
      kind.handed ? `${ms(whole, 0.5)}, ${ms(whole, 0.99)}` : "-",
      `${ms(told, 0.5)}, ${ms(told, 0.99)}`,
    ];
  });
  return { rows, frames, left };
}

await bench(async () => {
  for (const name of NAMES) {
    const { browser, what } = await start(context, name);
    console.log(`\n${what}; theme ${THEME}\n`);
    const rows = [];
    for (const rate of RATES) {
      const { frames, left, ...measured } = await measure(browser, rate);
      rows.push(...measured.rows);
      const rated = `${frames.fps.toFixed(1)} frames a second, the longest ${frames.longest.toFixed(0)} ms`;
      console.log(`at ${rate} a second: ${rated}; deleted and still on the page at the end: ${left}`);
    }
    await browser.close();
    console.log();
    table([
      [
        "deleted", "chat a second", "deletions", "on screen then", "sent to gone, p50 ms", "p99 ms", "most ms",
        "end to end, p50 ms, p99 ms", "a client told, p50 ms, p99 ms",
      ],
      ...rows,
    ]);
  }
});
