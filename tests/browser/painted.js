// Words, looked at as they are painted: a group of messages on a page that holds them all.
import { BARE, ENOUGH, leastContrast, readPicture, textsOf } from "./contrast.js";
import { NEVER, labelsOf } from "./kinds.js";
import { STILL, WIDTH, settled } from "./looks.js";

/** A page on which all messages of a group are seen: a column, or the ticker's line. */
const COLUMN = { width: WIDTH, height: 4800 };
const LINE = { width: 16_000, height: 100 };

/** What a translucent plate loses when it is mixed to whole numbers. */
const ROUNDED = 0.05;

/** Has every page wear a theme, large enough for a group, and waits until it is drawn. */
export async function dress({ everywhere, wear }, theme) {
  await everywhere((page) => page.setViewportSize(theme === "ticker" ? LINE : COLUMN));
  // Drawn once more when all pictures are there: those that come late leave more room.
  for (const time of ["once", "once more"]) {
    await wear({ theme, custom_css: `${STILL} /* ${time} */` });
    await everywhere((page) => settled(page, NEVER));
  }
}

/** The texts of a group, and where they are, by engine, as soon as they are drawn. */
export async function textsOn({ everywhere }, group) {
  return everywhere(async (page) => {
    await settled(page, NEVER);
    return page.evaluate(textsOf, -labelsOf(group).length);
  });
}

/** Those texts of a group that can't be read, by engine, as the pages are now but for the letters.
 * `css`: what they wear beside. */
export async function unread({ everywhere, overlays, wear }, texts, look, css = "") {
  await wear({ ...look, custom_css: `${STILL}${BARE}${css}` });
  const found = await everywhere(async (page, engine) => {
    const of = texts[overlays.findIndex(({ name }) => name === engine)];
    const picture = readPicture(await page.screenshot({ clip: boundsOf(of) }));
    return of.flatMap((text) => {
      const least = leastContrast(text, picture);
      return least < ENOUGH - ROUNDED ? [`${text.message}: .${text.part} ${text.color}: ${least.toFixed(2)}`] : [];
    });
  });
  return found.flat();
}

/** From the page's corner to the last of the texts: pictures of what is empty take most of the time. */
function boundsOf(texts) {
  const boxes = texts.flatMap((text) => text.boxes);
  const last = (side) => Math.ceil(Math.max(...boxes.map((box) => box[side]))) + 1;
  return { x: 0, y: 0, width: last("right"), height: last("bottom") };
}
