// The dashboard as a streamer uses it: from two pasted channels to chat on the overlay.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { TWITCH, VIDEO, YOUTUBE, addChatItem, privmsg } from "./chat.js";
import { openOverlay, shows, startChromium, lacks } from "./chromium.js";
import { goTo, openDashboard } from "./sections.js";

const fake = await startFakePlatforms({ after });
await fake.command("youtube/stream", {
  video: VIDEO,
  channel: YOUTUBE.channel,
  handles: [YOUTUBE.handle],
  title: "Live",
  state: "live",
});
const application = await startApplication({ after }, { env: fake.env });
const browser = await startChromium({ after });
const dashboard = await openDashboard(browser, application, "chat");
const { page } = dashboard;
const source = (channel) => page.locator("li.source", { hasText: channel });
const rows = page.locator("li.message .message-text");

/** Waits until the source of this channel is in this state. */
const inState = (channel, state) =>
  page.locator(`li.source[data-state=${state}]`, { hasText: channel }).waitFor();

test("the key leaves the address at once, and a reload still has it", async () => {
  await page.waitForURL(`${application.baseUrl}/dashboard/#chat`);
  await page.reload();
  await page.getByRole("button", { name: "Start listening" }).waitFor();
  const history = await page.evaluate(() => [location.href, document.referrer, history.length]);
  assert.ok(!JSON.stringify(history).includes(application.token));
});

test("two channels are pasted, and both go live", async () => {
  const field = page.getByLabel("Add a channel");
  await field.fill(`https://www.twitch.tv/${TWITCH}`);
  await field.press("Enter");
  await inState(TWITCH, "live");
  await field.fill(`https://www.youtube.com/${YOUTUBE.handle}`);
  await field.press("Enter");
  await inState(YOUTUBE.handle, "live");
});

test("chat shows in the list and in the preview", async () => {
  await fake.command("twitch/line", { line: privmsg("hello from Twitch") });
  await fake.command("youtube/action", { video: VIDEO, action: addChatItem("hello from YouTube") });
  await rows.filter({ hasText: "hello from Twitch" }).waitFor();
  await rows.filter({ hasText: "hello from YouTube" }).waitFor();
  await goTo(page, "overlays");
  const preview = await (await page.waitForSelector(".stage iframe")).contentFrame();
  await shows(preview, "hello from Twitch");
  await shows(preview, "hello from YouTube");
});

test("a message is hidden from the overlay, and undo brings it back to its place", async () => {
  const overlay = await openOverlay(browser, application.overlayUrl);
  await fake.command("twitch/line", { line: privmsg("after it") });
  await shows(overlay.page, "after it");
  const row = page.locator("li.message", { hasText: "hello from Twitch" });
  await row.hover();
  await row.getByRole("button", { name: "Hide this message of Ada" }).click();
  await lacks(overlay.page, "hello from Twitch");
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await shows(overlay.page, "hello from Twitch");
  const order = await overlay.page.$$eval(".text", (texts) => texts.map((text) => text.textContent));
  assert.ok(order.indexOf("hello from Twitch") < order.indexOf("after it"));
  assert.deepEqual(overlay.said, []);
});

test("what a toast says lies over the open section alone, all of which is scrolled out from under it", async () => {
  const row = page.locator("li.message", { hasText: "after it" });
  for (const [width, height] of [[900, 600], [1280, 900]]) {
    await page.setViewportSize({ width, height });
    await row.getByRole("button", { name: "Hide this message" }).press("Enter");
    await row.waitFor({ state: "detached" });
    await page.locator(".toast").first().waitFor();
    const covered = await page.evaluate(() => {
      const workbench = document.querySelector(".workbench");
      workbench.scrollTop = workbench.scrollHeight;
      const toasts = document.querySelector(".toasts").getBoundingClientRect();
      const isUnder = ({ top, bottom, left, right }) =>
        top < toasts.bottom && bottom > toasts.top && left < toasts.right && right > toasts.left;
      const all = [...document.querySelectorAll(".page :is(a, button, input, select, textarea, summary)")];
      return all
        .filter((each) => !each.closest(".toasts") && each.checkVisibility() && isUnder(each.getBoundingClientRect()))
        .map((each) => each.textContent);
    });
    assert.deepEqual(covered, []);
    await page.locator(".toast").getByRole("button", { name: "Undo" }).press("Enter");
    await row.waitFor();
  }
});

test("the theme that is chosen is the overlay's", async () => {
  const preview = page.frames().find((frame) => frame.url().includes("/overlay/"));
  await page.getByText("Bright Green").click();
  await preview.waitForSelector("main[data-theme=bright-green]");
});

test("listening stops and starts again", async () => {
  await goTo(page, "chat");
  await page.getByRole("button", { name: "Stop listening" }).click();
  await inState(TWITCH, "off");
  await inState(YOUTUBE.handle, "off");
  await page.getByRole("button", { name: "Start listening" }).click();
  await inState(TWITCH, "live");
  await inState(YOUTUBE.handle, "live");
});

test("a channel that cannot be one is refused with a sentence, and nothing is added", async () => {
  const field = page.getByLabel("Add a channel");
  await field.fill("https://example.org/somebody");
  await page.getByText("That link is neither Twitch nor YouTube.").waitFor();
  await field.fill("https://www.twitch.tv/not a channel!");
  await field.press("Enter");
  await page.locator(".add-source .refusal").waitFor();
  assert.equal(await page.locator("li.source").count(), 2);
  await field.fill("");
});

test("a removed source leaves, and its chat is read no more", async () => {
  await source(TWITCH).getByRole("button", { name: `Remove ${TWITCH}` }).click();
  await source(TWITCH).waitFor({ state: "detached" });
  assert.deepEqual(
    (await application.api("GET", "sources")).map(({ platform }) => platform),
    ["youtube"],
  );
});

test("nothing went wrong on the page, and nothing was asked of another server", () => {
  const refusals = dashboard.said.filter((line) => !line.includes("422"));
  assert.deepEqual(refusals, []);
  const foreign = dashboard.asked.filter((address) => new URL(address).host !== `127.0.0.1:${application.port}`);
  assert.deepEqual(foreign, []);
});

test("the application ends and starts again: the page says so both times", async () => {
  await application.kill();
  await page.getByText("MultiChat Overlay is not running.").waitFor();
  await application.restart();
  await page.getByText("MultiChat Overlay was restarted").waitFor();
});
