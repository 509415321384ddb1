// The style sheet of the theme that a page wears.

export class ThemeSheet {
  #before;
  /** The one that is on. @type {HTMLLinkElement | null} */
  #worn = null;
  /** The one that is loading. @type {HTMLLinkElement | null} */
  #next = null;

  /** @param {Element | null} before what comes after the theme, in the head; `null`: nothing */
  constructor(before) {
    this.#before = before;
  }

  /**
   * Loads the sheet beside the old one, then changes over between two frames. One that does not load
   * leaves the old one on.
   *
   * @param {string} address `""`: none at all
   * @param {(isWorn: boolean) => void} done told whether it is on; not where another was wished for
   *   meanwhile
   */
  wear(address, done) {
    this.#next?.remove();
    this.#next = null;
    if ((this.#worn?.getAttribute("href") ?? "") === address) return done(true);
    if (address === "") {
      this.#worn?.remove();
      this.#worn = null;
      return done(true);
    }
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.media = "not all";
    // What was put aside for a newer one may still say that it is there.
    link.onload = () => {
      if (this.#next !== link) return;
      // On the sheet, because Chromium 103 applies a change of the link's attribute only later.
      if (link.sheet) link.sheet.media.mediaText = "all";
      this.#worn?.remove();
      this.#worn = link;
      this.#next = null;
      done(true);
    };
    link.onerror = () => {
      if (this.#next === link) done(false);
    };
    link.href = address;
    this.#next = link;
    document.head.insertBefore(link, this.#before);
  }
}
