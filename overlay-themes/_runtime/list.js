// The messages on screen. Changes go into a list of what should be there, and the DOM is brought
// to it once a frame: what comes and goes between two frames is never painted. Every message has
// its turn on screen, in order; only a flood that no frame keeps up with passes some by: of it the
// newest are drawn first, ten times a second, and the picture stays smooth.

import { Fade } from "./fade.js";
import { Leaving } from "./leaving.js";
import { drawMessage, redrawMessage } from "./message.js";

/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./protocol.js").Change} Change */
/** @typedef {import("./dress.js").Dress} Dress */

/** New messages made in one drawing, so that a burst costs no frame: 600 a second while busy. */
const MADE_PER_DRAW = 20;
/** The same in a flood, the newest of them: nobody reads any of it. */
const MADE_IN_FLOOD = 10;
/** Messages that may wait for their drawing. Of more, and on a hidden page, the oldest go undrawn. */
const WAITING = 120;
/** Frames from drawing to drawing while busy: 30 a second are what OBS takes of a page at first. */
const BUSY_FRAMES = 2;
/** The same in a flood. */
const FLOOD_FRAMES = 6;
/** From frame to frame, where the page keeps up. */
const FRAME_MS = 1000 / 60;
/** Hidden pages draw too, seldom: some hosts say hidden of a page that they paint. */
const HIDDEN_MS = 1000;
/** More arrivals than this in a second, and new messages come without their animation, and go
 * without fading: what nobody can follow may cost less. */
const CALM_PER_SECOND = 8;
const CALM_MS = 1000;

export class MessageList {
  #overlay;
  #items;
  #dress;
  #fade;
  #leaving = new Leaving((id) => {
    this.#remove([id]);
    this.#drawSoon();
  });
  /** What should be on screen, oldest first. @type {Message[]} */
  #wanted = [];
  /** Those of them that the server made up, for this page alone. @type {Message[]} */
  #samples = [];
  /** @type {number | null} */
  #fadeAfter = null;
  /** Whether the page has had its look. */
  #isDressed = false;
  /** What is on screen. @type {Map<string, {message: Message, item: HTMLLIElement}>} */
  #shown = new Map();
  /** Added since the last drawing. @type {Set<string>} */
  #fresh = new Set();
  /** When a message was last passed by undrawn. */
  #passedBy = -Infinity;
  /** When the latest messages were added. @type {number[]} */
  #arrivals = [];
  /** The frame in which what has changed is drawn, until it comes. */
  #frame = 0;
  #changed = false;
  /** When what changes is drawn at once again. */
  #rested = -Infinity;
  /** @type {number | undefined} */
  #timer;
  /** @type {number | undefined} */
  #calming;

  /**
   * @param {HTMLElement} overlay the `main.overlay`
   * @param {HTMLElement} items its `ol.messages`
   * @param {Dress} dress what messages are drawn with
   */
  constructor(overlay, items, dress) {
    this.#overlay = overlay;
    this.#items = items;
    this.#dress = dress;
    this.#fade = new Fade(items);
    addEventListener("resize", () => this.#fitFade());
    // Once it has come in, a message does not do so again when the theme changes.
    for (const end of ["animationend", "animationcancel"]) {
      items.addEventListener(end, ({ target }) => {
        if (target instanceof HTMLElement) delete target.dataset.entering;
      });
    }
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.#draw();
    });
  }

  /**
   * Shows these and nothing else but the samples.
   *
   * @param {Message[]} messages oldest first
   * @param {number[]} ages for how many milliseconds each has been shown, where that is known
   */
  reset(messages, ages = []) {
    this.#leaving.shownFor(messages, ages);
    const all = this.#samples.length > 0 ? inTime([...messages, ...this.#samples]) : messages;
    this.#wanted = all.filter((message) => !this.#leaving.has(message)).slice(-this.#limit);
    this.#fresh.clear();
    const ids = new Set(this.#wanted.map(({ id }) => id));
    this.#dropShown([...this.#shown.keys(), ...messages.map(({ id }) => id)].filter((id) => !ids.has(id)));
    this.#drawSoon();
  }

  /** Made-up messages among the others, in the editor's preview. @param {Message[]} samples oldest first */
  set samples(samples) {
    const before = new Set(this.#samples.map(({ id }) => id));
    const now = new Set(samples.map(({ id }) => id));
    this.#samples = samples;
    this.#remove([...before].filter((id) => !now.has(id)));
    for (const sample of samples) {
      // What has left the screen since does not come back.
      if (before.has(sample.id)) this.#replace(sample);
      else this.#add(sample);
    }
    this.#drawSoon();
  }

  /** @param {Change[]} changes in their order */
  apply(changes) {
    for (const { add, replace, insert, remove } of changes) {
      if (add) this.#add(add);
      else if (replace) this.#replace(replace) || this.#bringBack(replace);
      else if (insert) this.#insert(insert.message, insert.before);
      else if (remove) this.#remove(remove.ids);
    }
    this.#drawSoon();
  }

  /** Draws what is shown once more, because its dress has changed. */
  redraw() {
    const { fadeAfter } = this.#dress.options;
    if (fadeAfter !== this.#fadeAfter) this.#leaving.after = fadeAfter;
    this.#fadeAfter = fadeAfter;
    // The look comes after the messages: what would have gone by now does not come and go.
    if (!this.#isDressed) this.#remove(this.#wanted.filter((message) => this.#leaving.has(message)).map(({ id }) => id));
    this.#isDressed = true;
    for (const [id, { message, item }] of this.#shown) {
      const again = drawMessage(message, this.#dress);
      item.replaceWith(again);
      this.#shown.set(id, { message, item: again });
      this.#leaving.redrawn(id, again);
    }
    this.#trim();
    this.#fitFade();
    this.#drawSoon();
  }

  /** How many messages it keeps. */
  get #limit() {
    return this.#dress.options.limit;
  }

  #fitFade() {
    this.#fade.height = this.#dress.fade();
  }

  /** @param {Message} message */
  #add(message) {
    if (this.#replace(message)) return;
    this.#wanted.push(message);
    this.#fresh.add(message.id);
    this.#arrivals.push(performance.now());
    if (this.#arrivals.length > CALM_PER_SECOND) this.#arrivals.shift();
    this.#trim();
  }

  /** @param {Message} message @returns {boolean} whether it was there */
  #replace(message) {
    const at = this.#indexOf(message.id);
    if (at >= 0) this.#wanted[at] = message;
    return at >= 0;
  }

  /** @param {Message} message */
  #bringBack(message) {
    if (this.#leaving.comesBack(message)) this.#add(message);
  }

  /** @param {Message} message @param {string | null} before */
  #insert(message, before) {
    if (this.#replace(message)) return;
    const at = before === null ? this.#wanted.length : this.#indexOf(before);
    if (at < 0) return;
    this.#wanted.splice(at, 0, message);
    this.#trim();
  }

  /** @param {string[]} ids */
  #remove(ids) {
    const gone = new Set(ids);
    this.#wanted = this.#wanted.filter(({ id }) => !gone.has(id));
    for (const id of ids) this.#fresh.delete(id);
    this.#dropShown(ids);
  }

  #trim() {
    const most = document.hidden ? this.#limit : this.#limit + WAITING;
    while (this.#wanted.length > most) this.#forgetOldest();
  }

  #forgetOldest() {
    const oldest = this.#wanted.shift();
    if (!oldest) return;
    if (this.#fresh.delete(oldest.id) && !document.hidden) this.#passedBy = performance.now();
    this.#dropShown([oldest.id]);
  }

  /** @param {string} id */
  #indexOf(id) {
    return this.#wanted.findIndex((message) => message.id === id);
  }

  /** Takes these off the screen now: a removal does not wait for a frame. @param {string[]} ids */
  #dropShown(ids) {
    for (const id of ids) {
      this.#shown.get(id)?.item.remove();
      this.#shown.delete(id);
      this.#leaving.forget(id);
    }
  }

  /** A lone change is drawn at once; those of a burst share a frame. */
  #drawSoon() {
    if (document.hidden || this.#frame !== 0 || performance.now() < this.#rested) this.#drawLater();
    else this.#draw();
  }

  #drawLater() {
    this.#changed = true;
    if (document.hidden) this.#timer ??= setTimeout(() => this.#draw(), HIDDEN_MS);
    // In frames, because a page that does not keep up then draws seldomer.
    else if (this.#frame === 0) this.#drawIn(Math.ceil((this.#rested - performance.now()) / FRAME_MS));
  }

  #draw() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#changed = false;
    const busy = this.#isBusy();
    this.#overlay.toggleAttribute("data-busy", busy);
    this.#fade.isOff = busy;
    this.#fade.prepare();
    const floods = performance.now() - this.#passedBy < CALM_MS;
    this.#rest(floods ? FLOOD_FRAMES : busy ? BUSY_FRAMES : 1);
    clearTimeout(this.#calming);
    // What is busy is calm again a second after the last message, though none comes to tell.
    if (busy) this.#calming = setTimeout(() => this.#drawSoon(), CALM_MS);
    if (floods) while (this.#wanted.length > this.#limit) this.#forgetOldest();
    const turns = this.#turns(floods);
    // What has its turn pushes out the oldest.
    while (this.#shown.size + turns.size > this.#limit) {
      const [oldest] = this.#wanted;
      if (!oldest) break;
      turns.delete(oldest.id);
      this.#forgetOldest();
    }
    let waits = false;
    /** @type {HTMLLIElement | null} */
    let next = null;
    for (const message of [...this.#wanted].reverse()) {
      if (!this.#shown.has(message.id) && !turns.has(message.id)) {
        waits = true;
        continue;
      }
      const item = this.#itemOf(message, !busy && this.#fresh.has(message.id));
      if (item.parentNode === null || item.nextSibling !== next) this.#items.insertBefore(item, next);
      next = item;
      this.#fresh.delete(message.id);
    }
    if (waits) this.#drawLater();
  }

  /**
   * Draws what changes from now on after so many frames. A busy list asks for them only when there is
   * something to draw: each costs the page, though nothing comes of it.
   *
   * @param {number} frames
   */
  #rest(frames) {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#rested = performance.now() + frames * FRAME_MS;
    // What fades is settled in it.
    if (frames === 1) this.#drawIn(1);
  }

  /** @param {number} frames */
  #drawIn(frames) {
    this.#frame = requestAnimationFrame(() => {
      if (frames > 1) {
        this.#drawIn(frames - 1);
        return;
      }
      this.#frame = 0;
      // Before the page changes again: where things are is known since the last frame.
      this.#fade.settle();
      if (this.#changed) this.#draw();
    });
  }

  /** What is made by this drawing: the oldest of what waits, or in a flood the newest. @param {boolean} floods */
  #turns(floods) {
    const waiting = this.#wanted.filter(({ id }) => !this.#shown.has(id)).map(({ id }) => id);
    return new Set(floods ? waiting.slice(-MADE_IN_FLOOD) : waiting.slice(0, MADE_PER_DRAW));
  }

  #isBusy() {
    const [first = -Infinity] = this.#arrivals;
    return this.#arrivals.length === CALM_PER_SECOND && performance.now() - first < CALM_MS;
  }

  /**
   * The element that shows this message. One that is replaced keeps its own, and comes in only once.
   *
   * @param {Message} message
   * @param {boolean} enters whether a new one comes in with its animation
   */
  #itemOf(message, enters) {
    const shown = this.#shown.get(message.id);
    if (shown) {
      const { message: before, item } = shown;
      shown.message = message;
      if (before === message || JSON.stringify(before) === JSON.stringify(message)) return item;
      redrawMessage(item, before, message, this.#dress);
      if ((message.times ?? 1) > (before.times ?? 1)) this.#leaving.again(message.id, item);
      return item;
    }
    const item = drawMessage(message, this.#dress);
    if (enters) item.dataset.entering = "";
    this.#shown.set(message.id, { message, item });
    this.#leaving.watch(message.id, this.#fresh.has(message.id) ? undefined : message.at, item);
    return item;
  }
}

/** By when they were written. @param {Message[]} messages */
function inTime(messages) {
  const time = (/** @type {Message} */ { at }) => (at === undefined ? 0 : Date.parse(at));
  return messages.sort((one, other) => time(one) - time(other));
}
