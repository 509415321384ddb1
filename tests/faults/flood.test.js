// More than anybody can read, and lines that are no lines.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { it } from "node:test";
import { history, until } from "./feed.js";
import { numbers, privmsg } from "./numbers.js";
import { CHANNEL, startScene } from "./scene.js";

const BURST = 10_000;
const FRAME = 50;
/** What memory may grow by in bytes: the hub's and the channels' bounds are full after it. */
const GROWTH = 32 << 20;

/** The memory that the application holds, in bytes. */
async function memory({ pid }) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return 1024 * Number(/VmRSS:\s+(\d+) kB/.exec(status)[1]);
}

it("F25: a burst and giant lines are borne in bounded memory", { timeout: 120_000 }, async (t) => {
  const { fake, application, feed, twitch } = await startScene(t, { platforms: ["twitch"] });
  const before = await memory(application);
  let most = before;
  const chat = numbers("burst", () => true);
  for (let first = 0; first < BURST; first += FRAME) {
    const lines = [];
    for (let number = first; number < first + FRAME; number += 1) {
      await chat.say();
      lines.push(privmsg(CHANNEL, chat.last(), { user: `viewer${number % 97}` }));
    }
    await fake.command("twitch/lines", { lines });
    if (first % 1000 === 0) most = Math.max(most, await memory(application));
  }
  await feed.shows(chat.last());
  const account = chat.account(feed.added);
  assert.deepEqual({ doubled: account.doubled, swapped: account.swapped }, { doubled: 0, swapped: 0 });
  await until("each is counted", () => feed.source(twitch).counts.messages === BURST);
  const health = await application.api("GET", "health");
  const stored = (await history(application, { q: "burst " })).map(({ text }) => text);
  assert.equal(stored.length + health.counters.history_lost, BURST, "each is stored, or said not to be");
  assert.deepEqual(stored, stored.toSorted((a, b) => a.split(" ")[1] - b.split(" ")[1]), "in order");

  const joins = async () => (await fake.stats()).twitch.joins[`#${CHANNEL}`];
  for (const raw of [
    privmsg(CHANNEL, "x".repeat(64 << 10)),
    "x".repeat(512 << 10),
    `@${"a=b;".repeat(100_000)} :tmi.twitch.tv NOTHING`,
    "\r\n".repeat(200_000),
  ]) {
    await fake.command("twitch/raw", { text: raw });
    await feed.shows(await sayPlain(fake, chat));
    most = Math.max(most, await memory(application));
  }
  assert.equal(await joins(), 1, "all of it over the first connection");

  // A line that never ends, in as many frames as it likes: nobody honest sends it.
  const endless = Array.from({ length: 24 }, () => "x".repeat(64 << 10));
  await fake.command("twitch/fragments", { parts: endless });
  await until("the connection was given up, and another one made", async () => (await joins()) > 1);
  await feed.is(twitch, "live");
  await feed.shows(await sayPlain(fake, chat));
  most = Math.max(most, await memory(application));
  t.diagnostic(`memory: ${before >> 20} MiB before, ${most >> 20} MiB at most, ${(await memory(application)) >> 20} MiB after`);
  assert.ok(most - before < GROWTH, `it grew by ${(most - before) >> 20} MiB`);
});

/** Says the next number, alone in its frame, and gives its text. */
async function sayPlain(fake, chat) {
  await chat.say();
  await fake.command("twitch/line", { line: privmsg(CHANNEL, chat.last()) });
  return chat.last();
}
