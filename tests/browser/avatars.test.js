// Profile pictures of Twitch's chatters: the message is there at once, its picture when it is known
// where that is, and no text moves.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { named, signInToTwitch } from "./avatars.js";
import { TWITCH, privmsg } from "./chat.js";
import { openOverlay, shows, startChromium } from "./chromium.js";

const fake = await startFakePlatforms({ after });
const application = await startApplication({ after }, { env: fake.env });
const { api } = application;
await api("POST", "sources", { platform: "twitch", channel: TWITCH });
await fake.command("twitch/joined", { channel: TWITCH, count: 1 });
const [{ id }] = await api("GET", "overlays");
const other = await api("POST", "overlays", { name: "Without" });
const browser = await startChromium({ after });
const [{ page, said }, { page: without }] = [
  await openOverlay(browser, application.overlayUrl),
  await openOverlay(browser, other.url),
];
const say = async (text, user) => {
  await fake.command("twitch/line", { line: privmsg(text, { "user-id": user }) });
  await shows(page, text);
};
const sum = (counts) => counts.reduce((sum, count) => sum + count, 0);
/** How often Twitch was asked where pictures are, and for how many each time. */
const asked = async () => (await fake.stats()).identity.users_asked;

test("nobody is asked for while no overlay shows them", async () => {
  await signInToTwitch(application, fake);
  await say("before", 1);
  assert.equal(await page.$("img.avatar"), null);
  assert.deepEqual(await asked(), []);
});

test("a picture comes after its message, and moves nothing", async () => {
  await api("PATCH", `overlays/${id}`, { options: { avatars: true } });
  await named(application, fake);
  await fake.command("emotes/fault", { on: "static-cdn.jtvnw.net", fault: { slow: 800 } });
  await say("here I am", 1001);
  const item = await page.waitForSelector("li.message:last-child");
  const look = () =>
    item.evaluate((item) => {
      const { left, top } = item.querySelector(".author").getBoundingClientRect();
      const avatar = item.querySelector("img.avatar");
      const box = avatar.getBoundingClientRect();
      return { left, up: top - item.getBoundingClientRect().top, side: [box.width, box.height], isThere: avatar.naturalWidth > 0 };
    });
  const before = await look();
  assert.equal(before.isThere, false, "the message waits for no picture");
  await page.waitForFunction(() => document.querySelector("li.message:last-child img.avatar").naturalWidth > 0);
  assert.deepEqual(await look(), { ...before, isThere: true });
  await shows(without, "here I am");
  assert.equal(await without.$("img.avatar"), null, "the other overlay shows none");
});

test("those who write at once are asked for together, and each once", async () => {
  await fake.command("emotes/heal");
  const before = (await asked()).length;
  for (let user = 2000; user < 2030; user += 1) await say(`I am ${user}`, user);
  await page.waitForFunction(
    () => [...document.querySelectorAll("li.message")].slice(-30).every((item) => item.querySelector("img.avatar")?.naturalWidth > 0),
  );
  for (let user = 2000; user < 2030; user += 1) await say(`I am ${user} still`, user);
  const all = await asked();
  const questions = all.slice(before);
  assert.equal(sum(questions), 30);
  // Those of the picture's test: who was there before anybody saw pictures is not among them.
  assert.equal(sum(all) - 30, 2);
  assert.ok(questions.length <= 10, `${questions}`);
  assert.deepEqual(said, []);
});
