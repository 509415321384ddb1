// F22: the application is killed under an overlay that is open, again and again.
//
//   THOROUGH=1 node --test --test-reporter=spec faults/restarts.test.js     two hundred times
import assert from "node:assert/strict";
import { test } from "node:test";
import { startApplication } from "../browser/application.js";
import { TWITCH, privmsg } from "../browser/chat.js";
import { connected, messages, openOverlay, shows, startChromium, texts } from "../browser/chromium.js";
import { startFakePlatforms } from "../peers/fake-platforms.js";

const ROUNDS = process.env.THOROUGH === "1" ? 200 : 4;
/** Until the page is back, from when the port is: its longest pause, and what a slow machine takes. */
const LONGEST = 3000;

test(`F22: killed ${ROUNDS} times under an open overlay, which comes back and doubles nothing`, { timeout: 1_800_000 }, async (t) => {
  const fake = await startFakePlatforms(t);
  const application = await startApplication(t, { env: fake.env });
  const browser = await startChromium(t);
  const { page, said } = await openOverlay(browser, application.overlayUrl);
  await application.api("POST", "sources", { platform: "twitch", channel: TWITCH });
  const took = [];
  const sent = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    await fake.command("twitch/joined", { channel: TWITCH, count: 1 });
    for (let number = 0; number < 3; number += 1) {
      sent.push(`round ${round}, number ${number}`);
      await fake.command("twitch/lines", { lines: [privmsg(sent.at(-1))] });
    }
    await shows(page, sent.at(-1));
    // What a kill may cost is the last batch that goes to the disk: a question waits until that is there.
    await application.api("GET", "messages?limit=1");
    const kept = (await texts(page)).slice(-10);
    await application.kill();
    await page.waitForSelector("main[data-state=connecting]");
    assert.deepEqual((await texts(page)).slice(-10), kept, `round ${round}: while nothing answers`);

    await application.restart();
    const back = performance.now();
    await connected(page);
    took.push(performance.now() - back);
    const ids = (await messages(page)).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, `round ${round}: no message is there twice`);
    // In their order, from where the page's list begins, and none is missing.
    const now = (await texts(page)).filter((text) => text.startsWith("round"));
    assert.deepEqual(now, sent.slice(-now.length), `round ${round}`);
    assert.ok(now.length >= Math.min(kept.length, sent.length), `round ${round}: what was there is there`);
  }
  took.sort((a, b) => a - b);
  const at = (part) => Math.round(took[Math.ceil(part * took.length) - 1]);
  t.diagnostic(`${ROUNDS} kills, ${sent.length} messages: back after ${at(0.5)} ms in the middle, ${at(0.95)} ms p95, ${at(1)} ms at most`);
  // On a machine that is busy with other things this says nothing.
  if (process.env.THOROUGH) assert.ok(took.at(-1) < LONGEST, `back within ${LONGEST} ms: ${took.at(-1)}`);
  assert.deepEqual(said.filter((line) => !line.includes("ERR_CONNECTION")), []);
});
