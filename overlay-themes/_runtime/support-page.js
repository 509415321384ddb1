// The support page: what the streamer put there, in the theme that they chose, and how far the goals
// are.

import { element, textual } from "./elements.js";
import { isOwnAddress } from "./protocol.js";
import { isDark } from "./readable.js";
import { drawGoal, drawQr, readSupport, spoken } from "./support-parts.js";
import { ThemeSheet } from "./theme-sheet.js";

/** @typedef {import("./support-parts.js").Support} Support */

const LOOK_AGAIN_MS = 5000;

const page = /** @type {HTMLElement} */ (document.querySelector(".support-page"));
const sheet = new ThemeSheet(null);
let shown = "";

/** @param {Support} support */
function draw({ title, text, links, goals }) {
  const heading = element("h1", "support-title");
  heading.append(textual("words", title || "Support the stream"));
  document.title = title || "Support the stream";
  /** @type {Element[]} */
  const parts = [heading];
  for (const line of text.split("\n").filter((line) => line.trim() !== "")) {
    const paragraph = element("p", "support-text");
    paragraph.append(textual("words", line));
    parts.push(paragraph);
  }
  if (goals.length > 0) {
    const list = element("section", "support-goals");
    list.append(...goals.map(drawGoal));
    parts.push(list);
  }
  if (links.length > 0) {
    const list = element("ul", "support-links");
    for (const link of links) {
      const item = element("li", "support-link");
      const anchor = element("a", "support-anchor");
      anchor.href = link.url;
      anchor.target = "_blank";
      anchor.rel = "noopener noreferrer";
      const words = element("span", "support-words");
      words.append(textual("support-label", link.label), textual("support-address", spoken(link.url), "ltr"));
      anchor.append(drawQr(link), words);
      item.append(anchor);
      list.append(item);
    }
    parts.push(list);
  }
  page.replaceChildren(...parts);
}

/**
 * The look that the streamer chose. Nobody sees the page change clothes: it is shown once it is dressed.
 *
 * @param {{theme?: unknown, theme_css?: unknown}} told
 */
function wear({ theme, theme_css: address }) {
  const isThemed = Boolean(theme) && isOwnAddress(address);
  sheet.wear(isThemed ? String(address) : "", (isWorn) => {
    page.hidden = false;
    if (!isWorn) return;
    const { body } = document;
    body.classList.toggle("overlay", isThemed);
    body.dataset.theme = isThemed ? String(theme) : "";
    const plate = getComputedStyle(body).getPropertyValue("--plate-color").trim();
    body.dataset.plate = isThemed ? (isDark(plate) ? "dark" : "light") : "";
  });
}

async function look() {
  try {
    const answer = await fetch(`${location.pathname.replace(/\/$/, "")}/page.json`);
    if (answer.ok) {
      const told = await answer.text();
      if (told !== shown) {
        const read = JSON.parse(told);
        draw(readSupport(read));
        wear(read);
      }
      shown = told;
    }
  } catch {
    // The application is not there for the moment: what is shown stays.
  }
  setTimeout(look, LOOK_AGAIN_MS);
}

void look();
