import { beforeEach, expect, test, vi } from "vitest";
import { once } from "./once";

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

const click = () => ({ detail: 1, timeStamp: performance.now() });
const key = () => ({ detail: 0, timeStamp: performance.now() });

test("a second click while the first is unanswered does nothing, whatever it is made with", async () => {
  let answer = () => {};
  const deed = vi.fn(() => new Promise<void>((resolve) => (answer = resolve)));
  const first = once("asked", click(), deed);
  await vi.advanceTimersByTimeAsync(5000);
  await once("asked", click(), deed);
  await once("asked", key(), deed);
  await once("asked", { timeStamp: performance.now() }, deed);
  expect(deed).toHaveBeenCalledTimes(1);
  answer();
  await first;
});

test("for half a second after the answer another click of the pointer does nothing, but a key does", async () => {
  const deed = vi.fn(() => Promise.resolve());
  await once("list", click(), deed);
  await vi.advanceTimersByTimeAsync(250);
  await once("list", click(), deed);
  expect(deed).toHaveBeenCalledTimes(1);
  await once("another list", click(), deed);
  await once("list", key(), deed);
  expect(deed).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(500);
  await once("list", click(), deed);
  expect(deed).toHaveBeenCalledTimes(4);
});

test("a click that was made meanwhile counts from when it was made, though the page was busy", async () => {
  const deed = vi.fn(() => Promise.resolve());
  await once("busy", click(), deed);
  await vi.advanceTimersByTimeAsync(100);
  const made = click();
  await vi.advanceTimersByTimeAsync(2000);
  await once("busy", made, deed);
  expect(deed).toHaveBeenCalledTimes(1);
});

test("what failed can be asked for again", async () => {
  const failing = () => Promise.reject(new Error("no"));
  await expect(once("failing", key(), failing)).rejects.toThrow("no");
  const deed = vi.fn();
  await once("failing", key(), deed);
  expect(deed).toHaveBeenCalledTimes(1);
});

test("in a list, a key takes out another entry while one is on its way, and a pointer does not", async () => {
  let answer = () => {};
  const first = once(
    "entries",
    click(),
    () => new Promise<void>((resolve) => (answer = resolve)),
    "one",
  );
  const deed = vi.fn();
  await once("entries", click(), deed, "two");
  await once("entries", key(), deed, "one");
  expect(deed).not.toHaveBeenCalled();
  await once("entries", key(), deed, "two");
  expect(deed).toHaveBeenCalledTimes(1);
  answer();
  await first;
});
