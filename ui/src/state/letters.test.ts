import { expect, test } from "vitest";
import { lettersLeft, limits } from "./letters";

limits.value = { twitch: 500, youtube: 200 };

test("Twitch takes 500 letters, YouTube 200, and both the shorter", () => {
  expect(lettersLeft("", ["twitch"])).toBe(500);
  expect(lettersLeft("", ["youtube"])).toBe(200);
  expect(lettersLeft("hello", ["twitch", "youtube"])).toBe(195);
  expect(lettersLeft("hello", [])).toBe(495);
});

test("a letter outside the first plane is one, and spaces around are none", () => {
  expect(lettersLeft(" 🎉🎉 ", ["youtube"])).toBe(198);
});

test("what is too long is below zero", () => {
  expect(lettersLeft("a".repeat(203), ["youtube"])).toBe(-3);
});
