// What sets a message apart from a line of chat: its marks, and what happened in the channel.

import { element, textual } from "./elements.js";
import { withEmoji } from "./emoji.js";

/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./options.js").Options} Options */

/** Recipients of a gift who are named; the others are counted. */
const NAMED = 6;
/** Choices of a poll: YouTube takes five at most. */
const CHOICES = 6;

/** What a kind is called where the platform says nothing itself. */
const KINDS = new Map([
  ["highlighted", "Highlighted"],
  ["announcement", "Announcement"],
  ["pin", "Pinned"],
  ["poll", "Poll"],
  ["redemption", "Redeemed"],
]);

const MARKS = new Map([
  ["first", "First message"],
  ["returning", "Returning"],
]);

/**
 * Small words about the message and its author.
 *
 * @param {Message} message
 * @param {Options} options
 * @returns {Element[]}
 */
export function drawMarks({ kind, system, rank, marks = [], shared_from: origin }, { hidden }) {
  const drawn = [];
  if (rank) drawn.push(textual("rank", `#${rank}`, "ltr"));
  const called = KINDS.get(kind);
  if (called && (!system || kind === "poll")) drawn.push(mark(kind, called));
  for (const name of marks) {
    const text = MARKS.get(name);
    if (text && !hidden.has(name)) drawn.push(mark(name, text));
  }
  // A long number is the channel's id: nobody has told its name.
  if (origin) drawn.push(textual("origin", /^\d{5,}$/.test(origin) ? "another channel" : origin));
  return drawn;
}

/** @param {string} name @param {string} text */
function mark(name, text) {
  const span = textual("mark", text, "ltr");
  span.dataset.mark = name;
  return span;
}

/** How many were given. @param {Message} message @returns {Element[]} */
export function drawCount({ count, system }) {
  if (!count || count <= 1) return [];
  const span = textual("count", `×${count.toLocaleString("en")}`, "ltr");
  return [said(span, saysNumber(system, count))];
}

/** What was paid. @param {Message} message @returns {Element[]} */
export function drawAmount({ amount, system }) {
  if (!amount) return [];
  const [number = NaN] = numbersIn(amount);
  const unit = amount.replace(/[\d.,\s]+/g, " ").trim();
  return [said(textual("amount", amount), saysNumber(system, number) && Boolean(system?.includes(unit)))];
}

/** What the platform's line says already is not shown beside it. @param {HTMLElement} part @param {boolean} isSaid */
function said(part, isSaid) {
  part.toggleAttribute("data-said", isSaid);
  return part;
}

/** @param {string | null | undefined} line @param {number} number */
function saysNumber(line, number) {
  return numbersIn(line ?? "").includes(number);
}

/** The numbers in an English text. @param {string} text */
function numbersIn(text) {
  return (text.match(/\d+(,\d{3})*(\.\d+)?/g) ?? []).map((number) => Number(number.replaceAll(",", "")));
}

/** How often the same was written. @param {Message} message @returns {Element[]} */
export function drawTimes({ times }) {
  return times && times > 1 ? [textual("times", `×${times.toLocaleString("en")}`, "ltr")] : [];
}

/**
 * Whether the platform's line says the author's name, so that it need not stand there twice. Of a
 * pinned message it says who pinned it.
 *
 * @param {Message} message
 */
export function names({ kind, author, system }) {
  return Boolean(kind !== "pin" && author?.name && system && placeOf(author.name, system) >= 0);
}

/**
 * The platform's line, which is English also where the name in it is not; of a poll without one,
 * its question.
 *
 * @param {Message} message
 */
export function drawSystem({ author, system, poll, level }) {
  const line = system || poll?.question || "";
  const span = textual("system", "", "ltr");
  const at = author?.name ? placeOf(author.name, line) : -1;
  if (author && at >= 0) {
    const end = at + author.name.length;
    span.append(...withEmoji(line.slice(0, at)), textual("name", author.name), ...withEmoji(line.slice(end)));
  } else {
    span.append(...withEmoji(line));
  }
  // Of who joins the line says the level, of a milestone the months alone.
  if (level && !line.includes(level)) span.append(" · ", textual("level", level));
  return span;
}

/** Where a line has the name as a word of its own. @param {string} name @param {string} line */
function placeOf(name, line) {
  const letter = /[\p{L}\p{N}_]/u;
  const at = line.indexOf(name);
  const alone = !letter.test(line[at - 1] ?? "") && !letter.test(line[at + name.length] ?? "");
  return at >= 0 && alone ? at : -1;
}

/** A poll: its question where the line is another, its choices, its votes.
 * @param {Message} message @returns {Element[]} */
export function drawChoices({ poll, system }) {
  if (!poll) return [];
  const drawn = [];
  if (system && !system.includes(poll.question)) drawn.push(textual("question", poll.question));
  const list = element("ol", "choices");
  for (const { text, permille } of poll.choices.slice(0, CHOICES)) {
    const choice = element("li", "choice");
    choice.append(textual("choice-text", text));
    if (Number.isFinite(permille)) {
      const share = Math.min(1000, Math.max(0, Number(permille)));
      choice.style.setProperty("--share", `${share / 10}%`);
      choice.append(textual("share", `${Math.round(share / 10)}%`, "ltr"));
    }
    list.append(choice);
  }
  drawn.push(list);
  if (Number.isSafeInteger(poll.votes)) {
    const votes = Number(poll.votes);
    drawn.push(textual("votes", `${votes.toLocaleString("en")} ${votes === 1 ? "vote" : "votes"}`, "ltr"));
  }
  return drawn;
}

/**
 * Who has got a gift, as far as it is known. Who tells that they have received one is its author.
 *
 * @param {Message} message
 * @returns {Element[]}
 */
export function drawRecipients({ event, recipients = [], count = 0 }) {
  if (recipients.length === 0 || event === "received") return [];
  const span = element("span", "recipients");
  const shown = recipients.slice(0, NAMED);
  const more = Math.max(recipients.length, count) - shown.length;
  span.append("for ");
  for (const [at, name] of shown.entries()) {
    const last = at === shown.length - 1 && more === 0;
    if (at > 0) span.append(last ? " and " : ", ");
    span.append(textual("recipient", name));
  }
  if (more > 0) span.append(` and ${more.toLocaleString("en")} more`);
  return [span];
}
