// A moderator beyond the network, through the real sync service: as the streamer sets it up in the
// dashboard, and as the moderator's browser has it.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { privmsg, readBoth } from "./chat.js";
import { openOverlay, openPage, startChromium } from "./chromium.js";
import { PHONE, row, sheet, tab, tap } from "./moderate.js";
import { openDashboard } from "./sections.js";
import { startSyncService } from "./sync-service.js";

const context = { after };
const fake = await startFakePlatforms(context);
const application = await startApplication(context, { env: fake.env });
await readBoth(application, fake);
const service = await startSyncService(context);
const browser = await startChromium(context);
const { page: dashboard, said } = await openDashboard(browser, application, "moderators");
const { page: overlay } = await openOverlay(browser, application.overlayUrl);
const link = await service.link("Ada");
const block = dashboard.getByRole("region", { name: "From anywhere" });
const field = dashboard.getByLabel("Connection link");
/** Emotes are pictures of the application's. */
const EMOTE = { emotes: "25:0-4" };
const say = (text, tags = {}) => fake.command("twitch/line", { line: privmsg(text, { "display-name": "Ada", ...tags }) });

for (const page of [dashboard, overlay]) page.setDefaultTimeout(20_000);

/** Opens a moderator's link in a browser of their own. */
async function open(url) {
  const opened = await openPage(browser, "about:blank", PHONE);
  opened.page.setDefaultTimeout(20_000);
  const frames = [];
  opened.page.on("websocket", (socket) => {
    for (const way of ["framesent", "framereceived"]) socket.on(way, ({ payload }) => frames.push(payload));
  });
  await opened.page.goto(url);
  return { ...opened, frames };
}

test("the streamer pastes the link, is asked where it is kept, and is connected", async () => {
  await field.fill("https://sync.example.org");
  await field.press("Enter");
  await block.getByRole("alert").getByText("one looks like").waitFor();
  await field.fill(link);
  await field.press("Enter");
  await block.getByRole("alert").getByText("Choose one, and press Connect again").waitFor();
  await application.api("POST", "vault/keep", { how: "this_run" });
  await block.getByRole("button", { name: "Connect", exact: true }).press("Enter");
  await block.getByText("Connected", { exact: true }).waitFor();
  await field.waitFor({ state: "detached" });
  assert.ok(!(await dashboard.content()).includes(link.split("#")[1]), "it is on no page");
});

let moderator;
let guest;

test("a moderator's link is one of the internet, and opens chat with its pictures", async () => {
  await dashboard.getByLabel("Name", { exact: true }).fill("Mo");
  await dashboard.getByRole("button", { name: "Make the link" }).press("Enter");
  await dashboard.getByText("This link works from anywhere.").waitFor();
  [moderator] = await application.api("GET", "moderators");
  assert.ok(moderator.internet_url.startsWith(`${service.origin}/moderate#`));
  guest = await open(moderator.internet_url);
  await guest.page.getByRole("heading", { name: "You are Mo" }).waitFor();
  await say("Kappa what a jump", EMOTE);
  const message = row(guest.page, "what a jump");
  await message.waitFor();
  const emote = message.locator("img.emote");
  await emote.waitFor();
  assert.match(await emote.getAttribute("src"), /^blob:/);
  assert.ok((await emote.evaluate((img) => img.naturalWidth)) > 0);
});

test("what they suggest is decided by the streamer, and they see it", async () => {
  await tap(guest.page, "what a jump");
  await sheet(guest.page).getByLabel("Note for the streamer").fill("answer this one?");
  await guest.page.keyboard.press("Enter");
  await row(guest.page, "what a jump").getByText("Suggested").waitFor();
  const { suggestions } = await application.api("GET", "focus");
  assert.deepEqual([suggestions[0].by, suggestions[0].note], ["Mo", "answer this one?"]);
  await application.api("POST", `focus/suggestions/${suggestions[0].id}/accept`);
  await tab(guest.page, "Decided").click();
  await guest.page.locator("[data-accepted=true]", { hasText: "what a jump" }).waitFor();
  await tab(guest.page, "Chat").click();
});

test("their browser asks nobody but the service, and the service sees no word", async () => {
  const origin = new URL(service.origin).host;
  const elsewhere = guest.asked.filter((url) => !url.startsWith("blob:") && !url.startsWith("data:") && new URL(url).host !== origin);
  assert.deepEqual(elsewhere, []);
  const key = moderator.internet_url.split("#")[1];
  const told = guest.asked.filter((url) => new URL(url).protocol !== "blob:").map((url) => url.split("#")[0]);
  assert.deepEqual(told.filter((url) => url.includes(key)), [], "the key stays in the browser");
  assert.ok(guest.frames.length > 5, "it has spoken");
  const words = guest.frames.filter((frame) => /what a jump|"call"|"listen"|\/api\//.test(frame.toString("latin1")));
  assert.deepEqual(words, []);
});

test("while the service is away chat goes on, and the page comes back by itself with all of it", async () => {
  await service.kill();
  await guest.page.getByText("The streamer's MultiChat can't be reached.").waitFor();
  await block.getByText("Can't be reached").waitFor();
  await block.getByRole("button", { name: "Use another link" }).press("Enter");
  // The next key is for the link.
  await block.locator("input:focus").waitFor();
  await say("nobody is missing");
  await row(overlay, "nobody is missing").waitFor();
  await service.start();
  await row(guest.page, "nobody is missing").waitFor();
  await block.getByText("Connected", { exact: true }).waitFor();
  await field.waitFor({ state: "detached" });
  await guest.page.getByText("The streamer's MultiChat can't be reached.").waitFor({ state: "detached" });
});

test("while the application is away the page says so, and comes back by itself", async () => {
  // The link was for one run.
  await application.kill();
  await guest.page.getByText("is not connected right now, or your invitation was withdrawn").waitFor();
  await application.restart();
  await application.api("POST", "vault/keep", { how: "this_run" });
  await application.api("PUT", "sync", { link });
  await guest.page.getByText("is not connected right now").waitFor({ state: "detached" });
  await say("here again");
  await row(guest.page, "here again").waitFor();
});

test("a link with another key opens nothing, and one that is cut off says so", async () => {
  const wrong = await open(moderator.internet_url.replace(/#..../, "#0000"));
  await wrong.page.getByText("is not connected right now, or your invitation was withdrawn").waitFor();
  const cut = await open(moderator.internet_url.slice(0, -4));
  await cut.page.getByText("This link is not valid").waitFor();
});

test("revoked, it is over at once", async () => {
  await application.api("DELETE", `moderators/${moderator.id}`);
  await say("for others alone");
  await row(overlay, "for others alone").waitFor();
  await guest.page.getByText("Your invitation is over").waitFor();
  assert.equal(await row(guest.page, "for others alone").count(), 0);
});

test("a streamer whom the service does not let in any more is told so, and disconnects", async () => {
  await service.revoke("Ada");
  await application.api("PUT", "sync", {});
  const { page } = await openDashboard(browser, application, "moderators");
  const again = page.getByRole("region", { name: "From anywhere" });
  await again.getByText("Ask who runs it for a new one.").waitFor();
  await again.getByRole("button", { name: "Disconnect" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Disconnect" }).press("Enter");
  await again.getByRole("button", { name: "Disconnect" }).waitFor({ state: "detached" });
  assert.equal((await application.api("GET", "sync")).state, "off");
});

test("nothing went wrong on the pages", () => {
  // That a socket could not be opened, and that a call was refused, the browser says by itself.
  const expected = /WebSocket connection to|Failed to load resource|frame-ancestors/;
  for (const lines of [said, guest.said]) assert.deepEqual(lines.filter((line) => line.trim() !== "" && !expected.test(line)), []);
});
