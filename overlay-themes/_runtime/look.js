// What the page wears: the theme's stylesheet, how the owner wants it to look, and the owner's CSS.

import { sheetFor } from "./wear.js";

/** @typedef {import("./protocol.js").Look} LookFrame */

export class Look {
  #overlay;
  #wishes;
  #custom;
  #onChange;
  /** The theme that is on. @type {HTMLLinkElement | null} */
  #worn = null;
  /** The theme that is loading. @type {HTMLLinkElement | null} */
  #next = null;

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
  }

  /** @param {LookFrame} frame */
  apply({ theme, theme_css: address, custom_css: css, options }) {
    if (this.#custom.textContent !== css) this.#custom.textContent = css;
    this.#next?.remove();
    this.#next = null;
    if (this.#worn?.getAttribute("href") === address) this.#settle(theme, options);
    else this.#load(theme, address, options);
  }

  /**
   * Loads the new stylesheet beside the old one, then changes over between two frames. One that
   * does not load leaves the old one on.
   *
   * @param {string} theme
   * @param {string} address
   * @param {unknown} options
   */
  #load(theme, address, options) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.media = "not all";
    // What was put aside for a newer look may still say that it is there.
    link.onload = () => {
      if (this.#next !== link) return;
      // On the sheet, because Chromium 103 applies a change of the link's attribute only later.
      if (link.sheet) link.sheet.media.mediaText = "all";
      this.#worn?.remove();
      this.#worn = link;
      this.#next = null;
      this.#settle(theme, options);
    };
    // The options do not depend on the theme.
    link.onerror = () => {
      if (this.#next === link) this.#wear(options);
    };
    link.href = address;
    this.#next = link;
    this.#wishes.before(link);
  }

  /** @param {string} theme @param {unknown} options */
  #settle(theme, options) {
    this.#overlay.dataset.theme = theme;
    this.#wear(options);
  }

  /** @param {any} options */
  #wear(options) {
    // Without them the theme's own values can be read.
    this.#wishes.textContent = "";
    const own = getComputedStyle(this.#overlay);
    this.#wishes.textContent = sheetFor(options?.look ?? {}, (name) => own.getPropertyValue(name));
    this.#onChange(options);
  }
}
