// The pictures of this server, each asked for once however many places want it. A picture that is
// not there yet is asked for again, seldomer and seldomer, until a while after nobody got it.

/** Pauses before it is asked again. After the last, only a new message makes it wanted again. */
const AGAIN_MS = [100, 250, 500, 1000, 2000, 4000, 8000];
/** Pictures whose coming is remembered, and ones that never came. */
const REMEMBERED = 2000;
/** Places that may wait for one picture, before those that have left the page are looked for. */
const CROWD = 100;
/** Pictures waited for at once. In a flood of new ones, the rest stay names. */
const WAITED_FOR = 500;
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
  /** Those that did not come, the oldest first. @type {Map<string, true>} */
  #missing = new Map();
  /** Who waits for what. @type {Map<string, Place[]>} */
  #places = new Map();

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
    if (picture) remember(this.#loaded, src, picture);
    return picture;
  }

  /** Whether it was waited for in vain. @param {string} address @param {number} height */
  isMissing(address, height) {
    return this.#missing.has(sized(address, height));
  }

  /** It was there and is not any more. @param {string} address @param {number} height */
  forget(address, height) {
    this.#loaded.delete(sized(address, height));
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
    const places = this.#places.get(src);
    if (places) {
      if (places.length >= CROWD) this.#places.set(src, places.filter(stands));
      this.#places.get(src)?.push({ image, onComing });
    } else if (this.#places.size < WAITED_FOR) {
      this.#places.set(src, [{ image, onComing }]);
      void this.#fetch(src);
    }
  }

  /** @param {string} src */
  async #fetch(src) {
    for (const pause of [0, ...AGAIN_MS]) {
      if (pause > 0) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        const standing = (this.#places.get(src) ?? []).filter(stands);
        this.#places.set(src, standing);
        if (standing.length === 0) break;
      }
      const picture = await this.#ask(src);
      if (!picture) continue;
      const places = this.#places.get(src) ?? [];
      this.#places.delete(src);
      this.#missing.delete(src);
      remember(this.#loaded, src, picture);
      for (const { onComing } of places) onComing(picture);
      return;
    }
    if ((this.#places.get(src) ?? []).length > 0) {
      remember(this.#missing, src, true);
    }
    this.#places.delete(src);
  }
}

/** @param {Place} place */
function stands({ image }) {
  return image.isConnected;
}

/** @param {string} address @param {number} height */
function sized(address, height) {
  const pixels = Math.min(TALLEST, Math.max(1, Math.ceil(height * devicePixelRatio)));
  return `${address}?h=${pixels}&wait=0`;
}

/**
 * @template What
 * @param {Map<string, What>} memory @param {string} src @param {What} what
 */
function remember(memory, src, what) {
  memory.delete(src);
  memory.set(src, what);
  if (memory.size <= REMEMBERED) return;
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
