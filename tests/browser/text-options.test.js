// Each option of letters, pictures and place changes what it says, in every theme; but for what the
// theme says that it keeps of its list.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { privmsg, readBoth } from "./chat.js";
import { openOverlay, shows, startChromium } from "./chromium.js";
import { THEMES } from "./themes.js";

const LOOK = { font: "jetbrains-mono", size: 31, weight: 300, outline: 20, shadow: 50, spacing: 21, width: 211, direction: "down", align: "right", emote_size: 200 };
const NONE = Object.fromEntries(Object.keys(LOOK).map((name) => [name, null]));

const fake = await startFakePlatforms({ after });
const application = await startApplication({ after }, { env: fake.env });
await readBoth(application, fake);
const [{ id }] = await application.api("GET", "overlays");
const browser = await startChromium({ after });
const { page } = await openOverlay(browser, application.overlayUrl);
const tags = { "display-name": "Ada", "user-id": 1, emotes: "25:6-10" };
await fake.command("twitch/line", { line: privmsg("hello Kappa", tags) });
await shows(page, "hello Kappa");

/** What letters, an emote and the list come to, once the page wears this. */
async function worn(theme, look, css) {
  await application.api("PATCH", `overlays/${id}`, { theme, custom_css: css, options: { look } });
  await page.waitForFunction(
    ([theme, css]) =>
      document.querySelector("main").dataset.theme === theme && document.querySelector("#custom-css").textContent === css,
    [theme, css],
  );
  return page.evaluate(() => {
    const style = (selector) => getComputedStyle(document.querySelector(selector));
    const { fontFamily, fontSize, fontWeight, textShadow, textAlign } = style("li.message .text");
    const { columnGap, rowGap, width, flexDirection, alignItems } = style("ol.messages");
    return {
      font: fontFamily,
      size: Number.parseFloat(fontSize) / Number.parseFloat(style("main").fontSize),
      letters: Number.parseFloat(style("main").fontSize),
      weight: fontWeight,
      shadows: textShadow === "none" ? [] : textShadow.split(/,(?![^(]*\))/),
      gaps: [columnGap, rowGap],
      emote: Number.parseFloat(style("li.message .text img.emote").height) / Number.parseFloat(fontSize),
      list: { width, direction: flexDirection, align: alignItems },
      text: textAlign,
      fixed: style("main").getPropertyValue("--fixed").trim().split(/\s+/),
    };
  });
}

for (const theme of THEMES) {
  test(`${theme}: every option of letters, pictures and place does what it says`, async () => {
    const own = await worn(theme, NONE, "/* its own */");
    const now = await worn(theme, LOOK, "/* as wished */");
    assert.match(now.font, /"MultiChat JetBrains Mono"/);
    assert.equal(now.letters, 31);
    assert.ok(Math.abs(now.size - own.size) < 0.01, "the text is as large as before, by what is wished");
    assert.equal(now.weight, "300");
    assert.equal(now.shadows.length, 9, `a line in eight directions, and a shadow: ${now.shadows}`);
    assert.match(now.shadows.at(-1), /rgba\(0, 0, 0, 0\.5\)/);
    assert.deepEqual(now.gaps, ["21px", "21px"]);
    assert.ok(Math.abs(now.emote / own.emote - 2) < 0.02, `an emote of ${own.emote} em is one of ${now.emote}`);
    const wished = { width: "211px", direction: "column-reverse", align: "flex-end" };
    for (const [name, value] of Object.entries(wished)) {
      // A line is as wide as its messages.
      if (now.fixed.includes(name)) assert.ok(name === "width" || now.list[name] === own.list[name], `${name} stays`);
      else assert.equal(now.list[name], value);
    }
    assert.equal(now.list.direction.startsWith("row"), own.list.direction.startsWith("row"), "a line stays one");
    assert.equal(now.text, "right");
  });
}
