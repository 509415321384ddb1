// Sheets of messages: a group at a time, in a page that is high enough for all of them, over a fixed
// background, in one font and with everything still. And what they are compared with.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { messages } from "./chromium.js";

export const WIDTH = 400;
const HEIGHT = 4800;
/** What the owner's CSS says while a picture is taken. */
export const STILL = `
  *, *::before, *::after { animation: none !important; transition: none !important; }
  html { background: #6f93a8 !important; }
  .overlay { --font: "Noto Sans", "Noto Sans Hebrew", "Noto Sans Arabic" !important; }`;

const FOLDER = fileURLToPath(new URL("looks", import.meta.url));
const FAILED = `${FOLDER}/failed`;
/** Where messages are in their sheets. */
const placesOf = (set) => `${FOLDER}/${set}.json`;

/** What a patch of the engine or of a font may change of one message: its size in CSS pixels, and
 * this share of its picture. */
const MAY_GROW = 2;
const MAY_DIFFER = 0.015;
/** How far apart two colours must be to differ, from 0 to 1. */
const THRESHOLD = 0.06;

/** Makes the page high enough for a sheet. */
export const asSheet = (page) => page.setViewportSize({ width: WIDTH, height: HEIGHT });

/** Waits until the fonts are there, and every picture but those of these names. */
export async function settled(page, never) {
  await page.waitForFunction(
    (never) =>
      [...document.querySelectorAll(":is(li.message, article.focus) img")].every(
        (image) => never.includes(image.alt) || (image.hasAttribute("src") && image.complete),
      ),
    never,
  );
  await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
}

/** The last messages: a picture of them all, where each is in it, and what they say. */
export async function sheet(page, labels) {
  const boxes = await page.$$eval(
    "li.message",
    (items, count) =>
      items.slice(-count).map((item) => {
        const { top, width, height } = item.getBoundingClientRect();
        return { top, width, height };
      }),
    labels.length,
  );
  const from = Math.floor(boxes[0].top) - 6;
  const to = Math.ceil(boxes.at(-1).top + boxes.at(-1).height) + 6;
  const picture = await page.screenshot({ clip: { x: 0, y: from, width: WIDTH, height: to - from } });
  const places = boxes.map(({ top, width, height }, at) => [
    labels[at],
    { top: Math.floor(top - from), width: Math.round(width), height: Math.ceil(height) },
  ]);
  return { picture, places: Object.fromEntries(places), said: (await messages(page)).slice(-labels.length) };
}

/** The size that the dashboard asks to give the ticker in OBS. */
const TICKER = { width: 1920, height: 60 };

/**
 * The last messages on the ticker, at the size that it has in OBS: a row for each time that the line
 * is full, the newest first.
 */
export async function lines(page, labels) {
  const before = page.viewportSize();
  await page.setViewportSize(TICKER);
  const [rows, places] = [[], {}];
  for (let shown = labels.length; shown > 0; ) {
    const boxes = await page.$$eval(
      "li.message",
      (items, [count, shown]) => {
        const all = items.slice(-count);
        for (const [at, item] of all.entries()) item.style.display = at < shown ? "" : "none";
        return all.slice(0, shown).map((item) => item.getBoundingClientRect().toJSON());
      },
      [labels.length, shown],
    );
    const whole = boxes.findIndex(({ left }) => left >= 0);
    for (const [at, { left, right, top, height }] of boxes.entries()) {
      if (at < whole) continue;
      const place = { top: rows.length * TICKER.height + Math.round(top), left: Math.round(left) };
      // Half a pixel on both sides is not one more.
      places[labels[at]] = { ...place, width: Math.round(right) - Math.round(left), height: Math.round(height) };
    }
    rows.push(PNG.sync.read(await page.screenshot()));
    shown = whole;
  }
  await page.$$eval("li.message", (items) => items.forEach((item) => item.style.removeProperty("display")));
  await page.setViewportSize(before);
  const picture = new PNG({ width: TICKER.width, height: rows.length * TICKER.height });
  rows.forEach((row, at) => PNG.bitblt(row, picture, 0, 0, row.width, row.height, 0, at * row.height));
  return { picture: PNG.sync.write(picture), places };
}

/** Keeps what all sheets of a set look like, in place of what was kept. */
export async function keep(sheets, set = "places") {
  const places = Object.fromEntries(Object.entries(sheets).map(([name, { places }]) => [name, places]));
  await mkdir(FOLDER, { recursive: true });
  await writeFile(placesOf(set), `${JSON.stringify(places, null, 1)}\n`);
  for (const [name, { picture }] of Object.entries(sheets)) await writeFile(`${FOLDER}/${name}.png`, packed(picture));
}

/** The same picture in fewer bytes. */
function packed(picture) {
  return PNG.sync.write(PNG.sync.read(picture), { colorType: 2, deflateLevel: 9, deflateStrategy: 0 });
}

/**
 * What is not as it is kept, message by message. Pictures of it go to `looks/failed`.
 *
 * @returns {Promise<string[]>}
 */
export async function compare(name, { picture, places }, set = "places") {
  const kept = JSON.parse(await readFile(placesOf(set), "utf8"))[name] ?? {};
  const [is, was] = [PNG.sync.read(picture), PNG.sync.read(await readFile(`${FOLDER}/${name}.png`))];
  const wrong = [];
  const width = Math.min(is.width, was.width);
  const marked = new PNG({ width: is.width, height: is.height });
  for (const [label, now] of Object.entries(places)) {
    const before = kept[label];
    if (!before) {
      wrong.push(`${label}: is new`);
      continue;
    }
    const grown = Math.max(Math.abs(now.width - before.width), Math.abs(now.height - before.height));
    if (grown > MAY_GROW) {
      wrong.push(`${label}: ${before.width} × ${before.height} has become ${now.width} × ${now.height}`);
      continue;
    }
    const height = Math.min(now.height, before.height);
    // What has a side of its own is looked at alone; a message, across the sheet.
    const across = now.left === undefined ? width : Math.min(now.width, before.width);
    const [one, other] = [crop(is, now, across, height), crop(was, before, across, height)];
    const diff = new PNG({ width: across, height });
    const count = pixelmatch(one.data, other.data, diff.data, across, height, { threshold: THRESHOLD });
    PNG.bitblt(diff, marked, 0, 0, across, height, now.left ?? 0, now.top);
    const share = count / (now.width * height);
    if (share > MAY_DIFFER) wrong.push(`${label}: ${(100 * share).toFixed(1)} % of it differs`);
  }
  wrong.push(...Object.keys(kept).filter((label) => !(label in places)).map((label) => `${label}: is gone`));
  if (wrong.length > 0) {
    await mkdir(FAILED, { recursive: true });
    await writeFile(`${FAILED}/${name}.png`, picture);
    await writeFile(`${FAILED}/${name}.diff.png`, PNG.sync.write(marked));
  }
  return wrong;
}

/** Forgets the failures of the last time. */
export const begin = () => rm(FAILED, { recursive: true, force: true });

function crop(picture, { left = 0, top }, width, height) {
  const part = new PNG({ width, height });
  PNG.bitblt(picture, part, left, top, width, Math.min(height, picture.height - top), 0, 0);
  return part;
}
