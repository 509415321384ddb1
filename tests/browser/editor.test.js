// The overlay editor, by the keyboard alone, on the real application.
import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { TWITCH, privmsg } from "./chat.js";
import { box, openOverlay, shows, startChromium, texts } from "./chromium.js";
import { openDashboard } from "./sections.js";

const fake = await startFakePlatforms({ after });
const application = await startApplication({ after }, { env: fake.env });
const PICTURE = fileURLToPath(new URL("../../overlay-themes/party/preview.png", import.meta.url));
await application.api("POST", "sources", { platform: "twitch", channel: TWITCH });
await fake.command("twitch/joined", { channel: TWITCH, count: 1 });
/** A theme that somebody is still writing. */
const BROKEN = join(application.dataDir, "themes", "half-done");
await mkdir(BROKEN, { recursive: true });
await writeFile(join(BROKEN, "theme.json"), "{ not json");
await writeFile(join(BROKEN, "theme.css"), "");
const browser = await startChromium({ after });
const dashboard = await openDashboard(browser, application, "overlays");
const { page } = dashboard;
await page.locator(".theme-card").first().waitFor();

const overlays = () => application.api("GET", "overlays");
/** The preview of the overlay that is edited. */
const preview = async () => (await page.waitForSelector(".stage iframe")).contentFrame();
/** Waits until the application has an overlay, the first or this one, of which this is true. */
const has = async (what, is, at = 0) => {
  const until = Date.now() + 5000;
  for (let overlay; Date.now() < until; ) {
    overlay = (await overlays())[at];
    if (overlay && is(overlay)) return;
  }
  assert.fail(`never: ${what}`);
};

/** Presses Tab until what has the focus is called this. */
async function tabTo(name, key = "Tab") {
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => {
      const { activeElement: at } = document;
      const label = document.getElementById(at.getAttribute("aria-labelledby")) ?? at.labels?.[0];
      return at.getAttribute("aria-label") ?? (label ?? at).textContent;
    });
    if (focused.trim() === name) return;
  }
  assert.fail(`the keyboard never reaches ${name}`);
}

async function press(name, key = "Enter") {
  await tabTo(name);
  await page.keyboard.press(key);
}

/** Waits until the overlay of this name is the one that is edited. */
const edited = (name) =>
  page.locator(".pills label", { has: page.locator("input:checked") }).getByText(name, { exact: true }).waitFor();

/** Waits until the preview's overlay has this value of a property. */
const wears = async (property, value) =>
  (await preview()).waitForFunction(
    ([property, value]) =>
      getComputedStyle(document.querySelector("main.overlay")).getPropertyValue(property).trim() === value,
    [property, value],
  );

test("a theme is picked, past one that is broken", async () => {
  const broken = page.getByRole("radio", { name: "half-done" });
  assert.equal(await broken.isDisabled(), true);
  const note = await broken.evaluate((radio) => document.getElementById(radio.getAttribute("aria-describedby")).innerText);
  assert.match(note, /Can't be used:\s+In line 1 of theme\.json something is wrong/);
  await tabTo("Dark Purple");
  await page.keyboard.press("ArrowRight");
  await has("another theme", ({ theme }) => theme === "high-contrast");
  await (await preview()).waitForSelector("main[data-theme=high-contrast]");
});

test("a size is set, undone, done again, and given back to the theme", async () => {
  await press("Text");
  await tabTo("Size");
  await page.keyboard.type("41");
  await page.keyboard.press("Tab");
  await has("the size", ({ options }) => options.look.size === 41);
  await wears("--font-size", "41px");

  await tabTo("Weight");
  await page.keyboard.press("Control+z");
  await has("undone", ({ options }) => options.look.size === null);
  await page.keyboard.press("Control+z");
  await has("and the theme", ({ theme }) => theme === "dark-purple");
  await page.keyboard.press("Control+Shift+Z");
  await page.keyboard.press("Control+Shift+Z");
  await has("both again", ({ theme, options }) => theme === "high-contrast" && options.look.size === 41);
  await wears("--font-size", "41px");
  assert.equal(await page.getByLabel("Size", { exact: true }).inputValue(), "41");

  await tabTo("Size: back to the theme", "Shift+Tab");
  await page.keyboard.press("Enter");
  await has("the theme's own", ({ options }) => options.look.size === null);
  assert.equal(await page.evaluate(() => document.activeElement.labels[0].innerText), "Size");
});

test("the open list follows a theme that is repaired, breaks, and goes", async () => {
  await writeFile(join(BROKEN, "theme.json"), '{"id": "half-done", "name": "Half Done"}');
  await page.waitForFunction(() => !document.querySelector("[data-broken=true]"));
  assert.equal(await page.getByRole("radio", { name: "Half Done" }).isDisabled(), false);
  await writeFile(join(BROKEN, "theme.css"), ".x { background: url(https://evil.test/x) }");
  await page.locator("[data-broken=true]", { hasText: "would load https://evil.test/x" }).waitFor();
  assert.equal(await page.getByRole("radio", { name: "Half Done" }).isDisabled(), true);
  await rm(BROKEN, { recursive: true });
  await page.getByRole("radio", { name: "Half Done" }).waitFor({ state: "detached" });
  await mkdir(BROKEN);
  await page.locator("[data-broken=true]", { hasText: "theme.json is missing in its folder" }).waitFor();
  await rm(BROKEN, { recursive: true });
  await page.waitForFunction(() => !document.querySelector("[data-broken=true]"));
});

test("a font is found by typing, chosen by its arrows, and may be one that nobody knows", async () => {
  const font = page.getByRole("combobox", { name: "Font", exact: true });
  const offered = () => page.getByRole("listbox", { name: "Font" }).getByRole("option", { selected: true }).innerText();
  const isSet = (wanted) => has(`the font ${wanted}`, ({ options }) => options.look.font === wanted);
  await tabTo("Font");
  await page.keyboard.type("nuni");
  assert.equal(await offered(), "Nunito");
  await page.keyboard.press("Enter");
  await isSet("nunito");
  await wears("--own-font", '"MultiChat Nunito",');
  assert.equal(await font.getAttribute("aria-expanded"), "false");

  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await offered(), "Barlow Condensed");
  await page.keyboard.press("Escape");
  assert.equal(await font.inputValue(), "Nunito", "Escape changes nothing");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  assert.equal(await offered(), "OpenDyslexic");
  await page.keyboard.press("Tab");
  await isSet("opendyslexic");

  const { system } = await application.api("GET", "fonts");
  const others = (name) => system.filter((other) => other.toLowerCase().includes(name.toLowerCase()));
  const alone = system.find((name) => others(name).length === 1 && !/inter|noto sans$/i.test(name));
  for (const name of [alone, "A Font That Nobody Has"].filter(Boolean)) {
    await tabTo("Font: back to the theme", "Shift+Tab");
    await tabTo("Font");
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await isSet(name);
  }
  await page.getByText("This computer has no font of this name.").waitFor();
  await press("Font: back to the theme", "Enter").catch(() => assert.fail("there is no way back to the theme"));
  await isSet(null);
});

test("emotes are told to stand still", async () => {
  await press("Emotes");
  await press("Emotes stand still", "Space");
  await has("they do", ({ options }) => options.look.static_emotes === true);
});

test("a line is previewed as wide as it is in OBS, and smaller", async () => {
  await page.getByRole("radio", { name: "Ticker" }).focus();
  await page.keyboard.press("Space");
  await (await preview()).waitForFunction(() => innerWidth === 960);
  const { width } = await box(page.locator(".stage iframe"));
  const stage = await box(page.locator(".stage"));
  assert.ok(width <= stage.width + 1, `${width} px in ${stage.width}`);
  await page.getByText("Set the width to 1920 and the height to 60, then press OK.").waitFor({ state: "attached" });
  const fields = (name) => page.locator(".editor").getByLabel(name, { exact: true });
  for (const name of ["Width", "New messages come", "Alignment"]) await fields(name).waitFor({ state: "detached" });
  assert.equal(await fields("Space between").count(), 1);
  await page.getByRole("radio", { name: "Dark Purple" }).focus();
  await page.keyboard.press("Space");
  await (await preview()).waitForFunction(() => innerWidth === 400);
  await fields("Width").waitFor({ state: "attached" });
});

test("the chat speed is a step that can be taken back, and what was done before it stays", async () => {
  const speed = page.getByLabel("Chat speed on every overlay", { exact: true });
  const isSet = async (wanted) => {
    const until = Date.now() + 5000;
    while (Date.now() < until) if ((await application.api("GET", "settings")).chat_speed === wanted) return;
    assert.fail(`never a speed of ${wanted}`);
  };
  await press("Chat speed");
  await speed.selectOption("15");
  await isSet(15);
  await page.keyboard.press("Control+z");
  await isSet(null);
  assert.equal((await overlays())[0].theme, "dark-purple", "the step before is not taken back");
  await page.keyboard.press("Control+Shift+Z");
  await isSet(15);
  await page.keyboard.press("Control+z");
  await isSet(null);
  assert.equal(await speed.inputValue(), "");
});

test("what can't be is put right, and a text has an undo of its own", async () => {
  await tabTo("Size", "Shift+Tab");
  await tabTo("Size");
  await page.keyboard.type("9000");
  await page.keyboard.press("Tab");
  await has("the largest", ({ options }) => options.look.size === 160);
  await tabTo("Size", "Shift+Tab");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Tab");
  const shown = await page.getByLabel("Size", { exact: true }).inputValue();
  assert.equal(shown, "160", "Ctrl+Z in a text field changed the overlay");
});

test("custom CSS is seen in the preview, refused with its line, and put on air", async () => {
  const air = await openOverlay(browser, application.overlayUrl);
  const color = (frame) => frame.evaluate(() => getComputedStyle(document.querySelector("ol.messages")).color);
  await press("Custom CSS");
  await tabTo("Custom CSS");
  await page.keyboard.type(".messages { color: rgb(1, 2, 3) }\n.x { background: url(//evil.test/x) }\n.y {}");
  await (await preview()).waitForFunction(
    () => getComputedStyle(document.querySelector("ol.messages")).color === "rgb(1, 2, 3)",
  );
  assert.notEqual(await color(air.page), "rgb(1, 2, 3)", "a draft is in the preview alone");

  const foreign = page.locator("#custom-css-foreign li");
  assert.deepEqual(await foreign.allInnerTexts(), ["Line 2 An overlay loads nothing from “//evil.test/x”."]);
  await press("Put on air");
  await page.getByText("Line 2 would load //evil.test/x").waitFor();
  const selected = () =>
    page.evaluate(() => {
      const { value, selectionStart, selectionEnd } = document.activeElement;
      return value.slice(selectionStart, selectionEnd);
    });
  assert.equal(await selected(), ".x { background: url(//evil.test/x) }");
  // Where one types, on the smallest window too, and for who hears the page.
  const place = async (locator) => locator.evaluate((element) => element.getBoundingClientRect().toJSON());
  const [why, field] = [page.locator("#custom-css-refusal"), page.getByLabel("Custom CSS", { exact: true })];
  const [above, below, height] = [await place(why), await place(field), page.viewportSize().height];
  assert.ok(above.bottom <= below.top, "the reason is above the text");
  assert.ok(above.top >= 0 && above.bottom < height && below.top < height - 40, `both are seen: ${above.top}, ${below.top}`);
  assert.ok(below.top - above.bottom < 160, "and beside each other");
  assert.equal(await why.getAttribute("role"), "alert");
  assert.equal(await page.locator("#custom-css-foreign").getAttribute("role"), "status");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  assert.match(await field.getAttribute("aria-describedby"), /custom-css-refusal.*custom-css-foreign/);
  assert.equal((await overlays())[0].custom_css, "", "what is refused is not stored");

  await page.keyboard.press("Delete");
  await foreign.waitFor({ state: "detached" });
  assert.equal(await why.innerText(), "", "what is mended is not refused any more");
  await press("Put on air");
  await air.page.waitForFunction(
    () => getComputedStyle(document.querySelector("ol.messages")).color === "rgb(1, 2, 3)",
  );
  await page.getByText("On air", { exact: true }).waitFor();

  await tabTo("Use custom CSS", "Shift+Tab");
  await page.keyboard.press("Space");
  await air.page.waitForFunction(
    () => getComputedStyle(document.querySelector("ol.messages")).color !== "rgb(1, 2, 3)",
  );
  assert.match((await overlays())[0].custom_css, /rgb\(1, 2, 3\)/, "it is kept");
  assert.deepEqual(air.said, []);
});

test("what the browser skips of custom CSS is told with its line, and keeps nothing from going on air", async () => {
  const text = page.getByLabel("Custom CSS", { exact: true });
  const before = await text.inputValue();
  await text.fill(".messages { color: rgb(3, 2, 1) }\n.x {\n  colr: red;\n  color: 12 apples;\n");
  const mistakes = page.locator(".css-mistakes li");
  await mistakes.nth(2).waitFor();
  assert.deepEqual(await mistakes.allInnerTexts(), [
    "Line 2 A brace is opened and never closed.",
    "Line 3 There is no property “colr”.",
    "Line 4 The property can't be “12 apples”.",
  ]);
  await page.getByRole("button", { name: "Line 4" }).click();
  assert.equal(await page.evaluate(() => getSelection().toString()), "  color: 12 apples;");
  await page.getByRole("button", { name: "Put on air" }).click();
  await has("it is on air", ({ custom_css }) => custom_css.includes("apples"));
  await page.getByText("On air", { exact: true }).waitFor();
  assert.equal(await mistakes.count(), 3, "they are told as long as they are there");
  await text.fill(before);
  await mistakes.first().waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Put on air" }).click();
  await has("as before", ({ custom_css }) => custom_css === before);
});

test("CSS for YouTube's own chat page is told, with what to write instead", async () => {
  const text = page.getByLabel("Custom CSS", { exact: true });
  const before = await text.inputValue();
  await text.fill("#author-name { color: red }");
  await page.locator(".css-mistakes li").getByText("Write “.author” here.").waitFor();
  await text.fill(before);
  await page.locator(".css-mistakes li").first().waitFor({ state: "detached" });
});

test("samples are in the preview and on no page that is on air; what is not shown says so", async () => {
  const air = await openOverlay(browser, application.overlayUrl);
  const inPreview = async () => (await preview()).locator("li.message");
  const before = await (await inPreview()).count();
  const button = page.getByRole("button", { name: "Try in the preview" });
  await button.click();
  await (await inPreview()).nth(before + 5).waitFor();
  const note = page.locator(".test-note");
  assert.equal(await note.innerText(), "");

  await application.api("PATCH", `overlays/${(await overlays())[0].id}`, { options: { hidden: ["cheer"], feed: { platforms: ["twitch"] } } });
  await (await preview()).waitForFunction(() => !document.querySelector("[data-platform=youtube], [data-kind=cheer]"));
  await button.click();
  await note.getByText("Not shown: Chat message, Reply, Super Chat. YouTube is turned off for this overlay.").waitFor();
  await note.getByText("Not shown: Cheer. It is turned off for this overlay.").waitFor();
  // Whatever came before this on the other page would be on it.
  await fake.command("twitch/line", { line: privmsg("after the samples") });
  await shows(air.page, "after the samples");
  assert.deepEqual((await texts(air.page)).filter((text) => text !== "after the samples"), []);
  await application.api("PATCH", `overlays/${(await overlays())[0].id}`, { options: { hidden: null, feed: null } });
  await (await preview()).waitForFunction(() => document.querySelector("[data-platform=youtube]"));
  await air.page.context().close();
});

test("who wants no new overlay after all leaves by Escape at once, or by Cancel", async () => {
  const opener = page.getByRole("button", { name: "New overlay" });
  for (const leave of [() => page.keyboard.press("Escape"), () => press("Cancel")]) {
    await opener.press("Enter");
    await page.locator(".start:focus").waitFor();
    await leave();
    await page.getByRole("region", { name: "New overlay" }).waitFor({ state: "detached" });
    assert.equal(await opener.evaluate((button) => button === document.activeElement), true);
  }
  // The next Tab leads to it.
  await page.keyboard.press("Shift+Tab");
});

test("one more overlay is made, named, exported, copied and deleted", async () => {
  await press("New overlay");
  await press("Twitch only");
  await has("the new one", ({ options }) => String(options.feed.platforms) === "twitch", 1);
  await edited("Twitch only");

  await tabTo("Name");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Scene 2");
  await page.keyboard.press("Tab");
  await has("the name", ({ name }) => name === "Scene 2", 1);

  const [download] = await Promise.all([page.waitForEvent("download"), press("Export")]);
  assert.equal(download.suggestedFilename(), "Scene 2.json");
  const file = JSON.parse(await readFile(await download.path(), "utf8"));
  assert.deepEqual([file.format, file.name, file.options.feed.platforms], ["multichat-overlay", "Scene 2", ["twitch"]]);

  await press("Duplicate");
  await edited("Scene 2 copy");
  await press("Delete");
  await page.getByText("Delete Scene 2 copy?").waitFor();
  await press("Delete it");
  await page.locator(".pills label").nth(2).waitFor({ state: "detached" });
  assert.equal((await overlays()).length, 2);

  const chooser = page.waitForEvent("filechooser");
  await press("New overlay");
  await press("From a file…");
  await (await chooser).setFiles(await download.path());
  await page.locator(".pills label:nth-of-type(3) input:checked").waitFor({ state: "attached" });
});

test("an address is changed after a question", async () => {
  const [, , { url }] = await overlays();
  await tabTo("New address");
  await page.keyboard.press("Enter");
  await page.getByText("Give Scene 3 a new address?").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  assert.equal((await overlays())[2].url, url, "Escape changes nothing");
  await page.keyboard.press("Enter");
  await press("Make a new address");
  await has("a new address", (overlay) => overlay.url !== url, 2);
  await page.frameLocator(".stage iframe").locator("main[data-state=connected]").waitFor();
});

test("a setting that is refused is not shown as set", async () => {
  await page.route("**/api/settings", (route) =>
    route.request().method() === "PATCH"
      ? route.fulfill({ status: 500, json: { error: { code: "storage", message: "the disk is full", hint: "Make room." } } })
      : route.continue(),
  );
  await press("Messages");
  await tabTo("Pronouns");
  await page.keyboard.press("Space");
  await page.getByText("the disk is full").waitFor();
  assert.equal(await page.getByLabel("Pronouns", { exact: true }).isChecked(), false);
});

test("a message with a blocked word waits, and is shown when the person says so", async () => {
  const text = "let this one through";
  await press("Words and links");
  await tabTo("Blocked words and phrases");
  await page.keyboard.type("through\n");
  await tabTo("A message with one of them");
  await page.keyboard.press("End");
  const holds = ({ blocked, ...words }) => String(blocked) === "through" && words.then === "hold";
  await has("the rule", ({ options }) => holds(options.feed.words), 2);
  const shown = (await preview()).locator(".text", { hasText: text });
  await fake.command("twitch/line", { line: privmsg(text) });
  await page.locator(".held li", { hasText: text }).waitFor();
  assert.equal(await shown.count(), 0, "it is on the overlay before it was let pass");
  await press("Show it: this message of Ada");
  await shown.waitFor();
  await page.locator(".held").waitFor({ state: "detached" });
});

test("rules are tried on what was written, and again when they change", async () => {
  const status = page.locator(".trial [role=status]");
  await press("Try the rules");
  await press("Try them on the last messages");
  await status.getByText("1 kept waiting for you").waitFor();
  await press("Blocked words and phrases1 message");
  await page.locator(".trial-rule li", { hasText: "kept waiting for you: through" }).getByText("let this one through").waitFor();
  await tabTo("A message with one of them", "Shift+Tab");
  await page.keyboard.press("Home");
  await status.getByText("1 hidden").waitFor();
});

test("a picture of the streamer's own is behind the preview, and stays after a reload", async () => {
  const asked = dashboard.asked.length;
  const chooser = page.waitForEvent("filechooser");
  await tabTo("Dark game");
  for (const key of ["ArrowRight", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
  await (await chooser).setFiles(PICTURE);
  const isShown = () => page.waitForFunction(() => document.querySelector("img.scene")?.naturalWidth === 600);
  await isShown();
  // Who is back from a dialogue is shown the themes as they are now.
  // What a feed has kept back is asked for every two seconds.
  const expected = /\/api\/(themes|overlays\/[\w-]+\/feed)$/;
  const isOwn = (address) => address.startsWith(application.baseUrl) && expected.test(address);
  const elsewhere = dashboard.asked.slice(asked).filter((address) => /^https?:/.test(address) && !isOwn(address));
  assert.deepEqual(elsewhere, [], "it was sent somewhere");
  await page.reload();
  await isShown();
});

test("a support overlay, which shows no chat, has no messages to try", async () => {
  await application.api("POST", "overlays", { kind: "support", name: "Goals" });
  await page.reload();
  await page.locator(".test-row").waitFor();
  await page.locator(".pills label", { hasText: "Goals" }).click();
  await page.locator(".test-row").waitFor({ state: "detached" });
  await page.locator(".pills label").first().click();
  await page.locator(".test-row").waitFor();
});

test("nothing else went wrong on the page", () => {
  // The draft that would load, which its policy stops, and the two refusals.
  const expected = /Content Security Policy|Refused to load|status of (422|500)/;
  assert.deepEqual(dashboard.said.filter((line) => !expected.test(line)), []);
});
