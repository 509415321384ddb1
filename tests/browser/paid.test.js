// What was paid, as the dashboard lists it.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { privmsg, readBoth } from "./chat.js";
import { startChromium } from "./chromium.js";
import { openDashboard } from "./sections.js";

const context = { after };
const fake = await startFakePlatforms(context);
const application = await startApplication(context, { env: fake.env });
await readBoth(application, fake);
const browser = await startChromium(context);
const { page } = await openDashboard(browser, application, "paid");

test("an emote in what was written with it is drawn as in chat", async () => {
  const tags = { bits: 100, emotes: "25:19-23", "display-name": "Ada", "user-id": 3, id: "a-cheer" };
  await fake.command("twitch/line", { line: privmsg("Cheer100 well done Kappa", tags) });
  const row = page.locator(".paid-row", { hasText: "Ada" });
  await row.locator(".paid-text :is(.emote-name, img.emote)").first().waitFor({ state: "attached" });
  assert.match(await row.locator(".paid-text").textContent(), /well done/);
});
