// Whatever colour a chatter chose, names can be read: in every theme, on every kind of message that
// has a name, in the newest engine and the oldest.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { privmsg, usernotice } from "./chat.js";
import { ENOUGH, contrast, parse } from "./contrast.js";
import { furnish } from "./kinds.js";
import { STILL } from "./looks.js";
import { startStage } from "./stage.js";
import { THEMES } from "./themes.js";
import { LOOKED_AT, tried } from "./thorough.js";
import { channel } from "./ways.js";

/** From black to white, through all that is between. */
const COLORS = [0, 85, 170, 255].flatMap((red) =>
  [0, 85, 170, 255].flatMap((green) =>
    [0, 85, 170, 255].map((blue) => `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`),
  ),
);

/** What an overlay has room for at once. Both are of the whole range. */
const HALVES = [0, 1].map((half) => COLORS.filter((_, at) => at % 2 === half));

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
const { everywhere, drawn, wear, emotesAreThere, quiet } = await startStage({ after }, fake, fake.env, LOOKED_AT);
await emotesAreThere();

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

for (const [place, theme] of THEMES.entries()) {
  for (const [at, [kind, line]] of Object.entries(KINDS).entries()) {
    test(`${theme}: names of a ${kind}, in every colour`, async () => {
      await wear({ theme, custom_css: STILL });
      for (const colors of tried(HALVES, place + at)) {
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

test("no engine said anything, or asked another server", quiet);
