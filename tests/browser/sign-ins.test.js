// A sign-in that goes its other ways: with Google, refused, sealed with a passphrase and locked by a
// restart, ended by its platform; and what a moderator does with the streamer's.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { TWITCH, privmsg, readBoth } from "./chat.js";
import { openPage, startChromium } from "./chromium.js";
import { goTo, openDashboard } from "./sections.js";

const PASSPHRASE = "long enough to seal";
const fake = await startFakePlatforms({ after });
await fake.command("identity/set_interval", { seconds: 1 });
// Without a keychain.
const env = { ...fake.env, DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" };
const application = await startApplication({ after }, { env });
await readBoth(application, fake);
const browser = await startChromium({ after });
const { page, said } = await openDashboard(browser, application, "accounts");
page.setDefaultTimeout(15_000);
const account = (name) => page.getByRole("listitem", { name, exact: true });
const [twitch, youtube] = [account("Twitch"), account("YouTube")];
const button = (name) => page.getByRole("button", { name, exact: true });

/** Begins a sign-in with Google, and opens its address as the system's browser does. Gives what that shows. */
async function atGoogle() {
  const link = youtube.getByRole("link", { name: "Address of the page" });
  const tab = await page.context().newPage();
  await tab.goto(await link.getAttribute("href"));
  const shown = await tab.locator("body").innerText();
  await tab.close();
  return shown;
}

test("who refuses at Google is told so on both pages, and can begin anew", async () => {
  await fake.command("identity/set_consent", { agrees: false });
  await button("Sign in to YouTube").click();
  await youtube.getByText("Choose one below, and it goes on.").waitFor();
  await page.getByLabel("New passphrase").fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  assert.match(await atGoogle(), /^Nothing was connected/);
  await youtube.getByText("The sign-in to YouTube was cancelled.").waitFor();
  await button("Sign in to YouTube").waitFor();
});

test("one signs in with Google in the browser, and may write and moderate", async () => {
  await fake.command("identity/set_consent", { agrees: true });
  await youtube.getByLabel("Write in chat and moderate").check();
  await button("Sign in to YouTube").click();
  await youtube.getByText("Choose your account there, and allow what is asked.").waitFor();
  assert.match(await atGoogle(), /^Google has answered/);
  await youtube.getByText(/^Signed in as /).waitFor();
  await youtube.getByText("May read chat, write in chat, and moderate.").waitFor();
});

test("who refuses at Twitch cancels, for Twitch does not tell", async () => {
  await button("Sign in to Twitch").click();
  await fake.command("identity/deny", { user_code: (await twitch.locator("output").textContent()).trim() });
  await twitch.getByText("If you refuse there, press Cancel here").waitFor();
  await button("Cancel signing in to Twitch").click();
  await twitch.getByLabel("Write in chat").check();
  await twitch.getByLabel("Moderate", { exact: true }).check();
  await button("Sign in to Twitch").click();
  await fake.command("identity/confirm", { user_code: (await twitch.locator("output").textContent()).trim(), login: TWITCH });
  await twitch.getByText(`Signed in as ${TWITCH}`).waitFor();
});

test("a moderator writes, deletes and times out with the streamer's sign-in, as far as their rights go", async () => {
  const { url } = await application.api("POST", "moderators", { name: "Mo", rights: ["send", "delete", "timeout"] });
  const { page: mos } = await openPage(browser, url, { width: 360, height: 640 });
  mos.setDefaultTimeout(15_000);
  await mos.getByRole("textbox", { name: "Message", exact: true }).fill("from a moderator");
  await mos.keyboard.press("Enter");
  await mos.locator("li.message", { hasText: "from a moderator" }).first().waitFor();
  const row = (text) => mos.locator(".messages li.message", { hasText: text });
  for (const [text, deed] of [["a rude one", "Delete on the platform"], ["one that is worse", "Time out Rude for 10 minutes"]]) {
    await fake.command("twitch/say", { channel: TWITCH, name: "Rude", text });
    await row(text).locator(".moderate-open").click();
    await mos.getByRole("dialog").getByRole("button", { name: deed }).click();
    await row(text).waitFor({ state: "detached" });
  }
  const { requests } = (await fake.stats()).identity;
  assert.equal(requests["/twitch/helix/moderation/chat"], 1);
  assert.equal(requests["/twitch/helix/moderation/bans"], 1);
  await mos.close();
});

test("after a restart what is sealed is locked, a wrong passphrase is told, and the right one opens it", async () => {
  // An open page would come back by itself, with the key of the run that has ended.
  await page.goto("about:blank");
  await application.kill("SIGTERM");
  await application.restart();
  await page.goto(`${application.dashboardUrl}#accounts`);
  await twitch.getByText("Sign-in can't be opened").waitFor();
  await button("Sign out of YouTube").press("Enter");
  await page.getByRole("dialog").getByText("can't be told that it is over").waitFor();
  await page.keyboard.press("Escape");
  const field = page.getByLabel("Passphrase", { exact: true });
  await field.fill("not the one that it was");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: /passphrase/ }).waitFor();
  await field.fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await twitch.getByText(`Signed in as ${TWITCH}`).waitFor();
  await youtube.getByText(/^Signed in as /).waitFor();
});

test("a sign-in that its platform ended is told once, and chat is read on", async () => {
  await fake.command("identity/end_sign_ins");
  const sources = (await application.api("GET", "sources")).map(({ id }) => id);
  await application.call("POST", "chat/send", { text: "nobody hears this", sources });
  await twitch.getByText("Signed out by the platform").waitFor();
  await button("Sign in to Twitch again").waitFor();
  await goTo(page, "chat");
  await fake.command("twitch/line", { line: privmsg("read on", { "display-name": "Ada" }) });
  await page.locator("li.message", { hasText: "read on" }).waitFor();
});

test("nothing went wrong on the page, and no secret is on it", async () => {
  assert.deepEqual(said.filter((line) => !/\b(40[19]|409|422|423|502)\b/.test(line)), []);
  const { secrets } = await fake.command("identity/secrets");
  const html = await page.content();
  assert.deepEqual(secrets.filter((secret) => html.includes(secret)), []);
});
