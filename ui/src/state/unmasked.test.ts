import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { settings } from "./settings";
import { MASK, masked } from "./unmasked";

const streamer_mode = (on: boolean) => {
  settings.value = { ...(settings.value ?? {}), streamer_mode: on } as typeof settings.value;
};

beforeEach(() => vi.stubGlobal("location", { href: "http://127.0.0.1:7420/dashboard/KEY" }));
afterEach(() => vi.unstubAllGlobals());

test("a key is never seen, and on a stream nothing tells whose network it is", () => {
  const here = "http://127.0.0.1:7420/overlay/KEY";
  const network = "http://192.168.1.20:7421/moderate/KEY";
  streamer_mode(false);
  expect(masked(here)).toBe(`http://127.0.0.1:7420/overlay/${MASK}`);
  expect(masked(network)).toBe(`http://192.168.1.20:7421/moderate/${MASK}`);
  streamer_mode(true);
  expect(masked(here)).toBe(`http://127.0.0.1:7420/overlay/${MASK}`);
  expect(masked(network)).toBe(`http://${MASK}/moderate/${MASK}`);
  expect(masked("/hooks/kofi/KEY")).toBe(`/hooks/kofi/${MASK}`);
});
