// pytchat (Python), unchanged but for the host its HTTP client asks, reads from the YouTube
// stand-in. It makes its first token itself, knows no removals, and polls as often as it is called.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import { createInterface } from "node:readline";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { collect, startFakePlatforms } from "./fake-platforms.js";
import { python } from "./python.js";
import { member, send } from "./youtube-items.js";

const READER = fileURLToPath(new URL("pytchat_reader.py", import.meta.url));
const CHANNEL = "UCAoy6rzhSf4ydcYjJw3WoVg";
const VIDEO = "c2lb7tb1SEA";

test("texts, emoji, paid items and members are read until the end", { timeout: 300_000 }, async (t) => {
  const interpreter = await python();
  const fake = await startFakePlatforms(t);
  await fake.command("youtube/stream", { video: VIDEO, channel: CHANNEL, handles: ["@iofi"] });
  const reader = spawn(interpreter, [READER, fake.env.MULTICHAT_YOUTUBE_URL, VIDEO], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  t.after(() => reader.kill());
  const events = new EventEmitter();
  const seen = collect(events, "item", (item) => item);
  createInterface({ input: reader.stdout }).on("line", (line) => events.emit("item", JSON.parse(line)));
  await fake.command("youtube/polled", { video: VIDEO, count: 1 });

  await send(fake, VIDEO);
  const by = member.name;
  const expected = [
    { id: "text-1", kind: "textMessage", by, text: "hi :flushed_face::_wave:", amount: "" },
    { id: "paid-1", kind: "superChat", by, text: "great stream", amount: "$10.00" },
    { id: "sticker-1", kind: "superSticker", by, text: "", amount: "€2.00" },
    { id: "member-1", kind: "newSponsor", by, text: "Welcome to the club!", amount: "" },
  ].map((item) => ({ ...item, member: true, owner: false }));
  for (let number = 0; number < 100; number += 1) {
    const author = { name: `@viewer${number}`, owner: number === 0 };
    const text = `message ${number} 😀`;
    const { id } = await fake.command("youtube/chat", { video: VIDEO, author, text });
    const item = { id, kind: "textMessage", by: author.name, text, amount: "" };
    expected.push({ ...item, member: false, owner: author.owner });
  }
  // Top chat leaves it out; this token asks for all of the chat.
  const { id } = await fake.command("youtube/spam", { video: VIDEO, name: "@bot", text: "buy now" });
  expected.push({ id, kind: "textMessage", by: "@bot", text: "buy now", amount: "", member: false, owner: false });
  await seen.reaches(expected.length);
  assert.deepEqual(seen.items, expected);

  await fake.command("youtube/end", { video: VIDEO });
  await seen.reaches(expected.length + 1);
  assert.deepEqual(seen.items.at(-1), { end: "NoContents" });
});
