// Scripts of the world: each is drawn with the font that comes with the application, whatever the
// machine has, and no font is fetched that a text does not need.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { TWITCH, privmsg } from "./chat.js";
import { openOverlay, shows, startEngine } from "./chromium.js";
import { ENGINES } from "./engines.js";

/** A text in each script, and the files of its letters. What joins letters may cost others. */
const TEXTS = [
  ["مرحبا بالعالم", "arabic"],
  ["می‌خواهم", "arabic"],
  ["Բարեւ։ ձեզ", "armenian"],
  ["হ্যালো", "bengali"],
  ["र्‍य नमस्ते", "devanagari", "sinhala"],
  ["नमस्ते दुनिया।", "devanagari"],
  ["ሰላም", "ethiopic"],
  ["გამარჯობა", "georgian"],
  ["નમસ્તે", "gujarati"],
  ["ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ", "gurmukhi"],
  ["שלום לכולם", "hebrew"],
  ["ನಮಸ್ಕಾರ", "kannada"],
  ["សួស្តី", "khmer"],
  ["ສະບາຍດີ", "lao"],
  ["നമസ്കാരം", "malayalam"],
  ["မင်္ဂလာပါ", "myanmar"],
  ["ශ්‍රී ලංකා", "sinhala"],
  ["வணக்கம்", "tamil"],
  ["నమస్కారం", "telugu"],
  ["สวัสดีครับ", "thai"],
];

const fake = await startFakePlatforms({ after });
const application = await startApplication({ after }, { env: fake.env });
await application.api("POST", "sources", { platform: "twitch", channel: TWITCH });
await fake.command("twitch/joined", { channel: TWITCH, count: 1 });

/** The fonts of the letters of the newest message's text: `name`, with a star where it is ours. */
async function fontsOf(session) {
  const { root } = await session.send("DOM.getDocument");
  const { nodeIds } = await session.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector: "li.message .text" });
  const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId: nodeIds.at(-1) });
  return fonts.map(({ familyName, isCustomFont }) => `${familyName}${isCustomFont ? "*" : ""}`);
}

/** Whether all letters are of our Noto Sans. The space is of the text's own font, whichever that is. */
function isOurs(fonts, text) {
  const others = fonts.filter((font) => !/^Noto Sans.*\*$/.test(font));
  return fonts.length > others.length && others.length <= (text.includes(" ") ? 1 : 0);
}

for (const name of ENGINES) {
  test(`${name}: each script is drawn with our font, and no other is fetched`, async (t) => {
    const browser = await startEngine(t, name);
    for (const [text, ...files] of [["hello 👨‍👩‍👧 wörld, ฿100, 東京 is text too"], ...TEXTS]) {
      await fake.command("twitch/line", { line: privmsg(text) });
      const { page, asked } = await openOverlay(browser, application.overlayUrl);
      await shows(page, text);
      const session = await page.context().newCDPSession(page);
      await session.send("DOM.enable");
      await session.send("CSS.enable");
      const drawn = () =>
        page.evaluate(async () => {
          await new Promise(requestAnimationFrame);
          await new Promise(requestAnimationFrame);
          await document.fonts.ready;
        });
      await drawn();
      if (files.length > 0) {
        let fonts = [];
        // It may take a few frames until the font is there.
        for (const until = Date.now() + 5000; !isOurs(fonts, text) && Date.now() < until; ) {
          await drawn();
          fonts = await fontsOf(session);
        }
        assert.ok(isOurs(fonts, text), `${text} is drawn with ${fonts}`);
      }
      const fetched = asked.flatMap((address) => /noto-sans-(\w+)\.woff2/.exec(address)?.[1] ?? []);
      assert.deepEqual([...new Set(fetched)].sort(), [...files].sort(), text);
      await page.context().close();
      await fake.command("twitch/line", { line: `@room-id=11148817;tmi-sent-ts=${Date.now()} :tmi.twitch.tv CLEARCHAT #${TWITCH}` });
    }
  });
}
