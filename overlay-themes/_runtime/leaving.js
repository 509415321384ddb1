// Messages that go by themselves after a while.

/** Longer than any animation by which they go, in milliseconds. */
const GOING_MS = 700;
/** Messages known to have gone: a snapshot does not bring them back. */
const KNOWN = 500;
/** What its platform takes away itself: a poll that runs does not go by time. */
const STAYS = new Set(["poll", "pin"]);

export class Leaving {
  #go;
  /** After how many milliseconds they go; null: never. @type {number | null} */
  #after = null;
  /** @type {Map<string, number>} */
  #timers = new Map();
  /** When each message on screen came there. @type {Map<string, number>} */
  #since = new Map();
  /** @type {Set<string>} */
  #gone = new Set();

  /** @param {(id: string) => void} go takes a message off the screen */
  constructor(go) {
    this.#go = go;
  }

  /**
   * Messages have been on other pages of this overlay, or on this one before it was loaded again. It
   * may have taken a while until they were shown, so when they were written says little.
   *
   * @param {{id: string}[]} messages
   * @param {number[]} ages for how many milliseconds each has been shown
   */
  shownFor(messages, ages) {
    for (const [at, { id }] of messages.entries()) {
      const age = ages[at];
      if (age !== undefined && !this.#since.has(id)) this.#since.set(id, Date.now() - age);
    }
  }

  /** Whether it has gone before, or would have by now. @param {{id: string, kind: string, at?: string}} message */
  has({ id, kind, at }) {
    if (STAYS.has(kind)) return false;
    if (this.#gone.has(id)) return true;
    if (this.#timers.has(id) || this.#after === null) return false;
    const since = this.#since.get(id) ?? Date.now() - age(at);
    const isOver = Date.now() - since > this.#after;
    // It may be said once more, and then comes back.
    if (isOver) this.#note(id);
    return isOver;
  }

  /** @param {number | null} seconds */
  set after(seconds) {
    this.#after = seconds === null ? null : seconds * 1000;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    if (seconds === null) this.#gone.clear();
  }

  /**
   * A message is on screen: it goes in time.
   *
   * @param {string} id
   * @param {string | undefined} at when it was written, if it was on screen before
   * @param {HTMLElement} item
   */
  watch(id, at, item) {
    const since = this.#since.get(id) ?? Date.now() - age(at);
    this.#since.set(id, since);
    if (STAYS.has(item.dataset.kind ?? "") || this.#after === null || this.#timers.has(id)) return;
    const start = Math.max(0, this.#after - (Date.now() - since));
    this.#timers.set(id, setTimeout(() => {
      item.dataset.leaving = "";
      this.#timers.set(id, setTimeout(() => this.#end(id), GOING_MS));
    }, start));
  }

  /**
   * It is drawn anew, and goes when it would have gone: it may have been held back before it was
   * shown, so when it was written says nothing.
   *
   * @param {string} id
   * @param {HTMLElement} item
   */
  redrawn(id, item) {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.watch(id, undefined, item);
  }

  /** It was said once more: its time begins anew. @param {string} id @param {HTMLElement} item */
  again(id, item) {
    this.forget(id);
    delete item.dataset.leaving;
    this.watch(id, undefined, item);
  }

  /** Whether it has gone, and comes back because it was said once more. @param {{id: string, times?: number}} message */
  comesBack({ id, times = 1 }) {
    return times > 1 && this.#gone.delete(id);
  }

  /** @param {string} id */
  #end(id) {
    this.forget(id);
    this.#note(id);
    this.#go(id);
  }

  /** @param {string} id */
  #note(id) {
    this.#gone.add(id);
    const [oldest] = this.#gone;
    if (this.#gone.size > KNOWN && oldest !== undefined) this.#gone.delete(oldest);
  }

  /** It is gone from the screen for another reason. @param {string} id */
  forget(id) {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#since.delete(id);
  }
}

/** In milliseconds; what has no time is new. @param {string | undefined} at */
function age(at) {
  return at === undefined ? 0 : Math.max(0, Date.now() - Date.parse(at) || 0);
}
