// The pictures of this server, each asked for once however many places want it. A picture that is
// not there yet is asked for again, seldomer and seldomer, until no place on the page waits for it.

/** Pauses before it is asked again; the last is repeated for as long as a place on the page waits.
 * The server itself rests ten seconds after a host has failed. */
const AGAIN_MS = [100, 250, 500, 1000, 2000, 4000, 8000, 12_000];
/** Pictures whose coming is remembered, and ones that are late. */
const REMEMBERED = 2000;
/** Pictures that were drawn last, which stay loaded though no message shows them: in a fast chat an
 * emote goes with its message and is back a moment later. */
const KEPT = 200;
/** Places of one picture, before those that have left the page are looked for. */
const CROWD = 500;
/** Pictures asked for at once. The others have their turn in the order of their coming. */
const ASKED_AT_ONCE = 24;
/** Beyond this, no picture gets better on a screen that is streamed. In device pixels. */
const TALLEST = 512;

/**
 * @typedef {{src: string, ratio: number}} Picture its address, and its width by its height
 * @typedef {{image: HTMLElement, onComing: (picture: Picture) => void}} Place
 */

export class Pictures {
  #ask;
  /** Those that have come, the longest unused first. @type {Map<string, Picture>} */
  #loaded = new Map();
  /** Those that are late, the oldest first. @type {Map<string, true>} */
  #missing = new Map();
  /** Who waits for what, and at how many the crowd is looked through.
   * @type {Map<string, {places: Place[], crowd: number}>} */
  #waiting = new Map();
  /** What keeps pictures loaded, the longest unused first. @type {Map<string, HTMLImageElement>} */
  #kept = new Map();
  #asked = 0;
  /** Those whose turn to ask comes next. @type {(() => void)[]} */
  #turns = [];

  /** @param {(src: string) => Promise<Picture | null>} ask gets one picture, or learns that it is not there */
  constructor(ask = askFor) {
    this.#ask = ask;
  }

  /**
   * The picture, if it has come before.
   *
   * @param {string} address @param {number} height in CSS pixels
   */
  find(address, height) {
    const src = sized(address, height);
    const picture = this.#loaded.get(src);
    if (!picture) return undefined;
    remember(this.#loaded, src, picture);
    remember(this.#kept, src, this.#kept.get(src) ?? Object.assign(new Image(), { src: picture.src }), KEPT);
    return picture;
  }

  /** Whether it was waited for in vain so far. @param {string} address @param {number} height */
  isMissing(address, height) {
    return this.#missing.has(sized(address, height));
  }

  /** It was there and is not any more. @param {string} address @param {number} height */
  forget(address, height) {
    const src = sized(address, height);
    this.#loaded.delete(src);
    this.#kept.delete(src);
  }

  /**
   * Waits for a picture.
   *
   * @param {string} address on this server
   * @param {number} height at which it is drawn, in CSS pixels
   * @param {HTMLElement} image where it goes: nobody waits for what has left the page
   * @param {(picture: Picture) => void} onComing
   */
  want(address, height, image, onComing) {
    const src = sized(address, height);
    const waiting = this.#waiting.get(src);
    if (!waiting) {
      this.#waiting.set(src, { places: [{ image, onComing }], crowd: CROWD });
      void this.#fetch(src);
      return;
    }
    waiting.places.push({ image, onComing });
    // Not now: the places of a message that is being drawn are not on the page yet.
    if (waiting.places.length === waiting.crowd) queueMicrotask(() => this.#standing(src));
  }

  /** @param {string} src */
  async #fetch(src) {
    for (let round = 0; ; round += 1) {
      const picture = await this.#inTurn(src);
      if (picture) {
        const places = this.#standing(src);
        this.#waiting.delete(src);
        this.#missing.delete(src);
        remember(this.#loaded, src, picture);
        for (const { onComing } of places) onComing(picture);
        return;
      }
      if (round === AGAIN_MS.length - 1) remember(this.#missing, src, true);
      const pause = AGAIN_MS[Math.min(round, AGAIN_MS.length - 1)];
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (this.#standing(src).length === 0) {
        this.#waiting.delete(src);
        return;
      }
    }
  }

  /** Asks when it is this picture's turn. @param {string} src */
  async #inTurn(src) {
    if (this.#asked >= ASKED_AT_ONCE) {
      await new Promise((/** @type {(value?: unknown) => void} */ resolve) => this.#turns.push(resolve));
    } else {
      this.#asked += 1;
    }
    try {
      return await this.#ask(src);
    } finally {
      // The turn goes to the next, who counts in this one's place.
      const next = this.#turns.shift();
      if (next) next();
      else this.#asked -= 1;
    }
  }

  /** The places that still are on the page. @param {string} src */
  #standing(src) {
    const waiting = this.#waiting.get(src);
    if (!waiting) return [];
    waiting.places = waiting.places.filter(stands);
    waiting.crowd = Math.max(CROWD, 2 * waiting.places.length);
    return waiting.places;
  }
}

/** @param {Place} place */
function stands({ image }) {
  return image.isConnected;
}

/** @param {string} address @param {number} height */
function sized(address, height) {
  const pixels = Math.min(TALLEST, Math.max(1, Math.ceil(height * devicePixelRatio)));
  return `${address}${address.includes("?") ? "&" : "?"}h=${pixels}&wait=0`;
}

/**
 * @template What
 * @param {Map<string, What>} memory @param {string} src @param {What} what
 */
function remember(memory, src, what, most = REMEMBERED) {
  memory.delete(src);
  memory.set(src, what);
  if (memory.size <= most) return;
  for (const oldest of memory.keys()) {
    memory.delete(oldest);
    return;
  }
}

/**
 * Asks in a picture that nobody sees. The answer "not now" has no content: that is an error to the
 * picture, but none that the browser writes to the console.
 *
 * @param {string} src
 * @returns {Promise<Picture | null>}
 */
function askFor(src) {
  return new Promise((resolve) => {
    const image = new Image();
    image.onload = () => {
      const { naturalWidth: width, naturalHeight: height } = image;
      resolve(width > 0 && height > 0 ? { src, ratio: width / height } : null);
    };
    image.onerror = () => resolve(null);
    image.src = src;
  });
}
