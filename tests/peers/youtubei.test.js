// youtubei.js, unchanged, reads from the YouTube stand-in: its `fetch` asks another host.
import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import test from "node:test";
import { Innertube, Log } from "youtubei.js";
import { collect, startFakePlatforms } from "./fake-platforms.js";
import { member, send } from "./youtube-items.js";

const CHANNEL = "UCAoy6rzhSf4ydcYjJw3WoVg";
const VIDEO = "c2lb7tb1SEA";

// It warns about every part of a page that it does not find.
Log.setLevel(Log.Level.NONE);

/** Its live chat, with what it emits in the order in which the stand-in was told to say it. */
async function open(t, fake) {
  const rewrite = (input, init) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(fake.env.MULTICHAT_YOUTUBE_URL + pathname + search, request));
  };
  const client = await Innertube.create({
    fetch: rewrite,
    retrieve_player: false,
    generate_session_locally: true,
  });
  const chat = (await client.getInfo(VIDEO)).getLiveChat();
  t.after(() => {
    chat.off("error", assert.fail);
    chat.stop();
  });
  chat.on("error", assert.fail);
  return chat;
}

/** An action as plain data. */
function plain(action) {
  const { item } = action;
  switch (item?.type ?? action.type) {
    case "LiveChatTextMessage":
      return { id: item.id, by: item.author.name, text: item.message.toString() };
    case "LiveChatPaidMessage":
      return { id: item.id, by: item.author.name, paid: item.purchase_amount };
    case "LiveChatPaidSticker":
      return { id: item.id, sticker: item.purchase_amount };
    case "LiveChatMembershipItem":
      return { id: item.id, member: item.header_subtext.toString() };
    case "RemoveChatItemAction":
      return { removed: action.target_item_id };
    case "RemoveChatItemByAuthorAction":
      return { removed_by: action.external_channel_id };
    default:
      return { unknown: action.type };
  }
}

test("texts, emoji, paid items, members and both kinds of removal are read", { timeout: 60_000 }, async (t) => {
  const fake = await startFakePlatforms(t);
  await fake.command("youtube/stream", { video: VIDEO, channel: CHANNEL, handles: ["@iofi"] });
  const author = { name: "@early" };
  const { id: early } = await fake.command("youtube/chat", { video: VIDEO, author, text: "before" });
  const chat = await open(t, fake);
  const seen = collect(chat, "chat-update", plain);
  const started = new Promise((resolve) => chat.once("start", resolve));
  chat.start();
  const { actions } = await started;
  assert.deepEqual([...actions].map(plain), [{ id: early, by: "@early", text: "before" }]);
  await send(fake, VIDEO);
  await seen.reaches(6);
  assert.deepEqual(seen.items, [
    { id: "text-1", by: member.name, text: `hi 😳${CHANNEL}/wave` },
    { id: "paid-1", by: member.name, paid: "$10.00" },
    { id: "sticker-1", sticker: "€2.00" },
    { id: "member-1", member: "Welcome to the club!" },
    { removed: "text-1" },
    { removed_by: member.channel },
  ]);
});

test("it reads all of the chat if asked to, and learns that the stream ended", { timeout: 60_000 }, async (t) => {
  const fake = await startFakePlatforms(t);
  await fake.command("youtube/stream", { video: VIDEO, channel: CHANNEL, handles: ["@iofi"] });
  await fake.command("youtube/spam", { video: VIDEO, name: "@bot", text: "buy now" });
  const chat = await open(t, fake);
  const events = new EventEmitter();
  const starts = collect(events, "start", ({ actions }) => [...actions].map((action) => plain(action).text));
  chat.on("start", (contents) => {
    // Before its next poll, which then starts anew.
    chat.applyFilter("LIVE_CHAT");
    events.emit("start", contents);
  });
  chat.start();
  await starts.reaches(2);
  assert.deepEqual(starts.items, [[], ["buy now"]], "Top chat leaves it out");
  const ended = new Promise((resolve) => chat.once("end", resolve));
  chat.off("error", assert.fail);
  await fake.command("youtube/end", { video: VIDEO });
  await ended;
  assert.equal(chat.running, false);
});
