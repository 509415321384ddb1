// What messages look like on a focus overlay: in its themes, as in the pictures that are kept in
// looks/; every kind with all its words; and letters that can be read on whatever the
// game shows behind them.
//
//   UPDATE_LOOKS=1 node --test slow/focus-looks.test.js   keeps what is there now: look at each
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { messages } from "../browser/chromium.js";
import { BARE, ENOUGH, leastContrast, readPicture, textsOf } from "../browser/contrast.js";
import { ENGINES } from "../browser/engines.js";
import { startFocusStage } from "../browser/focus-stage.js";
import { GROUPS } from "../browser/kinds.js";
import { STILL, compare, keep } from "../browser/looks.js";
import { FOCUS_THEMES } from "../browser/themes.js";

const RENEW = process.env.UPDATE_LOOKS === "1";
const HOW = "if it is meant to look so: UPDATE_LOOKS=1 node --test slow/focus-looks.test.js, and look at each picture";
const SET = "focus";
/** Whose pictures are kept. */
const KEPT = [
  "plain", "badges", "a reply", "long", "from right to left", "a first message", "many", "cheer of 100", "renewed",
  "a gift to many, all known", "raid", "poll", "Super Chat, tier 4", "Super Chat, long", "Super Sticker", "milestone",
];
/** Of a picture, around the message. */
const MARGIN = 8;
/** What a translucent plate loses when it is mixed to whole numbers. */
const ROUNDED = 0.05;
const SCENES = ["#000000", "#ffffff"];

/** The engine whose pictures are kept, and the oldest: what is between them draws as one of the two. */
const NAMES = ENGINES.filter((name) => name === "debian" || (!RENEW && name === "103"));

const stage = await startFocusStage({ after }, { names: NAMES });
const { everywhere, focus, wear, show, pages } = stage;
await stage.emotesAreThere();
const all = [];
// Two platforms have kinds of the same label.
for (const group of Object.values(GROUPS)) {
  for (const { label, message } of await stage.kinds(group)) all.push({ label, platform: group.platform, message });
}
const sheets = {};

/** The message and a little around it. */
async function picture(page) {
  const box = await page.$eval("article.focus", (item) => {
    const { x, y, width, height } = item.getBoundingClientRect();
    return { x, y, width, height };
  });
  const clip = {
    x: Math.floor(box.x) - MARGIN,
    y: Math.floor(box.y) - MARGIN,
    width: Math.ceil(box.width) + 2 * MARGIN,
    height: Math.ceil(box.height) + 2 * MARGIN,
  };
  return { picture: await page.screenshot({ clip }), width: clip.width, height: clip.height };
}

for (const theme of FOCUS_THEMES) {
  test(`${theme}: every kind, as it is kept`, async () => {
    await wear({ theme, custom_css: STILL });
    const wrong = [];
    for (const { label, platform, message } of all) {
      await show(message);
      const [debian, ...others] = await everywhere((page) => messages(page, "main.overlay > article.focus"));
      assert.deepEqual([debian.length, debian[0].text ?? ""], [1, message.text], `${label}: letter for letter`);
      for (const [at, other] of others.entries()) assert.deepEqual(other, debian, `${pages[at + 1].name}: ${label}`);
      if (!KEPT.includes(label)) continue;
      const name = `focus.${theme}.${platform}.${label.toLowerCase().replace(/\W+/g, "-")}`;
      const { picture: taken, width, height } = await picture(pages[0].page);
      sheets[name] = { picture: taken, places: { [label]: { top: 0, width, height } } };
      if (!RENEW) wrong.push(...(await compare(name, sheets[name], SET)));
    }
    assert.deepEqual(wrong, [], HOW);
  });

  test(`${theme}: every text on what is really behind it`, async () => {
    const poor = new Set();
    const [{ page }] = pages;
    const put = (css) => page.evaluate((css) => void (document.querySelector("#custom-css").textContent = css), css);
    await wear({ theme, custom_css: STILL });
    for (const { label, message } of all) {
      await show(message);
      const texts = await page.evaluate(textsOf, -1);
      for (const scene of SCENES) {
        await put(`${STILL}${BARE} html { background: ${scene} !important; }`);
        const seen = readPicture(await page.screenshot());
        for (const text of texts) {
          const found = leastContrast(text, seen);
          if (found < ENOUGH - ROUNDED) poor.add(`${scene}, ${label}: .${text.part} ${text.color}: ${found.toFixed(2)}`);
        }
      }
      await put(STILL);
    }
    assert.deepEqual([...poor], []);
  });
}

test("no engine said anything, or asked another server", () => assert.deepEqual(stage.strange(), []));

if (RENEW) test("they are kept", () => keep(sheets, SET));
