// Two moderators and the streamer at once, each in a browser of their own: who has the last word, and
// whether all see the same.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { privmsg, readBoth } from "./chat.js";
import { lacks, openOverlay, openPage, shows, startChromium } from "./chromium.js";
import { PHONE, row, sheet, tab, tap } from "./moderate.js";
import { goTo, openDashboard } from "./sections.js";

const context = { after };
const fake = await startFakePlatforms(context);
const application = await startApplication(context, { env: fake.env });
await readBoth(application, fake);
const [mosBrowser, leesBrowser, ownersBrowser] = await Promise.all(
  ["Mo", "Lee", "the streamer"].map(() => startChromium(context)),
);
const invite = (name, rights) => application.api("POST", "moderators", { name, rights });
const mo = await invite("Mo", ["suggest", "queue", "hide"]);
const lee = await invite("Lee", ["suggest", "queue", "hide"]);
const { page: mos } = await openPage(mosBrowser, mo.url, PHONE);
const { page: lees } = await openPage(leesBrowser, lee.url, PHONE);
const { page: owners } = await openDashboard(ownersBrowser, application, "chat");
const { page: overlay } = await openOverlay(ownersBrowser, application.overlayUrl);
const everybody = [mos, lees, owners];
for (const page of everybody) page.setDefaultTimeout(15_000);

const button = (on, name) => on.getByRole("button", { name, exact: true });
const suggested = (text) => owners.locator(".stage-suggestions li", { hasText: text });
const queuedItem = (text) => owners.locator("li.stage-item", { hasText: text });
/** What a message's row says of it, such as `Queued`. */
const standing = (page, text, words) => row(page, text).locator(".moderate-standing").getByText(words, { exact: true });
const OVERRULED = "The streamer has decided on this message.";

/** Writes it in chat, and waits until everybody has it. */
async function say(text) {
  await fake.command("twitch/line", { line: privmsg(text, { "display-name": "Ada", "user-id": "3" }) });
  await Promise.all(everybody.map((page) => row(page, text).waitFor()));
}

/** Opens what there is to do about it, and presses this there. */
async function act(page, text, name, note) {
  await tap(page, text);
  if (note) await sheet(page).getByLabel("Note for the streamer").fill(note);
  await button(sheet(page), name).click();
}

/** Waits until all three pages, and the application, say that it is queued, or that it is not. */
async function agree(text, isQueued) {
  const state = isQueued ? "visible" : "detached";
  await Promise.all([
    queuedItem(text).waitFor({ state }),
    ...[mos, lees].map((page) => standing(page, text, "Queued").waitFor({ state })),
  ]);
  const { queue } = await application.api("GET", "focus");
  assert.equal(queue.filter((each) => each.text === text).length, isQueued ? 1 : 0);
}

test("what one marks with a note and the other queues is one, and the streamer takes it out for good", async () => {
  await say("which microphone is that?");
  await act(mos, "which microphone is that?", "Suggest to the streamer", "they ask often");
  await suggested("which microphone is that?").getByText("“they ask often” Mo").waitFor();
  await standing(lees, "which microphone is that?", "Suggested").waitFor();
  await act(lees, "which microphone is that?", "Queue");
  await agree("which microphone is that?", true);
  await suggested("which microphone is that?").waitFor({ state: "detached" });
  await queuedItem("which microphone is that?").getByText("Lee").waitFor();

  await queuedItem("which microphone is that?").hover();
  await queuedItem("which microphone is that?").getByRole("button", { name: /out of the queue/ }).click();
  await agree("which microphone is that?", false);
  for (const page of [mos, lees]) {
    await act(page, "which microphone is that?", "Queue");
    await sheet(page).getByText(OVERRULED).waitFor();
    await button(sheet(page), "Close").click();
  }
  await agree("which microphone is that?", false);
});

test("while one has it open, the streamer's no is final; their yes is for both who marked it", async () => {
  await say("play the old one");
  await act(mos, "play the old one", "Suggest to the streamer", "please?");
  await tap(lees, "play the old one");
  await button(owners, "Reject Ada's message").click();
  await suggested("play the old one").waitFor({ state: "detached" });
  await button(sheet(lees), "Queue").click();
  await sheet(lees).getByText(OVERRULED).waitFor();
  await button(sheet(lees), "Close").click();
  await agree("play the old one", false);

  await say("greet my sister");
  await Promise.all([mos, lees].map((page) => tap(page, "greet my sister")));
  await Promise.all([mos, lees].map((page) => sheet(page).getByRole("button", { name: /^Suggest/ }).click()));
  await suggested("greet my sister").getByText(/(Mo|Lee) and 1 other/).waitFor();
  await button(owners, "Accept Ada's message").click();
  await agree("greet my sister", true);
  for (const page of [mos, lees]) {
    await tab(page, "Decided").click();
    await page.locator("[data-accepted=true]", { hasText: "greet my sister" }).waitFor();
    await page.locator("[data-accepted=false]", { hasText: "play the old one" }).waitFor();
    await tab(page, "Chat").click();
  }
});

test("what both queue at one moment is queued once; what one hides while the other queues it is gone for all", async () => {
  await say("both of us");
  await Promise.all([mos, lees].map((page) => act(page, "both of us", "Queue")));
  await agree("both of us", true);
  await say("one after the other");
  await Promise.all([mos, lees].map((page) => tap(page, "one after the other")));
  await button(sheet(mos), "Queue").click();
  await standing(lees, "one after the other", "Queued").waitFor();
  await button(sheet(lees), "Queue").click();
  await sheet(lees).waitFor({ state: "hidden" });
  await agree("one after the other", true);

  for (const round of [1, 2, 3]) {
    const text = `one hides, one queues ${round}`;
    await say(text);
    await Promise.all([mos, lees].map((page) => tap(page, text)));
    await Promise.all([
      button(sheet(mos), "Hide from the stream").click(),
      // It may be gone before the click: then there is nothing left to press.
      button(sheet(lees), "Queue").click({ timeout: 2_000 }).catch(() => {}),
    ]);
    await Promise.all(everybody.map((page) => row(page, text).waitFor({ state: "detached" })));
    await lacks(overlay, text);
    if (await sheet(lees).isVisible()) await button(sheet(lees), "Close").click();
    await agree(text, false);
  }
});

test("the streamer undoes what a moderator hid: it is back on every page", async () => {
  await say("not so bad after all");
  await act(mos, "not so bad after all", "Hide from the stream");
  await Promise.all(everybody.map((page) => row(page, "not so bad after all").waitFor({ state: "detached" })));
  await lacks(overlay, "not so bad after all");
  await goTo(owners, "moderators");
  await owners.getByText("What moderators did").click();
  const entry = owners.locator(".audit li", { hasText: "not so bad after all" });
  await entry.getByRole("button", { name: "Undo: Mo hid" }).click();
  await shows(overlay, "not so bad after all");
  await goTo(owners, "chat");
  await Promise.all(everybody.map((page) => row(page, "not so bad after all").waitFor()));
});

test("an invitation that ends while its moderator acts closes that page at once, and undoes nothing else", async () => {
  await say("queued before the end");
  await act(lees, "queued before the end", "Queue");
  await agree("queued before the end", true);
  await say("in the middle of it");
  await tap(lees, "in the middle of it");
  await sheet(lees).getByLabel("Note for the streamer").fill("half a sent");
  await goTo(owners, "moderators");
  await owners.getByRole("button", { name: "End the invitation of Lee" }).click();
  await Promise.all([
    owners.getByRole("dialog").getByRole("button", { name: "End invitation" }).click(),
    // Before the end or after it: either the mark is there and stays, or it was refused.
    button(sheet(lees), "Suggest to the streamer").click({ timeout: 2_000 }).catch(() => {}),
  ]);
  await lees.getByRole("heading", { name: "Your invitation is over" }).waitFor();
  assert.equal(await row(lees, "queued before the end").count(), 0, "no chat is left on that page");

  await goTo(owners, "chat");
  await queuedItem("queued before the end").waitFor();
  await standing(mos, "queued before the end", "Queued").waitFor();
  const { suggestions } = await application.api("GET", "focus");
  const shownMarks = await owners.locator(".stage-suggestions li").count();
  assert.equal(shownMarks, suggestions.length);
  assert.ok(suggestions.every(({ by }) => by === "Lee"), "nothing but what Lee did until then");
  everybody.splice(everybody.indexOf(lees), 1);
  await say("Mo goes on");
  await act(mos, "Mo goes on", "Queue");
  await queuedItem("Mo goes on").waitFor();
  const refused = await fetch(`${new URL(lee.url).origin}/api/me`, {
    headers: { authorization: `Bearer ${lee.url.split("/").at(-1)}` },
  });
  assert.equal(refused.status, 401);
});
