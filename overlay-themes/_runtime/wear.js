// How the owner wants the overlay to look, over what its theme says: as a style sheet between the
// theme's and the owner's own CSS, so that each of them has the last word over the one before.

import { FONTS } from "./fonts.js";
import { isDark, seenThrough, textColor } from "./readable.js";

/** @typedef {Record<string, unknown>} Wishes the `look` of an overlay's options */

const COLOR = /^#[0-9a-f]{6}$/i;
/** Nothing that means something to CSS. The server has checked it too. */
const FONT = /^[\p{L}\p{N} ._-]{1,80}$/u;

const SIDES = new Map([
  ["left", { items: "flex-start", text: "left", margin: "0 auto 0 0" }],
  ["center", { items: "center", text: "center", margin: "0 auto" }],
  ["right", { items: "flex-end", text: "right", margin: "0 0 0 auto" }],
]);

/** Lines around letters, in the eight directions. */
const AROUND = [
  [1, 0], [-1, 0], [0, 1], [0, -1], [0.7, 0.7], [-0.7, 0.7], [0.7, -0.7], [-0.7, -0.7],
];

/** Colours of letters: the wish, and the theme's property. @type {[wish: string, property: string][]} */
const INKS = [["text_color", "--text-color"], ["accent_color", "--accent-color"]];

/** A message, on a chat overlay or a focus overlay. */
const MESSAGE = ".overlay :is(.message, .focus)";
/** What wears the plate of chat. What was paid for, and what happened in the channel, has its own. */
const ORDINARY = ["chat", "action", "highlighted", "announcement", "cheer", "pin", "poll", "redemption", "notice", "mode"]
  .map((kind) => `[data-kind="${kind}"]`)
  .join(", ");

/** What a theme's bars would hide on another plate. */
const BARS = {
  light: ["--bar: rgba(255, 255, 255, 0.25)", "--track: rgba(255, 255, 255, 0.1)"],
  dark: ["--bar: rgba(0, 0, 0, 0.18)", "--track: rgba(0, 0, 0, 0.07)"],
};

/** Lines around letters, and what they look like where letters mix with them. */
const OUTLINES = {
  light: { outline: "#fff", seen: "#e3e3e3" },
  dark: { outline: "#000", seen: "#1c1c1c" },
};

/** Contrast of words, where what is behind them may be a little nearer to them than the plate. */
const STRONG = 8;
/** Percent: how solid a plate is whose colour alone was chosen. */
const USUAL_OPACITY = 88;
/** Tenths of a CSS pixel: the line around letters on a plate that is too thin. */
const THIN_OUTLINE = 12;

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
  if (size !== null) overlay.push(`--font-size: ${size}px`, `--focus-size: ${size}px`);
  const weight = number(wishes.weight);
  // Some themes write the text in a weight of its own.
  if (weight !== null) rules.push(`${MESSAGE}, ${MESSAGE} .text { font-weight: ${weight} }`);
  const colors = INKS.flatMap(([wish, property]) => {
    const color = text(wishes[wish], COLOR);
    return color ? [`${property}: ${color}`] : [];
  });
  const plate = plateFor(wishes, themes);
  if (plate) {
    const plates = `--plate: ${plate.background}; --plate-color: ${plate.seen}; --strip: ${plate.background}`;
    overlay.push(plates, ...inksOn(plate.seen, themes), ...(isDark(plate.seen) ? BARS.light : BARS.dark));
    rules.push(`${MESSAGE}:is(${ORDINARY}) { ${plates}; --strip-ink: initial }`);
    rules.push(`${MESSAGE}[data-effect] { background: var(--plate) }`);
    if (plate.isEnough) overlay.push("--outline: transparent");
    if (plate.opacity === 0) overlay.push("--rim: transparent");
  } else {
    overlay.push(...outlineFor(wishes, themes));
  }
  overlay.push(...colors);
  rules.push(...letters(wishes, themes, plate));
  const spacing = number(wishes.spacing);
  if (spacing !== null) overlay.push(`--gap: ${spacing}px`);
  const scale = number(wishes.emote_size);
  const emote = themes("--emote-size");
  if (scale !== null && emote) overlay.push(`--emote-size: calc((${emote}) * ${scale / 100})`);
  const enter = text(wishes.enter, /^(none|fade|slide|pop)$/);
  if (enter) overlay.push(`--enter: ${enter === "none" ? "none" : `enter-${enter} 0.25s ease-out`}`);
  const exit = text(wishes.exit, /^(none|fade|slide)$/);
  if (exit) overlay.push(`--leave: ${exit === "none" ? "none" : `leave-${exit} 0.6s ease-in forwards`}`);
  if (wishes.static_emotes === true) rules.push(`${MESSAGE} .emote { animation: none }`);
  rules.push(...places(wishes, themes));
  return [`.overlay { ${overlay.join("; ")} }`, ...rules].join("\n");
}

/**
 * What is behind a message, where the owner wants another plate than the theme's.
 *
 * @param {Wishes} wishes
 * @param {(property: string) => string} themes
 */
function plateFor(wishes, themes) {
  const wish = text(wishes.plate_color, COLOR);
  const percent = number(wishes.plate_opacity);
  if (!wish && percent === null) return null;
  const color = wish ?? text(themes("--plate-color").trim(), COLOR) ?? "#101014";
  const opacity = (percent ?? USUAL_OPACITY) / 100;
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const { color: seen, isEnough } = seenThrough(color, opacity);
  return { background: `rgba(${red}, ${green}, ${blue}, ${opacity})`, color, seen, isEnough, opacity };
}

/**
 * The line around letters in a theme that has one and no plate: letters as dark, or as light, as it
 * is take the other one, and what else is read on it follows.
 *
 * @param {Wishes} wishes
 * @param {(property: string) => string} themes
 */
function outlineFor(wishes, themes) {
  const ink = text(wishes.text_color, COLOR);
  const line = themes("--outline").trim();
  if (!ink || !line || isDark(ink) !== isDark(line)) return [];
  const other = isDark(ink) ? OUTLINES.light : OUTLINES.dark;
  return [`--outline: ${other.outline}`, `--plate-color: ${other.seen}`, ...inksOn(other.seen, themes)];
}

/**
 * The theme's inks, readable on another plate.
 *
 * @param {string} plate
 * @param {(property: string) => string} themes
 */
function inksOn(plate, themes) {
  return [...INKS.map(([, property]) => property), "--muted-color"].flatMap((property) => {
    // Words are on bars and behind small words too.
    const color = textColor(themes(property), plate, property === "--text-color" ? STRONG : undefined);
    return color ? [`${property}: ${color}`] : [];
  });
}

/**
 * Line and shadow around letters. A plate that is too thin to read on has a line of its colour, and
 * so has what brings its own plate, whose letters are not of the streamer's colour.
 *
 * @param {Wishes} wishes
 * @param {(property: string) => string} themes
 * @param {ReturnType<typeof plateFor>} plate
 */
function letters(wishes, themes, plate) {
  const isThin = plate !== null && !plate.isEnough;
  const outline = number(wishes.outline) ?? (isThin ? THIN_OUTLINE : null);
  const shadow = number(wishes.shadow);
  if (outline === null && shadow === null) return [];
  const ink = text(wishes.text_color, COLOR) ?? themes("--text-color").trim();
  const around = isThin ? plate.color : isDark(ink) ? "#fff" : "#000";
  const width = outline === null ? 0 : outline / 10;
  const shadows = width > 0 ? AROUND.map(([x = 0, y = 0]) => `${x * width}px ${y * width}px 0 var(--around)`) : [];
  if (shadow) shadows.push(`0 0.08em 0.3em rgba(0, 0, 0, ${shadow / 100})`);
  return [
    `${MESSAGE} { --around: ${around}; text-shadow: ${shadows.join(", ") || "none"} }`,
    `${MESSAGE}:not(${ORDINARY}) { --around: var(--plate-color) }`,
  ];
}

/**
 * Where messages are. What the theme keeps as it is of its list stays so.
 *
 * @param {Wishes} wishes
 * @param {(property: string) => string} themes
 */
function places(wishes, themes) {
  const rules = [];
  const fixed = new Set(themes("--fixed").trim().split(/\s+/));
  const side = SIDES.get(String(wishes.align));
  if (side) {
    if (!fixed.has("align")) rules.push(`.overlay .messages { align-items: ${side.items} }`);
    rules.push(`${MESSAGE} { text-align: ${side.text} }`);
    // Where the one message of a focus overlay is.
    rules.push(`.overlay { justify-content: ${side.items} }`);
  }
  if (!fixed.has("direction") && wishes.direction === "down") {
    rules.push(".overlay .messages { top: var(--edge); bottom: auto; flex-direction: column-reverse }");
  } else if (!fixed.has("direction") && wishes.direction === "up") {
    rules.push(".overlay .messages { top: auto; bottom: var(--edge); flex-direction: column }");
  }
  const width = number(wishes.width);
  if (width !== null) {
    const margin = side?.margin ?? "0";
    // Of the one message of a focus overlay.
    rules.push(`.overlay { --widest: ${width}px }`);
    if (!fixed.has("width")) {
      rules.push(`.overlay .messages { width: min(${width}px, 100% - 2 * var(--edge)); margin: ${margin} }`);
    }
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
