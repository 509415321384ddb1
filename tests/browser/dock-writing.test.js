// The dock, with the streamer's accounts: what is written there, completed, refused and answered, and
// what is done about a message on its platform. The dashboard's field completes the same.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { TWITCH, YOUTUBE, readBoth } from "./chat.js";
import { openPage, startChromium } from "./chromium.js";
import { openDashboard } from "./sections.js";

const fake = await startFakePlatforms({ after });
const command = (path, fields) => fake.command(path, fields);
await command("identity/set_interval", { seconds: 1 });
await command("identity/make_moderator", { person: "@ada", room: YOUTUBE.channel });
const application = await startApplication({ after }, { env: { ...fake.env, MULTICHAT_BROWSER: "true" } });
await application.api("POST", "vault/keep", { how: "this_run" });
const room = await signIn();
await command("identity/set_twitch_emote", { room: "", id: "25", name: "Kappa" });
await command("identity/set_twitch_emote", { room, id: "301", name: "novaWave" });
for (const [provider, name] of [["7tv", "novaJAM"], ["bttv", "novaRAGE"], ["ffz", "novaYell"]]) {
  await command("emotes/set", { provider, channel: room, emotes: [{ name }] });
}
await command("emotes/set", { provider: "7tv", platform: "youtube", channel: YOUTUBE.channel, emotes: [{ name: "novaOnYouTube" }] });
await readBoth(application, fake);
const browser = await startChromium({ after });
const { url } = await application.api("GET", "dock");
const { page, said } = await openPage(browser, url, { width: 320, height: 640 });
page.setDefaultTimeout(10_000);
const button = (name) => page.getByRole("button", { name, exact: true });
const fieldOf = (page) => page.getByRole("textbox", { name: "Message", exact: true });
const field = fieldOf(page);
const rows = (text) => page.locator("li.message", { hasText: text });
const target = (name) => page.getByRole("checkbox", { name, exact: true });
const [onTwitch, onYouTube] = [`${TWITCH} on Twitch`, `${YOUTUBE.handle} on YouTube`];
const requests = async (path) => (await fake.stats()).identity.requests[path] ?? 0;
const [helix, dataApi] = ["/twitch/helix/chat/messages", "/youtube/v3/liveChat/messages"];

/** What has this many rows with this text, by platform. */
async function shown(text, count) {
  await page.waitForFunction(
    ([text, count]) => [...document.querySelectorAll("li.message")].filter((row) => row.textContent.includes(text)).length === count,
    [text, count],
  );
  return (await rows(text).evaluateAll((found) => found.map((row) => row.querySelector("svg.platform").getAttribute("aria-label")))).sort();
}

async function write(text) {
  await field.focus();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

const emptied = () => page.waitForFunction(() => document.querySelector(".composer textarea").value === "");

/** Presses Tab until the word is the wanted one; gives all that it was on the way. */
async function turn(typed, until, on = page) {
  const field = fieldOf(on);
  await field.fill("");
  await field.focus();
  await on.keyboard.type(typed);
  const words = [];
  for (let turns = 0; turns < 20 && words.at(-1) !== until; turns += 1) {
    await on.keyboard.press("Tab");
    words.push((await field.inputValue()).trim());
  }
  await field.fill("");
  return words;
}

test("what is written goes to both chats, and is there once from each", async () => {
  await target(onYouTube).waitFor();
  await write("hello to both of you");
  await emptied();
  assert.deepEqual(await shown("hello to both of you", 2), ["Twitch", "YouTube"]);
});

test("a chat that is left out gets nothing", async () => {
  const before = await requests(dataApi);
  await target(onYouTube).uncheck();
  await write("for one alone");
  await emptied();
  assert.deepEqual(await shown("for one alone", 1), ["Twitch"]);
  assert.equal(await requests(dataApi), before, "YouTube was not asked");
  await target(onYouTube).check();
});

test("where it is refused it says why, and a second try goes there alone", async () => {
  const refusal = { dropped: { code: "msg_rejected", message: "Your message was held for review." } };
  await command("identity/refuse", { on: helix, refusal });
  await write("almost everywhere");
  await page.getByRole("alert").getByText(`${onTwitch}:`).waitFor();
  await page.getByRole("alert").getByText("held for review").waitFor();
  assert.equal(await field.inputValue(), "almost everywhere", "the text stays");
  assert.deepEqual(await shown("almost everywhere", 1), ["YouTube"]);
  const before = await requests(dataApi);
  await page.keyboard.press("Enter");
  await emptied();
  assert.deepEqual(await shown("almost everywhere", 2), ["Twitch", "YouTube"]);
  assert.equal(await requests(dataApi), before, "YouTube has it already");
});

test("Tab offers each emote of the chosen chats, what was seen last first, then names", async () => {
  await command("twitch/say", { channel: TWITCH, name: "novaFan", text: "so novaYell" });
  await rows("so ").waitFor();
  const all = ["novaYell", "novaJAM", "novaOnYouTube", "novaRAGE", "novaWave", "@novaFan"];
  const offered = async () => (await turn("nova", "@novaFan")).filter((word) => !word.startsWith("@nova") || word === "@novaFan");
  // They are asked for when the field is entered, and may come a moment later.
  let words = await offered();
  for (let tries = 0; tries < 50 && words.length < all.length; tries += 1) words = await offered();
  assert.deepEqual(words, all);
  assert.deepEqual(await turn("kapp", "Kappa"), ["Kappa"], "Twitch's own, which nobody has written");
  assert.deepEqual(await turn("fakew", ":_fakeWave:"), [":_fakeWave:"], "YouTube's, without its marks");
  await target(onYouTube).uncheck();
  assert.deepEqual(
    (await offered()).filter((word) => word !== "@novaFan"),
    all.filter((word) => word !== "novaOnYouTube" && word !== "@novaFan"),
    "those of a chat that is left out are none to write",
  );
  await target(onYouTube).check();
});

test("Tab in the dashboard's field completes names and emotes too, and stays in it", async () => {
  const dashboard = await openDashboard(browser, application, "chat");
  const rows = dashboard.page.locator("li.message", { hasText: "so " });
  await rows.first().waitFor();
  assert.deepEqual(await turn("@novaf", "@novaFan", dashboard.page), ["@novaFan"]);
  // They are asked for when the field is entered, and may come a moment later.
  let words = [];
  for (let tries = 0; tries < 50 && words.at(-1) !== "novaWave"; tries += 1) {
    words = await turn("novaw", "novaWave", dashboard.page);
  }
  assert.deepEqual(words, ["novaWave"], "an emote that nobody has written");
  await turn("kapp", "Kappa", dashboard.page);
  assert.ok(await fieldOf(dashboard.page).evaluate((field) => field === document.activeElement));
  await dashboard.page.close();
});

test("a message is answered on its own platform, and nowhere else", async () => {
  const before = await requests(dataApi);
  await command("twitch/say", { channel: TWITCH, name: "Bob", text: "what are you playing?" });
  await rows("what are you playing?").waitFor();
  await button("Reply to Bob").press("Enter");
  await page.getByText("Reply to Bob:").waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
  await page.keyboard.type("a game");
  await page.keyboard.press("Enter");
  const answer = rows("a game");
  await answer.locator(".message-reply", { hasText: "Reply to Bob" }).waitFor();
  assert.equal(await answer.count(), 1);
  assert.equal(await requests(dataApi), before);
});

/** Opens what is done about a message, and does this. */
async function moderate(name, deed) {
  await button(`Moderate this message of ${name}`).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: deed, exact: true }).press("Enter");
}

test("a message is deleted on its platform", async () => {
  await command("twitch/say", { channel: TWITCH, name: "Rude", text: "a rude one" });
  await rows("a rude one").waitFor();
  await moderate("Rude", "Delete this message");
  await rows("a rude one").waitFor({ state: "detached" });
  assert.equal(await requests("/twitch/helix/moderation/chat"), 1);
});

test("a chatter is timed out on either platform, and it is undone", async () => {
  const bans = { Twitch: "/twitch/helix/moderation/bans", YouTube: "/youtube/v3/liveChat/bans" };
  const says = {
    Twitch: () => command("twitch/say", { channel: TWITCH, name: "Loud", text: "LOUD on Twitch" }),
    YouTube: () => command("youtube/chat", { video: "abcdefghijk", author: { name: "@louder" }, text: "LOUD on YouTube" }),
  };
  for (const [platform, name] of [["Twitch", "Loud"], ["YouTube", "@louder"]]) {
    await says[platform]();
    await rows(`LOUD on ${platform}`).waitFor();
    await moderate(name, "Timeout for 10 minutes");
    await page.getByText(`${name} can't write on ${platform} for 10 minutes.`).waitFor();
    await rows(`LOUD on ${platform}`).waitFor({ state: "detached" });
    await page.locator(".toast", { hasText: name }).getByRole("button", { name: "Undo" }).press("Enter");
    await page.getByText(`${name} may write on ${platform} again.`).waitFor();
    assert.equal(await requests(bans[platform]), 2, `${platform} was asked for both`);
  }
});

test("who was banned is found in the history, and it is lifted there", async () => {
  await command("twitch/say", { channel: TWITCH, name: "Sorry", text: "sorry for that" });
  await rows("sorry for that").waitFor();
  await moderate("Sorry", "Ban");
  await rows("sorry for that").waitFor({ state: "detached" });
  const dashboard = await openDashboard(browser, application, "history");
  const row = dashboard.page.locator(".history-row", { hasText: "sorry for that" });
  await row.getByRole("button", { name: "Moderate this message of Sorry" }).press("Enter");
  const menu = dashboard.page.getByRole("dialog");
  assert.equal(await menu.getByRole("button", { name: "Delete this message" }).count(), 0, "it is gone");
  await menu.getByRole("button", { name: "Lift the timeout or ban" }).press("Enter");
  await dashboard.page.getByText("Sorry may write on Twitch again.").waitFor();
  await dashboard.page.close();
});

test("what AutoMod holds is decided in dock or dashboard, and leaves both; what is allowed is chat", async () => {
  for (const end = Date.now() + 30_000; ; ) {
    const [{ events }] = await application.api("GET", "accounts");
    if (events?.includes("AutoMod")) break;
    assert.ok(Date.now() < end, events);
  }
  const dashboard = await openDashboard(browser, application, "chat");
  const pages = [page, dashboard.page];
  const hold = (name, text) => command("identity/hold", { login: TWITCH, name, text });
  const verdict = (page, name) => page.getByRole("button", { name, exact: true });
  await hold("Darn", "a darn one");
  const { id } = await hold("Worse", "a worse one");
  for (const each of pages) await each.getByText("a worse one").waitFor();
  await verdict(page, "Allow it: this message of Darn").press("Enter");
  await rows("a darn one").waitFor();
  for (const each of pages) await verdict(each, "Allow it: this message of Darn").waitFor({ state: "detached" });
  await verdict(dashboard.page, "Deny it: this message of Worse").press("Enter");
  for (const each of pages) await each.getByText("a worse one").waitFor({ state: "detached" });
  assert.deepEqual(await command("identity/end_hold", { message: id, status: "denied" }), { known: false }, "Twitch knows it");
  const other = await hold("Late", "a late one");
  for (const each of pages) await each.getByText("a late one").waitFor();
  await command("identity/end_hold", { message: other.id, status: "expired" });
  for (const each of pages) await each.getByText("a late one").waitFor({ state: "detached" });
  await dashboard.page.close();
});

test("who signs out in the dashboard can't write in the dock, and it says where to go", async () => {
  for (const platform of ["twitch", "youtube"]) await application.api("DELETE", `accounts/${platform}`);
  await field.waitFor({ state: "detached" });
  await page.getByText("in the dashboard").waitFor();
  assert.deepEqual(said.filter((line) => !/\b(422|409|502)\b/.test(line)), []);
});

/** The streamer signs in to both, to write and to moderate. Gives Twitch's id of their channel. */
async function signIn() {
  const rights = ["send", "moderate"];
  const { code } = await application.api("POST", "accounts/twitch/connect", { rights });
  await command("identity/confirm", { user_code: code, login: TWITCH });
  const { verification_url } = await application.api("POST", "accounts/youtube/connect", { rights });
  await (await fetch(verification_url)).text();
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const accounts = await application.api("GET", "accounts");
    if (accounts.every(({ state, user_id }) => state === "connected" && user_id)) return accounts[0].user_id;
  }
  throw new Error("the sign-ins were not taken up");
}
