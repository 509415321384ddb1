import { beforeEach, expect, test, vi } from "vitest";
import { ApiError, api } from "../api/client";
import type { Focus, FocusItem } from "../api/types";
import { focus, move, moved, pick, places, takeFocus } from "./focus";
import { toasts } from "./toasts";

vi.mock(import("../api/client"), async (original) => {
  const actual = await original();
  return {
    ...actual,
    api: {
      ...actual.api,
      queueMessages: vi.fn(),
      unqueueMessage: vi.fn(),
      orderQueue: vi.fn(),
    },
  };
});

function item(id: string): FocusItem {
  return {
    id,
    platform: "twitch",
    source: "s",
    kind: "chat",
    at: "2026-01-01T00:00:00Z",
    author: null,
    text: id,
    body: [],
  };
}

function state(current: string | null, ...queue: string[]): Focus {
  return {
    current: current === null ? null : item(current),
    queue: queue.map(item),
    suggestions: [],
    decided: [],
    can_go_back: false,
  };
}

const queued = () => focus.value.queue.map(({ id }) => id);

beforeEach(() => {
  vi.resetAllMocks();
  toasts.value = [];
  takeFocus(state("a", "b", "c", "d"));
});

test("each message knows its place", () => {
  expect([...places.value]).toEqual([
    ["b", 1],
    ["c", 2],
    ["d", 3],
    ["a", 0],
  ]);
});

test("a message that waits is taken out by a second pick, and one on screen stays", async () => {
  await pick({ id: "x" });
  await pick({ id: "c" });
  await pick({ id: "a" });
  expect(api.queueMessages).toHaveBeenCalledExactlyOnceWith(["x"]);
  expect(api.unqueueMessage).toHaveBeenCalledExactlyOnceWith("c");
});

test("picks are sent in the order picked, and together while another call is under way", async () => {
  const sent: string[] = [];
  let answer = (_: Focus) => {};
  vi.mocked(api.queueMessages).mockImplementation((ids) => {
    sent.push(String(ids));
    return new Promise((resolve) => {
      answer = resolve;
    });
  });
  const first = pick({ id: "x" });
  await vi.waitFor(() => expect(sent).toEqual(["x"]));
  const others = ["y", "z"].map((id) => pick({ id }));
  await Promise.resolve();
  expect(sent, "y waits for the answer to x").toEqual(["x"]);
  answer(state("a"));
  await first;
  await vi.waitFor(() => expect(sent).toEqual(["x", "y,z"]));
  answer(state("a"));
  await Promise.all(others);
});

test("a message is moved at once, and as far as there is room", async () => {
  const moving = move("d", 0);
  expect(queued(), "before the application has answered").toEqual(["d", "b", "c"]);
  await moving;
  expect(api.orderQueue).toHaveBeenCalledExactlyOnceWith(["d", "b", "c"]);
  await move("d", -1);
  expect(api.orderQueue, "nothing to move is not sent").toHaveBeenCalledTimes(1);
  expect(moved(state(null, "a", "b").queue, "a", 9).map(({ id }) => id)).toEqual(["b", "a"]);
  expect(moved(focus.value.queue, "unknown", 0)).toBe(focus.value.queue);
});

test("an order that is refused goes back to what the application has", async () => {
  const refusal = new ApiError(422, "not_queued", "not queued", "Wait.");
  vi.mocked(api.orderQueue).mockRejectedValueOnce(refusal);
  await move("d", 0);
  expect(queued()).toEqual(["b", "c", "d"]);
  vi.mocked(api.orderQueue).mockImplementation(() => {
    takeFocus(state("a", "b", "c"));
    return Promise.reject(refusal);
  });
  await move("d", 0);
  expect(queued(), "as it has become meanwhile").toEqual(["b", "c"]);
  expect(toasts.value.map(({ text }) => text)).toEqual(["not queued"]);
});
