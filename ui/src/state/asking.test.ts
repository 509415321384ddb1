import { beforeEach, expect, test, vi } from "vitest";
import { ApiError, api } from "../api/client";
import type { Overlay } from "../api/types";
import { asking } from "./asking";
import { edit, loadOverlays, overlays } from "./overlays";
import { toasts } from "./toasts";

beforeEach(() => {
  toasts.value = [];
});

test("an answer that comes after a later one is not taken, and its failure is not told", async () => {
  const answers: ((with_: number | Error) => void)[] = [];
  const call = () =>
    new Promise<number>((resolve, reject) => {
      answers.push((with_) => (with_ instanceof Error ? reject(with_) : resolve(with_)));
    });
  const taken: number[] = [];
  const ask = asking(call, (answer) => taken.push(answer));
  const asked = [ask(), ask(), ask()];
  answers[2]?.(3);
  answers[0]?.(1);
  answers[1]?.(new ApiError(500, "internal", "it broke", ""));
  expect(await Promise.all(asked)).toEqual([true, false, true]);
  expect(taken).toEqual([3]);
  expect(toasts.value).toEqual([]);
});

test("a list that was asked for before a change of this page is asked for again", async () => {
  const named = (name: string) => ({ id: "o", name }) as Overlay;
  overlays.value = [named("before")];
  let answer = (_: Overlay[]) => {};
  const list = vi
    .spyOn(api, "overlays")
    .mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
    .mockResolvedValue([named("after")]);
  vi.spyOn(api, "changeOverlay").mockResolvedValue(named("after"));
  const loading = loadOverlays();
  edit("o", { name: "after" }, "name");
  await vi.waitFor(() => expect(api.changeOverlay).toHaveBeenCalledOnce());
  answer([named("before")]);
  await loading;
  expect(overlays.value.map(({ name }) => name)).toEqual(["after"]);
  expect(list).toHaveBeenCalledTimes(2);
});
