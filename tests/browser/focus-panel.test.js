// The focus queue as a streamer works it in the dock and in the dashboard.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { clearmsg, privmsg, readBoth } from "./chat.js";
import { box, openPage, startChromium } from "./chromium.js";
import { goTo, openDashboard } from "./sections.js";

const fake = await startFakePlatforms({ after });
const application = await startApplication({ after }, { env: fake.env });
await readBoth(application, fake);
const browser = await startChromium({ after });
const dock = await openPage(browser, (await application.api("GET", "dock")).url, { width: 320, height: 700 });
const dashboard = await openDashboard(browser, application, "chat");
for (const { page } of [dock, dashboard]) page.setDefaultTimeout(10_000);
const { page } = dock;

const row = (text, on = page) => on.locator("li.message", { hasText: text });
const item = (text, on = page) => on.locator("li.stage-item", { hasText: text });
const button = (name, on = page) => on.getByRole("button", { name, exact: true });
const queue = async () => (await application.api("GET", "focus")).queue.map(({ text }) => text);

/** Waits until the application's focus is like this. */
async function has(what, is) {
  const until = Date.now() + 10_000;
  for (let focus; Date.now() < until; ) {
    focus = await application.api("GET", "focus");
    if (is(focus)) return;
  }
  assert.fail(`never: ${what}`);
}
const queued = (...texts) =>
  has(`queued: ${texts}`, ({ queue }) => String(queue.map(({ text }) => text)) === String(texts));
const onScreen = (text) => has(`${text} on screen`, ({ current }) => (current?.text ?? null) === text);

/** Writes it in Twitch's chat, and waits until both pages have it. */
async function say(text, tags = {}) {
  await fake.command("twitch/line", { line: privmsg(text, tags) });
  await Promise.all([dock, dashboard].map(({ page }) => row(text, page).waitFor()));
}

/** Where the middle of it is. */
async function middle(locator) {
  const { x, y, width, height } = await box(locator);
  return { x: x + width / 2, y: y + height / 2 };
}

for (const number of [1, 2, 3, 4, 5]) await say(`message ${number}`, { id: `id-${number}` });

test("what is clicked is queued, in the order of the clicks, and says its place", async () => {
  await page.getByText("Click a message in the chat to queue it").waitFor();
  for (const number of [4, 1, 3]) await row(`message ${number}`).locator(".message-text").click();
  await queued("message 4", "message 1", "message 3");
  await row("message 4").getByText("#1", { exact: true }).waitFor();
  await row("message 3", dashboard.page).getByText("#3", { exact: true }).waitFor();
  await row("message 1").locator(".message-text").click();
  await queued("message 4", "message 3");
});

test("a row's own buttons queue nothing", async () => {
  await row("message 5").hover();
  await button("Hide this message of Ada").last().click();
  await row("message 5", dashboard.page).waitFor({ state: "detached" });
  await button("Undo").click();
  await page.mouse.move(0, 0);
  await row("message 5").waitFor();
  assert.deepEqual(await queue(), ["message 4", "message 3"]);
});

test("one is queued by the keyboard, by the row's button", async () => {
  await row("message 2").getByRole("button", { name: "Queue this message of Ada" }).focus();
  await page.keyboard.press("Enter");
  await queued("message 4", "message 3", "message 2");
});

test("the keyboard moves, removes and shows what is queued, and is not lost", async () => {
  await item("message 2").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await queued("message 4", "message 2", "message 3");
  await page.keyboard.press("Alt+ArrowUp");
  await queued("message 2", "message 4", "message 3");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /message 2/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Delete");
  await queued("message 2", "message 3");
  await page.waitForFunction(() => document.activeElement.textContent.includes("message 3"));
  await page.keyboard.press("Enter");
  await onScreen("message 3");
  await queued("message 2");
  await row("message 3").getByText("on screen", { exact: true }).waitFor();
});

test("what is queued is dragged to another place, in dock and dashboard", async () => {
  for (const number of [1, 4]) await row(`message ${number}`).locator(".message-text").click();
  await queued("message 2", "message 1", "message 4");
  for (const { page } of [dashboard, dock]) {
    const texts = await queue();
    const [from, to] = [await middle(item(texts[0], page)), await middle(item(texts[2], page))];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, from.y + 10);
    await page.mouse.move(to.x, to.y + 4, { steps: 8 });
    await page.mouse.up();
    await queued(texts[1], texts[2], texts[0]);
  }
});

test("letters go on, back and clear, but not where something is written", async () => {
  await queued("message 4", "message 2", "message 1");
  await page.keyboard.press("n");
  await onScreen("message 4");
  await dashboard.page.keyboard.press("p");
  await onScreen("message 3");
  await dashboard.page.getByLabel("Add a channel").focus();
  await dashboard.page.keyboard.type("nc");
  await page.keyboard.press("c");
  await onScreen(null);
  assert.equal(await dashboard.page.getByLabel("Add a channel").inputValue(), "nc");
  await dashboard.page.getByLabel("Add a channel").fill("");
  await queued("message 2", "message 1");
});

test("one button empties the queue, and Undo fills it again", async () => {
  for (const { page } of [dashboard, dock]) {
    await page.getByRole("button", { name: "Empty the queue" }).click();
    await queued();
    await page.locator(".toasts").getByText("2 messages are out of the queue.").waitFor();
    await page.locator(".toasts").getByRole("button", { name: "Undo" }).click();
    await queued("message 2", "message 1");
  }
});

test("a button shows one now, and one pins it", async () => {
  await item("message 1").hover();
  await item("message 1").getByRole("button", { name: "Show Ada's message now" }).click();
  await onScreen("message 1");
  const pin = page.locator(".stage-now").getByRole("button", { name: /^Keep Ada's message/ });
  await pin.click();
  await has("a pin", ({ current }) => current.pinned === true);
  await page.locator(".stage-now [aria-pressed=true]").waitFor();
});

test("under the pointer nothing moves, and what is deleted leaves its place empty", async () => {
  await say("to be deleted", { id: "id-gone" });
  await row("to be deleted").locator(".message-text").click();
  await queued("message 2", "to be deleted");
  const before = await page.$$eval("li.message", (rows) => rows.map((row) => row.getBoundingClientRect().top));
  for (const number of [1, 2, 3]) {
    await fake.command("twitch/line", { line: privmsg(`later ${number}`) });
  }
  await fake.command("twitch/line", { line: clearmsg("id-gone") });
  await page.getByText("This message was removed").waitFor();
  await button("3 new").waitFor();
  await queued("message 2");
  const now = await page.$$eval("li.message", (rows) => rows.map((row) => row.getBoundingClientRect().top));
  assert.deepEqual(now, before);
  assert.ok(!(await page.content()).includes("to be deleted"), "its text is gone");
  await page.mouse.move(0, 0);
  await row("later 3").waitFor();
  assert.equal(await page.getByText("This message was removed").count(), 0);
});

test("a moderator's suggestion stands apart, is accepted or rejected, and what they did is undone", async () => {
  const { url } = await application.api("POST", "moderators", { name: "Mia", rights: ["suggest", "queue"] });
  const key = url.split("/").pop();
  const messages = await application.api("GET", "messages?limit=50");
  const as = (path, body) =>
    fetch(`${application.baseUrl}/api/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const idOf = (text) => messages.find((message) => message.text === text).id;
  await as("focus/suggestions", { message_id: idOf("later 1"), note: "a good one" });
  await as("focus/suggestions", { message_id: idOf("later 2"), note: "" });
  await as("focus/queue", { message_ids: [idOf("later 3")] });
  const suggested = page.locator(".stage-suggestions li", { hasText: "later 1" });
  await suggested.getByText("“a good one” Mia").waitFor();
  await suggested.getByRole("button", { name: "Accept Ada's message" }).click();
  await item("later 1").getByText("by Mia").waitFor();
  await page.getByRole("button", { name: "Reject Ada's message" }).click();
  await page.locator(".stage-suggestions").waitFor({ state: "detached" });
  await queued("message 2", "later 3", "later 1");
  await button("Undo what a moderator did last").click();
  await queued("message 2", "later 1");
  await page.getByText("Undone: Mia queued a message (Ada).").waitFor();
});

test("what comes by itself is set, and says so in the queue", async () => {
  const { page } = dashboard;
  const settings = (what, is) =>
    assert.doesNotReject(async () => {
      const until = Date.now() + 10_000;
      while (!is((await application.api("GET", "settings")).focus)) {
        if (Date.now() > until) assert.fail(`never: ${what}`);
      }
    });
  await goTo(page, "paid");
  await page.getByRole("switch", { name: "Super Chats come to the queue by themselves" }).click();
  await settings("Super Chats", ({ auto_superchats }) => auto_superchats);
  await page.locator(".highlights-more summary").click();
  await page.getByLabel("Questions").click();
  await page.getByLabel("Add a word").fill("secret");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Remove secret" }).waitFor();
  await page.getByRole("group", { name: "Only from this amount on" }).getByLabel("Currency").selectOption("EUR");
  await page.getByLabel("Least amount", { exact: true }).fill("5");
  await page.keyboard.press("Enter");
  await settings("the rest", ({ auto }) => auto.questions && auto.least.EUR === 5 && String(auto.keywords) === "secret");
  await page.getByRole("button", { name: "Remove the least amount in EUR" }).click();
  await page.getByRole("button", { name: "Remove secret" }).click();
  await page.getByLabel("A message stays for").fill("20");
  await page.keyboard.press("Tab");
  await settings("time", ({ auto, seconds }) => seconds === 20 && !auto.least.EUR && auto.keywords.length === 0);
  await say("is this one picked?");
  await item("is this one picked?", page).getByText("Auto: Question").waitFor();
});

test("a focus overlay is made from the empty stage, and its editor has what fits", async () => {
  const { page } = dashboard;
  await page.keyboard.press("Escape");
  await page.locator("h2", { hasText: "Focus" }).click();
  await page.keyboard.press("c");
  await onScreen(null);
  await button("Make a focus overlay", page).click();
  const pill = page.locator(".pills label", { hasText: "Focus overlay" });
  await pill.waitFor();
  assert.equal(await pill.locator(".kind").count(), 0, "its name says it");
  await button("Copy the focus overlay's address", page).waitFor();
  assert.equal(await page.locator(".editor-group summary", { hasText: "Words and links" }).count(), 0);
  assert.equal(await page.locator(".editor-group summary", { hasText: "Custom CSS" }).count(), 1);
  await page.locator(".pills label", { hasText: "Chat" }).first().click();
  await page.locator(".editor-group summary", { hasText: "Words and links" }).waitFor();
});

test("the dock at its smallest leaves the chat half of its height, and nothing is wider", async () => {
  await page.setViewportSize({ width: 320, height: 500 });
  await page.keyboard.press("n");
  const { height } = await box(page.locator(".dock-feed"));
  assert.ok(height >= 250, `${height} px`);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  const next = await box(button("Next"));
  assert.ok(next.y + next.height <= 500 - 250, "Next is in sight");
});

test("every control has a name, and nothing went wrong on the pages", async () => {
  for (const { page, said } of [dock, dashboard]) {
    const nameless = await page.$$eval("button, input:not([type=hidden]):not([hidden]), select, textarea", (controls) =>
      controls
        .filter((control) => control.getClientRects().length > 0 && !control.closest("[aria-hidden=true]") && control.ariaHidden !== "true")
        .filter((control) => {
          const { labels, textContent } = control;
          const by = control.getAttribute("aria-labelledby");
          return !control.ariaLabel && !labels?.length && !by && !textContent.trim();
        })
        .map((control) => control.outerHTML),
    );
    assert.deepEqual(nameless, []);
    assert.deepEqual(said.filter((line) => !/frame-ancestors/.test(line) && line.trim() !== ""), []);
  }
});
