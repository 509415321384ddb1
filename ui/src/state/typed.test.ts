import { beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "../api/client";
import { type Typed, takeBackRefused, typedIn } from "./typed";

const refusal = (status: number) =>
  new ApiError(status, "invalid", '"*" has no letters', "Mend it.");

let typed: Typed;
let send: ReturnType<typeof vi.fn<(text: string) => Promise<void>>>;
const leave = (saved = "") => typed.leave({ saved, tidy: (text) => text.trim(), send });

let tests = 0;

beforeEach(() => {
  tests += 1;
  typed = typedIn(String(tests), "options.feed.words.blocked");
  send = vi.fn(() => Promise.resolve());
});

test("what is taken is no draft any more, and what is as it is saved is not sent", async () => {
  typed.write(" spoiler ");
  await leave();
  expect(send).toHaveBeenCalledExactlyOnceWith("spoiler");
  expect(typed.text.value).toBeNull();
  await leave("spoiler");
  typed.write("spoiler ");
  await leave("spoiler");
  expect(send).toHaveBeenCalledTimes(1);
  expect(typed.text.value).toBeNull();
});

test("what is refused stays with why, is not sent again as it is, and is sent when it is mended", async () => {
  send.mockRejectedValueOnce(refusal(422));
  typed.write("*");
  expect(await leave()).toBeInstanceOf(ApiError);
  expect(typed.text.value).toBe("*");
  expect(typed.refusal.value?.says).toBe('"*" has no letters. Mend it.');
  await leave();
  expect(send).toHaveBeenCalledTimes(1);
  typed.write("*a");
  expect(typed.refusal.value).toBeNull();
  await leave();
  expect(send).toHaveBeenLastCalledWith("*a");
  expect(typed.text.value).toBeNull();
});

test("what was not answered stays, and is sent again when the field is left again", async () => {
  for (const error of [refusal(0), refusal(500), new Error("?")]) {
    send.mockRejectedValueOnce(error);
    typed.write("a");
    await leave();
    expect(typed.text.value).toBe("a");
    expect(typed.refusal.value?.says).toBeTruthy();
    await leave();
    expect(typed.text.value).toBeNull();
  }
});

test("what is typed while an answer is on its way stays, whatever that is", async () => {
  const answers: ((error?: ApiError) => void)[] = [];
  send.mockImplementation(
    () =>
      new Promise((resolve, reject) =>
        answers.push((error) => (error ? reject(error) : resolve())),
      ),
  );
  typed.write("*");
  const first = leave();
  await leave("*");
  expect(send, "the same is on its way").toHaveBeenCalledTimes(1);
  typed.write("*a");
  answers[0]?.(refusal(422));
  await first;
  expect([typed.text.value, typed.refusal.value]).toEqual(["*a", null]);
  const second = leave();
  typed.write("*ab");
  answers[1]?.();
  await second;
  expect(typed.text.value).toBe("*ab");
});

test("what was refused is taken back by the fields of a patch, and what is only typed is not", async () => {
  const patch = { options: { feed: { words: { blocked: [] } } } };
  const overlay = String(tests);
  typed.write("*");
  expect(takeBackRefused(overlay, patch)).toBe(false);
  send.mockRejectedValueOnce(refusal(422));
  await leave();
  expect(takeBackRefused(overlay, { name: "x" })).toBe(false);
  expect(takeBackRefused("another", patch)).toBe(false);
  expect(takeBackRefused(overlay, patch)).toBe(true);
  expect([typed.text.value, typed.refusal.value]).toEqual([null, null]);
});
