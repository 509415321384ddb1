// One theme for focus overlays against the gallery of kinds and against hostile messages, one message
// at a time.
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listedProblem, readLetters } from "./check.js";
import { Findings } from "./findings.js";
import { startFocusStage } from "./focus-stage.js";
import { GROUPS } from "./kinds.js";
import { STILL } from "./looks.js";
import { SAMPLES } from "./payloads.js";
import { WAYS, channel } from "./ways.js";

/** Sizes of the source: the stream's, a part of it, and a small box. The first has its picture taken. */
const SIZES = [
  { width: 1280, height: 720 },
  { width: 640, height: 240 },
  { width: 320, height: 180 },
];

/**
 * @param {{after: (end: () => unknown) => void}} t
 * @param {string} folder of the theme
 * @param {{id: string, problems: string[]}} theme as it was read
 * @param {(message: object, at: number) => boolean} tries which messages of a group are looked at
 * @param {string[]} engines their names
 * @returns {Promise<{problems: string[], pictures: string | null}>} `pictures` is the folder of them
 */
export async function checkFocusTheme(t, folder, { id, problems }, tries, engines) {
  const stage = await startFocusStage(t, { names: engines, themes: { [id]: folder } });
  const problem = await listedProblem(stage.application, folder, id);
  if (problem) return { problems: problems.length > 0 ? problems : [problem], pictures: null };
  await stage.emotesAreThere();
  const pictures = await mkdtemp(join(tmpdir(), `${id}-`));
  const found = new Findings();
  for (const [name, group] of Object.entries(GROUPS)) {
    for (const [at, { label, message }] of (await stage.kinds(group)).entries()) {
      if (!tries(message, at)) continue;
      await look(stage, id, { label, message }, found, join(pictures, `${name}.${String(at + 1).padStart(2, "0")}.png`));
    }
  }
  for (const way of WAYS) {
    const batch = SAMPLES.filter(way.takes);
    const messages = await stage.written(batch.length, () => way.send(stage.fake, batch, channel()));
    for (const message of messages.filter(tries)) await look(stage, id, { label: `hostile ${way.name}`, message }, found);
  }
  return { problems: [...problems, ...found.sentences, ...new Set(stage.strange())], pictures };
}

/** Looks at a message in every size; with a path for its picture, at its letters too. */
async function look({ wear, show, pages, everywhere }, theme, { label, message }, found, path) {
  await wear({ theme, custom_css: STILL });
  for (const [at, size] of SIZES.entries()) {
    await everywhere((page) => page.setViewportSize(size));
    await show(message);
    await everywhere(async (page) => {
      for (const said of await page.evaluate(outOfBounds)) {
        found.add(said, `A message (${message.kind}) ${said}.`, `${label}, at ${size.width} × ${size.height} px`);
      }
    });
    if (at > 0 || !path) continue;
    await writeFile(path, await pages[0].page.screenshot());
    await everywhere((page) => readLetters(page, -1, STILL, found));
    await wear({ theme, custom_css: STILL });
  }
}

/** Runs in the page: how the message leaves its bounds. */
function outOfBounds() {
  const item = document.querySelector("article.focus");
  const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = item;
  const said = [];
  if (left < 0 || left + width > innerWidth) said.push("is wider than the page");
  if (top < 0 || top + height > innerHeight) said.push("is higher than the page");
  if (item.scrollWidth > item.clientWidth + 1) said.push("has something in it that is wider than itself");
  return said;
}
