// One theme against the gallery of kinds and against hostile messages: what is wrong with it, in
// plain sentences.
import { cp, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { BARE, ENOUGH, colorsBehind, contrast, contrastOf, parse, readPicture, textsOf } from "./contrast.js";
import { ENDS } from "./engines.js";
import { Findings } from "./findings.js";
import { GROUPS, NEVER, furnish, labelsOf, send } from "./kinds.js";
import { STILL, settled } from "./looks.js";
import { nameUnread } from "./names.js";
import { SAMPLES } from "./payloads.js";
import { startStage } from "./stage.js";
import { readTheme } from "./theme-folder.js";
import { WAYS, channel } from "./ways.js";

/** Widths of the page, in CSS pixels: of a theme that is a column, and of one that is a line. */
const WIDTHS = { column: [280, 400, 900], line: [640, 1920] };
const LINE_HEIGHT = 400;
/** What a translucent plate loses when it is mixed to whole numbers. */
const ROUNDED = 0.05;
const SCENES = ["#000000", "#ffffff"];
/** Less contrast than this between two scenes, and a plate hides them. */
const OPAQUE = 1.2;
/** The share of a text that a plate must be behind. */
const MOSTLY = 0.8;
/** How much of a line's height is above its letters, and below: there its neighbours may reach. */
const RIM = 0.22;
/** Letters leave no shadow, for what is behind them is behind that too. */
const NO_SHADOWS = ":is(.message, .focus), :is(.message, .focus) * { text-shadow: none !important; }";

/**
 * @param {{after: (end: () => unknown) => void}} t
 * @param {string} folder of the theme
 * @param {{tries?: (message: object, at: number) => boolean, engines?: string[]}} [options] `tries`:
 *   which messages of a group are looked at on a focus overlay, which shows them one by one; all,
 *   unless told. `engines`: their names; the first one's pictures are kept
 * @returns {Promise<{problems: string[], pictures: string | null}>} `pictures` is the folder of them
 */
export async function checkTheme(t, folder, { tries = () => true, engines = ENDS } = {}) {
  const { id, css, kind, problems } = await readTheme(folder);
  if (css === null) return { problems, pictures: null };
  if (kind === "focus") {
    const { checkFocusTheme } = await import("./check-focus.js");
    return checkFocusTheme(t, folder, { id, problems }, tries, engines);
  }
  const fake = await startFakePlatforms(t);
  await furnish(fake);
  const stage = await startStage(t, fake, fake.env, engines);
  await stage.emotesAreThere();

  const problem = await listedProblem(stage.application, folder, id);
  if (problem) {
    if (!problems.some((said) => said.includes("theme.json"))) problems.push(problem);
    return { problems, pictures: null };
  }

  const pictures = await mkdtemp(join(tmpdir(), `${id}-`));
  const found = new Findings();
  for (const [group, { platform, messages }] of Object.entries(GROUPS)) {
    const labels = labelsOf({ messages });
    await stage.gathered(labels.length, () => send(fake, stage.application, { platform, messages }));
    await look(stage, id, labels, found, { group, pictures, engine: engines[0] });
  }
  for (const way of WAYS) {
    const batch = SAMPLES.filter(way.takes);
    await stage.gathered(batch.length, () => way.send(fake, batch, channel()));
    await look(stage, id, batch.map(() => `hostile ${way.name}`), found);
  }
  return { problems: [...problems, ...found.sentences, ...saidAndAsked(stage)], pictures };
}

/** Puts the theme where the application looks for themes, and gives what it says is wrong with it. */
export async function listedProblem(application, folder, id) {
  const installed = join(application.dataDir, "themes", id);
  await mkdir(installed, { recursive: true });
  await cp(folder, installed, { recursive: true });
  const listed = (await application.api("GET", "themes")).find((theme) => theme.id === id);
  return listed ? listed.problem : "The application does not list it.";
}

/** Looks at the last messages at every width: at their letters too, where there are pictures to take. */
async function look({ everywhere, wear }, theme, labels, found, sheet) {
  const still = `${STILL}/* ${theme}, ${labels[0]} */`;
  await wear({ theme, custom_css: still });
  await everywhere((page) => settled(page, NEVER));
  // Drawn once more, now that all pictures are there: those that come late leave more room.
  await wear({ theme, custom_css: `${still}/* again */` });
  await everywhere((page) => settled(page, NEVER));
  await everywhere(async (page, engine) => {
    const isLine = await page.$eval("ol.messages", (list) => getComputedStyle(list).flexDirection.startsWith("row"));
    for (const width of isLine ? WIDTHS.line : WIDTHS.column) {
      await page.setViewportSize({ width, height: LINE_HEIGHT });
      const height = isLine ? LINE_HEIGHT : await page.evaluate(heightOf, labels.length);
      await page.setViewportSize({ width, height });
      if (sheet?.engine === engine) {
        await writeFile(join(sheet.pictures, `${sheet.group}.${width}.png`), await page.screenshot());
      }
      // In a line only the newest are on the page: each is looked at alone.
      const views = isLine ? labels.map((label, at) => ({ from: at - labels.length, labels: [label] })) : [{ from: -labels.length, labels }];
      for (const view of views) {
        const alone = isLine ? `ol.messages > li.message:not(:nth-last-child(${-view.from})) { display: none !important; }` : "";
        await put(page, still + alone);
        for (const [same, said, place] of await page.evaluate(outOfBounds, view)) found.add(same, said, place);
        if (sheet) await readLetters(page, view.from, still + alone, found);
      }
      await put(page, still);
    }
  });
}

/** Puts CSS on the page, behind the back of the one who decides what it wears. */
const put = (page, css) =>
  page.evaluate((css) => {
    document.querySelector("#custom-css").textContent = css;
  }, css);

/** Finds letters that can't be read on what is behind them. */
export async function readLetters(page, from, css, found) {
  const texts = await page.evaluate(textsOf, from);
  const scenes = [];
  for (const scene of SCENES) {
    await put(page, `${css}${BARE}${NO_SHADOWS} html { background: ${scene} !important; }`);
    scenes.push(readPicture(await page.screenshot()));
  }
  const [{ width, height }] = scenes;
  for (const text of texts) {
    const boxes = text.boxes
      .map(({ left, top, right, bottom }) => {
        const rim = RIM * (bottom - top);
        return { left: Math.max(0, left), top: Math.max(0, top + rim), right: Math.min(width, right), bottom: Math.min(height, bottom - rim) };
      })
      .filter(({ left, top, right, bottom }) => right > left && bottom > top);
    if (boxes.length > 0) readText({ ...text, boxes }, scenes, found);
  }
}

function readText(text, scenes, found) {
  const { message, part, color, plate, author, outline } = text;
  if (!/^#[0-9a-f]{6}$/i.test(plate)) {
    found.add(`plate ${plate}`, `--plate-color is "${plate}", and must be an opaque colour like #1a2b3c.`, message);
    return;
  }
  const [dark, bright] = scenes.map((picture) => [...colorsBehind(text, picture)]);
  // Without the corners of a round plate, where no letter is.
  const hidden = dark.filter((color, at) => contrast(color, bright[at]) < OPAQUE);
  const isOpaque = hidden.length > MOSTLY * dark.length;
  const isName = parse(color).join() === parse(author || "#000000").join();
  const lost = part === "author" && isName && isOpaque && nameUnread(plate, hidden[Math.floor(hidden.length / 2)], ENOUGH - ROUNDED);
  if (lost) {
    const said = `--plate-color is ${plate}, and names are on ${lost.behind}: one of the colour ${lost.color} has a contrast of ${lost.found}, less than ${ENOUGH}.`;
    found.add(`plate ${plate} ${lost.behind}`, said, message);
    return;
  }
  // An outline is between letters and what is behind them.
  const plates = outline ? [parse(outline)] : isOpaque ? hidden : [...dark, ...bright];
  const least = Math.min(...plates.map((behind) => contrastOf(color, behind)));
  if (least >= ENOUGH - ROUNDED) return;
  const name = `.${part.replaceAll(" ", ".")}`;
  const on = outline ? `its outline ${outline}` : "what is behind it";
  found.add(`contrast ${name}`, `${name} has a contrast of ${least.toFixed(1)}, less than ${ENOUGH}: ${color} on ${on}.`, message);
}

/** What pages said and asked for. */
function saidAndAsked({ overlays, application }) {
  const said = overlays.flatMap(({ said }) => said).map((line) => `The page wrote to its console: ${line}`);
  const asked = overlays
    .flatMap(({ asked }) => asked)
    .filter((address) => new URL(address).host !== `127.0.0.1:${application.port}`)
    .map((address) => `The page asked another host: ${address}`);
  return new Set([...said, ...asked]);
}

/** Runs in the page: how high it must be to show the last messages whole. */
function heightOf(count) {
  const items = [...document.querySelectorAll("li.message")].slice(-count).map((item) => item.getBoundingClientRect());
  const tops = Math.min(...items.map(({ top }) => top));
  const bottoms = Math.max(...items.map(({ bottom }) => bottom));
  return Math.min(16_000, Math.ceil(bottoms - tops) + 300);
}

/** Runs in the page: which of the messages from the one of number `from` leave their bounds, and how. */
function outOfBounds({ from, labels }) {
  const problems = [];
  const items = [...document.querySelectorAll("li.message")].slice(from).slice(0, labels.length);
  for (const [at, item] of items.entries()) {
    const style = getComputedStyle(item);
    const { left, right, height } = item.getBoundingClientRect();
    const lines = Number(style.getPropertyValue("--max-lines")) || 6;
    const letters = Number.parseFloat(style.fontSize);
    const line = Number.parseFloat(style.lineHeight) || 1.4 * letters;
    // As base.css bounds it; a poll by its choices.
    const most = Math.max(line * (lines + 5), item.dataset.kind === "poll" ? 17.5 * letters : 0) + 2;
    const add = (same, said) => problems.push([`${same} ${item.dataset.kind}`, `A message (${item.dataset.kind}) ${said}.`, `${labels[at]}, at ${innerWidth} px`]);
    if (height > most) add("high", `is ${Math.round(height)} px high, and may be ${Math.round(most)}: --max-lines and 5 more`);
    if (left < -0.5 || right > innerWidth + 0.5) add("wide", `reaches from ${Math.round(left)} to ${Math.round(right)} px, on a page ${innerWidth} px wide`);
    const spills = style.overflowX === "visible" && item.scrollWidth > item.clientWidth + 1;
    if (spills) add("spills", `says something ${item.scrollWidth} px wide, and is ${item.clientWidth} px wide itself`);
  }
  return problems;
}
