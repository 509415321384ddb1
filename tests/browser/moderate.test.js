// Moderators on their phones, and the streamer: what each sees of what the others do.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { privmsg, readBoth } from "./chat.js";
import { box, openOverlay, openPage, startChromium } from "./chromium.js";
import { PHONE, row, sheet, tab, tap } from "./moderate.js";
import { openDashboard } from "./sections.js";

const context = { after };
const fake = await startFakePlatforms(context);
const application = await startApplication(context, { env: fake.env });
await readBoth(application, fake);
const browser = await startChromium(context);
const invite = (name, rights) => application.api("POST", "moderators", { name, rights });
const mo = await invite("Mo", ["suggest", "hide"]);
const lee = await invite("Lee", ["suggest", "queue"]);
const { page: mos, said } = await openPage(browser, mo.url, PHONE);
const { page: lees, said: lessSaid } = await openPage(browser, lee.url, PHONE);
const { page: owners } = await openDashboard(browser, application, "moderators");
const { page: overlay } = await openOverlay(browser, application.overlayUrl);
for (const page of [mos, lees, owners]) page.setDefaultTimeout(15_000);

const say = (text, name = "Ada") =>
  fake.command("twitch/line", { line: privmsg(text, { "display-name": name, "user-id": name.length }) });
const [{ id: overlayId }] = await application.api("GET", "overlays");
const setFeed = (feed) => application.api("PATCH", `overlays/${overlayId}`, { options: { feed } });
const idOf = async (text) => (await application.api("GET", "messages?limit=50")).find((each) => each.text === text).id;

test("each sees who they are, what they may do, and the chat", async () => {
  await mos.getByRole("heading", { name: "You are Mo" }).waitFor();
  await mos.getByText("You can suggest messages and hide messages.").waitFor();
  await lees.getByText("You can suggest messages and queue messages.").waitFor();
  await say("what a jump");
  await row(mos, "what a jump").waitFor();
  await row(lees, "what a jump").waitFor();
});

test("a sheet offers what one's rights allow, and nothing else", async () => {
  await mos.getByText("Tap a message to suggest it or hide it.").waitFor();
  await tap(mos, "what a jump");
  await mos.getByText("Tap a message to").waitFor({ state: "detached" });
  await sheet(mos).getByRole("button", { name: "Hide from the stream" }).waitFor();
  assert.equal(await sheet(mos).getByRole("button", { name: "Queue" }).count(), 0);
  assert.equal(await sheet(mos).getByText("Time out for").count(), 0);
  await mos.keyboard.press("Escape");
  await sheet(mos).waitFor({ state: "hidden" });
  assert.equal(await mos.locator(".composer").count(), 0, "who may not write has nothing to write in");
  await lees.locator(".moderate-hint", { hasText: "Tap a message to suggest it or queue it." }).getByRole("button", { name: "Dismiss" }).click();
  await lees.locator(".moderate-hint").waitFor({ state: "detached" });
  await lees.reload();
  await row(lees, "what a jump").waitFor();
  assert.equal(await lees.locator(".moderate-hint").count(), 0, "it is remembered there");
  await tap(lees, "what a jump");
  await sheet(lees).getByRole("button", { name: "Queue", exact: true }).waitFor();
  assert.equal(await sheet(lees).getByRole("button", { name: "Hide from the stream" }).count(), 0);
  await sheet(lees).getByRole("button", { name: "Close" }).click();
});

test("what one marks the other sees with its note, and the streamer's word is seen by both", async () => {
  await tap(mos, "what a jump");
  await sheet(mos).getByLabel("Note for the streamer").fill("answer this one?");
  await mos.keyboard.press("Enter");
  await sheet(mos).waitFor({ state: "hidden" });
  await row(mos, "what a jump").getByText("Suggested").waitFor();
  await tab(lees, "Suggested").click();
  const marked = lees.locator(".moderate-card", { hasText: "what a jump" });
  await marked.getByText("answer this one?").waitFor();
  await marked.getByText(/^Mo, /).waitFor();
  await application.api("POST", `focus/suggestions/${await idOf("what a jump")}/accept`);
  await lees.getByText("Nothing is suggested").waitFor();
  for (const page of [mos, lees]) {
    await tab(page, "Decided").click();
    await page.locator("[data-accepted=true]", { hasText: "what a jump" }).getByText("Accepted").waitFor();
  }
  await application.api("POST", "focus/next");
  await tab(mos, "Chat").click();
  await row(mos, "what a jump").getByText("On screen").waitFor();
});

test("what others do leaves the page as it is: nobody loses their place, or the field they type in", async () => {
  await tab(lees, "Chat").click();
  await say("stay where you are");
  const before = await row(lees, "stay where you are").elementHandle();
  await tap(mos, "stay where you are");
  await sheet(mos).getByRole("button", { name: "Suggest to the streamer" }).click();
  await row(lees, "stay where you are").getByText("Suggested").waitFor();
  await tab(lees, "Suggested").locator(".moderate-count").waitFor();
  assert.ok(await before.evaluate((node) => node.isConnected));
  await application.api("POST", `focus/suggestions/${await idOf("stay where you are")}/reject`);
  await tab(lees, "Decided").click();
});

test("what the streamer decided stands: a moderator is told so", async () => {
  await say("not this one");
  await tab(lees, "Chat").click();
  await tap(mos, "not this one");
  await sheet(mos).getByRole("button", { name: "Suggest to the streamer" }).click();
  await application.api("POST", `focus/suggestions/${await idOf("not this one")}/reject`);
  await tap(lees, "not this one");
  await sheet(lees).getByRole("button", { name: "Queue", exact: true }).click();
  await sheet(lees).getByText("The streamer has decided on this message.").waitFor();
  await sheet(lees).getByRole("button", { name: "Close" }).click();
});

test("a message that is removed while its sheet is open says so there", async () => {
  await say("soon gone");
  await tap(lees, "soon gone");
  await application.api("POST", `messages/${await idOf("soon gone")}/hide`);
  await sheet(lees).getByText("This message is not there any more. It is off the stream.").waitFor();
  await sheet(lees).getByRole("button", { name: "Close" }).click();
});

test("what one hides leaves the overlay, and is brought back", async () => {
  await say("hide and seek");
  await row(overlay, "hide and seek").waitFor();
  await tap(mos, "hide and seek");
  await sheet(mos).getByRole("button", { name: "Hide from the stream" }).click();
  await row(overlay, "hide and seek").waitFor({ state: "detached" });
  const toast = await box(mos.locator(".toast", { hasText: "off the stream" }));
  const views = await box(mos.locator(".moderate-views"));
  assert.ok(toast.y >= 0 && toast.y + toast.height <= views.y, "what says so lies over nothing that can be tapped");
  await tab(mos, "Decided").click();
  await mos.getByRole("button", { name: "Bring back this message of Ada" }).click();
  await row(overlay, "hide and seek").waitFor();
  await tab(mos, "Chat").click();
});

test("the streamer sees in the dashboard what was done, and undoes it", async () => {
  await say("undo me");
  await tap(mos, "undo me");
  await sheet(mos).getByRole("button", { name: "Hide from the stream" }).click();
  await row(overlay, "undo me").waitFor({ state: "detached" });
  await owners.getByText("What moderators did").click();
  const entry = owners.locator(".audit li", { hasText: "undo me" });
  await entry.getByRole("button", { name: "Undo: Mo hid" }).click();
  await row(overlay, "undo me").waitFor();
  await entry.getByText("Undone").first().waitFor();
});

test("the list shows an emote as chat does, and scripts read it in words", async () => {
  await fake.command("twitch/line", {
    line: privmsg("that was :smile_wide: Kappa", { emotes: "9001:9-20/25:22-26", "display-name": "Ada", "user-id": 3, id: "with-emotes" }),
  });
  await tap(mos, "that was");
  await sheet(mos).getByRole("button", { name: "Hide from the stream" }).click();
  const entry = owners.locator(".audit li", { hasText: "that was" });
  await entry.locator(".emote-name, img.emote").nth(1).waitFor({ state: "attached" });
  const [{ text, body }] = await application.api("GET", "audit?limit=1");
  assert.equal(text, "that was smile wide Kappa");
  assert.deepEqual(body.map(({ type }) => type), ["text", "emote", "text", "emote"]);
});

test("during a hold each message counts down, and is stopped before anybody sees it", async () => {
  await setFeed({ hold: 25, words: { blocked: ["spoiler"], then: "hold" } });
  await mos.reload();
  await mos.getByRole("heading", { name: "You are Mo" }).waitFor();
  await row(mos, "undo me").waitFor();
  await say("held back for now");
  await row(mos, "held back for now").getByText(/On stream in \d+ s/).waitFor();
  await row(mos, "held back for now").getByRole("button", { name: "Stop this message of Ada" }).click();
  await row(mos, "held back for now").waitFor({ state: "detached" });
  await say("let through at once");
  await tap(mos, "let through at once");
  await sheet(mos).getByRole("button", { name: "Let pass now" }).click();
  await row(overlay, "let through at once").waitFor();
  await row(mos, "let through at once").getByText(/On stream in/).waitFor({ state: "detached" });
  await say("a spoiler here");
  const held = mos.locator(".held li", { hasText: "a spoiler here" });
  await held.getByText("Has “spoiler” in it").waitFor();
  await held.getByRole("button", { name: "Let this message of Ada pass" }).click();
  await held.waitFor({ state: "detached" });
  await setFeed({ hold: 0, words: { blocked: [] } });
  await mos.reload();
  await mos.getByRole("heading", { name: "You are Mo" }).waitFor();
});

test("the reading position stays while chat runs on, with a count of what is new", async () => {
  for (let n = 0; n < 30; n += 1) await say(`line ${n} of a longer chat`);
  await row(mos, "line 29 of a longer chat").waitFor();
  const scroll = mos.getByRole("log");
  await scroll.hover();
  await mos.mouse.wheel(0, -600);
  await mos.getByRole("button", { name: "0 new" }).waitFor();
  const before = await scroll.evaluate(({ scrollTop }) => scrollTop);
  for (let n = 0; n < 3; n += 1) await say(`newer ${n}`);
  await mos.getByRole("button", { name: "3 new" }).waitFor();
  assert.equal(await scroll.evaluate(({ scrollTop }) => scrollTop), before, "nothing moved");
  await mos.getByRole("button", { name: "3 new" }).click();
  await row(mos, "newer 2").waitFor();
});

test("by keyboard: Tab leads to the newest message, arrows to others, Enter opens it", async () => {
  await mos.getByRole("log").focus();
  await mos.keyboard.press("Tab");
  await mos.keyboard.press("ArrowUp");
  await mos.keyboard.press("Enter");
  await sheet(mos).locator(".sheet-message", { hasText: "newer 1" }).waitFor();
  await mos.keyboard.press("Escape");
  await tab(mos, "Chat").focus();
  await mos.keyboard.press("ArrowRight");
  await mos.getByRole("tabpanel", { name: "Suggested" }).waitFor();
  await mos.keyboard.press("ArrowLeft");
});

test("nothing is wider than the phone, and what is tapped is large enough", async () => {
  const text = `${"long".repeat(60)} and more words of it`;
  await say(text, "A".repeat(25));
  await row(mos, "and more words of it").waitFor();
  for (const name of ["Chat", "Suggested", "Decided"]) {
    await tab(mos, name).click();
    assert.ok((await mos.evaluate(() => document.documentElement.scrollWidth)) <= PHONE.width, name);
    const { height } = await box(tab(mos, name));
    assert.ok(height >= 44, `${name} is ${height} px high`);
  }
  await tab(mos, "Chat").click();
  await tap(mos, "and more words of it");
  for (const button of await sheet(mos).getByRole("button").all()) {
    const { height } = await box(button);
    assert.ok(height >= 44, `${await button.textContent()} is ${height} px high`);
  }
  await mos.keyboard.press("Escape");
});

test("in the dashboard one is invited, shown the link, and revoked after a question", async () => {
  const panel = owners.getByRole("region", { name: "Moderators" });
  const opener = owners.getByRole("button", { name: "Invite a moderator" });
  await opener.press("Enter");
  await panel.getByLabel("Name", { exact: true }).and(panel.locator(":focus")).waitFor();
  await panel.getByRole("button", { name: "Cancel" }).press("Enter");
  assert.ok(await opener.evaluate((button) => button === document.activeElement), "one is where one was");
  await opener.click();
  await owners.getByRole("button", { name: "Make the link" }).click();
  await owners.getByText("Give them a name.").waitFor();
  await panel.getByLabel("Name", { exact: true }).fill("Kim");
  await panel.getByLabel("Write in chat").check();
  await owners.getByRole("button", { name: "Make the link" }).click();
  await owners.getByText("This link works on this computer only.").waitFor();
  const kim = (await application.api("GET", "moderators")).find(({ name }) => name === "Kim");
  assert.deepEqual(kim.rights, ["suggest", "send"]);
  const link = owners.getByRole("textbox", { name: "Link for Kim" });
  assert.ok(!(await link.inputValue()).includes(kim.url.split("/").at(-1)), "its key is off the screen");
  await application.api("PATCH", "settings", { moderators: { port: 0 } });
  await owners.reload();
  await owners.getByLabel("Let moderators in from your network").check();
  await owners.getByRole("button", { name: "Link for Kim" }).click();
  await owners.getByText("This link works in your network.").waitFor();
  await panel.getByRole("button", { name: "Show", exact: true }).click();
  await owners.getByRole("img", { name: "QR code of the link for Kim" }).waitFor();
  const address = await owners.getByRole("textbox", { name: "Link for Kim" }).inputValue();
  const { page: kims } = await openPage(browser, address, PHONE);
  await kims.getByText("To write from here, the streamer has to sign in").waitFor();
  const port = panel.getByLabel("Port", { exact: true });
  const save = panel.getByRole("button", { name: "Save the port" });
  await panel.getByText(`In your network their page is at ${new URL(address).origin}/moderate/`).waitFor();
  await port.fill("65536");
  await save.click();
  await panel.getByText("A port is a whole number from 0 to 65535.").waitFor();
  await port.fill(String(application.port));
  await save.click();
  await panel.locator(".network-port").getByText(`port ${application.port} can't be opened`).waitFor();
  await port.fill("0");
  await save.click();
  await panel.getByText("In your network their page is at http").waitFor();
  await panel.locator(".network-port .refusal:empty").waitFor({ state: "attached" });
  await owners.getByLabel("Let moderators in from your network").uncheck();
  await owners.getByText("This link works on this computer only.").waitFor();
  await kims.getByText("The streamer's MultiChat does not answer.").waitFor();
  await owners.getByRole("button", { name: "End the invitation of Lee" }).click();
  await owners.getByRole("dialog").getByRole("button", { name: "End invitation" }).click();
  await lees.getByRole("heading", { name: "Your invitation is over" }).waitFor();
  assert.deepEqual([...said], []);
  assert.deepEqual(lessSaid.filter((line) => !/40[19]/.test(line) && !line.includes("WebSocket")), []);
});
