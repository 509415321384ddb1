// The support overlay: QR codes, goals and thanks, one after the other.

import { connect } from "./connection.js";
import { Curtain } from "./curtain.js";
import { element, textual } from "./elements.js";
import { Look } from "./look.js";
import { addressOfSocket, find, sayState } from "./page.js";
import { drawGoal, drawQr, readSupport, spoken } from "./support-parts.js";

/** @typedef {import("./support-parts.js").Support} Support */
/** @typedef {{part: string, id: string, draw: () => Element[]}} Card */

const overlay = find("main.overlay");
const curtain = new Curtain(overlay);
/** The card of who gave last: one, whoever that is. */
const THANKS = "thanks";
/** How long a card that goes stays while the next one comes. */
const FADE_MS = 500;

let support = readSupport(null);
/** What is shown, in this order. */
let parts = ["qr", "goal", "thanks"];
let seconds = 12;
/** The card that is on, by its id. */
let on = "";
/** What the last thanks interrupted still has its turn before another one may. */
let hasBrokenIn = false;
/** When the last one paid whom the overlay knows of, so that a newer one is thanked at once. Who is the
 * last again, because a newer one was taken away, is not. @type {number | undefined} */
let thanked;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

const look = new Look(overlay, find("#look"), find("#custom-css"), (options) => {
  const wishes = /** @type {any} */ (options)?.support;
  if (Array.isArray(wishes?.show)) parts = wishes.show;
  const before = seconds;
  if (Number.isFinite(wishes?.seconds)) seconds = wishes.seconds;
  refresh();
  if (seconds !== before) wait();
});

connect(
  addressOfSocket(),
  (frame) => {
    if (frame.type === "curtain") curtain.drawn = frame.drawn;
    else if (frame.type === "look") look.apply(frame);
    else if (frame.type === "support") take(readSupport(frame.support));
  },
  sayState(overlay, curtain),
);

/** @param {Support} told */
function take(told) {
  support = told;
  const latest = told.thanks ? Date.parse(told.thanks.at) || 0 : 0;
  const isNew = thanked !== undefined && latest > thanked;
  thanked = Math.max(thanked ?? 0, latest);
  // Who gave just now is thanked now, but where many give the other cards have their time too.
  if (isNew && !hasBrokenIn && on !== THANKS && parts.includes(THANKS)) {
    hasBrokenIn = true;
    show(THANKS);
  } else refresh();
}

/** All cards there are, in order. @returns {Card[]} */
function cards() {
  const all = {
    qr: support.links.map((link) => ({
      part: "qr",
      id: `qr ${link.url}`,
      draw: () => {
        const words = element("div", "words");
        words.append(
          textual("card-title", support.title || "Support the stream"),
          textual("card-label", link.label),
          textual("card-address", spoken(link.url), "ltr"),
        );
        return [drawQr(link), words];
      },
    })),
    goal: support.goals.map((goal, at) => ({
      part: "goal",
      id: `goal ${at}`,
      draw: () => [drawGoal(goal)],
    })),
    thanks: support.thanks ? [thanksCard(support.thanks)] : [],
  };
  return parts.flatMap((part) => all[/** @type {keyof typeof all} */ (part)] ?? []);
}

/** @param {import("./support-parts.js").Thanks} thanks @returns {Card} */
function thanksCard({ amount, words, text }) {
  return {
    part: "thanks",
    id: THANKS,
    draw: () => {
      const box = element("div", "words");
      box.append(textual("card-title", words));
      if (amount && !words.includes(amount)) box.append(textual("amount", amount));
      if (text) box.append(textual("quote", text));
      return [element("span", "heart"), box];
    },
  };
}

/** Draws the card that is on as it is now, or the first one. */
function refresh() {
  show(cards().some(({ id }) => id === on) ? on : (cards()[0]?.id ?? ""));
}

/** Puts the card on, with the whole of its time, or draws the one that is on as it is now. @param {string} id */
function show(id) {
  const card = cards().find((card) => card.id === id);
  const before = overlay.querySelector("article.support:not([data-leaving])");
  if (!card) {
    before?.remove();
    clearTimeout(timer);
    on = "";
    return;
  }
  const article = element("article", "support");
  article.dataset.part = card.part;
  article.append(...card.draw());
  if (before && on === id) {
    // The same card with another number in it: it does not come in again.
    before.replaceWith(article);
  } else {
    if (before instanceof HTMLElement) {
      before.toggleAttribute("data-leaving", true);
      setTimeout(() => before.remove(), FADE_MS);
    }
    article.toggleAttribute("data-entering", true);
    overlay.append(article);
  }
  // Frames come as fast as people give: the card that is on keeps the time that it has left.
  if (on !== id) {
    on = id;
    wait();
  }
}

/** The card that is on has the whole of its time from now. */
function wait() {
  clearTimeout(timer);
  if (on) timer = setTimeout(next, seconds * 1000);
}

function next() {
  const all = cards();
  const at = all.findIndex(({ id }) => id === on);
  const id = all[(at + 1) % all.length]?.id ?? "";
  if (id === THANKS) hasBrokenIn = false;
  const isSame = id === on;
  show(id);
  if (isSame) wait();
}
