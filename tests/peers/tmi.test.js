// tmi.js, unchanged, reads from the Twitch stand-in.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import test from "node:test";
import tmi from "tmi.js";
import { collect, startFakePlatforms } from "./fake-platforms.js";
import { expected, lines } from "./twitch-lines.js";

const BUSY = fileURLToPath(new URL("../fixtures/twitch/busy.txt", import.meta.url));

function connect(t, fake, channel) {
  const address = new URL(fake.env.MULTICHAT_TWITCH_IRC_URL);
  const client = new tmi.Client({
    connection: {
      server: address.hostname,
      port: Number(address.port),
      secure: false,
      reconnect: true,
      reconnectInterval: 1000,
    },
    channels: [channel],
  });
  t.after(() => client.disconnect().catch(() => {}));
  return client;
}

test("every message arrives once and in order, before and after RECONNECT", { timeout: 60_000 }, async (t) => {
  const fake = await startFakePlatforms(t);
  const client = connect(t, fake, "somebody");
  const messages = collect(client, "message", (_channel, tags, text) => ({
    id: tags.id,
    name: tags["display-name"],
    text,
  }));
  const joins = collect(client, "join", (channel) => channel);
  await client.connect();
  await joins.reaches(1);

  const sent = [];
  const say = async (text) => {
    const { id } = await fake.command("twitch/say", { channel: "somebody", name: "Ada", text });
    sent.push({ id, name: "Ada", text });
  };
  for (let number = 0; number < 100; number += 1) await say(`before ${number} Kappa 😀`);

  await fake.command("twitch/reconnect");
  await joins.reaches(2);
  for (let number = 0; number < 100; number += 1) await say(`after ${number}`);

  await messages.reaches(sent.length);
  assert.deepEqual(messages.items, sent);
});

test("recorded chat is replayed in a loop, whole and in order", { timeout: 60_000 }, async (t) => {
  const recorded = (await readFile(BUSY, "utf8"))
    .split("\n")
    .filter((line) => line.includes(" PRIVMSG "))
    .map((line) => line.trimEnd().split(/ PRIVMSG #\S+ :/)[1]);
  const fake = await startFakePlatforms(t, "--lines", BUSY, "--rate", "500");
  assert.deepEqual(fake.twitch, ["xqcow"]);
  const client = connect(t, fake, "xqcow");
  const seen = collect(client, "message", (_channel, tags, text) => ({ id: tags.id, text }));
  await client.connect();
  await seen.reaches(3 * recorded.length);

  const plain = (text) => text.replace(/^\u0001ACTION |\u0001$/g, "").trim();
  const first = plain(seen.items[0].text);
  const length = recorded.length;
  const starts = recorded.flatMap((text, index) => (plain(text) === first ? [index] : []));
  const follows = (start) =>
    seen.items.every(({ text }, index) => plain(text) === plain(recorded[(start + index) % length]));
  assert.ok(starts.some(follows), "the order of the recording, from wherever we came in");
  assert.equal(new Set(seen.items.map(({ id }) => id)).size, seen.items.length, "no id comes twice");
});

test("emotes, cheers, subscriptions, raids and every kind of removal are read", { timeout: 60_000 }, async (t) => {
  const fake = await startFakePlatforms(t);
  const client = connect(t, fake, "somebody");
  const seen = collect(client, "seen", (event) => event);
  const on = (name, pick) => client.on(name, (...values) => client.emit("seen", pick(...values)));
  on("chat", (_channel, { "display-name": by, id, emotes }, text) => ({ text, by, id, emotes }));
  on("cheer", (_channel, { "display-name": by, bits }, text) => ({ text, by, bits: Number(bits) }));
  on("subscription", (_channel, name) => ({ sub: name }));
  on("resub", (_channel, name, _months, text) => ({ resub: name, text }));
  on("subgift", (_channel, name, _streak, recipient) => ({ gift: name, to: recipient }));
  on("raided", (_channel, name, viewers) => ({ raid: name, viewers }));
  on("messagedeleted", (_channel, _name, _text, { "target-msg-id": id }) => ({ removed: id }));
  on("timeout", (_channel, name, _reason, seconds) => ({ timeout: name, seconds }));
  on("ban", (_channel, name) => ({ ban: name }));
  on("clearchat", () => ({ cleared: true }));
  await client.connect();
  await fake.command("twitch/joined", { channel: "somebody", count: 1 });
  for (const line of lines) await fake.command("twitch/line", { line });
  await seen.reaches(expected.length);
  assert.deepEqual(seen.items, expected);
});
