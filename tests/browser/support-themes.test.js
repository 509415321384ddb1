// The support page and the support overlay in the streamer's theme: every word can be read in each of
// them, over any scene, and another theme is on at once in a page that is open.
//
// SUPPORT_PICTURES=/tmp saves a picture of each.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test, { after } from "node:test";
import axe from "axe-core";
import { startApplication } from "./application.js";
import { ENOUGH, leastContrast, readPicture } from "./contrast.js";
import { connected, openPage, startChromium } from "./chromium.js";
import { THEMES } from "./themes.js";

const PICTURES = process.env.SUPPORT_PICTURES;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SCENES = { bright: "#fff", dark: "#000" };
const PAGE = {
  name: "ada",
  title: "Help the stream along",
  text: "Every stream is free.",
  thanks: "Thank you, {name}!",
  links: [{ label: "Ko-fi", url: "https://ko-fi.com/ada" }],
  goals: [{ title: "A microphone", amount: "200", currency: "USD", since: null, start: "120" }],
  rates: [],
};

const application = await startApplication({ after });
const { api, call } = application;
const { url } = await api("PUT", "support", PAGE);
await api("POST", "test-message", { kind: "donation", platform: "donations" });
const browser = await startChromium({ after });

/** Waits until all pictures are there and nothing moves. */
const still = (page) =>
  page.waitForFunction(
    () =>
      document.fonts.status === "loaded" &&
      [...document.images].every(({ complete }) => complete) &&
      document.getAnimations().every(({ playState }) => playState !== "running"),
  );

async function save(page, name) {
  if (!PICTURES) return;
  await mkdir(PICTURES, { recursive: true });
  await writeFile(join(PICTURES, `${name}.png`), await page.screenshot());
}

/** Runs in the page: every text in `selector`, its colour and where its letters are. */
function textsIn(selector) {
  const found = [];
  for (const part of document.querySelectorAll(`${selector} *`)) {
    for (const node of part.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || node.data.trim() === "") continue;
      const range = document.createRange();
      range.selectNode(node);
      // Without what a font leaves free above capitals and below the line.
      const letters = ({ left, top, right, bottom, height }) => ({ left, top: top + 0.22 * height, right, bottom: bottom - 0.2 * height });
      const boxes = [...range.getClientRects()].map(letters);
      const { color } = getComputedStyle(part);
      found.push({ part: part.className || part.localName, text: node.data, color, outline: null, boxes });
    }
  }
  return found;
}

/** Fails for each text that is hard to read on what is painted behind it. */
async function isReadable(page, selector, what) {
  const texts = await page.evaluate(textsIn, selector);
  assert.ok(texts.length > 0, what);
  await page.evaluate((selector) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${selector} * { color: transparent !important; }`);
    document.adoptedStyleSheets = [sheet];
  }, selector);
  const picture = readPicture(await page.screenshot());
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
  for (const text of texts) {
    const found = leastContrast(text, picture);
    assert.ok(found >= ENOUGH, `${what}: “${text.text}” (${text.part}) has a contrast of ${found.toFixed(2)}`);
  }
}

async function isClean(page, what) {
  await page.evaluate(axe.source);
  const options = { runOnly: { type: "tag", values: RULES }, resultTypes: ["violations"] };
  const { violations } = await page.evaluate((options) => window.axe.run(options), options);
  const wrong = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`)}`);
  assert.deepEqual(wrong, [], what);
}

const worn = (page, theme) => page.waitForFunction((theme) => document.body.dataset.theme === theme, theme);

test("another theme is on in a page that is open, without a reload", async () => {
  const { page, said } = await openPage(browser, url);
  await worn(page, "dark-purple");
  await page.evaluate(() => {
    window.isTheSame = true;
  });
  const ground = () => page.$eval(".support-anchor", (card) => getComputedStyle(card).backgroundColor);
  assert.equal(await ground(), "rgb(53, 43, 73)");
  await api("PUT", "support", { ...PAGE, theme: "bubbles" });
  await worn(page, "bubbles");
  assert.equal(await ground(), "rgb(245, 245, 245)");
  await api("PUT", "support", { ...PAGE, theme: "" });
  await worn(page, "");
  assert.equal(await ground(), "rgb(255, 255, 255)", "its own look, in the light");
  assert.equal(await page.evaluate(() => window.isTheSame), true);
  assert.deepEqual(said, []);
});

test("a theme that there is not is refused, and the page stays as it is", async () => {
  await api("PUT", "support", { ...PAGE, theme: "bubbles" });
  const { status, answer } = await call("PUT", "support", { ...PAGE, theme: "no-such" });
  assert.deepEqual([status, answer.error.field], [422, "theme"]);
  assert.equal((await api("GET", "support")).support.theme, "bubbles");
});

for (const theme of [...THEMES, ""]) {
  const name = theme || "plain";
  test(`the page can be read: ${name}`, async () => {
    await api("PUT", "support", { ...PAGE, theme });
    const { page, said } = await openPage(browser, url, { width: 700, height: 800 });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await worn(page, theme);
      await page.locator(".qr").waitFor();
      await still(page);
      await isReadable(page, ".support-page", `${name}, ${colorScheme}`);
    }
    await save(page, `page.${name}`);
    assert.deepEqual(said, []);
    // It tries styles that the page's policy forbids, and says so.
    await isClean(page, name);
    await page.context().close();
  });
}

for (const theme of THEMES) {
  test(`the overlay can be read over any scene: ${theme}`, async () => {
    for (const part of ["qr", "goal", "thanks"]) {
      const overlay = await api("POST", "overlays", { kind: "support", theme, options: { support: { show: [part], seconds: 600 } } });
      const { page, said } = await openPage(browser, overlay.url, { width: 700, height: 300 });
      await page.emulateMedia({ reducedMotion: "reduce" });
      await connected(page);
      // What was on before the wishes were known has left.
      await page.waitForFunction((part) => [...document.querySelectorAll("article.support")].every((card) => card.dataset.part === part && !("leaving" in card.dataset)) && document.querySelector("article.support"), part);
      for (const [scene, color] of Object.entries(SCENES)) {
        await page.evaluate((color) => {
          document.documentElement.style.background = color;
        }, color);
        await still(page);
        await isReadable(page, "article.support", `${theme}, ${part}, ${scene}`);
        await save(page, `overlay.${theme}.${part}.${scene}`);
      }
      assert.deepEqual(said, []);
      await page.context().close();
      await api("DELETE", `overlays/${overlay.id}`);
    }
  });
}
