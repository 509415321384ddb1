import { beforeEach, describe, expect, it } from "vitest";
import type { Obs, Source, Status } from "../api/types";
import { type Trouble, troubles } from "./health";
import { obs, status } from "./status";
import { MENDED_IN, PASSED } from "./warnings";

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

function has(source: Partial<Source>): Trouble {
  const whole = { id: "s", platform: "youtube", channel: "@ada", since, ...source };
  status.value = { sources: [whole], warnings: [] } as unknown as Status;
  const [trouble] = troubles.value;
  if (!trouble) throw new Error("there is no trouble");
  return trouble;
}

describe("a trouble of a source", () => {
  it("asks nothing of the person while it mends itself", () => {
    const trouble = has({ state: "backoff", health: "down", detail: "Trying again in 4 s." });
    expect(trouble).toMatchObject({ why: "Trying again in 4 s.", todo: null, bad: false });
  });

  it("says no more of what is tried again than the application does", () => {
    for (const detail of ["It is tried again by itself.", "Start this source again."]) {
      const trouble = has({ state: "failed", health: "down", detail });
      expect(trouble.why).toBe(detail);
      expect(trouble.does).toBe("Your other chats go on.");
      expect(trouble.todo).toContain("Try again");
      expect(trouble.where).toBe("chat");
    }
  });

  it("leads to no sign-in where that helps nothing", () => {
    const detail = "This video is private. Make it public or unlisted in YouTube Studio.";
    const trouble = has({ state: "needs_auth", health: "down", detail });
    expect(trouble.title).toBe("@ada (YouTube): No access");
    expect(trouble.todo).toContain("does not help");
    expect(trouble.where).toBe("chat");
  });

  it("asks for a report of what is new to this version, and of nothing else that is missing", () => {
    const partly = { state: "live", detail: "Some of it is missing." } as const;
    expect(has({ ...partly, health: "degraded" }).todo).toBe(null);
    expect(has({ ...partly, health: "blind" }).todo).toContain("Save a report");
    expect(has({ ...partly, health: "degraded", unknown_kinds: ["a"] }).todo).toContain("report");
  });
});

describe("a warning", () => {
  it("leads to where it is mended, whatever it is of", () => {
    is("off", Object.keys(MENDED_IN));
    const led = troubles.value.map(({ code = "", where }) => [code, where]);
    expect(Object.fromEntries(led)).toEqual(MENDED_IN);
  });

  it("stays until it is mended, or until a person takes note of it", () => {
    is("off", Object.keys(MENDED_IN));
    for (const { code = "", does } of troubles.value) {
      expect(does.includes("until you dismiss it"), code).toBe(PASSED.includes(code));
    }
  });

  it("of an OBS that is connected does not say that the connection waits", () => {
    is("connected", ["obs_too_old"]);
    expect(troubles.value[0]?.does).toContain("The rest goes on.");
    is("too_old", ["obs_too_old"]);
    expect(troubles.value[0]?.does).toContain("The connection waits for you.");
  });
});
