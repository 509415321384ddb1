// tmi.js, unchanged, reads from the Twitch stand-in.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import test from "node:test";
import tmi from "tmi.js";
import { collect, startFakePlatforms } from "./fake-platforms.js";

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
