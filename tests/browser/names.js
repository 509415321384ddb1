// Names, which have whatever colour a chatter chose, on what is really behind them.
import { contrast, parse } from "./contrast.js";

const { nameColor } = await import("../../overlay-themes/_runtime/readable.js");

/** From black to white, through all that is between. */
export const COLORS = [0, 85, 170, 255].flatMap((red) =>
  [0, 85, 170, 255].flatMap((green) =>
    [0, 85, 170, 255].map((blue) => `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`),
  ),
);

/** The first name, made readable on the plate that the theme declares, that is not on what is there. */
export function nameUnread(plate, behind, enough) {
  for (const color of COLORS) {
    const found = contrast(parse(nameColor(color, "", plate)), behind);
    if (found < enough) {
      const seen = `#${behind.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
      return { color, behind: seen, found: found.toFixed(1) };
    }
  }
  return null;
}
