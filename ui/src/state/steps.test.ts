import { beforeEach, expect, test } from "vitest";
import { type Step, Steps } from "./steps";

const size = (from: number, to: number, overlay = "one"): Step => ({
  overlay,
  what: "Size",
  back: { options: { look: { size: from } } },
  forth: { options: { look: { size: to } } },
});
const theme: Step = { overlay: "one", what: "Theme", back: { theme: "a" }, forth: { theme: "b" } };

let steps: Steps;

beforeEach(() => {
  steps = new Steps();
});

test("what was done last is undone first, and done again in its order", () => {
  steps.note(size(20, 30), 0);
  steps.note(theme, 10);
  expect([steps.undo(), steps.undo(), steps.undo()]).toEqual([theme, size(20, 30), null]);
  expect([steps.redo(), steps.redo(), steps.redo()]).toEqual([size(20, 30), theme, null]);
});

test("changes of one field in quick succession are one step", () => {
  steps.note(size(20, 21), 0);
  steps.note(size(21, 22), 900);
  steps.note(size(22, 23), 1800);
  expect(steps.next.value.undo).toEqual(size(20, 23));
  steps.note(size(23, 24), 2800);
  expect(steps.undo(), "later, it is a step of its own").toEqual(size(23, 24));
  steps.note(size(23, 50), 2801);
  expect(steps.undo(), "and so is what follows an undo").toEqual(size(23, 50));
  steps.note(size(23, 51), 2802);
  steps.note(size(10, 11, "other"), 2803);
  expect(steps.undo(), "and what is of another overlay").toEqual(size(10, 11, "other"));
});

test("what holds for all overlays is a step too", () => {
  const speed = (from: number | null, to: number | null): Step => ({
    overlay: null,
    what: "Chat speed",
    back: { chat_speed: from },
    forth: { chat_speed: to },
  });
  steps.note(theme, 0);
  steps.note(speed(null, 15), 10);
  steps.note(speed(15, 30), 20);
  steps.forgetOverlay("one");
  expect(steps.undo()).toEqual(speed(null, 30));
  expect([steps.undo(), steps.redo()]).toEqual([null, speed(null, 30)]);
  steps.note(speed(30, 9), 40);
  steps.forget(null, speed(30, 9).forth);
  expect(steps.next.value.undo).toEqual(speed(null, 30));
});

test("a new change ends what could be done again", () => {
  steps.note(size(20, 30), 0);
  steps.undo();
  steps.note(theme, 1);
  expect(steps.next.value.redo).toBeNull();
});

test("a refused change and a removed overlay leave nothing to undo", () => {
  steps.note(theme, 0);
  steps.note(size(20, 999), 1);
  steps.forget("one", size(20, 999).forth);
  expect(steps.next.value.undo).toEqual(theme);
  steps.note(size(1, 2, "other"), 2);
  steps.forgetOverlay("one");
  expect([steps.undo(), steps.undo()]).toEqual([size(1, 2, "other"), null]);
});

test("a refusal leaves the same change of another overlay, and a removed overlay nothing to do again", () => {
  steps.note(size(20, 30, "other"), 0);
  steps.forget("one", size(20, 30).forth);
  expect(steps.next.value.undo).toEqual(size(20, 30, "other"));
  steps.undo();
  steps.forgetOverlay("other");
  expect(steps.redo()).toBeNull();
});

test("a refusal leaves what was changed before within the same step", () => {
  steps.note(size(20, 30), 0);
  steps.note(size(30, 999), 100);
  steps.forget("one", size(30, 999).forth);
  expect(steps.next.value.undo).toEqual(size(20, 30));
});
