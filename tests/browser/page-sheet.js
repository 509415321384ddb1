// Pictures of our own pages, in one font and with everything still.

/** What is another at each start, as times and addresses, leaves its place empty. */
const STILL = `
  *, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important; }
  :root { --font: "Noto Sans", "Noto Sans Hebrew", "Noto Sans Arabic" !important; }
  /* What moves on, or is another at each start. */
  time, iframe, .address, .qr, .report-scroll pre, [data-changes] { visibility: hidden !important; }
  /* Digits are of different widths. */
  .history-row time { flex: none !important; width: 10rem !important; }`;

/** From now on nothing moves on the page. Its policy takes no style that is written into it. */
export const hold = (page) =>
  page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, STILL);

/** Waits until what has changed is drawn. */
export async function drawn(page) {
  await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
  await page.evaluate(() => new Promise(requestAnimationFrame));
}

/** What is in this element, and where these parts of it are, each under its class or kind and its number. */
export async function parted(page, selector, parts) {
  await drawn(page);
  const { clip, places } = await page.$eval(
    selector,
    (whole, parts) => {
      const { x, y, width, height } = whole.getBoundingClientRect();
      const found = [...whole.querySelectorAll(parts)].map((part, at) => {
        const { left, top, width, height } = part.getBoundingClientRect();
        const place = { left: Math.floor(left - x), top: Math.floor(top - y), width: Math.floor(width), height: Math.floor(height) };
        return [`${at + 1}: ${part.className || part.localName}`, place];
      });
      return { clip: { x, y, width, height }, places: found.filter(([, { width, height }]) => width > 1 && height > 1) };
    },
    parts,
  );
  return { picture: await page.screenshot({ clip }), places: Object.fromEntries(places) };
}
