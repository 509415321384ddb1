// What messages are drawn with: the owner's options, the pictures, and what the theme's CSS comes
// to, measured where a number is needed.

import { element } from "./elements.js";
import { readOptions } from "./options.js";
import { Pictures } from "./pictures.js";

/** @typedef {import("./protocol.js").Message} Message */

/** Whether who looks has asked their system for less motion. */
const LESS_MOTION = matchMedia("(prefers-reduced-motion: reduce)");

/** Heights of pictures, in letters of the message. As in pictures.css. */
const LARGE_EM = 5;
const GIF_EM = 6;

export class Dress {
  pictures = new Pictures();
  options = readOptions(undefined);
  #overlay;
  #sample;
  /** The plate's colour by what a theme may choose it by. @type {Map<string, string>} */
  #plates = new Map();
  #measured = { emote: 28, icon: 20, em: 20 };
  /** Whether no picture moves. */
  isStill = LESS_MOTION.matches;
  /** All that a drawn message depends on. */
  #state = "";

  /**
   * @param {HTMLElement} overlay the `main.overlay`
   * @param {() => HTMLElement} sample makes what a message is drawn on, where it stands in the overlay
   */
  constructor(overlay, sample) {
    this.#overlay = overlay;
    this.#sample = sample;
  }

  /**
   * Takes note of a new look.
   *
   * @param {unknown} options
   * @returns {boolean} whether messages have to be drawn again
   */
  change(options) {
    this.options = readOptions(options);
    this.isStill = LESS_MOTION.matches;
    this.#plates.clear();
    this.#measured = this.#tryOn({ kind: "chat" }, (item) => {
      const [emote, icon] = [element("img", "emote"), element("img", "badge")];
      item.append(emote, icon);
      return {
        emote: pixels(emote, "height") || this.#measured.emote,
        icon: pixels(icon, "height") || this.#measured.icon,
        em: pixels(item, "font-size") || this.#measured.em,
      };
    });
    const { namesOf, hidden, ...rest } = this.options;
    const worn = [...document.styleSheets].map(({ href }) => href);
    const state = JSON.stringify([
      [...namesOf], [...hidden], rest, this.isStill, this.#measured, worn, this.#overlay.dataset.theme,
      ...[...document.querySelectorAll("style")].map(({ textContent }) => textContent),
    ]);
    const changed = state !== this.#state;
    this.#state = state;
    return changed;
  }

  /** Whether emotes do not move. */
  get stillEmotes() {
    return this.isStill || this.options.staticEmotes;
  }

  /** Height of the fade, in CSS pixels. */
  fade() {
    return this.#tryOn({ kind: "chat" }, (item) => {
      item.style.cssText = "box-sizing: content-box; height: var(--fade); max-height: none; padding: 0; border: 0";
      return pixels(item, "height") || 0;
    });
  }

  /** Heights at which pictures are drawn, in CSS pixels. */
  get heights() {
    const { emote, icon, em } = this.#measured;
    return { emote, icon, large: LARGE_EM * em, gif: GIF_EM * em };
  }

  /**
   * The colour behind the names of such a message, as the theme declares it.
   *
   * @param {Message} message
   */
  plateOf({ kind, tier, accent, effect, platform }) {
    const key = [kind, tier, accent, effect, platform].join(" ");
    let plate = this.#plates.get(key);
    if (plate === undefined) {
      const data = {
        kind,
        platform,
        ...(tier && { tier: String(tier) }),
        ...(accent && { accent }),
        ...(effect && { effect }),
      };
      plate = this.#tryOn(data, (item) => getComputedStyle(item).getPropertyValue("--plate-color"));
      // Kinds come from the server: a handful, but nothing here grows on another's word.
      if (this.#plates.size < 200) this.#plates.set(key, plate);
    }
    return plate;
  }

  /**
   * What the theme makes of a message that nobody sees.
   *
   * @template Found
   * @param {Record<string, string>} data of the message
   * @param {(item: HTMLElement) => Found} look
   */
  #tryOn(data, look) {
    const item = this.#sample();
    const outermost = item.parentElement ?? item;
    Object.assign(item.dataset, data);
    outermost.style.visibility = "hidden";
    this.#overlay.append(outermost);
    const found = look(item);
    outermost.remove();
    return found;
  }
}

/** @param {Element} part @param {string} property */
function pixels(part, property) {
  return Number.parseFloat(getComputedStyle(part).getPropertyValue(property));
}

/** A message of a chat overlay: in a list of its own. */
export function inList() {
  const item = element("li", "message");
  element("ol", "messages").append(item);
  return item;
}
