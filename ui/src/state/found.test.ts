import { expect, test } from "vitest";
import { isFound } from "./found";

const TEXT = "Start with the computer. In the tray, without a window; schließt sich später.";

test("every word that is typed has to begin a word of the setting", () => {
  for (const typed of ["", "  ", "start", "COMP tray", "wind", "spater", "später"]) {
    expect(isFound(typed, TEXT), typed).toBe(true);
  }
  for (const typed of ["tart", "start key", "obs", "computers"]) {
    expect(isFound(typed, TEXT), typed).toBe(false);
  }
});

test("signs that make no word find nothing", () => {
  for (const typed of ["<", ".*", "(", "💩", " . "]) {
    expect(isFound(typed, TEXT), typed).toBe(false);
  }
  expect(isFound("(start", TEXT), "a word among them is found").toBe(true);
});
