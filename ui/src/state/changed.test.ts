import { beforeEach, expect, test, vi } from "vitest";
import { ApiError, api } from "../api/client";
import type { Settings, SupportAnswer } from "../api/types";
import { changeTyped } from "./focus-settings";
import { setHotkey } from "./hotkeys";
import { settings } from "./settings";
import { draft, saveSupport, support } from "./support";
import { toasts } from "./toasts";

const refused = () => new ApiError(422, "invalid", "these keys are taken", "Choose others.");

beforeEach(() => {
  toasts.value = [];
  vi.restoreAllMocks();
  settings.value = { hotkeys: { hide_chat: "Ctrl+H" }, streamer_mode: false } as Settings;
});

/** Presses what the note that was said last has to press. */
const undo = async () => {
  toasts.value.at(-1)?.action?.run();
  await Promise.resolve();
};

test("keys that were set are said, and are had back", async () => {
  const change = vi.spyOn(api, "changeSettings").mockResolvedValue(settings.value as Settings);
  expect(await setHotkey("hide_chat", "Ctrl+J")).toBe(null);
  expect(toasts.value.map(({ text }) => text)).toEqual(["Hide and show chat: Ctrl+J"]);
  await undo();
  expect(change.mock.calls.map(([patch]) => patch)).toEqual([
    { hotkeys: { hide_chat: "Ctrl+J" } },
    { hotkeys: { hide_chat: "Ctrl+H" } },
  ]);
});

test("the same keys are no change, and keys that are refused are not said to be set", async () => {
  const change = vi.spyOn(api, "changeSettings").mockRejectedValue(refused());
  vi.spyOn(api, "settings").mockResolvedValue(settings.value as Settings);
  expect(await setHotkey("hide_chat", "Ctrl+H")).toBe(null);
  expect(change).not.toHaveBeenCalled();
  expect(await setHotkey("hide_chat", "Ctrl+J")).toBe("These keys are taken. Choose others.");
  expect(toasts.value).toEqual([]);
});

test("a word that was taken out of the highlights is had back", async () => {
  const change = vi.spyOn(api, "changeSettings").mockResolvedValue(settings.value as Settings);
  const patch = (keywords: string[]) => ({ auto: { keywords } });
  expect(await changeTyped("focus.auto.keywords", ["a", "b"], ["b"], patch)).toBe(true);
  expect(toasts.value[0]?.text).toBe("Messages with one of these words: b");
  await undo();
  expect(change).toHaveBeenLastCalledWith({ focus: { auto: { keywords: ["a", "b"] } } });
});

test("the support page is had back as it was, and what is typed meanwhile stays", async () => {
  let there = { title: "before", text: "mine" };
  const answer = () => ({ support: there }) as SupportAnswer;
  vi.spyOn(api, "support").mockImplementation(async () => answer());
  const set = vi.spyOn(api, "setSupport").mockImplementation(async ({ title, text }) => {
    there = { title, text };
    return answer();
  });
  support.value = answer();
  draft.value = { title: "after" };
  // Another window sets what this one has not touched.
  there = { ...there, text: "theirs" };
  expect(await saveSupport()).toBe(null);
  draft.value = { title: "typed" };
  await undo();
  await vi.waitFor(() => expect(support.value?.support.title).toBe("before"));
  expect(set.mock.calls.map(([{ title }]) => title)).toEqual(["after", "before"]);
  expect(there.text, "neither takes it back").toBe("theirs");
  expect(draft.value?.title).toBe("typed");
});
