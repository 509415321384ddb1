// The language: the system's, or the one that is set, in every window at once.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { readBoth } from "./chat.js";
import { startChromium } from "./chromium.js";
import { goTo, SECTIONS } from "./sections.js";

const context = { after };
const fake = await startFakePlatforms(context);
const application = await startApplication(context, { env: fake.env });
await readBoth(application, fake);
const browser = await startChromium(context);

/** Opens a page on a system of this language, with every text that it has painted first. */
async function open(url, locale, viewport = { width: 900, height: 600 }) {
  const there = await browser.newContext({ viewport, locale });
  after(() => there.close());
  const page = await there.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(url);
  await page.locator("h1, h2").first().waitFor();
  return { page, said };
}

const lang = (page) => page.evaluate(() => document.documentElement.lang);
const german = await open(application.dashboardUrl, "de-AT");
const { page } = german;

test("on a German system the page is German, names for screen readers too", async () => {
  assert.equal(await lang(page), "de");
  await page.getByRole("heading", { name: "Kanäle" }).waitFor();
  await page.getByRole("button", { name: "Nicht mehr lesen" }).waitFor();
  await page.getByRole("log", { name: "Nachrichten" }).waitFor();
  await goTo(page, "settings");
  await page.getByRole("combobox", { name: "Sprache" }).waitFor();
});

/** What is said in English, but for the server's own sentences, what chatters write, and names. */
const english = () => page.evaluate(() => {
  const theirs = ".message, .source-detail, .theme-card, code";
  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (!node.parentElement.closest(theirs)) texts.push(node.data);
  }
  for (const element of document.querySelectorAll("[aria-label], [placeholder], [title]")) {
    if (element.closest(".message")) continue;
    for (const name of ["aria-label", "placeholder", "title"]) {
      texts.push(element.getAttribute(name) ?? "");
    }
  }
  const words = texts.map((text) => text.replace(/„[^“]*“/g, ""));
  // An id is what is left where a text was asked for too early.
  return words.filter((text) => /^(about|accounts|api-key|editor|first-run|focus|health|highlights|history|kinds|moderate|moderators|obs|page|paid|platforms|sections|settings|spans|stage|support|writing)-[\w-]+$/.test(text) || /\b(the|and|your|with|of|is|are|to|this|add|show|hide|copy|new)\b/i.test(text));
});

/** What is cut off at the window's edge. */
const wider = () => page.evaluate(() => {
  const { clientWidth } = document.documentElement;
  const cut = [...document.querySelectorAll("button, label, h2, h3, legend, select")]
    .filter((each) => each.offsetParent && each.getBoundingClientRect().right > clientWidth + 1)
    .map((each) => each.textContent);
  return [document.documentElement.scrollWidth - clientWidth, cut];
});

for (const section of SECTIONS) {
  test(`no English word is left under ${section}, and nothing is wider than the window`, async () => {
    await goTo(page, section);
    assert.deepEqual(await english(), []);
    assert.deepEqual(await wider(), [0, []]);
  });
}

test("another language is spoken at once, in the dock as well, and after a reload", async () => {
  const { url } = await application.api("GET", "dock");
  const { page: dock } = await open(url, "de-DE", { width: 300, height: 500 });
  await dock.getByRole("button", { name: "Nicht mehr lesen" }).waitFor();
  await goTo(page, "settings");
  await page.getByRole("combobox", { name: "Sprache" }).selectOption("es");
  await page.getByRole("heading", { name: "Ajustes" }).waitFor();
  assert.equal(await lang(page), "es");
  await dock.getByRole("button", { name: "Dejar de leer" }).waitFor();
  assert.equal((await application.api("GET", "settings")).language, "es");
  await dock.reload();
  await dock.getByRole("button", { name: "Dejar de leer" }).waitFor();
  await page.getByRole("combobox", { name: "Idioma" }).selectOption("system");
  await page.getByRole("heading", { name: "Einstellungen" }).waitFor();
});

test("only the texts of the language are loaded, and it is there before the first paint", async () => {
  const there = await browser.newContext({ locale: "es-MX" });
  after(() => there.close());
  const loads = await there.newPage();
  const asked = [];
  loads.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await loads.addInitScript(() => {
    window.headings = [];
    new MutationObserver(() => {
      const heading = document.querySelector("h2")?.textContent;
      if (heading) window.headings.push(heading);
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  const { url } = await application.api("GET", "dock");
  await loads.goto(url);
  await loads.getByRole("button", { name: "Dejar de leer" }).waitFor();
  const texts = asked.filter((path) => /\/(en|de|es)-[^/]+\.js$/.test(path));
  assert.equal(texts.length, 1, String(texts));
  assert.match(texts[0], /\/es-/);
  assert.equal(new Set(await loads.evaluate(() => window.headings)).size <= 1, true);
});

test("on a system of another language it is English", async () => {
  const { page: french, said } = await open(application.dashboardUrl, "fr-FR");
  await french.getByRole("heading", { name: "Channels" }).waitFor();
  assert.equal(await lang(french), "en");
  assert.deepEqual(said, []);
  assert.deepEqual(german.said, []);
});
