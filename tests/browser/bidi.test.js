// Controls of direction, and scripts that run the other way, stay in the part of the message in
// which they were written: nothing beside it moves or is read backwards. In every engine and theme.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { privmsg, usernotice } from "./chat.js";
import { STILL } from "./looks.js";
import { FAMILIES } from "./payloads.js";
import { startStage } from "./stage.js";
import { LOOKED_AT } from "./thorough.js";
import { channel } from "./ways.js";

const THEMES = ["dark-purple", "bright-green"];
/** Short ones, so that every line stays one line. */
const PAYLOADS = ["directions", "rightToLeft", "invisible", "controls"]
  .flatMap((family) => FAMILIES[family])
  .filter((payload) => payload.length < 24 && payload.trim() && !/[\u000B\u000C\u0085\u2028\u2029]/.test(payload));

/** A moderator, so that there is something before the name too. */
const BADGES = { badges: "moderator/1", "badge-info": "" };

/**
 * Messages with a payload in one part. `before` and `after` are what stands beside it: the part's
 * class, and the words in it whose letters must be in their places.
 */
const PARTS = {
  name: {
    line: (payload, tags) => privmsg("words after", { ...tags, "display-name": payload }),
    payload: "author",
    before: [["platform"], ["badges"]],
    after: ["text", "words after"],
  },
  text: {
    line: (payload, tags) => privmsg(payload, { ...tags, "display-name": "Ada Lovelace" }),
    payload: "text",
    before: [["platform"], ["badges"], ["author", "Ada Lovelace"]],
  },
  "name in a line of the platform's": {
    line: (payload, tags) => usernotice("resub", `${payload} is here`, null, { ...tags, "display-name": payload }),
    payload: "system .name",
    before: [["platform"], ["badges"]],
    after: ["system", " is here"],
  },
  recipient: {
    line: (payload, tags) =>
      usernotice("submysterygift", "Ada is giving", null, {
        ...tags,
        "msg-param-mass-gift-count": "4",
        "msg-param-recipient-display-name": payload,
        "msg-param-recipient-user-name": "bob",
        "msg-param-recipient-id": "9",
      }),
    payload: "recipient",
    before: [["platform"], ["badges"], ["recipients", "for "]],
    after: ["recipients", " and 3 more"],
  },
  "author of what was said before": {
    line: (payload, tags) =>
      privmsg("words", { ...tags, "reply-parent-msg-id": "x", "reply-parent-display-name": payload, "reply-parent-msg-body": "said before" }),
    payload: "reply-author",
    before: [["platform"], ["badges"], ["author", "Ada"]],
    after: ["reply-text", "said before"],
  },
  "what was said before": {
    line: (payload, tags) =>
      privmsg("words after", { ...tags, "reply-parent-msg-id": "x", "reply-parent-display-name": "Bob", "reply-parent-msg-body": payload }),
    payload: "reply-text",
    before: [["platform"], ["badges"], ["author", "Ada"], ["reply-author", "Bob"], ["text", "words after"]],
  },
};

const fake = await startFakePlatforms({ after });
const { everywhere, drawn, wear, quiet } = await startStage({ after }, fake, fake.env, LOOKED_AT);

/** Runs in the page: where the parts and their letters are, of each message of this author. */
function placesIn([author, { before, after, payload }]) {
  const round = (number) => Math.round(number * 2) / 2;
  /** The left edges of these words' letters. */
  function letters(item, name, words) {
    const walker = document.createTreeWalker(item.querySelector(`.${name}`), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.lastIndexOf(words);
      if (at < 0) continue;
      return [...words].map((_, index) => {
        const range = document.createRange();
        range.setStart(walker.currentNode, at + index);
        range.setEnd(walker.currentNode, at + index + 1);
        const { left, top } = range.getBoundingClientRect();
        return [round(left), Math.round(top)];
      });
    }
    return `no ${words}`;
  }
  return [...document.querySelectorAll(`[data-author-id="${author}"]`)].map((item) => ({
    before: before.map(([name, words]) =>
      words === undefined ? round(item.querySelector(`.${name}`).getBoundingClientRect().left) : letters(item, name, words).map?.(([left]) => left),
    ),
    after: after && letters(item, ...after),
    // Not there where the platform's line has the name with other spaces.
    box: item.querySelector(`.${payload}`)?.getBoundingClientRect().toJSON(),
  }));
}

for (const theme of THEMES) {
  for (const [name, part] of Object.entries(PARTS)) {
    test(`${theme}: ${name}`, async () => {
      await wear({ theme, custom_css: STILL });
      const author = channel();
      const all = ["harmless", ...PAYLOADS];
      const tags = { ...BADGES, "user-id": author, color: "#8A2BE2" };
      await fake.command("twitch/lines", { lines: all.map((payload) => part.line(payload, tags)) });
      await drawn(author, all.length);
      await everywhere(async (page, engine) => {
        const { before, after, payload } = part;
        const [usual, ...others] = await page.evaluate(placesIn, [author, { before, after, payload }]);
        for (const [at, found] of others.entries()) {
          const what = `${engine}: ${JSON.stringify(PAYLOADS[at])}`;
          assert.deepEqual(found.before, usual.before, `${what}: what is before it`);
          if (!after) continue;
          assert.ok(Array.isArray(found.after), `${what}: ${found.after}`);
          const [[left, y]] = found.after;
          const { right, top, bottom } = found.box ?? { right: 0, top: y, bottom: y };
          const isBeside = y < bottom - 4 && y > top - 8;
          assert.ok(!isBeside || left >= right - 1, `${what}: what is after it is at ${left}, before ${right}`);
          const lines = new Map();
          for (const [left, top] of found.after) lines.set(top, [...(lines.get(top) ?? []), left]);
          for (const lefts of lines.values()) {
            assert.deepEqual(lefts, [...lefts].sort((a, b) => a - b), `${what}: what is after it is read backwards`);
          }
        }
      });
    });
  }
}

test("no engine said anything, or asked another server", quiet);
