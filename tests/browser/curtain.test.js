// The curtain: chat is off every overlay at once, and all there when it is lifted.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { PNG } from "pngjs";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { privmsg, readBoth } from "./chat.js";
import { connected, openOverlay, openPage, shows, startChromium, texts } from "./chromium.js";
import { openDashboard } from "./sections.js";

const fake = await startFakePlatforms({ after });
const application = await startApplication({ after }, { env: fake.env });
await readBoth(application, fake);
const browser = await startChromium({ after });
const { page, said } = await openOverlay(browser, application.overlayUrl);
const [overlay] = await application.api("GET", "overlays");
const draw = (drawn) => application.api("POST", "curtain", { drawn });
const write = (text) => fake.command("twitch/line", { line: privmsg(text) });

/** Whether anything at all is painted, on the transparent ground that OBS gives a page. */
async function paints(of = page) {
  const shot = await of.screenshot({ omitBackground: true });
  return PNG.sync.read(shot).data.some((value, at) => at % 4 === 3 && value > 0);
}

const hides = (of = page) =>
  of.waitForFunction(() => getComputedStyle(document.querySelector("main.overlay")).opacity === "0");
const showsAgain = () =>
  page.waitForFunction(() => getComputedStyle(document.querySelector("main.overlay")).opacity === "1");

test.before(async () => {
  const css =
    "body { background: #123 } .message { visibility: visible !important; opacity: 1 !important }" +
    " main.overlay { visibility: visible !important; opacity: 1 !important }";
  await application.api("PATCH", `overlays/${overlay.id}`, { custom_css: css });
  await write("on the stream");
  await shows(page, "on the stream");
});

test("drawn, nothing is painted, whatever the streamer's CSS says", async () => {
  assert.ok(await paints(), "there is something to hide");
  await draw(true);
  await hides();
  assert.equal(await paints(), false);
});

test("a page that is opened or reconnects meanwhile never shows chat", async () => {
  const late = await openPage(browser, application.overlayUrl);
  await connected(late.page);
  await hides(late.page);
  assert.equal(await paints(late.page), false);
  await page.evaluate(() => window.sockets.at(-1).close());
  await page.waitForFunction(() => window.sockets.length === 2);
  await connected(page);
  assert.equal(await paints(), false);
});

test("lifted, the current chat is there, and nothing comes in once more", async () => {
  await write("written behind it");
  await shows(page, "written behind it");
  assert.equal(await paints(), false);
  await page.waitForFunction(() => !document.querySelector("[data-entering]"));
  await draw(false);
  await showsAgain();
  assert.deepEqual(await texts(page), ["on the stream", "written behind it"]);
  assert.ok(await paints());
  assert.equal(await page.evaluate(() => document.querySelectorAll("[data-entering]").length), 0);
  assert.deepEqual(said, []);
});

test("dashboard and dock have it as one button, and agree", async () => {
  const { page: dashboard } = await openDashboard(browser, application, "chat");
  const { url } = await application.api("GET", "dock");
  const { page: dock } = await openPage(browser, url, { width: 300, height: 500 });
  await dashboard.getByRole("button", { name: "Hide chat" }).click();
  await hides();
  await dashboard.getByText("Chat is hidden on your stream").waitFor();
  await dock.getByRole("button", { name: "Show chat" }).press("Enter");
  await showsAgain();
  await dashboard.getByRole("button", { name: "Hide chat" }).waitFor();
  assert.ok((await dock.evaluate(() => document.documentElement.scrollWidth)) <= 300);
});

test("a preview that shows nothing meanwhile says why, and brings chat back", async () => {
  const { page: dashboard } = await openDashboard(browser, application, "overlays");
  const stage = dashboard.locator(".panel.overlay .stage");
  await stage.locator("iframe").waitFor();
  assert.equal(await stage.innerText(), "");
  await draw(true);
  await stage.getByText("Chat is hidden on your stream").waitFor();
  await stage.getByRole("button", { name: "Show chat" }).press("Enter");
  await showsAgain();
  await stage.getByText("Chat is hidden").waitFor({ state: "detached" });
  assert.notEqual(await dashboard.evaluate(() => document.activeElement.localName), "body", "the keyboard is not lost");
});

test("who clicks twice in a hurry has hidden chat", async () => {
  const { page: dashboard } = await openDashboard(browser, application, "chat");
  await dashboard.getByRole("button", { name: "Hide chat" }).dblclick();
  await hides();
  await dashboard.getByText("Chat is hidden on your stream").waitFor();
  await dashboard.getByRole("button", { name: "Show chat" }).waitFor();
  assert.equal((await application.api("GET", "health")).curtain, true);
  await draw(false);
  await showsAgain();
});

test("an overlay whose address is not valid any more shows nothing, until it is again", async () => {
  // The only one can't be deleted.
  const other = await application.api("POST", "overlays", { name: "Other" });
  await application.api("DELETE", `overlays/${overlay.id}`);
  await hides();
  assert.equal(await paints(), false, "nobody tells it of what is deleted");
  await application.api("POST", `overlays/${overlay.id}/restore`);
  await connected(page);
  await showsAgain();
  assert.ok(await paints());
  await application.api("DELETE", `overlays/${other.id}`);
});

test("an overlay that is told nothing shows for some seconds what it was told, and then nothing", async () => {
  await page.clock.install();
  await page.reload();
  await connected(page);
  await shows(page, "written behind it");
  await application.kill();
  await page.waitForSelector("main[data-state=connecting]", { state: "attached" });
  await page.clock.runFor(10_000);
  assert.ok(await paints(), "a short break is not seen");
  await page.clock.runFor(5_000);
  await hides();
  assert.equal(await paints(), false);
  await application.restart();
  await page.clock.runFor(2_000);
  await connected(page);
  await showsAgain();
});

test("an overlay that was hidden when the application was killed stays so in its next run, until it is lifted", async () => {
  await draw(true);
  await hides();
  await application.kill();
  await page.waitForSelector("main[data-state=connecting]", { state: "attached" });
  assert.equal(await paints(), false, "nobody has lifted it yet");
  await application.restart();
  await connected(page);
  assert.equal(await paints(), false, "the next run has not lifted it either");
  // Health tells of it, and a click there mends it.
  const dashboard = await openDashboard(browser, application, "health");
  const trouble = dashboard.page.locator(".trouble", { hasText: "Chat is hidden on every overlay" });
  await trouble.getByRole("button", { name: "Show chat" }).press("Enter");
  await showsAgain();
  await trouble.waitFor({ state: "detached" });
  await dashboard.page.context().close();
});
