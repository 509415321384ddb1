// Emoji that begin as ordinary characters: keycaps, and signs like ❤ that a selector makes emoji.
// The text font would win them, sign by sign, so they are set in the emoji font by an element. Not
// ©, ® and ™: as emoji they are dark signs, lost on a dark plate.

/** Emoji that are drawn as dark signs: a dark theme turns their lightness round. */
const DARK = /[✔✖➕➖➗➰➿〰💱💲🔙-🔝]/u;
/** Emoji of things that are black: they stay so, with a rim on a dark theme. */
const BLACK = /[♟♠♣◼◾▪⚫⬛🖤🏴🎩🎓🎱🕶🕷🕴]/u;
const LIKELY = /[\ufe0f\u20e3]|\u200d[\u2190-\u2bff]|[➕➖➗➰➿💱💲🔙-🔝◾⚫⬛🖤🏴🎩🎓🎱]/u;
const SEQUENCE =
  /(?:[0-9#*]\ufe0f?\u20e3|(?![©®™])\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}\u{e0020}-\u{e007f}]*(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]*)*)/gu;

/**
 * The text as nodes, letter for letter.
 *
 * @param {string} text
 * @returns {Node[]}
 */
export function withEmoji(text) {
  if (!LIKELY.test(text)) return [document.createTextNode(text)];
  const nodes = [];
  let end = 0;
  for (const { 0: sequence, index = 0 } of text.matchAll(SEQUENCE)) {
    if (!LIKELY.test(sequence)) continue;
    if (index > end) nodes.push(document.createTextNode(text.slice(end, index)));
    const span = document.createElement("span");
    span.className = DARK.test(sequence) ? "emoji dark" : BLACK.test(sequence) ? "emoji black" : "emoji";
    span.textContent = sequence;
    nodes.push(span);
    end = index + sequence.length;
  }
  if (end < text.length) nodes.push(document.createTextNode(text.slice(end)));
  return nodes;
}
