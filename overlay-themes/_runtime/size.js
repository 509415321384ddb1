// How long a message is to the eye, by which a theme chooses the size of its letters.

import { whose } from "./whose.js";

/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./options.js").Options} Options */

/** A message of so many letters at most is short, or of medium length. */
const SHORT = 24;
const MEDIUM = 140;
/** Letters that an emote is as wide as. */
const OF_AN_EMOTE = 3;

/** Signs as wide as two letters: those of the East, and emoji. */
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Extended_Pictographic}]/u;
/** Signs without a width of their own. */
const NARROW = /[\p{Mark}\p{Cf}\p{Emoji_Modifier}]/u;

/**
 * @param {Message} message
 * @param {Options} options
 * @returns {"short" | "medium" | "long"}
 */
export function sizeOf(message, options) {
  if (message.poll) return "long";
  const letters = (message.text ? lengthOfText(message, options) : 0) + lengthOf((message.system ?? "") + (message.level ?? ""));
  return letters <= SHORT ? "short" : letters <= MEDIUM ? "medium" : "long";
}

/** @param {Message} message @param {Options} options */
function lengthOfText({ text, body = [] }, { namesOf }) {
  if (body.length === 0) return lengthOf(text);
  return body.reduce((sum, sent) => {
    const part = whose(sent, { namesOf });
    const isPicture = part.type === "emote" && part.image !== undefined && !namesOf.has(part.provider ?? "");
    const isUnseen = part.type === "modifier" && !namesOf.has(part.provider ?? "");
    return sum + (isUnseen ? 0 : isPicture ? OF_AN_EMOTE : lengthOf(part.text));
  }, 0);
}

/** @param {string} text */
function lengthOf(text) {
  let letters = 0;
  for (const letter of text) letters += NARROW.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1;
  return letters;
}
