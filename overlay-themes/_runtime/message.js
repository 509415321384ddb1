// One message as DOM.

import { drawBody } from "./parts.js";
import { element, textual } from "./elements.js";
import {
  drawAmount,
  drawChoices,
  drawCount,
  drawMarks,
  drawRecipients,
  drawSystem,
  drawTimes,
  names,
} from "./events.js";
import { named, square } from "./places.js";
import { isColor, isOwnAddress } from "./protocol.js";
import { nameColor } from "./readable.js";

/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./dress.js").Dress} Dress */

const PLATFORMS = new Map([
  ["twitch", "Twitch"],
  ["youtube", "YouTube"],
  ["demo", "Demo"],
  ["donations", "Donation"],
]);

/**
 * @param {Message} message
 * @param {Dress} dress
 */
export function drawMessage(message, dress) {
  return drawOn(element("li", "message"), message, dress);
}

/**
 * Draws a message on an element of the caller's.
 *
 * @template {HTMLElement} Item
 * @param {Item} item without anything in it
 * @param {Message} message
 * @param {Dress} dress
 * @returns {Item}
 */
export function drawOn(item, message, dress) {
  const { author, system } = message;
  describe(item, message, dress);

  if (dress.options.timestamps && message.at) item.append(drawTime(message.at));
  const platform = dress.options.platformIcon && PLATFORMS.get(message.platform);
  if (platform) item.append(platformIcon(platform, message.platform));
  item.append(...drawAuthor(message, dress), ...drawMarks(message, dress.options));
  if (message.reply_to) item.append(quote(message.reply_to));
  item.append(...drawAmount(message));
  item.append(...drawCount(message));
  if (system || message.poll?.question) item.append(drawSystem(message));
  if (message.image) {
    const { pictures, heights } = dress;
    const wish = { address: message.image, name: "Gift", className: "present", height: heights.large };
    item.append(named(pictures, wish));
  }
  item.append(...drawChoices(message), ...drawRecipients(message));
  if (message.text) item.append(drawBody(message, dress));
  item.append(...drawTimes(message));
  if (author) {
    const { id, color } = author;
    const wish = dress.options.nameColor ?? color;
    colorName(item, wish === undefined ? { id } : { id, color: wish }, dress.plateOf(message));
  }
  return item;
}

/** What the list says of an element, whatever its message is. */
const OF_THE_LIST = ["entering", "leaving"];

/**
 * Draws a message once more, on the element that shows it: what moves goes on moving.
 *
 * @param {HTMLElement} item
 * @param {Message} before what it shows
 * @param {Message} message
 * @param {Dress} dress
 */
export function redrawMessage(item, before, message, dress) {
  const again = drawMessage(message, dress);
  for (const name of Object.keys(item.dataset)) {
    if (!(name in again.dataset) && !OF_THE_LIST.includes(name)) delete item.dataset[name];
  }
  Object.assign(item.dataset, again.dataset);
  item.style.setProperty("--author-color", again.style.getPropertyValue("--author-color"));
  // The same words stay: pictures that came late stand in wider places than new ones.
  const [words, drawn] = [item, again].map((shown) => shown.querySelector(":scope > .text"));
  const areSame = JSON.stringify([before.text, before.body]) === JSON.stringify([message.text, message.body]);
  if (areSame && words && drawn) drawn.replaceWith(words);
  item.replaceChildren(...again.childNodes);
}

/** What themes select by. @param {HTMLElement} item @param {Message} message @param {Dress} dress */
function describe({ dataset }, message, { options }) {
  const { author } = message;
  dataset.id = message.id;
  dataset.platform = message.platform;
  dataset.kind = message.kind;
  dataset.roles = author?.roles?.join(" ") ?? "";
  if (author) dataset.authorId = author.id;
  if (message.tier) dataset.tier = String(message.tier);
  const marks = (message.marks ?? []).filter((mark) => mark !== "first" || !options.hidden.has(mark));
  if (marks.length > 0) dataset.marks = marks.join(" ");
  if (message.event) dataset.event = message.event;
  if (message.accent) dataset.accent = message.accent;
  if (message.count) dataset.count = String(message.count);
  if (message.effect) dataset.effect = message.effect;
  if (names(message)) dataset.named = "";
}

/** Who wrote it. @param {Message} message @param {Dress} dress @returns {Element[]} */
function drawAuthor({ author }, { options, pictures, heights }) {
  if (!author) return [];
  const parts = [];
  if (options.avatars && author.avatar) {
    const height = 1.5 * heights.icon;
    parts.push(square(pictures, { address: author.avatar, name: "", className: "avatar", height }));
  }
  const icons = (options.badges ? author.badges ?? [] : []).flatMap((badge) => drawBadge(badge, pictures, heights.icon));
  if (icons.length > 0) {
    const group = element("span", "badges");
    group.append(...icons);
    parts.push(group);
  }
  if (author.name) parts.push(textual("author", author.name));
  if (options.pronouns && author.pronouns) parts.push(textual("pronouns", author.pronouns));
  return parts;
}

/**
 * @param {import("./protocol.js").Badge} badge
 * @param {Dress["pictures"]} pictures
 * @param {number} height
 */
function drawBadge({ title, icon, stand_in: standIn, color }, pictures, height) {
  if (!isOwnAddress(icon)) return [];
  const wish = { address: icon, name: title, className: "badge", height };
  const image = square(pictures, isOwnAddress(standIn) ? { ...wish, standIn } : wish);
  if (isColor(color)) image.style.backgroundColor = color;
  return [image];
}

/**
 * The name's colour as it can be read on the plate: on the name, and on the whole for themes that
 * use it elsewhere.
 *
 * @param {HTMLElement} item
 * @param {{id: string, color?: string}} author
 * @param {string} plate
 */
function colorName(item, { color, id }, plate) {
  const readable = nameColor(color, id, plate);
  item.style.setProperty("--author-color", readable);
  const name = /** @type {HTMLElement | null} */ (item.querySelector(":scope > .author"));
  name?.style.setProperty("--author-color", readable);
}

/** When it was written, by the clock on this machine's wall. @param {string} at */
function drawTime(at) {
  const time = element("time", "time");
  time.dateTime = at;
  const date = new Date(at);
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  if (!Number.isNaN(date.getTime())) time.textContent = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return time;
}

/** @param {{author: string, text: string}} reply */
function quote({ author, text }) {
  const block = element("blockquote", "reply");
  block.append(textual("reply-author", author));
  if (text) block.append(textual("reply-text", text));
  return block;
}

/** @param {string} name @param {string} platform */
function platformIcon(name, platform) {
  const image = element("img", "platform");
  image.alt = name;
  image.src = `/icons/${platform}.svg`;
  return image;
}
