import { expect, test } from "vitest";
import { SECTIONS, sectionOf } from "./place";

test("each section has its address, and any other address is the first section's", () => {
  expect(SECTIONS.map((section) => sectionOf(`#${section}`))).toEqual(SECTIONS);
  for (const other of ["", "#", "#nowhere", "#Overlays", "overlays"]) {
    expect(sectionOf(other)).toBe("chat");
  }
});
