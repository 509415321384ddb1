// The history as a streamer searches it in the dashboard, by keyboard too.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { TWITCH, clearmsg, privmsg, readBoth } from "./chat.js";
import { startChromium } from "./chromium.js";
import { openDashboard } from "./sections.js";

const HOSTILE = '=HYPERLINK("http://x","y") <img src=x onerror=alert(1)>';
const MANY = 150;

const fake = await startFakePlatforms({ after });
const application = await startApplication({ after }, { env: fake.env });
await readBoth(application, fake);
const say = (text, tags) => fake.command("twitch/line", { line: privmsg(text, tags) });
for (let number = 1; number <= MANY; number += 1) await say(`number ${number}`);
await say(HOSTILE, { id: "hostile" });
await say("the needle", { id: "needle", "display-name": "Bob", "user-id": "2002" });
await say("bad words", { id: "bad" });
await fake.command("twitch/line", { line: clearmsg("bad") });
for (let kept = 0; kept === 0; ) {
  kept = (await application.api("GET", "messages?platform=twitch&removed=true")).length;
}

const browser = await startChromium({ after });
const { page, said } = await openDashboard(browser, application, "history", { width: 900, height: 600 });
page.setDefaultTimeout(10_000);
const panel = page.getByRole("region", { name: "History", exact: true });
const rows = panel.locator("li.history-row");
const searchFor = panel.getByRole("searchbox", { name: "Search the history" });
const only = (count) =>
  page.waitForFunction((count) => document.querySelectorAll("li.history-row").length === count, count);
const button = (name) => panel.getByRole("button", { name });

test("one types, and what fits is there, marked where it was removed", async () => {
  await searchFor.focus();
  await page.keyboard.type("NEEDLE");
  await only(1);
  assert.match(await rows.innerText(), /Bob[\s\S]*the needle/);
  await panel.getByText("1 message", { exact: true }).waitFor();
  await searchFor.fill("bad wo");
  await only(1);
  await rows.getByText("Deleted", { exact: true }).waitFor();
});

test("an answer that comes late is not shown over a newer one", async () => {
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route(/api\/messages\?.*q=number/, async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest(/q=number/);
  await searchFor.fill("number");
  await asked;
  await searchFor.fill("needle");
  await rows.getByText("the needle").waitFor();
  const late = page.waitForResponse(/q=number/);
  release();
  await (await late).finished();
  await page.evaluate(() => new Promise(requestAnimationFrame));
  assert.match(await rows.innerText(), /the needle/);
  await page.unroute(/api\/messages\?.*q=number/);
});

test("filters by keyboard: the author of a row, removed ones, days; and all of them cleared", async () => {
  await button("Only messages of Bob").focus();
  await page.keyboard.press("Enter");
  await searchFor.fill("");
  await only(1);
  assert.equal(await panel.getByLabel("Who wrote it").inputValue(), "Bob");
  await button("Clear all filters").press("Enter");
  await panel.getByLabel("Platform").selectOption("twitch");
  await panel.getByLabel("Removed messages").selectOption("yes");
  await only(1);
  await panel.getByLabel("Removed messages").selectOption("any");
  await panel.getByLabel("Until").fill("2020-01-01");
  await panel.getByText("Nothing fits").waitFor();
  await panel.getByText("Look for less, or clear the filters.").waitFor();
  assert.equal(await button(/^CSV/).isDisabled(), true, "there is nothing to save");
  await button("Clear all filters").press("Enter");
  await panel.getByText("Nothing fits").waitFor({ state: "detached" });
  assert.equal(await button("Clear all filters").count(), 0);
});

test("older ones come while one scrolls by keyboard, each once", async () => {
  await searchFor.fill("number");
  await page.waitForFunction(() => document.querySelector(".history-row .message-text")?.textContent === "number 150");
  await panel.getByRole("region", { name: "Messages found, newest first" }).focus();
  for (let presses = 0; presses < 50 && (await rows.count()) < MANY; presses += 1) {
    await page.keyboard.press("End");
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await only(MANY);
  const texts = await rows.locator(".message-text").allInnerTexts();
  assert.deepEqual(texts, Array.from({ length: MANY }, (_, at) => `number ${MANY - at}`));
  await panel.getByText("That is all of it.").waitFor();
});

test("what is found is saved, as each of three files", async () => {
  await searchFor.fill("HYPERLINK");
  await only(1);
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), button(name).press("Enter")]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  };
  const table = await saved(/^CSV/);
  assert.match(table.name, /^chat-\d{4}-\d\d-\d\d\.csv$/);
  assert.equal(table.text.trim().split("\n").length, 2);
  assert.ok(table.text.includes(`"'${HOSTILE.replaceAll('"', '""')}"`), table.text);
  const { name, text } = await saved(/^JSON/);
  assert.match(name, /\.json$/);
  assert.deepEqual(JSON.parse(text).map(({ text }) => text), [HOSTILE]);
  assert.ok((await saved(/^Text/)).text.includes(`Ada: ${HOSTILE}`));
});

test("spaces around the words are not looked for", async () => {
  await searchFor.fill(" needle ");
  await rows.getByText("the needle").waitFor();
});

test("a search that fails shows why, and not what was found before", async () => {
  await page.route(/api\/messages\?/, (route) => route.abort());
  await searchFor.fill("number");
  await panel.getByRole("alert").waitFor();
  assert.equal(await rows.count(), 0);
  assert.equal(await panel.getByRole("status").innerText(), "");
  await page.unroute(/api\/messages\?/);
  await button("Look again").click();
  await rows.first().waitFor();
  assert.equal(await panel.getByRole("alert").count(), 0);
});

test("a channel that is removed stays the one that is looked for, by its name", async () => {
  const channel = panel.getByRole("combobox", { name: /^Channel/ });
  const shown = () => channel.evaluate((select) => select.selectedOptions[0]?.textContent);
  await channel.selectOption({ label: `${TWITCH} (Twitch)` });
  const { id } = (await application.api("GET", "sources")).find(({ channel }) => channel === TWITCH);
  await application.api("DELETE", `sources/${id}`);
  for (;;) if (!(await application.api("GET", "sources")).some((source) => source.id === id)) break;
  // The list of who is left has come with it.
  await page.locator('.section-nav a[href="#chat"]').click();
  await page.locator("li.source").nth(1).waitFor({ state: "detached" });
  await page.locator('.section-nav a[href="#history"]').click();
  assert.equal(await shown(), `${TWITCH} (Twitch)`);
  await channel.selectOption({ label: "All channels" });
  assert.equal(await channel.locator("option", { hasText: TWITCH }).count(), 0);
});

test("it fits into a small window, in the dark too, and says nothing to the console", async () => {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await panel.scrollIntoViewIfNeeded();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wide, false, colorScheme);
    if (process.env.HISTORY_PICTURES) {
      await page.screenshot({ path: `${process.env.HISTORY_PICTURES}/history-${colorScheme}.png` });
    }
  }
  // The search that was cut off.
  assert.deepEqual(said.filter((line) => !line.includes("ERR_FAILED")), []);
});
