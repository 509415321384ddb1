// Contrast of text, as WCAG 2.2 measures it, and pictures of what is behind the text.
import { PNG } from "pngjs";

/** Contrast of ordinary text, WCAG 2.2 criterion 1.4.3. */
export const ENOUGH = 4.5;

/** `#rrggbb`, `rgb(…)` or `rgba(…)` as red, green, blue, and how opaque it is. */
export function parse(color) {
  const hex = /^\s*#([0-9a-f]{6})\s*$/i.exec(color)?.[1];
  if (hex) return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).concat(1);
  const numbers = /^rgba?\(([^)]*)\)$/.exec(color)?.[1].split(/[\s,/]+/).map(Number);
  if (!numbers) throw new TypeError(`${color} is no colour`);
  return numbers.length === 3 ? [...numbers, 1] : numbers;
}

export function contrast(one, other) {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance([red, green, blue]) {
  const linear = (channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Everything that has text of its own, on the messages from the one of number `from`: its colour,
 * that of a line around its letters, the plate that the theme says it is on, its author's colour, and
 * where they are. Runs in the page. */
export function textsOf(from) {
  const found = [];
  /** As much of the box as is not cut off. */
  function seenOf({ left, top, right, bottom }, part, item) {
    let seen = { left, top, right, bottom };
    for (let around = part; ; around = around.parentElement) {
      if (getComputedStyle(around).overflow !== "visible") {
        const bounds = around.getBoundingClientRect();
        // Without the rim and the sides of a message, where no letter reaches.
        const rim = around === item ? 2 : 0;
        const { paddingLeft, paddingRight } = getComputedStyle(item);
        const [before, behind] = around === item ? [paddingLeft, paddingRight].map(Number.parseFloat) : [0, 0];
        seen = {
          left: Math.max(seen.left, bounds.left + before),
          top: Math.max(seen.top, bounds.top + rim),
          right: Math.min(seen.right, bounds.right - behind),
          bottom: Math.min(seen.bottom, bounds.bottom - rim),
        };
      }
      if (around === item) return seen;
    }
  }
  /** Without what a font leaves free above capitals and below the line, which may lie on a neighbour. */
  function lettersIn({ left, top, right, bottom, height }) {
    return { left, top: top + 0.22 * height, right, bottom: bottom - 0.2 * height };
  }
  /** The colour that is solid on all sides of the letters. */
  function outlineOf({ textShadow }) {
    const lines = [...textShadow.matchAll(/(rgb\([^)]*\)) \S+ \S+ 0px/g)].map(([, color]) => color);
    return lines.length >= 4 ? lines[0] : null;
  }
  for (const item of [...document.querySelectorAll("li.message, article.focus")].slice(from)) {
    for (const part of item.querySelectorAll("*")) {
      const style = getComputedStyle(part);
      if (part.matches(".emoji, .unseen, .modifier, .unseen *") || style.visibility === "hidden") continue;
      for (const node of part.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || node.data.trim() === "") continue;
        const range = document.createRange();
        range.selectNode(node);
        const lines = [...range.getClientRects()].map(lettersIn);
        const visible = lines.flatMap((line) => {
          const seen = seenOf(line, part, item);
          // Of a line that is cut off, a little may be left.
          const isSeen = seen.bottom - seen.top > (line.bottom - line.top) / 4;
          return isSeen && seen.right - seen.left > 2 ? [seen] : [];
        });
        const { kind, tier, accent } = item.dataset;
        const message = [kind, tier, accent].filter(Boolean).join(" ");
        if (visible.length > 0) {
          found.push({
            message,
            part: part.className || part.localName,
            color: style.color,
            outline: outlineOf(style),
            plate: style.getPropertyValue("--plate-color").trim(),
            author: style.getPropertyValue("--author-color").trim(),
            boxes: visible,
          });
        }
      }
    }
  }
  return found;
}

/** What hides the text and the pictures, and leaves what is behind them. */
export const BARE = [".message", "article.focus"]
  .map(
    (item) => `${item}, ${item} * { color: transparent !important; -webkit-text-fill-color: transparent !important; }
  ${item} img { visibility: hidden !important; } ${item} .emoji, ${item} [data-name]::before { visibility: hidden !important; }`,
  )
  .join("\n");

/** The colours behind a text, point by point, in a picture without text. */
export function* colorsBehind({ boxes }, picture) {
  for (const { left, top, right, bottom } of boxes) {
    if (left < 0 || top < 0) throw new RangeError("the picture does not have all of the text");
    for (let y = Math.ceil(top); y < bottom; y += 4) {
      for (let x = Math.ceil(left); x < right; x += 4) {
        const at = (y * picture.width + x) * 4;
        yield [...picture.data.subarray(at, at + 3)];
      }
    }
  }
}

/** The contrast of an ink, which may be translucent, with what is behind it. */
export function contrastOf(color, behind) {
  const ink = parse(color);
  return contrast(ink.slice(0, 3).map((channel, at) => channel * ink[3] + behind[at] * (1 - ink[3])), behind);
}

/** The least contrast of a text with what is behind it, in a picture without text. An outline is
 * between the two. */
export function leastContrast(text, picture) {
  if (text.outline) return contrastOf(text.color, parse(text.outline));
  let least = Infinity;
  for (const behind of colorsBehind(text, picture)) least = Math.min(least, contrastOf(text.color, behind));
  return least;
}

export const readPicture = (buffer) => PNG.sync.read(buffer);
