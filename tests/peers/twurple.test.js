// @twurple/chat, unchanged, reads from the Twitch stand-in. It has no setting for the port, so its
// WebSocket library is told where to connect.
import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { connect as open } from "node:net";
import test from "node:test";
import { ChatClient } from "@twurple/chat";
import { collect, startFakePlatforms } from "./fake-platforms.js";
import { expected, lines } from "./twitch-lines.js";

function connect(t, fake) {
  const { hostname, port } = new URL(fake.env.MULTICHAT_TWITCH_IRC_URL);
  const createConnection = () => open({ host: hostname, port: Number(port) });
  const client = new ChatClient({
    channels: ["somebody"],
    logger: { minLevel: "critical" },
    rejoinChannelsOnReconnect: true,
    ssl: false,
    connectionOptions: { wsOptions: { createConnection } },
  });
  t.after(() => client.quit());
  return client;
}

test("every message arrives once and in order, before and after RECONNECT", { timeout: 60_000 }, async (t) => {
  const fake = await startFakePlatforms(t);
  const client = connect(t, fake);
  const events = new EventEmitter();
  client.onMessage((_channel, _user, text, { id }) => events.emit("message", { id, text }));
  const messages = collect(events, "message", (message) => message);
  client.connect();
  await fake.command("twitch/joined", { channel: "somebody", count: 1 });
  const sent = [];
  const say = async (text) => {
    const { id } = await fake.command("twitch/say", { channel: "somebody", name: "Ada", text });
    sent.push({ id, text });
  };
  for (let number = 0; number < 100; number += 1) await say(`before ${number} Kappa 😀`);
  await messages.reaches(100);
  const connections = async () => (await fake.command("twitch/connections")).connections;
  const [{ id: first }] = await connections();
  await fake.command("twitch/reconnect");
  // The old connection counts as joined until it is closed.
  for (let now = await connections(); now[0]?.id === first; ) now = await connections();
  await fake.command("twitch/joined", { channel: "somebody", count: 1 });
  for (let number = 0; number < 100; number += 1) await say(`after ${number}`);
  await messages.reaches(sent.length);
  assert.deepEqual(messages.items, sent);
});

test("emotes, cheers, subscriptions, raids and every kind of removal are read", { timeout: 60_000 }, async (t) => {
  const fake = await startFakePlatforms(t);
  const client = connect(t, fake);
  const events = new EventEmitter();
  const seen = collect(events, "seen", (event) => event);
  const on = (subscribe, pick) => subscribe.call(client, (...values) => events.emit("seen", pick(...values)));
  on(client.onMessage, (_channel, _user, text, message) => {
    const by = message.userInfo.displayName;
    if (message.isCheer) return { text, by, bits: message.bits };
    return { text, by, id: message.id, emotes: Object.fromEntries(message.emoteOffsets) };
  });
  on(client.onSub, (_channel, _user, { displayName }) => ({ sub: displayName }));
  on(client.onResub, (_channel, _user, { displayName, message }) => ({ resub: displayName, text: message }));
  on(client.onSubGift, (_channel, _user, info) => ({ gift: info.gifterDisplayName, to: info.displayName }));
  on(client.onRaid, (_channel, _user, info) => ({ raid: info.displayName, viewers: info.viewerCount }));
  on(client.onMessageRemove, (_channel, removed) => ({ removed }));
  on(client.onTimeout, (_channel, timeout, seconds) => ({ timeout, seconds }));
  on(client.onBan, (_channel, ban) => ({ ban }));
  on(client.onChatClear, () => ({ cleared: true }));
  client.connect();
  await fake.command("twitch/joined", { channel: "somebody", count: 1 });
  for (const line of lines) await fake.command("twitch/line", { line });
  await seen.reaches(expected.length);
  assert.deepEqual(seen.items, expected);
});
