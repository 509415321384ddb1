// youtube-chat, unchanged but for the host its axios asks, reads from the YouTube stand-in.
import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import test from "node:test";
import { LiveChat } from "youtube-chat";
import { collect, startFakePlatforms } from "./fake-platforms.js";
import { member, send } from "./youtube-items.js";

// The very module that youtube-chat loads: its CommonJS build, from where it looks for it.
const axios = createRequire(createRequire(import.meta.url).resolve("youtube-chat"))("axios");
const ACTIONS = fileURLToPath(new URL("../fixtures/youtube/actions", import.meta.url));
const CHANNEL = "UCAoy6rzhSf4ydcYjJw3WoVg";
const VIDEO = "c2lb7tb1SEA";

function rewriteHost(t, fake) {
  const interceptor = axios.interceptors.request.use((request) => {
    request.url = request.url.replace("https://www.youtube.com", fake.env.MULTICHAT_YOUTUBE_URL);
    return request;
  });
  t.after(() => axios.interceptors.request.eject(interceptor));
}

function open(t, id) {
  const chat = new LiveChat(id, 100);
  t.after(() => chat.stop());
  chat.on("error", (error) => assert.fail(error));
  const text = (item) => item.message.map((part) => part.text ?? part.emojiText).join("");
  // It does not wait for one poll before it starts the next, so a slow answer comes twice.
  const unique = new EventEmitter();
  const seen = new Set();
  chat.on("chat", (item) => {
    if (!seen.has(item.id)) unique.emit("chat", item);
    seen.add(item.id);
  });
  const messages = collect(unique, "chat", (item) => ({
    id: item.id,
    name: item.author.name,
    text: text(item),
    owner: item.isOwner,
  }));
  return { chat, messages };
}

for (const [name, id] of [
  ["handle", { handle: "@iofi" }],
  ["channel", { channelId: CHANNEL }],
  ["video", { liveId: VIDEO }],
]) {
  test(`every message arrives, found by ${name}`, { timeout: 60_000 }, async (t) => {
    const fake = await startFakePlatforms(t);
    rewriteHost(t, fake);
    await fake.command("youtube/stream", { video: VIDEO, channel: CHANNEL, handles: ["@iofi"] });
    const { chat, messages } = open(t, id);
    assert.ok(await chat.start());
    assert.equal(chat.liveId, VIDEO);
    // The first answer holds the last messages only.
    await fake.command("youtube/polled", { video: VIDEO, count: 1 });
    const sent = [];
    for (let number = 0; number < 100; number += 1) {
      const author = { name: `@viewer${number}`, owner: number === 0 };
      const text = `message ${number} 😀`;
      const answer = await fake.command("youtube/chat", { video: VIDEO, author, text });
      sent.push({ id: answer.id, name: author.name, text, owner: author.owner });
    }
    await messages.reaches(sent.length);
    assert.deepEqual(messages.items, sent);
  });
}

// It knows no removals: they must not disturb it.
test("emoji, paid items and members are read, and removals are passed over", { timeout: 60_000 }, async (t) => {
  const fake = await startFakePlatforms(t);
  rewriteHost(t, fake);
  await fake.command("youtube/stream", { video: VIDEO, channel: CHANNEL, handles: ["@iofi"] });
  const { chat, messages } = open(t, { liveId: VIDEO });
  const superchats = new Map();
  chat.on("chat", (item) => superchats.set(item.id, [item.superchat?.amount, item.isMembership]));
  assert.ok(await chat.start());
  await fake.command("youtube/polled", { video: VIDEO, count: 1 });
  await send(fake, VIDEO);
  const author = { name: "@last" };
  await fake.command("youtube/chat", { video: VIDEO, author, text: "still here" });
  await messages.reaches(5);
  const { name } = member;
  assert.deepEqual(messages.items.slice(0, 4), [
    { id: "text-1", name, text: "hi 😳:_wave:", owner: false },
    { id: "paid-1", name, text: "great stream", owner: false },
    { id: "sticker-1", name, text: "", owner: false },
    { id: "member-1", name, text: "Welcome to the club!", owner: false },
  ]);
  assert.equal(messages.items[4].text, "still here");
  assert.deepEqual([...superchats.values()], [
    [undefined, true],
    ["$10.00", true],
    ["€2.00", true],
    [undefined, true],
    [undefined, false],
  ]);
});

test("recorded actions are replayed in a loop", { timeout: 60_000 }, async (t) => {
  const fake = await startFakePlatforms(t, "--actions", ACTIONS, "--rate", "200");
  rewriteHost(t, fake);
  const { chat, messages } = open(t, { handle: fake.youtube[0] });
  assert.ok(await chat.start());
  await messages.reaches(100);
  assert.ok(messages.items.some(({ text }) => text.length > 0), "texts among them");
});

test("a stream that ended is not found", { timeout: 60_000 }, async (t) => {
  const fake = await startFakePlatforms(t);
  rewriteHost(t, fake);
  await fake.command("youtube/stream", { video: VIDEO, channel: CHANNEL, handles: ["@iofi"] });
  await fake.command("youtube/end", { video: VIDEO });
  const chat = new LiveChat({ handle: "@iofi" }, 100);
  let reason;
  chat.on("error", (error) => (reason = error.message));
  assert.equal(await chat.start(), false);
  assert.match(reason, /not found/i);
});
