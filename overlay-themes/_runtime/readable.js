// Name colours that can be read on the theme's plate, whatever the chatter chose.

/** Contrast of ordinary text, WCAG 2.2 criterion 1.4.3. */
const ENOUGH = 4.5;
const STEPS = 20;

/** For authors without a colour: apart from each other, and calm on any plate. */
const PALETTE = [
  "#e0598b", "#d9694a", "#c98a1b", "#8fa31e", "#4bab52", "#1fa98c",
  "#2aa3c4", "#4f8fe6", "#7d7bf0", "#a56be0", "#c75fc7", "#b0837a",
];

/** @typedef {[red: number, green: number, blue: number]} Rgb each 0 to 255 */

/**
 * The author's colour, or one that is always theirs, moved towards white or black until it
 * stands out from the plate.
 *
 * @param {string | undefined} wish what the platform says; anything but `#rgb` and `#rrggbb` is ignored
 * @param {string} authorId
 * @param {string} plate the colour behind the name, `#rrggbb`
 * @returns {string} `#rrggbb`
 */
export function nameColor(wish, authorId, plate) {
  const color = parse(wish) ?? parse(PALETTE[hash(authorId) % PALETTE.length]) ?? [128, 128, 128];
  return format(readable(color, parse(plate) ?? [0, 0, 0]));
}

/**
 * A colour moved towards white or black until it stands out from the plate.
 *
 * @param {string | undefined} wish
 * @param {string} plate the colour behind it, `#rrggbb`
 * @param {number} enough the contrast to come to, where it can be had
 * @returns {string | null} `#rrggbb`; null where the wish is no colour
 */
export function textColor(wish, plate, enough = ENOUGH) {
  const color = parse(wish);
  return color && format(readable(color, parse(plate) ?? [0, 0, 0], enough));
}

/**
 * What a plate that the scene shines through looks like where letters on it are hardest to read: the
 * other end of brightness behind it.
 *
 * @param {string} plate `#rrggbb`
 * @param {number} opacity 0 to 1
 * @returns {{color: string, isEnough: boolean}} the colour to make letters readable against, and
 *   whether that is enough: below a certain opacity no ink is readable on every scene
 */
export function seenThrough(plate, opacity) {
  const color = parse(plate) ?? [0, 0, 0];
  const ink = inkOn(color);
  const through = 1 - opacity;
  for (let share = through; share > 0; share -= 1 / STEPS) {
    const seen = mix(color, ink, share);
    if (contrast([ink, ink, ink], seen) >= ENOUGH) return { color: format(seen), isEnough: share === through };
  }
  return { color: format(color), isEnough: opacity >= 1 };
}

/** Whether a colour is so dark that white is read on it. @param {string} color `#rrggbb` */
export function isDark(color) {
  return inkOn(parse(color) ?? [0, 0, 0]) === 255;
}

/** Black or white, whichever is read better: 0 or 255. @param {Rgb} plate */
function inkOn(plate) {
  return contrast([255, 255, 255], plate) > contrast([0, 0, 0], plate) ? 255 : 0;
}

/** @param {Rgb} color @param {Rgb} plate @param {number} enough @returns {Rgb} */
function readable(color, plate, enough = ENOUGH) {
  const towards = inkOn(plate);
  for (let step = 0; step < STEPS; step += 1) {
    const mixed = mix(color, towards, step / STEPS);
    if (contrast(mixed, plate) >= enough) return mixed;
  }
  return [towards, towards, towards];
}

/** @param {Rgb} color @param {number} end @param {number} share @returns {Rgb} */
function mix([red, green, blue], end, share) {
  /** @param {number} channel */
  const move = (channel) => Math.round(channel + (end - channel) * share);
  return [move(red), move(green), move(blue)];
}

/** @param {Rgb} one @param {Rgb} other */
function contrast(one, other) {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Relative luminance as WCAG defines it. @param {Rgb} color */
function luminance([red, green, blue]) {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** @param {number} channel */
function linear(channel) {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** @param {unknown} color @returns {Rgb | null} */
function parse(color) {
  if (typeof color !== "string") return null;
  const long = color.trim().replace(/^#([0-9a-f])([0-9a-f])([0-9a-f])$/i, "#$1$1$2$2$3$3");
  if (!/^#[0-9a-f]{6}$/i.test(long)) return null;
  const bits = Number.parseInt(long.slice(1), 16);
  return [bits >> 16, (bits >> 8) & 255, bits & 255];
}

/** @param {Rgb} color */
function format(color) {
  return `#${color.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** FNV-1a. @param {string} text */
function hash(text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value >>> 0;
}
