// What is typed in a section and not saved yet is there again when one comes back to it.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { YOUTUBE } from "./chat.js";
import { startChromium } from "./chromium.js";
import { goTo, openDashboard } from "./sections.js";

const fake = await startFakePlatforms({ after });
const application = await startApplication({ after }, { env: fake.env });
// The proxies are offered to who reads YouTube.
await application.api("POST", "sources", { platform: "youtube", channel: YOUTUBE.handle });
const browser = await startChromium({ after });
const { page, said } = await openDashboard(browser, application, "chat");
page.setDefaultTimeout(15_000);

/** Goes to a section, and unfolds all of it once this field is there: some panels come later. */
async function open(section, field) {
  await goTo(page, section);
  await field.waitFor({ state: "attached" });
  await page.evaluate(() => {
    for (const details of document.querySelectorAll(".workbench details")) details.open = true;
  });
}

/** Each field: its section, the place of it, and what is typed. Secrets are typed nowhere else. */
const FIELDS = [
  ["chat", "#pasted", "novaharbor"],
  ["chat", "#proxies-list", "http://127.0.0.1:9"],
  ["moderators", ".invite input.text-input", "Kim"],
  ["accounts", ".client-id input:not([type=password])", "half-an-id"],
  ["paid", "form.inline-field input[type=text]", "boss"],
  ["paid", "input[name=amount]", "5"],
];

for (const [section, selector, text] of FIELDS) {
  test(`${section}: what is typed into ${selector} stays`, async () => {
    const field = page.locator(`.workbench[data-section=${section}]`).locator(selector).first();
    await open(section, field);
    await field.fill(text);
    await goTo(page, "about");
    await open(section, field);
    assert.equal(await field.inputValue(), text);
  });
}

test("where nobody is invited yet, the form for it is open", async () => {
  await goTo(page, "moderators");
  await page.getByRole("button", { name: "Make the link" }).waitFor();
  assert.equal(await page.locator(".moderators details:has(.invite)").count(), 0);
});

test("what is saved is a draft no more", async () => {
  const field = page.locator("form.inline-field input[type=text]");
  await open("paid", field);
  await field.press("Enter");
  await page.locator(".tokens li", { hasText: "boss" }).waitFor();
  await goTo(page, "about");
  await open("paid", field);
  assert.equal(await field.inputValue(), "");
  assert.deepEqual(said, []);
});
