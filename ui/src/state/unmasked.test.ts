import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { question } from "./question";
import { settings } from "./settings";
import { MASK, masked, showToCopy } from "./unmasked";

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

test("until the settings are known, the window may be on the stream", () => {
  const show = vi.fn();
  settings.value = null;
  showToCopy(show);
  expect(show).not.toHaveBeenCalled();
  expect(masked("http://192.168.1.20:7421/moderate/KEY")).toBe(`http://${MASK}/moderate/${MASK}`);
  question.value = null;
});

test("what can't be copied is shown to be copied by hand, on a stream only once the person says so", () => {
  const show = vi.fn();
  streamer_mode(false);
  showToCopy(show);
  expect(show).toHaveBeenCalledOnce();
  expect(question.value).toBe(null);
  streamer_mode(true);
  showToCopy(show);
  expect(show).toHaveBeenCalledOnce();
  question.value?.run();
  expect(show).toHaveBeenCalledTimes(2);
});
