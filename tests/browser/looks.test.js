// What every kind of message looks like in every theme: as in the pictures that are kept in looks/,
// in Debian's Chromium; in the others, whose letters are not the same to a pixel, all of it there and
// in bounds.
//
//   npm run looks     compares; what differs is in looks/failed/
//   UPDATE_LOOKS=1 npm run looks     keeps what is there now: look at each before it is committed
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { GROUPS, NEVER, again, furnish, labelsOf, send } from "./kinds.js";
import { named, signInToTwitch } from "./avatars.js";
import { STILL, asSheet, begin, compare, keep, lines, settled, sheet } from "./looks.js";
import { startStage } from "./stage.js";
import { THEMES as ALL } from "./themes.js";
import { LOOKED_AT } from "./thorough.js";

/** A sheet is a column. The one theme that is a line is looked at by itself. */
const THEMES = ALL.filter((theme) => theme !== "ticker");
const RENEW = process.env.UPDATE_LOOKS === "1";
const HOW = "if it is meant to look so: UPDATE_LOOKS=1 npm run looks, and look at each picture";

const fake = await startFakePlatforms({ after });
await furnish(fake);
const { application, everywhere, gathered, wear, emotesAreThere, harmless, quiet, overlays } = await startStage({ after }, fake, fake.env, LOOKED_AT);
await emotesAreThere();
await begin();
await everywhere(asSheet);
const sheets = {};

for (const [group, { platform, messages }] of Object.entries(GROUPS)) {
  const labels = labelsOf(GROUPS[group]);

  test(`${group}: every message is drawn`, async () => {
    await gathered(labels.length, () => send(fake, application, { platform, messages }));
  });

  for (const theme of THEMES) {
    const name = `${group}.${theme}`;
    test(name, async () => {
      await wear({ theme, custom_css: STILL });
      await everywhere((page) => settled(page, NEVER));
      // Drawn once more, now that all pictures are there: those that come late leave more room.
      await wear({ theme, custom_css: `${STILL}/* ${name} */` });
      await everywhere((page) => settled(page, NEVER));
      const [debian, ...others] = await everywhere((page) => sheet(page, labels));
      sheets[name] = debian;
      for (const [at, other] of others.entries()) {
        assert.deepEqual(other.said, debian.said, overlays[at + 1].name);
      }
      await harmless();
      if (!RENEW) assert.deepEqual(await compare(name, debian), [], HOW);
    });
  }

  const name = `${group}.ticker`;
  test(name, async () => {
    await wear({ theme: "ticker", custom_css: STILL });
    const [{ page }] = overlays;
    await settled(page, NEVER);
    await wear({ theme: "ticker", custom_css: `${STILL}/* ${name} */` });
    await settled(page, NEVER);
    sheets[name] = await lines(page, labels);
    if (!RENEW) assert.deepEqual(await compare(name, sheets[name]), [], HOW);
  });
}

test("avatars: those of Twitch's chatters, whom chat does not tell them of", async () => {
  const name = "avatars.dark-purple";
  const { platform, messages } = GROUPS["twitch-chat"];
  await signInToTwitch(application, fake);
  await wear({ theme: "dark-purple", custom_css: STILL, options: { avatars: true } });
  const last = await named(application, fake);
  await everywhere((page) => page.waitForFunction((id) => document.querySelector(`[data-id="${id}"]`), last));
  const labels = labelsOf({ messages });
  await gathered(labels.length, () => send(fake, application, { platform, messages: again(messages) }));
  await everywhere((page) => settled(page, NEVER));
  const [debian] = await everywhere((page) => sheet(page, labels));
  sheets[name] = debian;
  await harmless();
  if (!RENEW) assert.deepEqual(await compare(name, debian), [], HOW);
});

test("no engine said anything, or asked another server", quiet);

if (RENEW) test("they are kept", () => keep(sheets));
