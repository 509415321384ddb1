import { beforeEach, describe, expect, it } from "vitest";
import type { Obs, Source, Status, Warning } from "../api/types";
import { type Trouble, troubles } from "./health";
import { obs, status } from "./status";

const since = "2026-11-29T18:00:00Z";

function warning(of: Partial<Warning>): Warning {
  const plain = { section: null, passed: false, logged: false, does: "The rest goes on." };
  return { code: "c", message: "It is so.", hint: "Do this.", since, ...plain, ...of };
}

function is(state: Obs["state"], warnings: Warning[]): void {
  status.value = { sources: [], warnings } as unknown as Status;
  obs.value = { state, since, detail: "OBS is so." } as Obs;
}

beforeEach(() => {
  status.value = null;
  obs.value = null;
});

describe("a trouble of OBS", () => {
  it("is told once, as the warning that it is", () => {
    is("wrong_password", [warning({ code: "obs_wrong_password", section: "overlays" })]);
    expect(troubles.value.map(({ key, where, bad }) => [key, where, bad])).toEqual([
      ["obs_wrong_password", "overlays", true],
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

function has(source: Partial<Source>): Trouble | undefined {
  const whole = { id: "s", platform: "youtube", channel: "@ada", since, ...source };
  status.value = { sources: [whole], warnings: [] } as unknown as Status;
  return troubles.value[0];
}

describe("a trouble of a source", () => {
  const trouble = { does: "Your other chats go on.", hint: "Try again.", needs_person: true };

  it("is told in the application's own words, and leads to the chats", () => {
    const detail = "This video is private.";
    expect(has({ state: "needs_auth", detail, trouble })).toMatchObject({
      title: "@ada (YouTube): No access",
      why: detail,
      does: trouble.does,
      todo: trouble.hint,
      where: "chat",
      bad: true,
    });
  });

  it("asks nothing of the person where there is nothing to do", () => {
    const mends = { ...trouble, hint: "", needs_person: false };
    expect(has({ state: "backoff", trouble: mends })).toMatchObject({ todo: null, bad: false });
    expect(has({ state: "live", trouble: mends })?.title).toBe(
      "@ada (YouTube): Some of its chat is missing",
    );
  });

  it("is tried again by a click where the application looks at once then", () => {
    for (const state of ["failed", "backoff"] as const)
      expect(has({ state, trouble })?.deed?.label).toBe("Try again");
    expect(has({ state: "needs_auth", trouble })?.deed).toBeNull();
  });

  it("is none where the application tells of none", () => {
    expect(has({ state: "live" })).toBeUndefined();
  });
});

describe("a warning", () => {
  it("says what is done and what to do, and leads to where it is mended", () => {
    const told = warning({ does: "It is tried again.", section: "settings" });
    is("off", [told]);
    expect(troubles.value[0]).toMatchObject({
      does: "It is tried again.",
      todo: "Do this.",
      where: "settings",
      warning: told,
    });
  });

  it("with nothing to do says nothing of it", () => {
    is("off", [warning({ hint: "", section: null })]);
    expect(troubles.value[0]).toMatchObject({ todo: null, where: null });
  });

  it("has a button for what a click does, beside the one that leads there", () => {
    is("off", [
      warning({ code: "chat_hidden" }),
      warning({ code: "keychain_locked", section: "accounts" }),
      warning({ code: "theme_broken", section: "overlays" }),
    ]);
    expect(troubles.value.map(({ deed, where }) => [deed?.label, where])).toEqual([
      ["Show chat", null],
      ["Try again", "accounts"],
      [undefined, "overlays"],
    ]);
  });
});
