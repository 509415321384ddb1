// What the page wears: the theme's stylesheet, how the owner wants it to look, and the owner's CSS.

import { ThemeSheet } from "./theme-sheet.js";
import { sheetFor } from "./wear.js";

/** @typedef {import("./protocol.js").Look} LookFrame */

/** What messages are drawn by, beside what the server says. */
const LESS_MOTION = matchMedia("(prefers-reduced-motion: reduce)");

export class Look {
  #overlay;
  #wishes;
  #custom;
  #onChange;
  #sheet;
  /** @type {unknown} */
  #options;

  /**
   * @param {HTMLElement} overlay the `main.overlay`
   * @param {HTMLElement} wishes the `style` element for how the owner wants it to look
   * @param {HTMLElement} custom the `style` element for the owner's CSS
   * @param {(options: unknown) => void} onChange told the options once the page wears the look
   */
  constructor(overlay, wishes, custom, onChange) {
    this.#overlay = overlay;
    this.#wishes = wishes;
    this.#custom = custom;
    this.#onChange = onChange;
    this.#sheet = new ThemeSheet(wishes);
    LESS_MOTION.addEventListener("change", () => onChange(this.#options));
  }

  /** @param {LookFrame} frame */
  apply({ theme, theme_css: address, custom_css: css, options }) {
    if (this.#custom.textContent !== css) this.#custom.textContent = css;
    this.#sheet.wear(address, (isWorn) => {
      if (isWorn) this.#settle(theme, options);
      // The options do not depend on the theme.
      else this.#wear(options);
    });
  }

  /** @param {string} theme @param {unknown} options */
  #settle(theme, options) {
    this.#overlay.dataset.theme = theme;
    this.#wear(options);
  }

  /** @param {any} options */
  #wear(options) {
    // Without them the theme's own values can be read.
    this.#options = options;
    this.#wishes.textContent = "";
    const own = getComputedStyle(this.#overlay);
    this.#wishes.textContent = sheetFor(options?.look ?? {}, (name) => own.getPropertyValue(name));
    this.#onChange(options);
  }
}
