// Messages fade out where the old ones leave: at the top, or at the bottom of a list that grows at the
// top. A mask over the whole overlay would be drawn anew with every message, which is dear without a
// graphics card; so only the few that are near that end have one.

/** Before the fade, in CSS pixels: those that may reach it next. */
const NEAR = 150;

export class Fade {
  #items;
  #height = 0;
  #isDown = false;
  #off = false;
  #stale = false;
  /** Those that have a mask, and how far each is from the end. @type {Map<HTMLElement, number>} */
  #masked = new Map();
  /** Those that will need one soon. @type {HTMLElement[]} */
  #near = [];

  /** @param {HTMLElement} items the `ol.messages` */
  constructor(items) {
    this.#items = items;
    // Told between layout and painting, where looking costs nothing.
    new ResizeObserver(() => this.#update()).observe(items);
  }

  /** @param {number} height of the fade, in CSS pixels */
  set height(height) {
    this.#height = height;
    this.#isDown = getComputedStyle(this.#items).flexDirection === "column-reverse";
    this.#clear();
    this.#update();
  }

  /** Nothing fades while it is off. @param {boolean} isOff */
  set isOff(isOff) {
    if (isOff && !this.#off) this.#clear();
    this.#off = isOff;
  }

  /**
   * Messages are about to come or go. To get a mask at all costs a layout, to get another does
   * not: so it is given now, when there is a layout to come.
   */
  prepare() {
    this.#stale = !this.#off;
    for (const item of this.#near) this.#mask(item, this.#height);
  }

  /** Looks in the next frame, where the list has stayed as high as it was. */
  settle() {
    if (this.#stale) this.#update();
  }

  #update() {
    this.#stale = false;
    this.#near = [];
    if (this.#off || this.#height <= 0) return;
    // From the newest, which is farthest from the end, to the first that is out of sight.
    for (let item = this.#items.lastElementChild; item; item = item.previousElementSibling) {
      const { top, bottom } = item.getBoundingClientRect();
      if (this.#isDown ? top > innerHeight : bottom < 0) break;
      if (!(item instanceof HTMLElement)) continue;
      const away = this.#isDown ? innerHeight - bottom : top;
      if (away < this.#height || this.#masked.has(item)) this.#mask(item, away);
      else if (away < this.#height + NEAR) this.#near.push(item);
    }
    for (const item of this.#masked.keys()) if (!item.isConnected) this.#masked.delete(item);
  }

  #clear() {
    for (const item of this.#masked.keys()) item.style.removeProperty("-webkit-mask-image");
    this.#masked.clear();
    this.#near = [];
  }

  /** @param {HTMLElement} item @param {number} away from the end, in CSS pixels */
  #mask(item, away) {
    const begin = Math.round(Math.min(away, this.#height));
    if (this.#masked.get(item) === begin) return;
    this.#masked.set(item, begin);
    const fade = `linear-gradient(to ${this.#isDown ? "top" : "bottom"}, transparent ${-begin}px, #000 ${this.#height - begin}px)`;
    item.style.setProperty("-webkit-mask-image", fade);
  }
}
