// What the owner of the overlay wants shown, as the look of the overlay says it.

/**
 * @typedef {object} Options
 * @property {Set<string>} namesOf the providers whose emotes are shown by their names
 * @property {boolean} gifs
 * @property {boolean} avatars
 * @property {boolean} pronouns
 * @property {Set<string>} hidden
 */

/**
 * Reads the options. What is missing or of a wrong type is as in an overlay that is new, so that
 * a page and a server of different ages get along.
 *
 * @param {any} options
 * @returns {Options}
 */
export function readOptions(options) {
  const emotes = Object.entries(options?.emotes ?? {});
  const hidden = Array.isArray(options?.hidden) ? options.hidden : [];
  return {
    namesOf: new Set(emotes.flatMap(([provider, on]) => (on === false ? [provider] : []))),
    gifs: options?.gifs !== false,
    avatars: options?.avatars === true,
    pronouns: options?.pronouns !== false,
    hidden: new Set(hidden),
  };
}
