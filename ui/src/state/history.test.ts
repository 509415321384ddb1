import { expect, test, vi } from "vitest";
import { api } from "../api/client";
import { saveBlob } from "./download";
import { query, saveHistory, wanted } from "./history";
import { toasts } from "./toasts";

vi.mock("./download");

test("days are whole days of the person's calendar, the last one too", () => {
  const { from, to } = query({ ...wanted.value, from: "2026-11-22", to: "2026-12-31" });
  expect(from).toBe(new Date(2026, 10, 22).toISOString());
  expect(to).toBe(new Date(2027, 0, 1).toISOString());
});

test("what is half written or left open asks for nothing", () => {
  const asked = query({ ...wanted.value, author: " ada ", from: "2026-11" });
  expect(asked).toEqual({
    q: "",
    author: "ada",
    platform: "",
    source: "",
    kind: "",
    from: "",
    to: "",
    removed: "",
  });
});

test("where a file went is said: the window does not show it", async () => {
  const blob = new Blob();
  vi.spyOn(api, "historyFile").mockResolvedValueOnce({ name: "chat-2026.csv", blob });
  await saveHistory("csv");
  expect(saveBlob).toHaveBeenCalledWith("chat-2026.csv", blob);
  expect(toasts.value.map(({ text }) => text)).toEqual(["chat-2026.csv goes to your downloads."]);
});
