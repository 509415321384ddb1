// However wide the page is: no message of any kind, in any theme, leaves it or lies on its neighbour,
// and none is cut in the middle of a line.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { GROUPS, NEVER, again, furnish, labelsOf, send } from "./kinds.js";
import { STILL, settled } from "./looks.js";
import { startStage } from "./stage.js";
import { LOOKED_AT } from "./thorough.js";
import { THEMES } from "./themes.js";

const WIDTHS = [260, 320, 480, 800, 1920];
const HEIGHT = 700;

const fake = await startFakePlatforms({ after });
await furnish(fake);
const { application, everywhere, gathered, wear, emotesAreThere, quiet } = await startStage({ after }, fake, fake.env, LOOKED_AT);
await emotesAreThere();

/** Runs in the page: what is wrong with the last messages. */
function faultsOf(labels) {
  /** Less than this of a line is the space around its letters; more is all of them. */
  const [LITTLE, ALL] = [0.2, 0.8];
  const faults = [];
  const items = [...document.querySelectorAll("li.message")].slice(-labels.length);
  const boxes = items.map((item) => item.getBoundingClientRect());
  const isRow = getComputedStyle(document.querySelector(".messages")).flexDirection === "row";
  for (const [at, item] of items.entries()) {
    const { left, right, width } = boxes[at];
    const before = boxes[at - 1];
    // In a line, older ones have left on the left.
    if ((left < 0 && !isRow) || right > innerWidth || width > innerWidth) {
      faults.push(`${labels[at]}: from ${left} to ${right} px`);
    }
    if (before && (isRow ? before.right > left + 0.5 : before.bottom > boxes[at].top + 0.5)) {
      faults.push(`${labels[at]}: lies on the one before`);
    }
    for (const [what, share] of linesOf(item)) {
      if (share > LITTLE && share < ALL) faults.push(`${labels[at]}: ${Math.round(100 * share)} % of ${what} is seen`);
    }
  }
  return faults;

  /** Lines of letters, and pictures: how much of their height is not cut off. */
  function* linesOf(item) {
    for (const part of item.querySelectorAll("*")) {
      const style = getComputedStyle(part);
      if (part.matches(".unseen, .modifier") || style.visibility === "hidden") continue;
      if (part.localName === "img") {
        // The box of one that is turned is not where its picture is.
        if (/rotate/.test(part.className)) continue;
        yield [`.${part.className}`, seenOf(part.getBoundingClientRect(), part.parentElement, item)];
        continue;
      }
      for (const node of part.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || node.data.trim() === "") continue;
        const range = document.createRange();
        range.selectNode(node);
        for (const box of range.getClientRects()) {
          yield [`"${node.data.slice(0, 20)}" in .${part.className}`, seenOf(box, part, item)];
        }
      }
    }
  }

  function seenOf({ top, bottom, height }, part, item) {
    let [from, to] = [top, bottom];
    for (let around = part; ; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (style.overflowY !== "visible") {
        const bounds = around.getBoundingClientRect();
        from = Math.max(from, bounds.top + Number.parseFloat(style.borderTopWidth));
        to = Math.min(to, bounds.bottom - Number.parseFloat(style.borderBottomWidth));
      }
      if (around === item) return height > 0 ? Math.max(0, to - from) / height : 0;
    }
  }
}

for (const [group, { platform, messages }] of Object.entries(GROUPS)) {
  const labels = labelsOf({ messages });

  test(`${group}: every message keeps to its place`, async () => {
    await gathered(labels.length, () => send(fake, application, { platform, messages }));
    const faults = [];
    for (const theme of THEMES) {
      await wear({ theme, custom_css: STILL });
      await everywhere((page) => settled(page, NEVER));
      for (const width of WIDTHS) {
        await everywhere(async (page, engine) => {
          await page.setViewportSize({ width, height: HEIGHT });
          for (const fault of await page.evaluate(faultsOf, labels)) faults.push(`${engine}, ${theme} at ${width} px, ${fault}`);
        });
      }
    }
    assert.deepEqual(faults, []);
  });
}

test("a name that is longer than what it said is whole", async () => {
  const [[, plain]] = GROUPS["twitch-chat"].messages;
  const line = plain.replace(/display-name=[^;]*/, "display-name=unahohimumetulid").replace(/ :[^:]*$/, " :hi");
  await gathered(1, () => send(fake, application, { platform: "twitch", messages: again([["a long name", line]]) }));
  const cut = [];
  for (const theme of THEMES) {
    await wear({ theme, custom_css: STILL });
    await everywhere(async (page, engine) => {
      await page.setViewportSize({ width: 800, height: HEIGHT });
      await settled(page, NEVER);
      const [seen, all] = await page.evaluate(() => {
        const name = [...document.querySelectorAll("li.message .author")].at(-1);
        return [name.clientWidth, name.scrollWidth];
      });
      if (seen < all) cut.push(`${engine}, ${theme}: ${seen} of ${all} px`);
    });
  }
  assert.deepEqual(cut, []);
});

test("no engine said anything, or asked another server", quiet);
