// The two ways in which everything on the page is made. Text is only ever set as text: nothing
// that a chatter writes is parsed.

import { withEmoji } from "./emoji.js";

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 */
export function element(tag, className) {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

/** Text from outside: its direction is its own and does not reach its neighbours.
 * @param {string} className @param {string} text @param {"auto" | "ltr"} direction */
export function textual(className, text, direction = "auto") {
  const span = element("span", className);
  span.dir = direction;
  span.append(...withEmoji(text));
  return span;
}
