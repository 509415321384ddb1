// Whose emote a name stands for, where several services have one of it.

/** @typedef {import("./protocol.js").Part} Part */
/** @typedef {import("./options.js").Options} Options */

/**
 * The part as it is where some services are off: the first one that is on has the name.
 *
 * @param {Part} part
 * @param {Pick<Options, "namesOf">} options
 * @returns {Part}
 */
export function whose(part, { namesOf }) {
  if (!part.instead || !namesOf.has(part.provider ?? "")) return part;
  const other = part.instead.find(({ provider }) => !namesOf.has(provider));
  if (!other) return part;
  const { ratio, overlay, ...rest } = part;
  return { ...rest, ...other };
}
