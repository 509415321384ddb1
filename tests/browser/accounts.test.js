// Signing in and out by keyboard, against stand-ins of the platforms' sign-ins; and what is written
// and moderated then.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { TWITCH, readBoth } from "./chat.js";
import { startChromium } from "./chromium.js";
import { goTo, openDashboard } from "./sections.js";

const fake = await startFakePlatforms({ after });
await fake.command("identity/set_interval", { seconds: 1 });
const application = await startApplication(
  { after },
  { env: withoutClients(fake.env) },
);
await readBoth(application, fake);
const browser = await startChromium({ after });
const { page, said } = await openDashboard(browser, application, "accounts");
page.setDefaultTimeout(8000);
const account = (name) => page.getByRole("listitem", { name, exact: true });
const twitch = account("Twitch");
const button = (name) => page.getByRole("button", { name, exact: true });
/** What the page of the sign-in would be asked: the code that is on screen. */
const code = async () => (await twitch.locator("output").textContent()).trim();

/** Changes the client id, whose guide is open or not. */
async function setClient(id) {
  const client = page.getByLabel("Twitch client id");
  if (!(await client.isVisible())) await twitch.getByText("Use your own client id").click();
  await client.fill(id);
  // Not what was set before it.
  const answered = page.waitForResponse((answer) => answer.request().postData()?.includes(JSON.stringify(id)));
  await client.press("Enter");
  await answered;
}

test("without a client id each platform says so, and its guide is open", async () => {
  await twitch.getByText("Needs a client id").waitFor();
  await twitch.getByText("dev.twitch.tv/console/apps").waitFor();
  await account("YouTube").getByText("Desktop app").waitFor();
});

test("one's own client ids are entered, and the secret is never on screen", async () => {
  await setClient("has spaces in it");
  await twitch.getByText("without spaces").waitFor();
  await setClient("mine");
  await button("Sign in to Twitch").waitFor();
  await page.getByLabel("Google client id").fill("mine-too");
  await page.getByLabel("Google client secret").fill("not-for-eyes");
  await page.keyboard.press("Enter");
  await button("Sign in to YouTube").waitFor();
  await page.reload();
  await button("Sign in to YouTube").waitFor();
  assert.ok(!(await page.content()).includes("not-for-eyes"));
  const shown = await page.evaluate(() => [...document.querySelectorAll("input")].map(({ value }) => value));
  assert.ok(!shown.includes("not-for-eyes"));
});

test("where there is no keychain, a sign-in asks where it is to be kept, and goes on", async () => {
  await button("Sign in to Twitch").press("Enter");
  await twitch.getByText("Choose one below, and it goes on.").waitFor();
  await page.getByText("Sign-ins can't be kept or read").waitFor();
  await page.getByLabel("New passphrase").fill("short");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "at least 10 characters" }).waitFor();
  await page.getByLabel("New passphrase").fill("long enough to seal");
  await page.keyboard.press("Enter");
  await page.getByText("Kept in a file that your passphrase seals.").waitFor();
  await twitch.locator("output").waitFor();
});

test("a sign-in shows its code, address, QR code and time, and is cancelled", async () => {
  await twitch.getByText("Waiting for Twitch…").waitFor();
  assert.match(await code(), /^[A-Z]{8}$/);
  const address = await twitch.getByRole("link", { name: "Address of the page" }).getAttribute("href");
  assert.ok(address.includes(await code()));
  const qr = twitch.getByRole("img", { name: "QR code" });
  await qr.waitFor();
  assert.ok((await qr.evaluate((img) => img.naturalWidth)) > 0, "the QR code is drawn");
  await twitch.getByText(/\d+ minutes are left/).waitFor();
  await button("Cancel signing in to Twitch").press("Enter");
  await button("Sign in to Twitch").waitFor();
  assert.equal(await focused(), "Twitch", "the person is where they were");
});

test("in streamer mode a sign-in's code, address and QR code are shown when the person says so", async () => {
  const streamerMode = async () => {
    await goTo(page, "settings");
    await page.getByRole("checkbox", { name: "Streamer mode" }).press("Space");
    await goTo(page, "accounts");
  };
  const address = twitch.getByRole("link", { name: "Address of the page" });
  const qr = twitch.getByRole("img", { name: "QR code" });
  await streamerMode();
  await button("Sign in to Twitch").press("Enter");
  await twitch.getByText("Waiting for Twitch…").waitFor();
  assert.doesNotMatch(await twitch.innerText(), /[A-Z]{8}|https?:/);
  assert.equal(await address.count(), 0);
  assert.equal(await qr.count(), 0);
  await twitch.getByRole("button", { name: "Show", exact: true }).press("Enter");
  await qr.waitFor();
  assert.ok((await address.innerText()).includes(await code()));
  await twitch.getByRole("button", { name: "Hide", exact: true }).press("Enter");
  await qr.waitFor({ state: "detached" });
  assert.doesNotMatch(await code(), /[A-Z]{8}/);
  await button("Cancel signing in to Twitch").press("Enter");
  await streamerMode();
});

test("a refusal of Twitch is said in its words, with what to do", async () => {
  await setClient("unknown-to-twitch");
  await button("Sign in to Twitch").press("Enter");
  const refusal = twitch.getByRole("alert").filter({ hasText: "Twitch refuses: invalid client." });
  await refusal.getByText("Check the client id under Accounts").waitFor();
  await setClient("mine");
  await refusal.waitFor({ state: "detached" });
});

test("one signs in by keyboard to write and to moderate", async () => {
  await twitch.getByLabel("Write in chat").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await twitch.locator("output").waitFor();
  await fake.command("identity/confirm", { user_code: await code(), login: TWITCH });
  await twitch.getByText(`Signed in as ${TWITCH}`).waitFor();
  await twitch.getByText("May read chat, write in chat, and moderate.").waitFor();
  await twitch.getByText("The messages that AutoMod holds of your channel are shown. Its rewards, polls and Hype Trains are not").waitFor();
  assert.equal(await button("Add my channel on Twitch").count(), 0, "it is a source already");
});

const field = page.getByRole("textbox", { name: "Message", exact: true });

/** How often this is in the chat on the page. */
const times = (text) => page.locator("li.message", { hasText: text }).count();

test("a message is written, completed, refused, sent, shown once, and brought back", async () => {
  const refusal = { dropped: { code: "msg_rejected", message: "Your message was held for review." } };
  await fake.command("identity/refuse", { on: "/twitch/helix/chat/messages", refusal });
  await fake.command("twitch/say", { channel: TWITCH, name: "Marta", text: "hello" });
  await page.locator("li.message", { hasText: "Marta" }).waitFor();
  await field.focus();
  await page.keyboard.type("hi mar");
  await page.keyboard.press("Tab");
  assert.equal(await field.inputValue(), "hi @Marta ");
  await page.getByText("491 left").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText(`${TWITCH} on Twitch:`).waitFor();
  await page.getByText("held for review").waitFor();
  assert.equal(await field.inputValue(), "hi @Marta ", "the text stays");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".composer textarea").value === "");
  await page.locator("li.message", { hasText: "hi @Marta" }).waitFor();
  await page.keyboard.press("ArrowUp");
  assert.equal(await field.inputValue(), "hi @Marta");
  await page.keyboard.press("ArrowDown");
});

test("a reply is begun on a message, left by Escape, and sent", async () => {
  await button("Reply to Marta").press("Enter");
  await page.getByText("Reply to Marta:").waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("Reply to Marta:").waitFor({ state: "detached" });
  await button("Reply to Marta").press("Enter");
  await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
  await page.keyboard.type("welcome");
  await page.keyboard.press("Enter");
  const answer = page.locator("li.message", { hasText: "welcome" });
  await answer.locator(".message-reply", { hasText: "Reply to Marta" }).waitFor();
  assert.equal(await page.locator(".composer-reply").count(), 0, "it is sent");
  assert.equal(await times("hi @Marta"), 1, "and what was sent before is there once");
});

test("Tab leaves the field where there is nothing to complete", async () => {
  await field.focus();
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Send");
});

test("a chatter is timed out by keyboard, and it is undone", async () => {
  const open = button("Moderate this message of Marta");
  await open.press("Enter");
  const menu = page.getByRole("dialog", { name: "Marta on Twitch" });
  await menu.waitFor();
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  assert.equal(await focused(), "Moderate this message of Marta");
  await open.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "Timeout for 10 minutes");
  await page.keyboard.press("Enter");
  await page.getByText("Marta can't write on Twitch for 10 minutes.").waitFor();
  await page.locator(".toast").getByRole("button", { name: "Undo" }).press("Enter");
  await page.getByText("Marta may write on Twitch again.").waitFor();
  await page.locator(".message-author", { hasText: "Marta" }).waitFor({ state: "detached" });
  const { requests } = (await fake.stats()).identity;
  assert.equal(requests["/twitch/helix/moderation/bans"], 2, "Twitch was asked for both");
});

test("a slash command is completed by Tab, obeyed, and one that is none is never sent", async () => {
  const bans = async () => (await fake.stats()).identity.requests["/twitch/helix/moderation/bans"];
  const before = await bans();
  await field.focus();
  await page.keyboard.type("/timeo");
  const list = page.getByRole("list", { name: "Commands" });
  await list.getByText("/timeout", { exact: false }).first().waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await field.inputValue(), "/timeout ");
  await page.keyboard.type("Marta 60 calm down");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".composer textarea").value === "");
  assert.equal(await bans(), before + 1, "Twitch was asked once");
  await page.keyboard.type("/tmieout Marta");
  await page.keyboard.press("Enter");
  await page.getByText("there is no command /tmieout").waitFor();
  assert.equal(await field.inputValue(), "/tmieout Marta", "it can be mended");
  await field.fill("");
});

test("one signs out after a question, and nothing can be written any more", async () => {
  await button("Sign out of Twitch").press("Enter");
  const question = page.getByRole("dialog", { name: "Sign out of Twitch?" });
  await question.getByRole("button", { name: "Sign out" }).press("Enter");
  await page.getByText("You are signed out of Twitch.").waitFor();
  await page.getByText("Sign in to write in your chats from here.").waitFor();
  assert.equal((await fake.stats()).identity.revoked, 2, "the access token, and what came for the refresh token");
  await button("Go to Accounts").press("Enter");
  assert.equal(await focused(), "Accounts");
});

test("who signs in adds their own channel with one press", async () => {
  await button("Sign in to Twitch").press("Enter");
  await twitch.locator("output").waitFor();
  await fake.command("identity/confirm", { user_code: await code(), login: "ada" });
  const add = button("Add my channel on Twitch");
  await add.press("Enter");
  await add.waitFor({ state: "detached" });
  assert.equal(await focused(), "Twitch", "the person is where they were");
  await goTo(page, "chat");
  await page.getByText("Reading the chat of ada.").waitFor();
});

test("nothing went wrong on the page", () => {
  assert.deepEqual(said.filter((line) => !/\b(422|409|502)\b/.test(line)), []);
});

/** An environment that names no client id, and has no keychain: both are given on the page. */
function withoutClients(env) {
  const others = Object.entries(env).filter(([name]) => !name.includes("_CLIENT_"));
  return { ...Object.fromEntries(others), DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" };
}

/** The name of what has the focus, as far as these tests meet it. */
async function focused() {
  return page.evaluate(
    () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent.trim(),
  );
}
