import { beforeEach, describe, expect, it } from "vitest";
import type { Obs, Status } from "../api/types";
import { troubles } from "./health";
import { obs, status } from "./status";

const since = "2026-11-29T18:00:00Z";

function is(state: Obs["state"], codes: string[]): void {
  const warnings = codes.map((code) => ({ code, message: "It is so.", hint: "Do this.", since }));
  status.value = { sources: [], warnings } as unknown as Status;
  obs.value = { state, since, detail: "OBS is so." } as Obs;
}

beforeEach(() => {
  status.value = null;
  obs.value = null;
});

describe("a trouble of OBS", () => {
  it("is told once, as the warning that it is, and leads to where it is mended", () => {
    is("wrong_password", ["obs_wrong_password", "history_not_written"]);
    expect(troubles.value.map(({ key, where, bad }) => [key, where, bad])).toEqual([
      ["obs_wrong_password", "overlays", true],
      ["history_not_written", null, true],
    ]);
  });

  it("is small, and no warning, while OBS does not run", () => {
    is("not_running", []);
    expect(troubles.value.map(({ key, todo, bad }) => [key, todo, bad])).toEqual([
      ["obs", "OBS is so.", false],
    ]);
    is("off", []);
    expect(troubles.value).toEqual([]);
  });
});
