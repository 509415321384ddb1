// What is wrong, said once for all the places where it is.

/** Places that are named; the others are counted. */
const NAMED = 5;

export class Findings {
  /** @type {Map<string, {said: string, places: Set<string>}>} */
  #found = new Map();

  /**
   * @param {string} same what this has in common with others that need not be said again
   * @param {string} said a sentence, as of the first place
   * @param {string} place
   */
  add(same, said, place) {
    const known = this.#found.get(same);
    if (known) known.places.add(place);
    else this.#found.set(same, { said, places: new Set([place]) });
  }

  /** One sentence for each. */
  get sentences() {
    return [...this.#found.values()].map(({ said, places }) => {
      const more = places.size - NAMED;
      const named = [...places].slice(0, NAMED).join("; ");
      return `${said} Where: ${named}${more > 0 ? `; and ${more} more` : ""}.`;
    });
  }
}
