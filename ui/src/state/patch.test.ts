import { expect, test } from "vitest";
import type { Overlay } from "../api/types";
import { applied, inverse, merged, ofTheSame, patchOf, valueAt } from "./patch";

const overlay = {
  id: "one",
  name: "Chat",
  theme: "dark-purple",
  options: { hidden: ["raid"], look: { size: 20, font: null }, feed: { links: { from: "vips" } } },
} as unknown as Overlay;

test("a patch changes what it names, however deep, and nothing else", () => {
  const changed = applied(overlay, { options: { feed: { links: { from: "nobody" } } } });
  expect(valueAt(changed.options, "feed.links.from")).toBe("nobody");
  expect(valueAt(changed.options, "look.size")).toBe(20);
  expect(valueAt(overlay.options, "feed.links.from"), "the old one is as it was").toBe("vips");
});

test("null is the theme's own, and lists are taken whole", () => {
  const patch = { options: { look: { size: null }, hidden: [] } };
  const { options } = applied(overlay, patch);
  expect(valueAt(options, "look.size")).toBeNull();
  expect(options.hidden).toEqual([]);
});

test("two patches together do what they do one after the other", () => {
  const one = { theme: "party", options: { look: { size: 30, font: "inter" } } };
  const other = { options: { look: { size: null }, gifs: false } };
  expect(applied(overlay, merged(one, other))).toEqual(applied(applied(overlay, one), other));
  expect(merged(one, other)).toEqual({
    theme: "party",
    options: { look: { size: null, font: "inter" }, gifs: false },
  });
});

test("the way back leads back", () => {
  const patch = { name: "Other", options: { look: { size: 44, font: "inter" }, hidden: [] } };
  const back = inverse(overlay, patch);
  expect(back).toEqual({
    name: "Chat",
    options: { look: { size: 20, font: null }, hidden: ["raid"] },
  });
  expect(applied(applied(overlay, patch), back)).toEqual(overlay);
});

test("patches of the same fields are known, whatever their values and order", () => {
  expect(ofTheSame({ options: { look: { size: 1 } } }, { options: { look: { size: 2 } } })).toBe(
    true,
  );
  expect(ofTheSame({ options: { look: { size: 1 } } }, { options: { look: { font: "x" } } })).toBe(
    false,
  );
  expect(ofTheSame({ name: "a", theme: "b" }, { theme: "c", name: "d" })).toBe(true);
});

test("a dotted name is a place in a patch", () => {
  expect(patchOf("look.size", 3)).toEqual({ look: { size: 3 } });
  expect(patchOf("gifs", false)).toEqual({ gifs: false });
});
