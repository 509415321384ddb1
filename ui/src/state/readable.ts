// Name colours that can be read on a light and on a dark page, whatever the chatter chose.

/** Contrast of ordinary text, WCAG 2.2 criterion 1.4.3. */
const ENOUGH = 4.5;
const STEPS = 20;

type Rgb = readonly [red: number, green: number, blue: number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** The hardest of what the feed's rows are drawn on: --accent-soft in light, --care-soft in dark. */
const LIGHT_PAGE: Rgb = [239, 235, 255];
const DARK_PAGE: Rgb = [57, 44, 18];

/**
 * The author's colour for either page, moved towards black or white until it can be read.
 * Undefined where the platform gives none.
 */
export function readable(color: string | null): { light: string; dark: string } | undefined {
  const chosen = parse(color);
  if (!chosen) return undefined;
  return {
    light: format(moved(chosen, BLACK, LIGHT_PAGE)),
    dark: format(moved(chosen, WHITE, DARK_PAGE)),
  };
}

function moved(color: Rgb, towards: Rgb, page: Rgb): Rgb {
  for (let step = 0; step < STEPS; step += 1) {
    const mixed = mix(color, towards, step / STEPS);
    if (contrast(mixed, page) >= ENOUGH) return mixed;
  }
  return towards;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const channel = (a: number, b: number) => Math.round(a + (b - a) * share);
  return [channel(from[0], to[0]), channel(from[1], to[1]), channel(from[2], to[2])];
}

function contrast(one: Rgb, other: Rgb): number {
  const a = luminance(one);
  const b = luminance(other);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Relative luminance, as WCAG defines it. */
function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function parse(color: string | null): Rgb | null {
  if (!color || !/^#[\da-f]{6}$/i.test(color)) return null;
  const bits = Number.parseInt(color.slice(1), 16);
  return [bits >> 16, (bits >> 8) & 255, bits & 255];
}

function format(color: Rgb): string {
  return `#${color.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}
