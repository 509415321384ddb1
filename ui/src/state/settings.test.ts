import { afterEach, expect, test, vi } from "vitest";
import { ApiError, api } from "../api/client";
import type { Settings } from "../api/types";
import { set, settings, takeSettings } from "./settings";

const of = (chat_speed: number) => ({ chat_speed }) as Settings;

afterEach(() => vi.restoreAllMocks());

test("what another window sets is taken, and what is the same is not drawn again", () => {
  const first = of(10);
  settings.value = first;
  takeSettings(of(10));
  expect(settings.value).toBe(first);
  takeSettings(of(20));
  expect(settings.value).toEqual(of(20));
});

test("what was taken before the last one was refused is shown, and so is what others set", async () => {
  settings.value = of(10);
  const change = vi.spyOn(api, "changeSettings");
  change
    .mockResolvedValueOnce(of(20))
    .mockRejectedValueOnce(new ApiError(422, "invalid", "no", ""));
  vi.spyOn(api, "settings").mockResolvedValue(of(20));
  const [first, second] = [set({ chat_speed: 20 }), set({ chat_speed: 0 })];
  await first;
  await expect(second).rejects.toThrow();
  expect(settings.value).toEqual(of(20));
});

test("what is told while a change is on its way does not undo it, and is asked for after it", async () => {
  settings.value = of(10);
  const answers: ((answer: Settings) => void)[] = [];
  vi.spyOn(api, "changeSettings").mockImplementation(
    () => new Promise((answer) => answers.push(answer)),
  );
  const load = vi.spyOn(api, "settings").mockResolvedValue(of(40));
  const [first, second] = [set({ chat_speed: 20 }), set({ chat_speed: 30 })];
  takeSettings(of(20));
  answers[0]?.(of(20));
  await first;
  expect(settings.value).toEqual(of(10));
  answers[1]?.(of(30));
  await second;
  expect(load).toHaveBeenCalledOnce();
  expect(settings.value).toEqual(of(40));
});
