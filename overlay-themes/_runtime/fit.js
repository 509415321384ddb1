// Letters as large as the theme has them for such a message, or as much smaller as it takes to show
// all of it. What is too much for the smallest letters is cut between two lines.

/** Sizes that are tried, from the theme's own down: each so much smaller than the one before. */
const STEPS = 24;
const STEP = 0.94;
/** Letters grow smaller by so many steps before a word is broken. */
const WHOLE_WORDS = 10;
/** Lines in a message that is shown whole. */
const MANY = 99;

/** @param {HTMLElement} item the message, on the page */
export function fit(item) {
  const { style } = item;
  style.setProperty("--max-lines", String(MANY));
  const highest = highestOf(item);
  style.setProperty("max-height", "none");
  let [low, high] = [0, STEPS];
  while (low < high) {
    const middle = (low + high) >> 1;
    set(item, middle);
    if (item.offsetHeight <= highest && !isTooWide(item)) high = middle;
    else low = middle + 1;
  }
  set(item, low);
  style.setProperty("--break", "anywhere");
  cut(item, highest);
  style.removeProperty("max-height");
}

/** How high the message may be, in CSS pixels: as high as it is where it wants too much. @param {HTMLElement} item */
function highestOf(item) {
  item.style.setProperty("height", "100000px");
  const highest = item.offsetHeight;
  item.style.removeProperty("height");
  return highest;
}

/** @param {HTMLElement} item @param {number} step */
function set({ style }, step) {
  style.setProperty("--shrink", (STEP ** step).toFixed(4));
  style.setProperty("--break", step < WHOLE_WORDS ? "normal" : "anywhere");
}

/** Whether a word is wider than its place. @param {HTMLElement} item */
function isTooWide(item) {
  const text = item.querySelector(":scope > .text");
  return [item, text].some((part) => part && part.scrollWidth > part.clientWidth + 1);
}

/** Leaves as many lines as there is room for. @param {HTMLElement} item @param {number} highest */
function cut(item, highest) {
  const line = Number.parseFloat(getComputedStyle(item).lineHeight) || 1;
  let lines = MANY;
  while (lines > 1 && item.offsetHeight > highest) {
    const text = item.querySelector(":scope > .text");
    const all = Math.min(lines, Math.round((text?.scrollHeight || item.offsetHeight) / line));
    lines = Math.max(1, all - Math.max(1, Math.floor((item.offsetHeight - highest) / line)));
    item.style.setProperty("--max-lines", String(lines));
  }
}
