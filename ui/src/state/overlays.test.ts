import { expect, test } from "vitest";
import type { Obs, Overlay } from "../api/types";
import { askToRotate } from "./overlays";
import { question } from "./question";
import { obs } from "./status";

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
