// Whatever colours the streamer wishes, words can be read: in every theme, on every kind of message.
// Colours are the same in every engine; they are looked at in the newest.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { GROUPS, furnish, labelsOf, send } from "./kinds.js";
import { STILL } from "./looks.js";
import { dress, textsOn, unread } from "./painted.js";
import { startStage } from "./stage.js";
import { THEMES } from "./themes.js";
import { tried } from "./thorough.js";

/** What the streamer may wish of colours. Their own text is readable on their own plate; what brings its
 * own plate has to be readable whatever they wish. */
const NO_WISH = { text_color: null, accent_color: null, plate_color: null, plate_opacity: null, outline: null };
const WISHES = [
  { text_color: "#ffffff", accent_color: "#ffffff", plate_color: "#101010", plate_opacity: 100 },
  { text_color: "#000000", accent_color: "#000000", plate_color: "#f4f4f4", plate_opacity: 100 },
  { text_color: "#000000", accent_color: "#000000", plate_color: "#f4f4f4", plate_opacity: 100, outline: 15 },
  { plate_color: "#f4f4f4", plate_opacity: 100 },
];

const fake = await startFakePlatforms({ after });
await furnish(fake);
const stage = await startStage({ after }, fake, fake.env, ["debian"]);
await stage.emotesAreThere();

for (const [at, [name, group]] of Object.entries(GROUPS).entries()) {
  test(`${name}: every text, whatever colours are wished`, async () => {
    await stage.gathered(labelsOf(group).length, () => send(fake, stage.application, group));
    const poor = [];
    for (const [place, theme] of THEMES.entries()) {
      await dress(stage, theme);
      for (const wish of tried(WISHES, at + place)) {
        const options = { look: { ...NO_WISH, ...wish } };
        await stage.wear({ theme, custom_css: STILL, options });
        const texts = await textsOn(stage, group);
        const found = await unread(stage, texts, { theme, options });
        poor.push(...found.map((text) => `${theme} as ${JSON.stringify(wish)}, ${text}`));
      }
    }
    await stage.wear({ options: { look: NO_WISH } });
    assert.deepEqual([...new Set(poor)], []);
  });
}

test("the engine said nothing, and asked no other server", stage.quiet);
