// The body of a message, part by part. Whatever is drawn in their place, the texts of the parts
// stay in the DOM, as text or as a picture's name, letter for letter.

import { element, textual } from "./elements.js";
import { withEmoji } from "./emoji.js";
import { named } from "./places.js";
import { textColor } from "./readable.js";
import { whose } from "./whose.js";

/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./protocol.js").Part} Part */
/** @typedef {import("./dress.js").Dress} Dress */

const EFFECTS = new Set([
  "wide", "flip_x", "flip_y", "rotate_left", "rotate_right", "spin", "cursed", "grey", "sepia",
  "rainbow", "red", "shake", "party", "jam", "bounce", "slide", "appear", "leave",
]);

/**
 * @param {Message} message
 * @param {Dress} dress
 */
export function drawBody(message, dress) {
  const { text, body = [] } = message;
  /** @type {Part[]} */
  const sent = body.map((part) => part.text).join("") === text ? body : [{ type: "text", text }];
  const chosen = sent.map((part) => whose(part, dress.options));
  const parts = chosen.map((part, at) =>
    part.type === "modifier" && !hasEffect(chosen, at, dress) ? { ...part, type: "text" } : part,
  );
  const span = element("span", "text");
  span.dir = "auto";
  /** The emote that a next one may lie on. @type {ChildNode | null} */
  let base = null;
  for (const [at, part] of parts.entries()) {
    if (effectsOf(part, dress).includes("no_space") && isPicture(part, dress)) hideSpaceAt(span);
    if (part.overlay && base && isPicture(part, dress)) {
      stack(base, drawPicture(part, message, dress));
      base = span.lastChild;
      continue;
    }
    const blank = isBlank(part);
    const before = parts[at - 1];
    if (blank && (parts[at + 1]?.type === "modifier" || (before?.type === "modifier" && !hidesAlready(parts, at)))) {
      span.append(unseen("unseen", part.text));
      continue;
    }
    span.append(...draw(part, message, dress));
    if (isPicture(part, dress)) base = part.large ? null : span.lastChild;
    else if (!blank && part.type !== "modifier") base = null;
  }
  return span;
}

/** Whether an emote beside this modifier shows its effect: beside a name, it is a word as well, and
 * so is one of a provider that is off.
 * @param {Part[]} parts @param {number} at @param {Dress} dress */
function hasEffect(parts, at, dress) {
  if (dress.options.namesOf.has(parts[at]?.provider ?? "")) return false;
  return [-1, 1].some((step) => {
    let next = at + step;
    for (; isBlank(parts[next]) || parts[next]?.type === "modifier"; next += step);
    const part = parts[next];
    return part !== undefined && effectsOf(part, dress).length > 0 && isPicture(part, dress);
  });
}

/** What the words of providers that are on do to an emote.
 * @param {Part} part @param {Dress} dress */
function effectsOf({ effects = [], effects_by: by = [] }, { options }) {
  return effects.filter((_, at) => !options.namesOf.has(by[at] ?? ""));
}

/** @param {Part | undefined} part */
function isBlank(part) {
  return part?.type === "text" && part.text.trim() === "";
}

/** Whether the space before the modifier before this is hidden: one of the two is enough.
 * @param {Part[]} parts @param {number} at */
function hidesAlready(parts, at) {
  return isBlank(parts[at - 2]);
}

/** @param {Part} part @param {Message} message @param {Dress} dress @returns {Node[]} */
function draw(part, message, dress) {
  switch (part.type) {
    case "emote":
      return [isPicture(part, dress) ? drawPicture(part, message, dress) : textual("emote", part.text)];
    case "cheer":
      return [cheer(part, message, dress)];
    case "gif":
      return dress.options.gifs && part.image ? [gif(part, part.image, dress)] : withEmoji(part.text);
    case "modifier":
      return [unseen("modifier", part.text)];
    case "mention":
    case "link":
      return [textual(part.type, part.text)];
    default:
      return withEmoji(part.text);
  }
}

/** @param {Part} part @param {Dress} dress */
function isPicture({ type, provider, image }, { options }) {
  return type === "emote" && image !== undefined && !options.namesOf.has(provider ?? "");
}

/** @param {Part} part @param {Message} message @param {Dress} dress */
function drawPicture(part, { kind }, dress) {
  const { text, image = "", ratio, large } = part;
  const { stillEmotes, pictures, heights } = dress;
  const effects = new Set(effectsOf(part, dress).filter((effect) => EFFECTS.has(effect)));
  const classes = [...effects].map((effect) => ` effect-${effect.replace("_", "-")}`);
  const isLarge = large || kind === "supersticker";
  const picture = named(pictures, {
    address: addressOf(image, stillEmotes),
    name: text,
    className: `emote${large ? " large" : ""}${classes.join("")}`,
    height: isLarge ? heights.large : heights.emote,
    ratio,
  });
  return large ? onItsOwnLine(picture) : picture;
}

/** @param {string} image @param {boolean} isStill */
function addressOf(image, isStill) {
  return isStill ? `${image}?still=1` : image;
}

/** Bits: their picture and their number, in the colour of the tier as far as it can be read.
 * @param {Part} part @param {Message} message @param {Dress} dress */
function cheer({ text, image, color }, message, dress) {
  const { 0: digits = "", index = text.length } = /\d*$/.exec(text) ?? {};
  if (!image || index === 0) return textual("emote cheer", text);
  const span = element("span", "cheer");
  const { stillEmotes, pictures, heights } = dress;
  const name = text.slice(0, index);
  const number = textual("bits", digits);
  const ink = textColor(color, dress.plateOf(message));
  if (ink) span.style.setProperty("--bits-color", ink);
  span.append(
    named(pictures, { address: addressOf(image, stillEmotes), name, className: "emote cheer", height: heights.emote }),
    number,
  );
  return span;
}

/** @param {Part} part @param {string} image @param {Dress} dress */
function gif({ text, ratio }, image, { isStill, pictures, heights }) {
  const address = addressOf(image, isStill);
  return onItsOwnLine(
    named(pictures, { address, name: text, className: "gif", height: heights.gif, ratio }),
  );
}

/** @param {HTMLElement} picture */
function onItsOwnLine(picture) {
  const line = element("span", "line");
  line.append(picture);
  return line;
}

/**
 * Lays an emote on another. What stands between them goes along, so that the text can still be
 * read from the DOM.
 *
 * @param {ChildNode} base the emote, or the stack that already lies on it
 * @param {HTMLElement} picture
 */
function stack(base, picture) {
  let pile = /** @type {HTMLElement} */ (base);
  if (!pile.classList.contains("stack")) {
    pile = element("span", "stack");
    base.replaceWith(pile);
    pile.append(base);
  }
  while (pile.nextSibling) pile.append(pile.nextSibling);
  pile.append(picture);
}

/** Text that belongs to the message and is not seen. @param {string} className @param {string} text */
function unseen(className, text) {
  const span = element("span", className);
  span.textContent = text;
  return span;
}

/** Hides the space at the end of what is seen: the next emote touches what is before it.
 * @param {HTMLElement} span */
function hideSpaceAt(span) {
  let last = span.lastChild;
  while (last instanceof Element && last.matches(".modifier, .unseen")) last = last.previousSibling;
  if (!(last instanceof Text)) return;
  const end = last.data.trimEnd().length;
  if (end === last.data.length) return;
  const space = last.splitText(end);
  space.replaceWith(unseen("unseen", space.data));
}
