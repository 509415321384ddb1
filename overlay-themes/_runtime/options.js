// What the owner of the overlay wants shown, as the look of the overlay says it.

/**
 * @typedef {object} Options
 * @property {Set<string>} namesOf the providers whose emotes are shown by their names
 * @property {boolean} gifs
 * @property {boolean} avatars
 * @property {boolean} pronouns
 * @property {Set<string>} hidden
 * @property {boolean} platformIcon
 * @property {boolean} badges
 * @property {boolean} timestamps
 * @property {boolean} staticEmotes
 * @property {string | undefined} nameColor the one colour of all names
 * @property {number | null} fadeAfter seconds after which a message goes
 * @property {number} limit messages on screen at once
 */

/** Messages that the page keeps where nobody says otherwise. */
const MOST = 60;

/**
 * Reads the options. What is missing or of a wrong type is as in an overlay that is new, so that
 * a page and a server of different ages get along.
 *
 * @param {any} options
 * @returns {Options}
 */
export function readOptions(options) {
  const emotes = Object.entries(options?.emotes ?? {});
  const look = options?.look ?? {};
  const hidden = Array.isArray(options?.hidden) ? options.hidden : [];
  return {
    namesOf: new Set(emotes.flatMap(([provider, on]) => (on === false ? [provider] : []))),
    gifs: options?.gifs !== false,
    avatars: options?.avatars === true,
    pronouns: options?.pronouns !== false,
    hidden: new Set(hidden),
    platformIcon: look.platform_icon !== false,
    badges: look.badges !== false,
    timestamps: look.timestamps === true,
    staticEmotes: look.static_emotes === true,
    nameColor: typeof look.name_color === "string" ? look.name_color : undefined,
    fadeAfter: Number.isFinite(look.fade_after) ? look.fade_after : null,
    limit: Number.isInteger(look.limit) ? Math.min(Math.max(look.limit, 1), MOST) : MOST,
  };
}
