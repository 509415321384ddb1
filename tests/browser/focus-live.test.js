// The focus overlay of the real application: what is picked is shown, as it was written, and what its
// platform takes away is gone.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { VIDEO, addChatItem, clearchat, clearmsg, privmsg, readBoth } from "./chat.js";
import { connected, messages, openPage, startChromium } from "./chromium.js";

const fake = await startFakePlatforms({ after });
const application = await startApplication({ after }, { env: fake.env });
await readBoth(application, fake);
const overlay = await application.api("POST", "overlays", { name: "Focus", kind: "focus" });
const browser = await startChromium({ after });
const opened = await openPage(browser, overlay.url, { width: 1280, height: 720 });
const { page } = opened;
await connected(page);

const shown = () => messages(page, "main.overlay > article.focus");
const shows = (text) =>
  page.waitForFunction((text) => (document.querySelector("article.focus .text")?.textContent ?? null) === text, text);

/** Writes a message, and gives the application's id of it. */
async function said(text, write = () => fake.command("twitch/line", { line: privmsg(text) })) {
  await write();
  for (;;) {
    const found = (await application.api("GET", "messages?limit=20")).find((message) => message.text === text);
    if (found) return found.id;
  }
}
const show = (message_id) => application.api("POST", "focus/show", { message_id });

test("a new focus overlay wears a theme for focus, and shows nothing", async () => {
  const themes = await application.api("GET", "themes");
  const worn = await page.$eval("main", ({ dataset }) => dataset.theme);
  assert.equal(themes.find(({ id }) => id === worn).kind, "focus");
  assert.equal(themes.find(({ id }) => id === "dark-purple").kind, "chat");
  assert.deepEqual(await shown(), []);
});

test("what is picked is shown letter for letter, one after the other", async () => {
  const texts = ["first  <b>one</b> 😀", "second one", "third one"];
  const ids = [];
  for (const text of texts) ids.push(await said(text));
  await show(ids[0]);
  await shows(texts[0]);
  await application.api("POST", "focus/queue", { message_ids: [ids[1], ids[2]] });
  for (const text of texts.slice(1)) {
    await application.api("POST", "focus/next");
    await shows(text);
    assert.equal((await shown()).length, 1);
  }
  await application.api("POST", "focus/clear");
  await shows(null);
});

const ways = [
  ["deleted on Twitch", (text, id) => fake.command("twitch/line", { line: privmsg(text, { id }) }), (id) => fake.command("twitch/line", { line: clearmsg(id) })],
  ["banned on Twitch", (text, id) => fake.command("twitch/line", { line: privmsg(text, { id, "user-id": "3001" }) }), () => fake.command("twitch/line", { line: clearchat({ userId: "3001" }) })],
  ["deleted on YouTube", (text, id) => fake.command("youtube/action", { video: VIDEO, action: addChatItem(text, { id }) }), (item) => fake.command("youtube/remove", { video: VIDEO, item })],
];
for (const [name, write, remove] of ways) {
  test(`${name}: it is gone, and does not come back after a reload`, async () => {
    const [text, id] = [`will be ${name}`, randomUUID()];
    await show(await said(text, () => write(text, id)));
    await shows(text);
    await remove(id);
    await shows(null);
    await page.reload();
    await connected(page);
    await shows(null);
  });
}

test("the application is killed and starts again: the message stands, and is not drawn anew", async () => {
  const id = await said("stays over a restart");
  await show(id);
  await shows("stays over a restart");
  await page.waitForFunction(() => !document.querySelector("article.focus").hasAttribute("data-entering"));
  await page.evaluate(() => (window.before = document.querySelector("article.focus")));
  assert.deepEqual(opened.said, [], "until now, nothing was said to the console");
  await application.kill();
  await page.waitForSelector("main[data-state=connecting]");
  await shows("stays over a restart");
  await application.restart();
  await connected(page);
  await shows("stays over a restart");
  assert.ok(await page.evaluate(() => document.querySelector("article.focus") === window.before));
  assert.equal((await shown())[0].id, id);
});
