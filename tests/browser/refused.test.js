// What is typed into a field of an overlay stays there until the application has it, with why it was refused.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startApplication } from "./application.js";
import { startChromium } from "./chromium.js";
import { goTo, openDashboard } from "./sections.js";

const application = await startApplication({ after });
const browser = await startChromium({ after });
const { page, said } = await openDashboard(browser, application, "overlays");
page.setDefaultTimeout(10_000);
await page.locator(".theme-card").first().waitFor();

const overlay = async () => (await application.api("GET", "overlays"))[0];
const blocked = async () => (await overlay()).options.feed.words.blocked;
const button = (name) => page.getByRole("button", { name, exact: true });
const group = (name) => page.locator("summary", { hasText: name });
const words = page.getByLabel("Blocked words and phrases", { exact: true });
/** Why the field's text was refused. */
const why = (field) =>
  field.evaluate((field) =>
    field
      .getAttribute("aria-describedby")
      .split(" ")
      .map((id) => document.getElementById(id))
      .filter((part) => part.getAttribute("role") === "alert")
      .map((part) => part.textContent)
      .join(),
  );
/** Waits until this is so of the application. */
async function until(what, is) {
  for (const end = Date.now() + 5000; Date.now() < end; ) if (await is()) return;
  assert.fail(`never: ${what}`);
}
/** Waits until the field says that it is refused, or that it is not. */
const isRefused = async (field, value) =>
  page.waitForFunction(([field, value]) => field.getAttribute("aria-invalid") === value, [await field.elementHandle(), value]);

/** Leaves whatever field one is in by the keyboard. */
const leave = () => page.keyboard.press("Tab");

test("a list with a line that is refused stays as it was typed, with that line named, until it is mended", async () => {
  await group("Words and links").click();
  await words.fill("spoiler\n*\nfinale");
  await words.focus();
  await leave();
  await isRefused(words, "true");
  assert.equal(await words.inputValue(), "spoiler\n*\nfinale");
  assert.match(await why(words), /"\*" has no letters to look for/);
  assert.deepEqual(await blocked(), []);

  // What else changes the overlay leaves it alone, and so does a way through another section.
  await application.api("PATCH", `overlays/${(await overlay()).id}`, { options: { look: { size: 30 } } });
  await goTo(page, "about");
  await goTo(page, "overlays");
  await group("Words and links").click();
  assert.equal(await words.inputValue(), "spoiler\n*\nfinale");
  assert.match(await why(words), /"\*" has no letters to look for/);

  await words.fill("spoiler\nfinale");
  assert.equal(await why(words), "", "what is being mended is not refused any more");
  await words.focus();
  await leave();
  await until("the mended list", async () => String(await blocked()) === "spoiler,finale");
  await isRefused(words, "false");
});

test("what was refused is taken back by its button, by Undo, and by typing what is saved", async () => {
  const refuse = async () => {
    await words.fill("spoiler\n?");
    await words.focus();
    await leave();
    await isRefused(words, "true");
  };
  await refuse();
  await button("Back to what is saved").press("Enter");
  assert.equal(await words.inputValue(), "spoiler\nfinale");
  assert.equal(await words.evaluate((field) => field === document.activeElement), true);

  await refuse();
  await button("Undo: Blocked words and phrases").press("Enter");
  assert.equal(await words.inputValue(), "spoiler\nfinale");
  assert.deepEqual(await blocked(), ["spoiler", "finale"], "the step before it is still there");
  await button("Undo: Blocked words and phrases").press("Enter");
  await until("the step before", async () => (await blocked()).length === 0);
  assert.equal(await words.inputValue(), "");
  await button("Redo: Blocked words and phrases").press("Enter");
  await until("and again", async () => (await blocked()).length === 2);

  await refuse();
  await words.fill("spoiler\nfinale");
  await words.focus();
  await leave();
  assert.equal(await why(words), "");
  assert.deepEqual(await blocked(), ["spoiler", "finale"]);
});

test("a name, a number and a colour that could not be sent stay, and are sent by who comes back to them", async () => {
  await group("Text").first().click();
  const fields = [
    [page.locator(".overlay-tools input"), "Scene with a long name", ({ name }) => name],
    [page.getByLabel("Size", { exact: true }), "41", ({ options }) => String(options.look.size)],
    [page.getByLabel("Text colour", { exact: true }), "#123456", ({ options }) => options.look.text_color],
    [page.getByRole("combobox", { name: "Font", exact: true }), "A Font of Mine", ({ options }) => options.look.font],
  ];
  await page.route("**/api/overlays/*", (route) =>
    route.request().method() === "PATCH" ? route.abort() : route.continue(),
  );
  for (const [field, text] of fields) {
    await field.fill(text);
    await field.focus();
    await leave();
    await isRefused(field, "true");
    assert.equal(await field.inputValue(), text);
    assert.notEqual(await why(field), "");
  }
  await page.unroute("**/api/overlays/*");
  for (const [field, text, saved] of fields) {
    assert.equal(await field.inputValue(), text);
    await field.focus();
    await leave();
    await until(text, async () => saved(await overlay()) === text);
    await isRefused(field, "false");
    assert.equal(await field.inputValue(), text);
  }
});

test("what is typed while another field's answer is on its way stays", async () => {
  let go;
  const held = new Promise((resolve) => {
    go = resolve;
  });
  await page.route("**/api/overlays/*", async (route) => {
    if (route.request().method() === "PATCH") await held;
    await route.continue();
  });
  const [name, before] = [page.locator(".overlay-tools input"), await words.inputValue()];
  await name.fill("Scene 2");
  await name.focus();
  await leave();
  await words.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nhalf a wo");
  go();
  await until("the name", async () => (await overlay()).name === "Scene 2");
  await page.locator(".pills label", { hasText: "Scene 2" }).waitFor();
  assert.equal(await words.inputValue(), `${before}\nhalf a wo`);
  await leave();
  await until("the words", async () => (await blocked()).at(-1) === "half a wo");
});

test("nothing else went wrong on the page", () => {
  assert.deepEqual(said.filter((line) => !/status of 422|ERR_FAILED/.test(line)), []);
});
