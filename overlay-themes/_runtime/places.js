// Where pictures go. A place is as wide from the start as it stays, so that no text moves when its
// picture comes; until then it shows the picture's name, which is not in the DOM as text: that
// would double it. On a focus overlay a place has the shape of its picture, and the room that its
// name takes only if the picture is late (spotlight.js).

import { element } from "./elements.js";

/** @typedef {import("./pictures.js").Pictures} Pictures */
/** @typedef {import("./pictures.js").Picture} Picture */

/** A picture that is there so soon may still move the text: its message is only coming in. */
const SOON_MS = 120;
/** The same for what is drawn while the page itself comes: all of it is new to who looks. */
const STARTING_MS = 3000;
/** How far pictures may be from square. */
const WIDEST = 4;
const NARROWEST = 1 / 4;

/**
 * A picture in a line, or its place with its name.
 *
 * @param {Pictures} pictures
 * @param {{address: string, name: string, className: string, height: number, ratio?: number | undefined}} wish
 *   `className` is of the picture, its place has it with `-box` after its first word
 */
export function named(pictures, wish) {
  const image = element("img", wish.className);
  image.alt = wish.name;
  const picture = pictures.find(wish.address, wish.height);
  if (!picture) return place(pictures, image, wish);
  show(image, picture);
  image.onerror = () => {
    const { parentNode: line, nextSibling: next } = image;
    pictures.forget(wish.address, wish.height);
    takeAway(image);
    line?.insertBefore(place(pictures, image, wish), next);
  };
  return image;
}

/**
 * @param {Pictures} pictures
 * @param {HTMLImageElement} image
 * @param {{address: string, name: string, className: string, height: number, ratio?: number | undefined}} wish
 */
function place(pictures, image, { address, name, className, height, ratio }) {
  const box = element("span", className.replace(/^\w+/, "$&-box"));
  box.dataset.name = name;
  if (ratio !== undefined) shape(image, ratio);
  box.append(image);
  const since = performance.now();
  pictures.want(address, height, image, (picture) => {
    image.onerror = () => {
      takeAway(image);
      delete box.dataset.loaded;
    };
    const isOfFocus = box.closest(".focus") !== null;
    const soon = since < STARTING_MS ? STARTING_MS : SOON_MS;
    if (isOfFocus ? !("late" in box.dataset) : performance.now() - since < soon) {
      // The place of a focus overlay had the shape already, and keeps it.
      if (isOfFocus) image.src = picture.src;
      else show(image, picture);
      box.replaceWith(image);
      image.onerror = () => {
        image.replaceWith(box);
        takeAway(image);
        box.append(image);
      };
      return;
    }
    image.src = picture.src;
    box.dataset.loaded = "";
  });
  return box;
}

/**
 * A picture without a name: a badge, an avatar. Its square has what stands in for it until it
 * comes, or is kept free for it, unless it was waited for in vain before.
 *
 * @param {Pictures} pictures
 * @param {{address: string, name: string, className: string, height: number, standIn?: string | undefined}} wish
 */
export function square(pictures, { address, name, className, height, standIn }) {
  const image = element("img", className);
  image.alt = name;
  if (!address.startsWith("/img/")) {
    image.onerror = () => image.toggleAttribute("data-broken", true);
    image.src = address;
    return image;
  }
  /** @param {Picture} picture */
  const fill = ({ src }) => {
    image.onerror = () => {
      pictures.forget(address, height);
      takeAway(image);
      if (standIn) image.src = standIn;
    };
    image.removeAttribute("data-broken");
    image.src = src;
  };
  const picture = pictures.find(address, height);
  if (picture) {
    fill(picture);
    return image;
  }
  if (standIn) image.src = standIn;
  else image.toggleAttribute("data-broken", pictures.isMissing(address, height));
  pictures.want(address, height, image, fill);
  return image;
}

/** @param {HTMLImageElement} image @param {Picture} picture */
function show(image, { src, ratio }) {
  shape(image, ratio);
  image.src = src;
}

/** Better nothing than the browser's sign for a broken picture. @param {HTMLImageElement} image */
function takeAway(image) {
  image.onerror = null;
  image.removeAttribute("src");
}

/** @param {HTMLImageElement} image @param {number} ratio */
function shape(image, ratio) {
  const bounded = Math.min(WIDEST, Math.max(NARROWEST, ratio));
  if (Math.abs(bounded - 1) > 0.01) image.style.setProperty("--ratio", bounded.toFixed(3));
}
