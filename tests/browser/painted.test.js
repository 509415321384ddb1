// Whatever the scene behind the overlay, words can be read: in every theme, on every kind of message,
// as the newest engine and the oldest paint them. What colours say of it is in contrast.test.js.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { GROUPS, furnish, labelsOf, send } from "./kinds.js";
import { dress, textsOn, unread } from "./painted.js";
import { startStage } from "./stage.js";
import { THEMES } from "./themes.js";
import { LOOKED_AT, half, tried } from "./thorough.js";

const SCENES = ["#000000", "#ffffff"];

const fake = await startFakePlatforms({ after });
await furnish(fake);
const stage = await startStage({ after }, fake, fake.env, LOOKED_AT);
await stage.emotesAreThere();

for (const [at, [name, group]] of Object.entries(GROUPS).entries()) {
  test(`${name}: every text on what is really behind it`, async () => {
    await stage.gathered(labelsOf(group).length, () => send(fake, stage.application, group));
    const poor = [];
    for (const [place, theme] of half(THEMES, at).entries()) {
      await dress(stage, theme);
      const texts = await textsOn(stage, group);
      for (const scene of tried(SCENES, at + place)) {
        const found = await unread(stage, texts, { theme }, ` html { background: ${scene} !important; }`);
        poor.push(...found.map((text) => `${theme} on ${scene}, ${text}`));
      }
    }
    assert.deepEqual([...new Set(poor)], []);
  });
}

test("no engine said anything, or asked another server", stage.quiet);
