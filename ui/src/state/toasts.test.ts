import { beforeEach, expect, test } from "vitest";
import { showToast, toasts } from "./toasts";

const shown = () => toasts.value.map(({ text }) => text);
const say = (text: string) => showToast({ tone: "plain", text });
const offer = (text: string) =>
  showToast({ tone: "plain", text, action: { label: "Undo", run: () => undefined } });

beforeEach(() => {
  toasts.value = [];
});

test("of those that only say something the newest three are there", () => {
  for (const text of ["a", "b", "c", "d", "b"]) say(text);
  expect(shown()).toEqual(["c", "d", "b"]);
});

test("what is said again is there once, as the newest", () => {
  for (const text of ["a", "b", "a"]) say(text);
  expect(shown()).toEqual(["b", "a"]);
});

test("quick bans can each be undone, whatever is said beside them", () => {
  for (const text of ["Ada is banned", "Bob is banned"]) offer(text);
  for (const text of ["a", "b", "c", "d"]) say(text);
  for (const text of ["Eve is banned", "Zed is banned"]) offer(text);
  expect(shown()).toEqual([
    "Ada is banned",
    "Bob is banned",
    "b",
    "c",
    "d",
    "Eve is banned",
    "Zed is banned",
  ]);
  for (let number = 0; number < 20; number += 1) offer(`${number} is banned`);
  expect(toasts.value.filter(({ action }) => action)).toHaveLength(6);
});
