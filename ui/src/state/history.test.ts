import { afterEach, expect, test, vi } from "vitest";
import { ApiError, api } from "../api/client";
import type { Message, Source, Status } from "../api/types";
import { saveBlob } from "./download";
import {
  channels,
  failure,
  found,
  loadOlder,
  more,
  query,
  saveHistory,
  search,
  wantChannel,
  wanted,
} from "./history";
import { status } from "./status";
import { toasts } from "./toasts";

vi.mock("./download");

afterEach(() => vi.restoreAllMocks());

test("days are whole days of the person's calendar, the last one too", () => {
  const { from, to } = query({ ...wanted.value, from: "2026-11-22", to: "2026-12-31" });
  expect(from).toBe(new Date(2026, 10, 22).toISOString());
  expect(to).toBe(new Date(2027, 0, 1).toISOString());
});

test("what is half written or left open asks for nothing", () => {
  const asked = query({ ...wanted.value, q: " \t", author: " ada ", from: "2026-11" });
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

test("what stands before and after the words is not looked for", () => {
  expect(query({ ...wanted.value, q: " needle in hay " }).q).toBe("needle in hay");
});

test("a channel that is removed while it is looked for is still there to be seen, until another is chosen", () => {
  const [ada, bob] = ["ada", "bob"].map(
    (id) => ({ id, channel: id, platform: "twitch" }) as Source,
  );
  const are = (...sources: unknown[]) => {
    status.value = { sources } as Status;
  };
  are(ada, bob);
  wantChannel("ada");
  are(bob);
  expect(channels.value).toEqual([bob, ada]);
  are(bob, ada);
  expect(channels.value, "it is back").toEqual([bob, ada]);
  are(bob);
  wantChannel("bob");
  expect(channels.value).toEqual([bob]);
  wantChannel("");
});

test("where a file went is said: the window does not show it", async () => {
  const blob = new Blob();
  vi.spyOn(api, "historyFile").mockResolvedValueOnce({ name: "chat-2026.csv", blob });
  await saveHistory("csv");
  expect(saveBlob).toHaveBeenCalledWith("chat-2026.csv", blob);
  expect(toasts.value.map(({ text }) => text)).toEqual(["chat-2026.csv goes to your downloads."]);
});

/** So many messages, by their ids. */
const messages = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => ({ id: String(from + at) }) as Message);

test("an answer to an older question is not shown over that to a newer one", async () => {
  const answers: ((answer: Message[]) => void)[] = [];
  vi.spyOn(api, "history").mockImplementation(() => new Promise((answer) => answers.push(answer)));
  const asked = [search(), search()];
  answers[1]?.(messages(2));
  answers[0]?.(messages(1));
  await Promise.all(asked);
  expect(found.value).toEqual(messages(2));
});

test("older ones are asked for from the last that is there, for as long as pages are full", async () => {
  const ask = vi.spyOn(api, "history");
  ask.mockResolvedValueOnce(messages(60)).mockResolvedValueOnce(messages(5, 60));
  await search();
  expect(more.value).toBe(true);
  await loadOlder();
  expect(ask).toHaveBeenLastCalledWith(expect.objectContaining({ before: "59" }));
  expect(found.value).toEqual(messages(65));
  expect(more.value).toBe(false);
  await loadOlder();
  expect(ask).toHaveBeenCalledTimes(2);
});

test("why there is no answer is gone with the next answer", async () => {
  const refused = new ApiError(500, "internal", "no", "");
  vi.spyOn(api, "history").mockRejectedValueOnce(refused).mockResolvedValueOnce([]);
  await search();
  expect(failure.value).toBe(refused);
  await search();
  expect(failure.value).toBeNull();
});

test("what was found before is not shown under a search that failed, but stays where only older ones could not be had", async () => {
  const refused = new ApiError(0, "unreachable", "no", "");
  const ask = vi.spyOn(api, "history").mockResolvedValueOnce(messages(60));
  await search();
  ask.mockRejectedValueOnce(refused);
  await loadOlder();
  expect([found.value?.length, failure.value]).toEqual([60, refused]);
  ask.mockRejectedValueOnce(refused);
  await search();
  expect([found.value, failure.value]).toEqual([null, refused]);
});
