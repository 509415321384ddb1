// While the curtain is drawn the page shows nothing, whatever a theme or the owner's CSS says. Behind
// it everything goes on: nothing has to be drawn anew, or comes in once more, when it is lifted.

/**
 * What hides an element and all that is in it; `visibility` alone could be undone within. A page's
 * ground is painted whatever its opacity.
 */
const HIDDEN = [["opacity", "0"], ["visibility", "hidden"], ["background", "none"]];

export class Curtain {
  #hides;

  /** @param {HTMLElement} overlay the `main.overlay` */
  constructor(overlay) {
    // The page too: the owner's CSS may have put something behind the overlay.
    this.#hides = [document.documentElement, document.body, overlay];
  }

  /** @param {boolean} drawn */
  set drawn(drawn) {
    for (const { style } of this.#hides) {
      for (const [name = "", value = ""] of HIDDEN) {
        if (drawn) style.setProperty(name, value, "important");
        else style.removeProperty(name);
      }
    }
  }
}
