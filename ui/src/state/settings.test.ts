import { expect, test } from "vitest";
import type { Settings } from "../api/types";
import { settings, takeSettings } from "./settings";

test("what another window sets is taken, and what is the same is not drawn again", () => {
  const of = (chat_speed: number) => ({ chat_speed }) as Settings;
  const first = of(10);
  settings.value = first;
  takeSettings(of(10));
  expect(settings.value).toBe(first);
  takeSettings(of(20));
  expect(settings.value).toEqual(of(20));
});
