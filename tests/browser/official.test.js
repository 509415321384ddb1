// YouTube's official API in the dashboard: a key is entered, and what reading costs is shown.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { VIDEO, YOUTUBE } from "./chat.js";
import { startChromium } from "./chromium.js";
import { goTo, openDashboard } from "./sections.js";

const KEY = "AIzaSyA-key-of-a-browser-test";

const fake = await startFakePlatforms({ after });
const { channel, handle } = YOUTUBE;
const title = "Late night run";
await fake.command("youtube/stream", { video: VIDEO, channel, handles: [handle], title, state: "live" });
const application = await startApplication({ after }, { env: fake.env });
await application.api("POST", "vault/keep", { how: "this_run" });
await application.api("POST", "sources", { platform: "youtube", channel: handle });
const browser = await startChromium({ after });
const { page, said } = await openDashboard(browser, application, "accounts");
page.setDefaultTimeout(20_000);
const youtube = page.getByRole("listitem", { name: "YouTube", exact: true });
const field = youtube.getByLabel("YouTube API key");

test("a wrong key is refused in YouTube's words, a good one is kept and never seen again", async () => {
  await youtube.getByText("Use an API key").click();
  await youtube.getByText("None is set.").waitFor();
  await field.fill("not-a-key");
  await field.press("Enter");
  await youtube.getByText("API key not valid").waitFor();
  await field.fill(KEY);
  await field.press("Enter");
  await youtube.getByText("One is set.").waitFor();
  await page.waitForFunction((field) => field.value === "", await field.elementHandle());
  assert.ok(!(await page.content()).includes(KEY));
});

test("while the page fails, chat goes on, and what that costs is shown", async () => {
  await goTo(page, "chat");
  await page.getByText(`Reading all chat of “${title}”`).waitFor();
  await fake.command("youtube/fault", { path: "/", fault: { status: 403 } });
  await page.getByText("by YouTube's official API").waitFor();
  await page.getByText(/Official API today: \d+ units spent, 9,9\d\d left\./).waitFor();
  await fake.command("youtube/chat", { video: VIDEO, author: { name: "@ada" }, text: "still here" });
  await page.locator("li.message .message-text", { hasText: "still here" }).waitFor();
});

test("a key is forgotten by its button", async () => {
  await goTo(page, "accounts");
  await youtube.getByText("Use an API key").click();
  await youtube.getByRole("button", { name: "Forget the API key" }).click();
  await youtube.getByText("None is set.").waitFor();
  assert.deepEqual(said.filter((line) => !line.includes("422")), []);
});
