// What the guide of the first start says while no chat is read: what is, and what to do.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { VIDEO, YOUTUBE } from "./chat.js";
import { startChromium } from "./chromium.js";
import { openDashboard } from "./sections.js";

const fake = await startFakePlatforms({ after });
await fake.command("twitch/channel", { channel: "gone", kind: "suspended" });
const { channel, handle } = YOUTUBE;
await fake.command("youtube/stream", { video: VIDEO, channel, handles: [handle], title: "Later", state: "live" });
await fake.command("youtube/end", { video: VIDEO });
const application = await startApplication({ after }, { env: fake.env });
const browser = await startChromium({ after });
const { page } = await openDashboard(browser, application, "chat");
page.setDefaultTimeout(15_000);
const see = page.locator(".first-run li", { has: page.getByRole("heading", { name: "See it" }) });
const row = (name) => page.locator("li.source", { hasText: name });

/** Adds a channel, and gives it once it is in this state. */
async function add(platform, channel, state) {
  const { id } = await application.api("POST", "sources", { platform, channel });
  await page.locator(`li.source[data-state=${state}]`, { hasText: channel }).waitFor();
  return id;
}

test("of a channel that can't be read it says what the channel itself says", async () => {
  const id = await add("twitch", "gone", "failed");
  const detail = await row("gone").locator(".source-detail").first().innerText();
  await see.getByText(detail, { exact: true }).waitFor();
  assert.equal(await see.getByText("not live yet").count(), 0);
  await application.api("DELETE", `sources/${id}`);
  await row("gone").waitFor({ state: "detached" });
});

test("of one whose stream has not begun it says that it comes by itself", async () => {
  await add("youtube", handle, "waiting");
  await see.getByText("Your channel is not live yet. Its chat shows up by itself when it is.").waitFor();
});

test("where nobody listens it says so, and is where one starts it again, also by the keyboard", async () => {
  await application.api("POST", "listeners/stop");
  await see.getByText("Nobody listens to your chat right now").waitFor();
  await see.getByRole("button", { name: "Start listening" }).press("Enter");
  await see.getByText("not live yet").waitFor();
  assert.equal(await see.getByRole("button").count(), 0);
  assert.equal(await page.locator(".first-run :focus").count(), 1, "the focus is lost with the button");
});
