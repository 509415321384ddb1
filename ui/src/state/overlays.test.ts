import { expect, test, vi } from "vitest";
import { api } from "../api/client";
import type { Obs, Overlay } from "../api/types";
import { askToRemove, askToRotate, overlay, overlays } from "./overlays";
import { question } from "./question";
import { obs } from "./status";
import { toasts } from "./toasts";

const asked = (state: Obs["state"] | null) => {
  obs.value = state && ({ state } as Obs);
  askToRotate({ id: "1", name: "Scene 1" } as Overlay);
  return question.value?.text ?? "";
};

test("what a new address asks of the person goes by whether OBS is told of it by itself", () => {
  for (const state of [null, "off"] as const) {
    expect(asked(state)).toContain("OBS shows nothing until you copy the new one");
  }
  for (const state of ["connected", "not_running", "wrong_password"] as const) {
    expect(asked(state), state).toContain("by themselves");
    expect(asked(state), state).toContain("OBS on another computer");
  }
  expect(asked("not_running")).toContain("as soon as OBS is connected again");
  for (const state of ["off", "connected", "not_running"] as const) {
    expect(asked(state), state).toContain("loader file");
  }
});

test("an overlay that was deleted is had back, at its place", async () => {
  const [first, second] = [
    { id: "1", name: "Scene 1" },
    { id: "2", name: "Scene 2" },
  ] as [Overlay, Overlay];
  overlays.value = [first, second];
  vi.spyOn(api, "removeOverlay").mockResolvedValueOnce();
  askToRemove(first);
  question.value?.run();
  await vi.waitFor(() => expect(overlays.value).toEqual([second]));

  const restored = vi.spyOn(api, "restoreOverlay").mockResolvedValueOnce(first);
  vi.spyOn(api, "overlays").mockResolvedValueOnce([first, second]);
  toasts.value[0]?.action?.run();
  await vi.waitFor(() => expect(overlays.value).toEqual([first, second]));
  expect(restored).toHaveBeenCalledWith("1");
  await vi.waitFor(() => expect(overlay.value).toBe(first));
});
