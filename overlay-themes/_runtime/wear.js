// How the owner wants the overlay to look, over what its theme says: as a style sheet between the
// theme's and the owner's own CSS, so that each of them has the last word over the one before.

import { FONTS } from "./fonts.js";

/** @typedef {Record<string, unknown>} Wishes the `look` of an overlay's options */

const COLOR = /^#[0-9a-f]{6}$/i;
/** Nothing that means something to CSS. The server has checked it too. */
const FONT = /^[\p{L}\p{N} ._-]{1,80}$/u;

const SIDES = new Map([
  ["left", { items: "flex-start", text: "left", auto: "right" }],
  ["center", { items: "center", text: "center", auto: "none" }],
  ["right", { items: "flex-end", text: "right", auto: "left" }],
]);

/** Lines around letters, in the eight directions. */
const AROUND = [
  [1, 0], [-1, 0], [0, 1], [0, -1], [0.7, 0.7], [-0.7, 0.7], [0.7, -0.7], [-0.7, -0.7],
];

/**
 * The style sheet for these wishes. What is no wish, or none that can be read, is as the theme has it.
 *
 * @param {Wishes} wishes
 * @param {(property: string) => string} themes the theme's value of a custom property of `.overlay`
 * @returns {string}
 */
export function sheetFor(wishes, themes) {
  const overlay = [];
  const rules = [];

  const font = text(wishes.font, FONT);
  if (font) overlay.push(`--own-font: "${FONTS.get(font) ?? font}",`);
  const size = number(wishes.size);
  if (size !== null) overlay.push(`--font-size: ${size}px`);
  const weight = number(wishes.weight);
  if (weight !== null) rules.push(`.overlay .message { font-weight: ${weight} }`);
  for (const [name, property] of [["text_color", "--text-color"], ["accent_color", "--accent-color"]]) {
    const color = text(wishes[String(name)], COLOR);
    if (color) overlay.push(`${property}: ${color}`);
  }
  overlay.push(...plate(wishes, themes));
  rules.push(...letters(wishes, themes));
  const spacing = number(wishes.spacing);
  if (spacing !== null) overlay.push(`--gap: ${spacing}px`);
  const scale = number(wishes.emote_size);
  const emote = themes("--emote-size");
  if (scale !== null && emote) overlay.push(`--emote-size: calc((${emote}) * ${scale / 100})`);
  const enter = text(wishes.enter, /^(none|fade|slide|pop)$/);
  if (enter) overlay.push(`--enter: ${enter === "none" ? "none" : `enter-${enter} 0.25s ease-out`}`);
  const exit = text(wishes.exit, /^(none|fade|slide)$/);
  if (exit) overlay.push(`--leave: ${exit === "none" ? "none" : `leave-${exit} 0.6s ease-in forwards`}`);
  rules.push(...places(wishes));
  return [`.overlay { ${overlay.join("; ")} }`, ...rules].join("\n");
}

/** What is behind a message. @param {Wishes} wishes @param {(property: string) => string} themes */
function plate(wishes, themes) {
  const color = text(wishes.plate_color, COLOR);
  const opacity = number(wishes.plate_opacity);
  if (!color && opacity === null) return [];
  const behind = color ?? text(themes("--plate-color").trim(), COLOR) ?? "#101014";
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(behind.slice(at, at + 2), 16));
  const plates = [`--plate: rgba(${red}, ${green}, ${blue}, ${(opacity ?? 88) / 100})`];
  if (color) plates.push(`--plate-color: ${color}`);
  if (opacity === 0) plates.push("--rim: transparent");
  return plates;
}

/** Line and shadow around letters. @param {Wishes} wishes @param {(property: string) => string} themes */
function letters(wishes, themes) {
  const outline = number(wishes.outline);
  const shadow = number(wishes.shadow);
  if (outline === null && shadow === null) return [];
  const ink = text(wishes.text_color, COLOR) ?? themes("--text-color").trim();
  const around = isDark(ink) ? "#fff" : "#000";
  const width = (outline ?? 0) / 10;
  const shadows = width > 0 ? AROUND.map(([x = 0, y = 0]) => `${x * width}px ${y * width}px 0 ${around}`) : [];
  if (shadow) shadows.push(`0 0.08em 0.3em rgba(0, 0, 0, ${shadow / 100})`);
  return [`.overlay .message { text-shadow: ${shadows.join(", ") || "none"} }`];
}

/** Where messages are. @param {Wishes} wishes */
function places(wishes) {
  const rules = [];
  const side = SIDES.get(String(wishes.align));
  if (side) {
    rules.push(`.overlay .messages { align-items: ${side.items} }`);
    rules.push(`.overlay .message { text-align: ${side.text} }`);
  }
  if (wishes.direction === "down") {
    rules.push(".overlay { --fade: 0px }");
    rules.push(".overlay .messages { top: var(--edge); bottom: auto; flex-direction: column-reverse }");
  } else if (wishes.direction === "up") {
    rules.push(".overlay .messages { top: auto; bottom: var(--edge); flex-direction: column }");
  }
  const width = number(wishes.width);
  if (width !== null) {
    const margin = side?.auto === "none" ? "auto" : `0 ${side?.auto === "right" ? "auto" : "0"} 0 ${side?.auto === "left" ? "auto" : "0"}`;
    rules.push(`.overlay .messages { width: min(${width}px, 100% - 2 * var(--edge)); margin: ${side ? margin : "0"} }`);
  }
  return rules;
}

/** @param {unknown} value */
function number(value) {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** @param {unknown} value @param {RegExp} shape */
function text(value, shape) {
  return typeof value === "string" && shape.test(value) ? value : null;
}

/** @param {string} color */
function isDark(color) {
  if (!COLOR.test(color)) return false;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return 0.3 * red + 0.6 * green + 0.1 * blue < 110;
}
