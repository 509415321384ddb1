// Who clicks twice does a thing once: what is removed makes room for what the second click would remove.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startApplication } from "./application.js";
import { box, startChromium } from "./chromium.js";
import { goTo, openDashboard } from "./sections.js";

/** Between the clicks of who takes a channel's leaving for nothing having happened. */
const BETWEEN_MS = 250;

const application = await startApplication({ after });
const browser = await startChromium({ after });
const { page, said } = await openDashboard(browser, application, "chat");
page.setDefaultTimeout(15_000);
const rows = page.locator("li.source");
const names = async () => (await application.api("GET", "sources")).map(({ channel }) => channel);

/** Clicks twice at the place of this. */
async function clickTwice(locator, delay) {
  await locator.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await box(locator);
  await page.mouse.move(x + width / 2, y + height / 2);
  for (const count of [1, 2]) {
    await page.mouse.down({ clickCount: count });
    await page.mouse.up({ clickCount: count });
    if (count === 1) await page.waitForTimeout(delay);
  }
}

/** Has this call answered only when it is let go. Gives how often it was made, and the way to let go. */
async function hold(url, method) {
  let go;
  const held = new Promise((resolve) => {
    go = resolve;
  });
  let calls = 0;
  await page.route(url, async (route) => {
    if (route.request().method() === method) {
      calls += 1;
      await held;
    }
    await route.continue();
  });
  return { go, calls: () => calls };
}

test("a second click on a channel's × removes no other, and a key still does", async () => {
  for (const channel of ["one", "two", "three", "four"]) {
    await application.api("POST", "sources", { platform: "twitch", channel });
  }
  const remove = (name) => page.getByRole("button", { name: `Remove ${name}`, exact: true });
  await rows.nth(3).waitFor();
  await clickTwice(remove("one"), BETWEEN_MS);
  await rows.nth(3).waitFor({ state: "detached" });
  await page.locator(".toast", { hasText: "one" }).waitFor();
  assert.deepEqual(await names(), ["two", "three", "four"]);
  for (const name of ["two", "three"]) {
    await remove(name).press("Enter");
    await page.locator(".toast", { hasText: name }).waitFor();
    await page.locator("#sources-title:focus").waitFor();
  }
  await rows.nth(1).waitFor({ state: "detached" });
  const left = await page.evaluate(() => performance.now());
  await page.waitForFunction((left) => performance.now() > left + 500, left);
  await clickTwice(remove("four"), 0);
  await rows.first().waitFor({ state: "detached" });
  assert.equal(await page.locator(".toast[data-tone=error]").count(), 0, "the second click was refused");
});

test("two clicks on Duplicate make one copy", async () => {
  await goTo(page, "overlays");
  const { go, calls } = await hold("**/api/overlays/*/duplicate", "POST");
  const before = (await application.api("GET", "overlays")).length;
  await clickTwice(page.getByRole("button", { name: "Duplicate" }), BETWEEN_MS);
  go();
  await page.locator(".pills label").nth(before).waitFor();
  assert.equal(calls(), 1);
});

test("two clicks on Make the link make one link", async () => {
  await goTo(page, "moderators");
  await page.getByLabel("Name", { exact: true }).last().fill("Kim");
  const { go, calls } = await hold("**/api/moderators", "POST");
  await clickTwice(page.getByRole("button", { name: "Make the link" }), BETWEEN_MS);
  go();
  await page.locator("li.invited").waitFor();
  assert.equal(calls(), 1);
  assert.deepEqual(said, []);
});
