// The message on screen: one, or none. What is taken away is gone at once, letters and all; what is
// left of it for the length of its exit is an empty box. Of changes between two frames, the last is
// shown.

import { element } from "./elements.js";
import { fit } from "./fit.js";
import { drawOn, redrawMessage } from "./message.js";
import { sizeOf } from "./size.js";

/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./dress.js").Dress} Dress */

/** No exit is longer, in milliseconds. */
const EXIT_MS = 250;
/** A picture that has not come by then has its name read in its place, in milliseconds. */
const LATE_MS = 900;
/** What an empty box has of the message that it was. */
const PLATE = [
  "background", "border-color", "border-radius", "border-style", "border-width", "box-shadow", "clip-path",
  "font-size", "outline", "outline-offset", "transform-origin",
];

export class Spotlight {
  #overlay;
  #dress;
  /** Nothing is drawn before the page wears a theme. */
  #isDressed = false;
  /** What should be on screen. @type {Message | null} */
  #wanted = null;
  /** What is. @type {{message: Message, item: HTMLElement} | null} */
  #shown = null;
  /** The empty box of what was. @type {HTMLElement | null} */
  #shell = null;
  /** The frame after a drawing, until it comes: then what has changed since is drawn. */
  #frame = 0;
  /** The frame before which it is fitted once more, or 0. */
  #fitting = 0;
  /** When pictures that have not come are late, or 0. */
  #late = 0;

  /**
   * @param {HTMLElement} overlay the `main.overlay`
   * @param {Dress} dress what messages are drawn with
   */
  constructor(overlay, dress) {
    this.#overlay = overlay;
    this.#dress = dress;
    for (const end of ["animationend", "animationcancel"]) {
      overlay.addEventListener(end, ({ target }) => {
        if (!(target instanceof HTMLElement)) return;
        if (target === this.#shell) this.#dropShell();
        else delete target.dataset.entering;
      });
    }
    // Letters and pictures that come late need other room.
    document.fonts.addEventListener("loadingdone", () => this.#fitSoon());
    overlay.addEventListener("load", () => this.#fitSoon(), { capture: true });
    addEventListener("resize", () => this.#fitSoon());
    document.addEventListener("visibilitychange", () => this.#drawSoon());
  }

  /** @param {Message | null} message */
  show(message) {
    this.#wanted = message;
    // A removal does not wait for a frame.
    if (this.#shown && this.#shown.message.id !== message?.id) this.#leave(this.#shown.item);
    this.#drawSoon();
  }

  /** Draws what is shown once more, because its dress has changed. */
  redraw() {
    this.#isDressed = true;
    if (this.#shown) {
      const { message, item } = this.#shown;
      item.replaceChildren();
      for (const name of Object.keys(item.dataset)) if (name !== "entering") delete item.dataset[name];
      this.#finish(drawOn(item, message, this.#dress), message);
    }
    this.#drawSoon();
  }

  /** A lone change is drawn at once; those of a burst share the next frame, if there are frames. */
  #drawSoon() {
    if (this.#frame !== 0 && !document.hidden) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#isLate()) this.#drawSoon();
    });
    this.#draw();
  }

  /** Whether something else should be on screen. */
  #isLate() {
    return this.#wanted !== (this.#shown?.message ?? null);
  }

  #draw() {
    const message = this.#wanted;
    if (!message || !this.#isDressed || !this.#isLate()) return;
    if (!this.#shown) {
      const item = element("article", "focus");
      item.dataset.entering = "";
      drawOn(item, message, this.#dress);
      this.#overlay.append(item);
      this.#shown = { message, item };
      this.#finish(item, message);
      return;
    }
    const { message: before, item } = this.#shown;
    this.#shown.message = message;
    if (JSON.stringify(before) === JSON.stringify(message)) return;
    redrawMessage(item, before, message, this.#dress);
    this.#finish(item, message);
  }

  /** @param {HTMLElement} item @param {Message} message */
  #finish(item, message) {
    item.dataset.size = sizeOf(message, this.#dress.options);
    fit(item);
    clearTimeout(this.#late);
    this.#late = setTimeout(() => this.#nameLate(item), LATE_MS);
  }

  /** Gives the names of pictures that have not come the room that they take. It is theirs for good: no
   * text moves when a picture comes after that. @param {HTMLElement} item */
  #nameLate(item) {
    if (item !== this.#shown?.item) return;
    const late = item.querySelectorAll("[data-name]:not([data-late])");
    for (const place of late) if (place instanceof HTMLElement) place.dataset.late = "";
    if (late.length > 0) fit(item);
  }

  /** Once for all that comes before the next frame. */
  #fitSoon() {
    this.#fitting ||= requestAnimationFrame(() => {
      this.#fitting = 0;
      if (this.#shown) fit(this.#shown.item);
    });
  }

  /** Takes the message off the screen now, and leaves an empty box to go in its own time. @param {HTMLElement} item */
  #leave(item) {
    this.#shown = null;
    this.#dropShell();
    const shell = shellOf(item);
    item.remove();
    this.#overlay.prepend(shell);
    if (getComputedStyle(shell).animationName === "none") {
      shell.remove();
      return;
    }
    this.#shell = shell;
    // A page that is not painted has no animations that end.
    setTimeout(() => {
      if (this.#shell === shell) this.#dropShell();
    }, EXIT_MS);
  }

  #dropShell() {
    this.#shell?.remove();
    this.#shell = null;
  }
}

/** A box of the place and look of this one, with nothing in it. @param {HTMLElement} item */
function shellOf(item) {
  const shell = element("div", "shell");
  const style = getComputedStyle(item);
  for (const property of PLATE) shell.style.setProperty(property, style.getPropertyValue(property));
  // Not where an animation has it now.
  const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = item;
  for (const [property, value] of Object.entries({ left: offsetLeft, top: offsetTop, width: offsetWidth, height: offsetHeight })) {
    shell.style.setProperty(property, `${value}px`);
  }
  return shell;
}
