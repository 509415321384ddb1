// Whatever colour a chatter chose, and whatever the scene behind the overlay, names and words can be
// read: in every theme, on every kind of message. Colours are asked of every engine; what is painted
// is looked at in the newest and the oldest.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { privmsg, usernotice } from "./chat.js";
import { NAMES } from "./check.js";
import { BARE, ENOUGH, contrast, leastContrast, parse, readPicture, textsOf } from "./contrast.js";
import { GROUPS, NEVER, furnish, labelsOf, send } from "./kinds.js";
import { STILL, WIDTH, settled } from "./looks.js";
import { startStage } from "./stage.js";
import { THEMES } from "./themes.js";
import { channel } from "./ways.js";

/** A page on which all messages of a group are seen: a column, or the ticker's line. */
const COLUMN = { width: WIDTH, height: 4800 };
const LINE = { width: 16_000, height: 100 };

/** What a translucent plate loses when it is mixed to whole numbers. */
const ROUNDED = 0.05;
const SCENES = ["#000000", "#ffffff"];

/** From black to white, through all that is between. */
const COLORS = [0, 85, 170, 255].flatMap((red) =>
  [0, 85, 170, 255].flatMap((green) =>
    [0, 85, 170, 255].map((blue) => `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`),
  ),
);

/** Kinds that have a name in its author's colour: each takes a text and tags. */
const KINDS = {
  chat: (tags) => privmsg("words", tags),
  action: (tags) => privmsg("\u0001ACTION waves\u0001", tags),
  highlighted: (tags) => privmsg("words", { ...tags, "msg-id": "highlighted-message" }),
  redemption: (tags) => privmsg("words", { ...tags, "custom-reward-id": "x" }),
  effect: (tags) => privmsg("words", { ...tags, "msg-id": "animated-message", "animation-id": "simmer" }),
  cheer: (tags) => privmsg("cheer100 words", { ...tags, bits: "100" }),
  announcement: (tags) => usernotice("announcement", "", "words", { ...tags, "msg-param-color": "ORANGE" }),
  subscription: (tags) => usernotice("resub", "Ada subscribed", "words", tags),
  gift: (tags) => usernotice("submysterygift", "Ada is gifting", null, { ...tags, "msg-param-mass-gift-count": "5" }),
  raid: (tags) => usernotice("raid", "99 raiders from Ada", null, { ...tags, "msg-param-viewerCount": "99" }),
  streak: (tags) => usernotice("viewermilestone", "Ada watched 3", "words", { ...tags, "msg-param-category": "watch-streak", "msg-param-value": "3" }),
  charity: (tags) => usernotice("charitydonation", "Ada: Donated", null, { ...tags, "msg-param-charity-name": "x" }),
  notice: (tags) => usernotice("something", "Ada did", null, tags),
};

const fake = await startFakePlatforms({ after });
await furnish(fake);
const { everywhere, drawn, wear, emotesAreThere, quiet, overlays } = await startStage({ after }, fake);
await emotesAreThere();
const engines = overlays.map(({ name }) => name);

/** Runs in the page: the colours of names, and of the plates that the theme says they are on. */
function namesOf(author) {
  return [...document.querySelectorAll(`[data-author-id="${author}"]`)].map((item) => {
    const style = getComputedStyle(item);
    const name = item.querySelector(":scope > .author");
    return {
      color: style.getPropertyValue("--author-color"),
      ofName: name && getComputedStyle(name).getPropertyValue("--author-color"),
      plate: style.getPropertyValue("--plate-color"),
    };
  });
}

for (const theme of THEMES) {
  for (const [kind, line] of Object.entries(KINDS)) {
    test(`${theme}: names of a ${kind}, in every colour`, async () => {
      await wear({ theme, custom_css: STILL });
      for (let at = 0; at < COLORS.length; at += 32) {
        const colors = COLORS.slice(at, at + 32);
        const author = channel();
        await fake.command("twitch/lines", { lines: colors.map((color) => line({ color, "user-id": author })) });
        await drawn(author, colors.length);
        await everywhere(async (page, engine) => {
          const names = await page.evaluate(namesOf, author);
          for (const [index, { color, ofName, plate }] of names.entries()) {
            if (ofName) assert.equal(ofName, color, "the name's own is the message's");
            const found = contrast(parse(color), parse(plate));
            assert.ok(found >= ENOUGH, `${engine}: ${colors[index]} as ${color} on ${plate}: ${found.toFixed(2)}`);
          }
        });
      }
    });
  }
}

/** What the streamer may wish of colours. Their own text is readable on their own plate; what brings its
 * own plate has to be readable whatever they wish. */
const NO_WISH = { text_color: null, accent_color: null, plate_color: null, plate_opacity: null, outline: null };
const WISHES = [
  { text_color: "#ffffff", accent_color: "#ffffff", plate_color: "#101010", plate_opacity: 100 },
  { text_color: "#000000", accent_color: "#000000", plate_color: "#f4f4f4", plate_opacity: 100 },
  { text_color: "#000000", accent_color: "#000000", plate_color: "#f4f4f4", plate_opacity: 100, outline: 15 },
  { plate_color: "#f4f4f4", plate_opacity: 100 },
];

for (const [group, { platform, messages }] of Object.entries(GROUPS)) {
  const labels = labelsOf({ messages });

  test(`${group}: every text on what is really behind it`, async () => {
    const seen = await everywhere((page) => page.$$eval("li.message", (items) => items.map(({ dataset }) => dataset.id)));
    await send(fake, { platform, messages });
    await everywhere((page) =>
      page.waitForFunction(
        ([seen, count]) =>
          [...document.querySelectorAll("li.message")].filter(({ dataset }) => !seen.includes(dataset.id)).length === count,
        [seen[0], labels.length],
      ),
    );
    const poor = [];
    for (const theme of THEMES) {
      const size = theme === "ticker" ? LINE : COLUMN;
      await everywhere((page) => page.setViewportSize(size));
      await wear({ theme, custom_css: STILL });
      await everywhere((page) => settled(page, NEVER));
      // Drawn once more, now that all pictures are there: those that come late leave more room.
      await wear({ theme, custom_css: `${STILL} /* again */` });
      await everywhere((page) => settled(page, NEVER));
      const texts = await everywhere((page) => page.evaluate(textsOf, -labels.length));
      for (const scene of SCENES) {
        await wear({ theme, custom_css: `${STILL}${BARE} html { background: ${scene} !important; }` });
        await everywhere(async (page, engine) => {
          if (!NAMES.includes(engine)) return;
          const picture = readPicture(await page.screenshot({ clip: { x: 0, y: 0, ...size } }));
          for (const text of texts[engines.indexOf(engine)]) {
            const found = leastContrast(text, picture);
            if (found < ENOUGH - ROUNDED) poor.push(`${theme} on ${scene}, ${text.message}: .${text.part} ${text.color}: ${found.toFixed(2)}`);
          }
        });
      }
    }
    assert.deepEqual([...new Set(poor)], []);
  });

  test(`${group}: every text, whatever colours are wished`, async () => {
    const poor = [];
    const [{ page }] = overlays;
    for (const theme of THEMES) {
      const size = theme === "ticker" ? LINE : COLUMN;
      await page.setViewportSize(size);
      for (const look of WISHES) {
        const options = { look: { ...NO_WISH, ...look } };
        await wear({ theme, custom_css: STILL, options });
        await settled(page, NEVER);
        const texts = await page.evaluate(textsOf, -labels.length);
        await wear({ theme, custom_css: `${STILL}${BARE}`, options });
        const picture = readPicture(await page.screenshot({ clip: { x: 0, y: 0, ...size } }));
        for (const text of texts) {
          const found = leastContrast(text, picture);
          if (found < ENOUGH - ROUNDED) poor.push(`${theme} as ${JSON.stringify(look)}, ${text.message}: .${text.part} ${text.color}: ${found.toFixed(2)}`);
        }
      }
    }
    await wear({ options: { look: NO_WISH } });
    assert.deepEqual([...new Set(poor)], []);
  });
}

test("no engine said anything, or asked another server", quiet);
