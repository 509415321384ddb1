// One message as DOM. Text is only ever set as text: nothing a chatter writes is parsed.

import { isOwnAddress } from "./protocol.js";
import { nameColor } from "./readable.js";

/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./protocol.js").Part} Part */

const PLATFORMS = new Map([
  ["twitch", "Twitch"],
  ["youtube", "YouTube"],
  ["demo", "Demo"],
]);

/**
 * @param {Message} message
 * @param {string} plate the colour that names must be readable on, `#rrggbb`
 * @returns {HTMLLIElement}
 */
export function drawMessage(message, plate) {
  const { author } = message;
  const item = element("li", "message");
  item.dataset.id = message.id;
  item.dataset.platform = message.platform;
  item.dataset.kind = message.kind;
  item.dataset.roles = author?.roles?.join(" ") ?? "";
  if (author) item.dataset.authorId = author.id;
  if (message.tier) item.dataset.tier = String(message.tier);

  const platform = PLATFORMS.get(message.platform);
  if (platform) item.append(icon("platform", platform, `/icons/${message.platform}.svg`));
  item.append(...badges(message));
  if (author?.name) item.append(textual("author", author.name));
  if (message.reply_to) item.append(quote(message.reply_to));
  if (message.amount) item.append(textual("amount", message.amount));
  // The platform's own words are English, also where the name that they begin with is not.
  if (message.system) item.append(textual("system", message.system, "ltr"));
  if (message.text) item.append(body(message));
  colorName(item, message, plate);
  return item;
}

/**
 * Gives a drawn message the name colour that fits the plate: on the name, and on the whole for
 * themes that use it elsewhere.
 *
 * @param {HTMLLIElement} item
 * @param {Message} message
 * @param {string} plate
 */
export function colorName(item, message, plate) {
  const { author } = message;
  if (!author) return;
  const color = nameColor(author.color, author.id, plate);
  item.style.setProperty("--author-color", color);
  const name = /** @type {HTMLElement | null} */ (item.querySelector(":scope > .author"));
  name?.style.setProperty("--author-color", color);
}

/** @param {Message} message */
function badges(message) {
  const icons = (message.author?.badges ?? []).flatMap((badge) =>
    isOwnAddress(badge.icon) ? [icon("badge", badge.title, badge.icon)] : [],
  );
  if (icons.length === 0) return [];
  const group = element("span", "badges");
  group.append(...icons);
  return [group];
}

/** @param {{author: string, text: string}} reply */
function quote({ author, text }) {
  const block = element("blockquote", "reply");
  block.append(textual("reply-author", author), textual("reply-text", text));
  return block;
}

/** @param {Message} message */
function body({ text, body: parts = [] }) {
  if (parts.map((part) => part.text).join("") !== text) return textual("text", text);
  const span = element("span", "text");
  span.dir = "auto";
  span.append(...parts.map(drawPart));
  return span;
}

/** @param {Part} part @returns {Node} */
function drawPart(part) {
  switch (part.type) {
    case "emote":
    case "cheer":
      return isOwnAddress(part.image) ? picture(part, part.image) : name(part);
    case "mention":
    case "link":
      return textual(part.type, part.text);
    default:
      return document.createTextNode(part.text);
  }
}

/** An emote's picture; its name takes the place of a picture that does not load.
 * @param {Part} part @param {string} address */
function picture(part, address) {
  const image = element("img", part.type === "cheer" ? "emote cheer" : "emote");
  image.alt = part.text;
  image.onerror = () => image.replaceWith(name(part));
  image.src = address;
  return image;
}

/** @param {Part} part */
function name(part) {
  return textual(part.type === "cheer" ? "emote cheer" : "emote", part.text);
}

/** @param {string} className @param {string} alt @param {string} address */
function icon(className, alt, address) {
  const image = element("img", className);
  image.alt = alt;
  image.onerror = () => image.toggleAttribute("data-broken", true);
  image.src = address;
  return image;
}

/** Text from outside: its direction is its own and does not reach its neighbours.
 * @param {string} className @param {string} text @param {"auto" | "ltr"} direction */
function textual(className, text, direction = "auto") {
  const span = element("span", className);
  span.dir = direction;
  span.textContent = text;
  return span;
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 */
function element(tag, className) {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
