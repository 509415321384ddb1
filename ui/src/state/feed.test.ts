import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Change, Message } from "../api/types";
import {
  DRAWN_EVERY_MS,
  followFeed,
  gone,
  holdFeed,
  LIMIT,
  pauseFeed,
  reachEnd,
  releaseFeed,
  shown,
  showSnapshot,
  takeChanges,
  waitingCount,
} from "./feed";

let seq = 0;

function message(id: string, text = id): Message {
  const body = [{ type: "text" as const, text }];
  return {
    id,
    platform: "twitch",
    source: "s",
    kind: "chat",
    at: "2026-01-01T00:00:00Z",
    author: null,
    text,
    body,
  };
}

function draw(changes: Change[]): void {
  takeChanges(changes);
  vi.advanceTimersByTime(DRAWN_EVERY_MS);
}

function add(...ids: string[]): void {
  draw(ids.map((id) => ({ seq: ++seq, add: message(id) })));
}

function remove(...ids: string[]): void {
  draw([{ seq: ++seq, remove: { ids, reason: "deleted" } }]);
}

const ids = () => shown.value.map(({ id }) => id);

beforeEach(() => {
  vi.useFakeTimers();
  releaseFeed();
  followFeed();
  showSnapshot([message("a"), message("b"), message("c")]);
});

afterEach(() => {
  vi.useRealTimers();
});

test("a snapshot replaces what was not drawn yet too", () => {
  takeChanges([{ seq: ++seq, add: message("d") }]);
  showSnapshot([message("e")]);
  vi.advanceTimersByTime(DRAWN_EVERY_MS);
  expect(ids(), "d is from before the snapshot").toEqual(["e"]);
});

test.each([
  ["under a pointer", holdFeed],
  ["for a reader who has scrolled up", pauseFeed],
])("%s a snapshot moves nothing: what is newer waits, what is not in it is gone", (_, hold) => {
  add("d");
  remove("b");
  hold();
  add("e");
  remove("c");
  const places = ids();
  showSnapshot([message("a"), message("b"), message("d", "new words"), message("f")]);
  expect(ids(), "b is back, and waits for a place").toEqual(places);
  expect(waitingCount.value, "e is gone, f is new").toBe(1);
  remove("a");
  add("g");
  releaseFeed();
  followFeed();
  expect(shown.value.map(({ text }) => text)).toEqual(["b", "new words", "f", "g"]);
  expect(gone.value.size).toBe(0);
});

test("what is back and not drawn yet is drawn as it is by then, or not at all", () => {
  pauseFeed();
  showSnapshot(["a", "x", "y", "b", "c"].map((id) => message(id)));
  draw([{ seq: ++seq, replace: message("x", "new words") }]);
  remove("y");
  followFeed();
  expect(shown.value.map(({ text }) => text)).toEqual(["a", "new words", "b", "c"]);
});

test("what was removed and is back in a snapshot is no gap any more", () => {
  holdFeed();
  remove("b");
  showSnapshot([message("a"), message("b"), message("d")]);
  expect([...gone.value]).toEqual(["c"]);
  releaseFeed();
  expect(ids()).toEqual(["a", "b", "d"]);
});

test("under a pointer a snapshot that has nothing in common waits as a whole", () => {
  holdFeed();
  showSnapshot([message("x"), message("y")]);
  expect(ids()).toEqual(["a", "b", "c"]);
  expect([...gone.value]).toEqual(["a", "b", "c"]);
  releaseFeed();
  expect(ids()).toEqual(["x", "y"]);
});

test("new messages go last, and the oldest leave at the limit", () => {
  add(...Array.from({ length: LIMIT }, (_, index) => `n${index}`));
  expect(ids(), "exactly as many as may be drawn").toHaveLength(LIMIT);
  expect(ids().at(-1)).toBe(`n${LIMIT - 1}`);
  expect(ids(), "the snapshot's were the oldest").not.toContain("c");
});

test("what is removed leaves, also while it waits", () => {
  pauseFeed();
  add("d", "e");
  remove("b", "d", "never-seen");
  expect(ids()).toEqual(["a", "c"]);
  followFeed();
  expect(ids(), "d was removed before it was drawn").toEqual(["a", "c", "e"]);
});

test("nothing is added under a reader who has scrolled up", () => {
  pauseFeed();
  add("d", "e");
  expect(ids()).toEqual(["a", "b", "c"]);
  expect(waitingCount.value).toBe(2);
  followFeed();
  expect(ids()).toEqual(["a", "b", "c", "d", "e"]);
  expect(waitingCount.value, "all that waited is drawn").toBe(0);
});

test("a replaced message stays in its place, and an unknown one is not added", () => {
  draw([
    { seq: ++seq, replace: message("b", "new words") },
    { seq: ++seq, replace: message("x") },
  ]);
  expect(shown.value.map(({ text }) => text)).toEqual(["a", "new words", "c"]);
});

test("a message that is back goes where it was, or nowhere", () => {
  remove("b");
  draw([
    { seq: ++seq, insert: { message: message("b"), before: "c" } },
    { seq: ++seq, insert: { message: message("x"), before: "long-gone" } },
    { seq: ++seq, insert: { message: message("d"), before: null } },
  ]);
  expect(ids()).toEqual(["a", "b", "c", "d"]);
});

test("under a pointer nothing moves: what comes waits, what is removed keeps its place", () => {
  holdFeed();
  add("d", "e");
  remove("b", "d");
  draw([{ seq: ++seq, replace: message("c", "new words") }]);
  expect(ids()).toEqual(["a", "b", "c"]);
  expect(shown.value[2]?.text, "longer words would move the rest").toBe("c");
  expect([...gone.value]).toEqual(["b"]);
  expect(waitingCount.value).toBe(1);
  releaseFeed();
  expect(shown.value.map(({ text }) => text)).toEqual(["a", "new words", "e"]);
  expect(gone.value.size).toBe(0);
});

test("under a pointer what is back and removed again stays away", () => {
  remove("b");
  holdFeed();
  draw([{ seq: ++seq, insert: { message: message("b"), before: "c" } }]);
  expect(ids(), "it would move the rest").toEqual(["a", "c"]);
  remove("b");
  releaseFeed();
  expect(ids()).toEqual(["a", "c"]);
});

test("what comes is drawn when it is asked for, also under a pointer, and then waits again", () => {
  holdFeed();
  add("d");
  followFeed();
  expect(ids()).toEqual(["a", "b", "c", "d"]);
  add("e");
  expect(ids()).toEqual(["a", "b", "c", "d"]);
  expect(waitingCount.value).toBe(1);
});

test("what a message under the pointer quotes goes at once when it is gone", () => {
  const answer = { ...message("y"), reply_to: { id: "c", author: "Ann", text: "slur" } };
  draw([{ seq: ++seq, add: answer }]);
  holdFeed();
  remove("c");
  draw([{ seq: ++seq, replace: message("y") }]);
  expect(shown.value.at(-1)?.reply_to?.text).toBe("");
  releaseFeed();
  expect(ids()).toEqual(["a", "b", "y"]);
  expect(shown.value.at(-1)?.reply_to).toBeUndefined();
});

test("a list that is still does not move because it is at its end", () => {
  holdFeed();
  add("d");
  reachEnd();
  expect(ids()).toEqual(["a", "b", "c"]);
  pauseFeed();
  reachEnd();
  releaseFeed();
  expect(ids()).toEqual(["a", "b", "c", "d"]);
});

test("whoever has scrolled up finds nothing added when their pointer leaves", () => {
  pauseFeed();
  holdFeed();
  add("d");
  remove("b");
  releaseFeed();
  expect(ids(), "only what is removed leaves").toEqual(["a", "c"]);
  expect(waitingCount.value).toBe(1);
});
