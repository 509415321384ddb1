// What the support page and the support overlay have in common: money, goals, and what the server
// says of them, checked.

import { element, textual } from "./elements.js";
import { isOwnAddress } from "./protocol.js";

/**
 * @typedef {{label: string, url: string, qr: string}} Link
 * @typedef {{title: string, value: string, amount: string, currency: string, permille: number}} Goal
 * @typedef {{id: string, at: string, name: string, amount: string, words: string, text: string}} Thanks
 * @typedef {{title: string, text: string, links: Link[], goals: Goal[], thanks: Thanks | null}} Support
 */

/**
 * Reads what the server says. What is not as it should be is left out.
 *
 * @param {any} told
 * @returns {Support}
 */
export function readSupport(told) {
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value : "");
  const list = (/** @type {unknown} */ value) => (Array.isArray(value) ? value : []);
  const links = list(told?.links).filter(({ url, qr }) => text(url).startsWith("https://") && isOwnAddress(qr));
  const goals = list(told?.goals).filter(({ permille }) => Number.isFinite(permille));
  const thanks = told?.thanks && text(told.thanks.words) ? told.thanks : null;
  return { title: text(told?.title), text: text(told?.text), links, goals, thanks };
}

/** `1234.50` and `USD`: `$1,234.50`. @param {string} value @param {string} currency */
export function money(value, currency) {
  const grouped = value.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+(?!\d))/g, ","));
  if (currency === "BITS") return `${grouped} bits`;
  if (currency === "JEWELS") return `${grouped} Jewels`;
  // The sign alone is asked for; the number is shown as it was told, to its last digit.
  try {
    const parts = new Intl.NumberFormat("en", { style: "currency", currency }).formatToParts(0);
    const sign = parts.find(({ type }) => type === "currency")?.value ?? currency;
    return sign === currency ? `${grouped} ${currency}` : `${sign}${grouped}`;
  } catch {
    return `${grouped} ${currency}`;
  }
}

/** Whole amounts without their cents, where they have none. @param {string} value */
const short = (value) => value.replace(/\.0+$/, "");

/** A goal with its bar. @param {Goal} goal */
export function drawGoal({ title, value, amount, currency, permille }) {
  const goal = element("div", "goal");
  goal.toggleAttribute("data-reached", permille >= 1000);
  const line = element("p", "goal-line");
  const there = textual("goal-value", money(short(value), currency), "ltr");
  const share = textual("goal-share", `${Math.floor(permille / 10)}%`, "ltr");
  line.append(there, textual("goal-of", `of ${money(short(amount), currency)}`, "ltr"), share);
  const bar = element("div", "goal-bar");
  bar.style.setProperty("--share", `${Math.min(100, permille / 10)}%`);
  bar.append(element("div", "goal-fill"));
  goal.append(textual("goal-title", title), line, bar);
  return goal;
}

/** A link's address without what nobody types. @param {string} url */
export function spoken(url) {
  return url.replace(/^https:\/\/(www\.)?/, "").replace(/\/$/, "");
}

/** A QR code of a link. @param {Link} link */
export function drawQr({ label, qr }) {
  const image = element("img", "qr");
  image.alt = `QR code: ${label}`;
  image.src = qr;
  return image;
}
