// The keyboard in the dashboard: where the focus goes when what has it goes, and from message to message.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { clearmsg, privmsg, readBoth } from "./chat.js";
import { startChromium } from "./chromium.js";
import { goTo, openDashboard } from "./sections.js";

const fake = await startFakePlatforms({ after });
const application = await startApplication({ after }, { env: fake.env });
await readBoth(application, fake);
const browser = await startChromium({ after });
const { page, said } = await openDashboard(browser, application, "chat");
page.setDefaultTimeout(10_000);

const row = (text) => page.locator("li.message", { hasText: text });
const item = (text) => page.locator("li.stage-item", { hasText: text });
const press = (key) => page.keyboard.press(key);

/** Waits until what has the focus is in such an element that has this text. */
const isAt = (selector, text) =>
  page.waitForFunction(
    ([selector, text]) => document.activeElement.matches(selector) && document.activeElement.textContent.includes(text),
    [selector, text],
  );

async function say(text) {
  await fake.command("twitch/line", { line: privmsg(text, { id: text }) });
  await row(text).waitFor();
}

async function queue(...texts) {
  const { queue } = await application.api("GET", "focus");
  for (const { id } of queue) await application.api("DELETE", `focus/queue/${id}`);
  for (const text of texts) await row(text).getByRole("button", { name: "Queue this message" }).press("Enter");
  await item(texts.at(-1)).waitFor();
}

for (const text of ["one", "two", "three", "four"]) await say(text);

test("arrows lead from message to message, Home and End to the oldest and the newest", async () => {
  await page.getByRole("log").focus();
  await press("ArrowUp");
  await isAt("li.message", "four");
  await press("ArrowUp");
  await isAt("li.message", "three");
  await press("Home");
  await isAt("li.message", "one");
  await press("ArrowUp");
  await isAt("li.message", "one");
  await press("ArrowDown");
  await isAt("li.message", "two");
  await fake.command("twitch/line", { line: privmsg("meanwhile") });
  await page.getByRole("button", { name: "1 new" }).waitFor();
  await press("End");
  await isAt("li.message", "meanwhile");
});

test("Tab leads to one message, to what can be done about it, and out of the list", async () => {
  await press("ArrowUp");
  await isAt("li.message", "four");
  await press("Tab");
  await isAt(".pick", "");
  await press("Tab");
  await isAt(".message-tools .button", "Hide");
  await press("ArrowUp");
  await isAt("li.message", "three");
  for (let steps = 0; steps < 3; steps += 1) await press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.closest("li.message")), null);
  const stops = await page.$$eval(".messages [tabindex='0']", (all) => all.map((each) => each.closest("li").dataset.id));
  assert.equal(new Set(stops).size, 1, "no other row is a stop");
});

test("a message is read by its words, and a reader's message is not taken from under them", async () => {
  await row("two").focus();
  assert.equal(await row("two").evaluate((li) => document.getElementById(li.getAttribute("aria-labelledby")).textContent), "Ada: two");
  await fake.command("twitch/line", { line: clearmsg("two") });
  await isAt("li.message", "three");
});

test("what is taken out of the queue leaves the focus to the next, the one before, and the panel", async () => {
  await queue("one", "three", "four");
  await item("three").getByRole("button", { name: "Take this message" }).focus();
  await press("Enter");
  await isAt("li.stage-item", "four");
  await press("Delete");
  await isAt("li.stage-item", "one");
  await press("Delete");
  await isAt("h2", "Focus");
});

test("Next stays where it is, until the last one too", async () => {
  await queue("one", "three");
  const next = page.getByRole("button", { name: "Next" });
  await next.focus();
  for (const queued of ["one", "three"]) {
    await press("Enter");
    await page.locator(".stage-now", { hasText: queued }).waitFor();
    await isAt(".button", "Next");
  }
  await press("Enter");
  await page.locator(".stage-empty").waitFor();
  await isAt(".button", "Next");
  assert.equal(await next.getAttribute("aria-disabled"), "true");
});

test("Undo in a note goes back to where the person was", async () => {
  await row("three").getByRole("button", { name: "Hide this message" }).focus();
  await press("Enter");
  await row("three").waitFor({ state: "detached" });
  await isAt("li.message", "");
  const neighbour = await page.evaluate(() => document.activeElement.dataset.id);
  await page.locator(".toast").getByRole("button", { name: "Undo" }).focus();
  await press("Enter");
  await row("three").waitFor();
  await page.waitForFunction((id) => document.activeElement.dataset.id === id, neighbour);
});

test("a deleted overlay leaves the focus to the one that is edited next", async () => {
  await goTo(page, "overlays");
  const [first] = await application.api("GET", "overlays");
  await page.getByRole("button", { name: "Duplicate" }).press("Enter");
  await page.locator(".pills label").nth(1).locator("input:checked").waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Delete", exact: true }).press("Enter");
  await page.locator("dialog[open]").getByRole("button", { name: "Delete it" }).press("Enter");
  await page.locator(".pills label").nth(1).waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement.matches(".pills input:checked"));
  assert.equal(await page.locator(".pills label").innerText(), first.name);
  await page.locator(".toast").getByRole("button", { name: "Undo" }).press("Enter");
  await page.locator(".pills label").nth(1).waitFor();
  await page.waitForFunction(() => document.activeElement.matches(".pills input"));
});

test("nothing went wrong on the page", () => {
  assert.deepEqual(said, []);
});
