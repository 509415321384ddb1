// The dock: chat in one of OBS' own windows, with what is done about it.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { privmsg, readBoth } from "./chat.js";
import { openOverlay, openPage, startChromium } from "./chromium.js";

const context = { after };
const fake = await startFakePlatforms(context);
const application = await startApplication(context, { env: fake.env });
await readBoth(application, fake);
const browser = await startChromium(context);
const { url } = await application.api("GET", "dock");
// As narrow as a dock is made.
const { page, said } = await openPage(browser, url, { width: 300, height: 500 });
const { page: overlay } = await openOverlay(browser, application.overlayUrl);
const row = (text) => page.locator("li.message", { hasText: text });

test("both chats are read, and a message is taken off the overlays and put back by keyboard", async () => {
  await fake.command("twitch/line", { line: privmsg("look at this", { "display-name": "Ada", "user-id": 1 }) });
  await row("look at this").waitFor();
  assert.equal(await row("look at this").locator(".message-line").textContent(), "Ada: look at this");
  await overlay.locator("li.message", { hasText: "look at this" }).waitFor();
  await row("look at this").getByRole("button", { name: "Hide this message of Ada" }).focus();
  await page.keyboard.press("Enter");
  await overlay.locator("li.message", { hasText: "look at this" }).waitFor({ state: "detached" });
  const undo = page.getByRole("button", { name: "Undo" });
  await undo.waitFor();
  const edge = (selector, side) => page.locator(selector).evaluate((node, side) => node.getBoundingClientRect()[side], side);
  assert.ok((await edge(".feed-frame", "bottom")) <= (await edge(".toasts", "top")), "no message is beneath it");
  assert.ok((await edge(".toasts", "bottom")) <= (await edge(".composer", "top")), "nor the field to write in");
  await undo.press("Enter");
  await overlay.locator("li.message", { hasText: "look at this" }).waitFor();
});

test("it says how each chat is, and starts and stops them", async () => {
  await page.getByRole("img", { name: "Live" }).first().waitFor();
  await page.getByRole("button", { name: "Stop listening" }).click();
  await page.getByRole("button", { name: "Start listening" }).click();
  await page.getByRole("img", { name: "Live" }).first().waitFor();
});

test("nothing is wider than the dock", async () => {
  const text = `${"long".repeat(60)} and more words of it`;
  await fake.command("twitch/line", { line: privmsg(text, { "display-name": "A".repeat(25), "user-id": 2 }) });
  await row("and more words of it").waitFor();
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 300);
});

test("after a reload it is there again, by the same address", async () => {
  await page.reload();
  await row("look at this").waitFor();
  assert.equal(page.url(), url);
  assert.deepEqual(said, []);
});

test("a new address ends the old one, and the dock says what to do", async () => {
  await application.api("POST", "dock/rotate-key");
  await page.getByRole("heading", { name: "This address is not valid any more" }).waitFor();
});
