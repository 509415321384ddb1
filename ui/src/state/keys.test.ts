import { expect, test } from "vitest";
import { combination } from "./keys";

const none = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

test("what is held is written as the application writes it", () => {
  const held = { ...none, altKey: true, ctrlKey: true };
  expect(combination({ ...held, code: "KeyH" })).toBe("Ctrl+Alt+H");
  expect(combination({ ...none, code: "F9" })).toBe("F9");
  expect(combination({ ...none, shiftKey: true, metaKey: true, code: "ArrowUp" })).toBe(
    "Shift+Super+Up",
  );
  expect(combination({ ...held, code: "Digit1" })).toBe("Ctrl+Alt+1");
});

test("modifiers alone, and keys that can't be used, are none", () => {
  for (const code of ["ControlLeft", "AltRight", "Tab", "Enter", "IntlBackslash", "Numpad1"]) {
    expect(combination({ ...none, ctrlKey: true, code })).toBe(null);
  }
});
