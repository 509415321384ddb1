// What the dashboard offers beside a channel: its streams, what is not known, the ways to it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { VIDEO, YOUTUBE, addChatItem } from "./chat.js";
import { startChromium } from "./chromium.js";
import { openDashboard } from "./sections.js";

const OTHER = "lmnopqrstuv";
const STARTED = 1_790_000_000;

const fake = await startFakePlatforms({ after });
for (const [video, title, started] of [
  [OTHER, "The second camera", STARTED + 600],
  [VIDEO, "The game", STARTED],
]) {
  const { channel, handle } = YOUTUBE;
  await fake.command("youtube/stream", { video, channel, handles: [handle], title, state: "live", started });
}
const application = await startApplication({ after }, { env: fake.env });
await application.api("POST", "sources", { platform: "youtube", channel: YOUTUBE.handle });
const browser = await startChromium({ after });
const { page, said } = await openDashboard(browser, application, "chat");
const rows = page.locator("li.message .message-text");

const say = (video, text) => fake.command("youtube/action", { video, action: addChatItem(text) });

test("of two live streams the earliest is read, and the other one is a choice away", async () => {
  const choice = page.getByLabel("2 streams are live. Read the chat of");
  await choice.waitFor();
  assert.equal(await choice.inputValue(), VIDEO);
  await say(VIDEO, "said in the game");
  await rows.filter({ hasText: "said in the game" }).waitFor();
  await choice.selectOption({ value: OTHER });
  await say(OTHER, "said to the camera");
  await rows.filter({ hasText: "said to the camera" }).waitFor();
  await page.getByText("Reading all chat of “The second camera”").waitFor();
});

test("what is not known is shown, said, and can be reported without anybody's words", async () => {
  const hologram = { id: "h1", message: { runs: [{ text: "a hologram's words" }] } };
  const action = { addChatItemAction: { item: { liveChatHologramRenderer: hologram } } };
  await fake.command("youtube/action", { video: OTHER, action });
  await rows.filter({ hasText: "a hologram's words" }).waitFor();
  await page.getByText("One kind of message is new to this version").waitFor();
  await page.getByRole("button", { name: "Save a report" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("liveChatHologramRenderer").waitFor();
  assert.doesNotMatch(await dialog.innerText(), /a hologram's words|NightPilot/);
  await dialog.getByRole("button", { name: "Save it" }).click();
  await page.getByText("The report is saved").waitFor();
  const report = await readFile(`${application.dataDir}/diagnostics.json`, "utf8");
  assert.match(report, /liveChatHologramRenderer/);
  assert.doesNotMatch(report, /words|NightPilot/);
});

test("a proxy is set, a wrong one is refused with a sentence", async () => {
  await page.getByText("Proxies for YouTube").click();
  const field = page.getByLabel("Only if YouTube refuses this computer");
  await field.fill("http://ada:hunter2@proxy.example:8080");
  await page.getByRole("region", { name: "Channels" }).getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("a name and a password can't be kept yet").waitFor();
  await field.fill("http://127.0.0.1:1\ndirect");
  await page.getByRole("region", { name: "Channels" }).getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("127.0.0.1:1: does not work").waitFor();
  await page.getByText("direct: in use, works").waitFor();
  assert.deepEqual(said.filter((line) => !line.includes("422")), []);
});
