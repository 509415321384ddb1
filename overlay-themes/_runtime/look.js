// What the page wears: the theme's stylesheet, and the owner's CSS after it.

/** @typedef {import("./protocol.js").Look} LookFrame */

export class Look {
  #overlay;
  #custom;
  #onChange;
  /** The theme that is on. @type {HTMLLinkElement | null} */
  #worn = null;
  /** The theme that is loading. @type {HTMLLinkElement | null} */
  #next = null;

  /**
   * @param {HTMLElement} overlay the `main.overlay`
   * @param {HTMLElement} custom the `style` element for the owner's CSS
   * @param {(plate: string) => void} onChange told the colour of the plate, as the theme declares it
   */
  constructor(overlay, custom, onChange) {
    this.#overlay = overlay;
    this.#custom = custom;
    this.#onChange = onChange;
  }

  /** @param {LookFrame} frame */
  apply({ theme, theme_css: address, custom_css: css }) {
    if (this.#custom.textContent !== css) this.#custom.textContent = css;
    this.#next?.remove();
    this.#next = null;
    if (this.#worn?.getAttribute("href") === address) this.#settle(theme);
    else this.#load(theme, address);
  }

  /**
   * Loads the new stylesheet beside the old one, then changes over between two frames. One that
   * does not load leaves the old one on.
   *
   * @param {string} theme
   * @param {string} address
   */
  #load(theme, address) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.media = "not all";
    link.onload = () => {
      // On the sheet, because Chromium 103 applies a change of the link's attribute only later.
      if (link.sheet) link.sheet.media.mediaText = "all";
      this.#worn?.remove();
      this.#worn = link;
      this.#next = null;
      this.#settle(theme);
    };
    link.href = address;
    this.#next = link;
    this.#custom.before(link);
  }

  /** @param {string} theme */
  #settle(theme) {
    this.#overlay.dataset.theme = theme;
    this.#onChange(getComputedStyle(this.#overlay).getPropertyValue("--plate-color"));
  }
}
