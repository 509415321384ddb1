// What comes and goes on the dashboard without moving the rest of it.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test, { after } from "node:test";
import { PNG } from "pngjs";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { clearmsg, privmsg, readBoth } from "./chat.js";
import { box, openPage, startChromium } from "./chromium.js";
import { openDashboard } from "./sections.js";

const SMALLEST = { width: 900, height: 600 };
const fake = await startFakePlatforms({ after });
const application = await startApplication({ after }, { env: fake.env });
await readBoth(application, fake);
const browser = await startChromium({ after });
const { page, said } = await openDashboard(browser, application, "chat", SMALLEST);
const { page: dock } = await openPage(browser, (await application.api("GET", "dock")).url, { width: 300, height: 600 });
for (const each of [page, dock]) each.setDefaultTimeout(10_000);
const row = (text, on = page) => on.locator("li.message", { hasText: text });

for (let number = 1; number <= 20; number += 1) {
  await fake.command("twitch/line", { line: privmsg(`message ${number}.`, { id: `id-${number}` }) });
}
for (const each of [page, dock]) await row("message 20.", each).waitFor();

/** Where the parts of these pages are. */
const places = () =>
  Promise.all(
    [page, dock].map((each) =>
      each.$$eval(".header, .dock-head, .columns, .panel, .stage-panel, .feed-scroll, li.message, .button", (all) =>
        all.map((part) => [part.className, ...Object.values(part.getBoundingClientRect().toJSON())]),
      ),
    ),
  );

test("with nothing in focus, the chat has most of the smallest window", async () => {
  const { stage, feed } = await page.evaluate(() => ({
    stage: document.querySelector(".stage-panel").offsetHeight,
    feed: document.querySelector(".feed-scroll").clientHeight,
  }));
  assert.ok(feed > 240 && feed > stage, `${feed} of the chat, ${stage} of the stage`);
});

test("what is queued by a click comes beside the chat once nobody points at it", async () => {
  const top = () => page.locator(".feed-scroll").evaluate((feed) => feed.getBoundingClientRect().top);
  const before = await top();
  await row("message 20.").locator(".message-text").click();
  await row("message 20.").getByText("#1", { exact: true }).waitFor();
  assert.equal(await top(), before, "under the pointer nothing moves");
  await page.mouse.move(5, 5);
  await page.waitForFunction((before) => document.querySelector(".feed-scroll").getBoundingClientRect().top > before, before);
  await page.locator(".stage-item", { hasText: "message 20." }).waitFor();
  await page.getByRole("button", { name: "Take this message of Ada out of the queue" }).first().press("Enter");
  await page.waitForFunction((before) => document.querySelector(".feed-scroll").getBoundingClientRect().top === before, before);
});

test("under the pointer a quote of what is deleted says so, and the row stays as high as it is", async () => {
  const [tags, emote] = [{ "reply-parent-msg-id": "quoted", "reply-parent-display-name": "Bob", "reply-parent-msg-body": "Kappa" }, "25:0-4"];
  await fake.command("twitch/line", { line: privmsg("Kappa", { id: "quoted", emotes: emote, "user-id": "7", "display-name": "Bob" }) });
  await fake.command("twitch/line", { line: privmsg("an answer", { id: "answer", ...tags }) });
  await row("Reply to Bob: Kappa").hover();
  await fake.command("twitch/line", { line: clearmsg("quoted") });
  await page.locator(".message-gone").waitFor();
  await row("an answer").getByText("This message was removed").waitFor();
  await page.mouse.move(5, 5);
  await page.locator(".message-gone").waitFor({ state: "detached" });
  assert.equal(await row("an answer").locator(".message-words").textContent(), "Ada: an answer");
});

test("a warning comes and goes without moving anything, and is opened over the page", async () => {
  const theme = join(application.dataDir, "themes", "mine");
  const manifest = (text) => writeFile(join(theme, "theme.json"), text);
  await mkdir(theme, { recursive: true });
  await writeFile(join(theme, "theme.css"), "");
  await manifest('{"id": "mine", "name": "Mine"}');
  const [{ id }] = await application.api("GET", "overlays");
  await application.api("PATCH", `overlays/${id}`, { theme: "mine" });
  const calm = await places();
  await manifest("{");
  for (const each of [page, dock]) {
    await each.locator(".warnings summary").waitFor();
  }
  await page.locator(".face", { hasText: "can't wear its theme" }).waitFor();
  assert.deepEqual(await places(), calm, "it came");
  for (const each of [page, dock]) {
    const summary = each.locator(".warnings summary");
    await summary.press("Enter");
    await each.locator(".warning-list").getByText("Mend the theme's files").waitFor();
    const wide = await each.locator(".warning-list").evaluate((list) => list.getBoundingClientRect().right <= innerWidth && list.getBoundingClientRect().left >= 0);
    assert.ok(wide, "all of it is seen");
  }
  assert.deepEqual(await places(), calm, "it is open");
  for (const each of [page, dock]) {
    await each.keyboard.press("Escape");
    await each.locator(".warning-list").waitFor({ state: "hidden" });
  }
  await manifest('{"id": "mine", "name": "Mine"}');
  for (const each of [page, dock]) await each.locator(".warnings").waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement !== document.body);
  assert.deepEqual(await places(), calm, "it went");
});

for (const colorScheme of ["light", "dark"]) {
  test(`around a note there is nothing but its shadow, which ends before its region does: ${colorScheme}`, async () => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const settled = () => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await settled();
    const before = PNG.sync.read(await page.screenshot());
    await row("message 20.").getByRole("button", { name: "Hide this message" }).press("Enter");
    await page.locator(".toast").waitFor();
    await settled();
    const { x, y, width, height } = await box(page.locator(".toasts"));
    const after = PNG.sync.read(await page.screenshot());
    const at = ({ data, width }, x, y) => [...data.subarray((Math.floor(y) * width + Math.floor(x)) * 4).subarray(0, 3)];
    const differ = (place) => Math.max(...at(after, ...place).map((level, channel) => Math.abs(level - at(before, ...place)[channel])));
    for (let step = 0; step <= 1; step += 0.01) {
      const [above, beside] = [[x + (width - 2) * step, y + 1], [x + width - 2, y + (height - 2) * step]];
      for (const place of [above, beside]) assert.ok(differ(place) <= 2, String(place));
    }
    await page.locator(".toast").getByRole("button", { name: "Undo" }).press("Enter");
    await row("message 20.").waitFor();
  });
}

test("nothing went wrong on the page", () => {
  assert.deepEqual(said, []);
});
