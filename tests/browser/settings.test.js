// The guide of the first start, the settings with their search, streamer mode, and About.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { TWITCH, privmsg } from "./chat.js";
import { openOverlay, startChromium } from "./chromium.js";
import { goTo, openDashboard } from "./sections.js";

const context = { after };
const fake = await startFakePlatforms(context);
const application = await startApplication(context, { env: fake.env });
const browser = await startChromium(context);
const { page, said } = await openDashboard(browser, application, "chat");
page.setDefaultTimeout(10_000);
const button = (name) => page.getByRole("button", { name, exact: true });
const step = (name) => page.locator(".first-run li", { has: page.getByRole("heading", { name }) });
/** Waits until the field of this label has the focus, and can be seen. */
const hasFocus = (label) =>
  page.waitForFunction((label) => {
    const { activeElement: field } = document;
    return field.labels?.[0]?.textContent === label && field.checkVisibility();
  }, label);
const isDone = (name) => step(name).getByText("Done", { exact: true }).waitFor();

test("without a channel the page says what to do, and not that something was stopped", async () => {
  const header = page.getByRole("banner").getByRole("status").first();
  await header.getByText("No channel yet").waitFor();
  await header.getByText("Add a channel under Chat").waitFor();
  await page.getByText("Add a channel in the dashboard, under Chat").waitFor();
  assert.equal(await page.getByText(/^(Stopped|Not listening)$/).count(), 0);
});

test("the guide leads from a pasted channel over its chat to its address, and goes when all is done", async () => {
  await button("Paste a channel").press("Enter");
  await page.keyboard.type(`https://www.twitch.tv/${TWITCH}`);
  await page.keyboard.press("Enter");
  await isDone("Paste your channel");
  await step("See it").getByText("Its chat is being read.").waitFor();
  assert.equal(await step("See it").getByText("Done", { exact: true }).count(), 0, "nobody has written yet");
  await fake.command("twitch/line", { line: privmsg("the first of many") });
  await page.locator("li.message", { hasText: "the first of many" }).waitFor();
  await isDone("See it");
  await button("Copy the address").press("Enter");
  await step("Put it into OBS").getByText("The address is copied. Now paste it in OBS").waitFor();
  assert.equal(await step("Put it into OBS").getByText("Done", { exact: true }).count(), 0, "it is nowhere yet");
  await step("Put it into OBS").getByText("OBS: Not connected").waitFor();
  await step("Put it into OBS").getByRole("button", { name: "Connect to OBS" }).press("Enter");
  // No OBS runs here: the button is still one, and what to do is said.
  await step("Put it into OBS").getByText("OBS: Looking for OBS…").waitFor();
  await step("Put it into OBS").getByRole("button", { name: "Try again" }).waitFor();
  await application.api("POST", "obs/disconnect");
  const overlay = await openOverlay(browser, application.overlayUrl);
  await page.getByRole("heading", { name: "Chat in OBS, in three steps" }).waitFor({ state: "detached" });
  await overlay.page.context().close();
});

test("the guide comes when it is called, is left, and stays away after a reload", async () => {
  await button("Show the guide").press("Enter");
  await isDone("Put it into OBS");
  await button("Leave the guide").press("Enter");
  await page.reload();
  await button("Show the guide").press("Enter");
  for (const name of ["Paste your channel", "See it", "Put it into OBS"]) await isDone(name);
  await button("Leave the guide").press("Enter");
  await button("Show the guide").waitFor();
});

test("a setting is found by a word of it, and what is set elsewhere leads there", async () => {
  await goTo(page, "settings");
  const search = page.getByRole("searchbox", { name: "Search the settings" });
  await search.fill("notific");
  const notifications = page.getByRole("checkbox", { name: "Notifications on the desktop" });
  await notifications.waitFor();
  assert.equal(await page.getByRole("checkbox", { name: "Streamer mode" }).count(), 0);
  await notifications.press("Space");
  for (;;) if (!(await application.api("GET", "settings")).notifications.enabled) break;
  await search.fill("no such word");
  await page.getByText("No setting has these words.").waitFor();
  for (const signs of ["<", ".*", "(", "💩"]) {
    await search.fill(signs);
    await page.getByText("No setting has these words.").waitFor();
    assert.equal(await page.locator(".settings-found li").count(), 0, signs);
  }
  await search.fill("font size");
  await page.locator(".settings-found").getByRole("button", { name: "Size", exact: true }).waitFor();
  await search.fill("volume");
  await notifications.waitFor();
  await search.fill("ko-fi");
  await page.locator(".settings-found").getByRole("button", { name: "Verification token" }).press("Enter");
  await page.waitForURL(/#paid$/);
  await hasFocus("Verification token");
  await goTo(page, "settings");
  await search.fill("bot");
  await page.locator(".settings-found").getByRole("button", { name: "Hide well-known bots" }).press("Enter");
  await page.waitForURL(/#overlays$/);
  await hasFocus("Hide well-known bots");
});

test("what a file of settings changes is shown before it is taken, with what lets others in apart", async () => {
  await goTo(page, "settings");
  await page.getByRole("searchbox", { name: "Search the settings" }).fill("");
  const file = await application.api("GET", "settings/export");
  file.settings = { chat_speed: 30, moderators: { on_network: true, port: 0 } };
  file.overlays[0].options.look.size = 40;
  const chosen = page.waitForEvent("filechooser");
  await button("Import…").press("Enter");
  await (await chosen).setFiles({ name: "settings.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  const dialog = page.getByRole("dialog", { name: "Import these settings?" });
  await dialog.getByText("This file opens your moderators' page to your network").waitFor();
  const changed = dialog.getByRole("listitem").filter({ hasText: "Chat speed on every overlay" });
  assert.match(await changed.innerText(), /Off: as it comes.*Comfortable: 30 characters a second/s);
  const port = await dialog.getByRole("listitem").filter({ hasText: "Moderators: Port" }).innerText();
  assert.match(port, /chosen by itself.*any that is free/s);
  await dialog.getByText("Overlays that change").waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).press("Enter");
  assert.equal((await application.api("GET", "settings")).chat_speed, null, "it is not taken");
});

test("a file that is none of ours is refused in words, and one overlay is sent to where it belongs", async () => {
  const [overlay] = await application.api("GET", "overlays");
  const choose = async (opener, text) => {
    const chosen = page.waitForEvent("filechooser");
    await opener.press("Enter");
    await (await chosen).setFiles({ name: "chosen.json", mimeType: "application/json", buffer: Buffer.from(text) });
  };
  const settings = JSON.stringify(await application.api("GET", "settings/export"));
  const one = JSON.stringify(await application.api("GET", `overlays/${overlay.id}/export`));
  const toast = (text) => page.locator(".toast").filter({ hasText: text }).first().waitFor();
  for (const text of ["PNG, and no JSON", '{"name": "package"}', "[]"]) {
    await choose(button("Import…"), text);
    await toast(/This file was not exported from MultiChat Overlay\.? ?.*“Export”/is);
    await page.locator(".toast").filter({ hasText: "was not exported" }).getByRole("button").last().press("Enter");
  }
  await choose(button("Import…"), one);
  await toast(/this file is one overlay, and not all settings.*under Overlays/is);
  await goTo(page, "overlays");
  await button("New overlay").press("Enter");
  await choose(page.locator(".start", { hasText: "From a file…" }), settings);
  await toast(/this file has all settings, and not one overlay.*in the settings/is);
  assert.equal((await application.api("GET", "overlays")).length, 1, "nothing was made of it");
  assert.deepEqual(said.splice(0).filter((line) => !line.includes("422")), [], "refused, and no more");
  await goTo(page, "settings");
});

test("in streamer mode an address that is shown hides itself again", async () => {
  await goTo(page, "settings");
  await page.clock.install();
  const shown = async () => (await page.locator(".address input").first().inputValue()) === application.overlayUrl;
  const show = async () => {
    await goTo(page, "overlays");
    await page.locator(".address").first().getByRole("button", { name: "Show", exact: true }).press("Enter");
    assert.ok(await shown());
    await page.clock.runFor(60_000);
  };
  await show();
  assert.ok(await shown(), "without it the person hides it");
  await goTo(page, "settings");
  await page.getByRole("checkbox", { name: "Streamer mode" }).press("Space");
  for (;;) if ((await application.api("GET", "settings")).streamer_mode) break;
  await show();
  assert.ok(!(await shown()), "it has hidden itself");
});

test("About tells the version, and the report holds no words and no key", async () => {
  await goTo(page, "about");
  const { version } = await application.api("GET", "health");
  await page.getByText(`Version ${version}`).waitFor();
  await page.getByText("tell on the project's page at GitHub, under “Issues”").waitFor();
  await button("Save a report").press("Enter");
  await page.getByRole("dialog").getByText('"uptime_seconds"').waitFor();
  await button("Save it").press("Enter");
  const path = await page.getByText(/diagnostics.*\.json/).textContent();
  const text = await readFile(path.trim(), "utf8");
  assert.ok(text.length > 100);
  for (const secret of ["the first of many", application.token, TWITCH]) assert.ok(!text.includes(secret), secret);
});

test("About lists what others made of the program, and fetches that only when it is asked to", async () => {
  const fetched = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await page.reload();
  await goTo(page, "about");
  const texts = () => fetched.filter((path) => path.endsWith(".txt"));
  assert.deepEqual(texts(), []);
  const list = page.getByRole("textbox", { name: "Parts by others" });
  await button("Show the list").press("Enter");
  await list.waitFor();
  const text = await list.inputValue();
  for (const part of ["serde", "preact", "inter:", "twemoji:", "SQLite"]) assert.ok(text.includes(`\n${part}`), part);
  for (const terms of ["Apache License", "SIL OPEN FONT LICENSE", "Permission is hereby granted"]) assert.ok(text.includes(terms), terms);
  assert.deepEqual(texts(), ["/ui/third-party.txt"]);
  await button("Hide the list").press("Enter");
  await list.waitFor({ state: "detached" });
});

test("nothing went wrong on the page", () => {
  assert.deepEqual(said, []);
});
