import { expect, test } from "vitest";
import type { Obs, ObsState } from "../api/types";
import { words } from "../words/obs";
import { type NextForObs, saidOfObs } from "./guide-obs";

const is = (state: ObsState) => ({ state, detail: "Why it is so, and what to do." }) as Obs;

const nexts: Record<ObsState, NextForObs> = {
  off: "connect",
  not_running: "again",
  wrong_password: "password",
  password_needed: "password",
  too_old: "again",
  no_browser_plugin: "nothing",
  connected: "add",
};

test("every state of OBS is said in words, with why, and with what comes next", () => {
  for (const [state, next] of Object.entries(nexts) as [ObsState, NextForObs][]) {
    const said = saidOfObs(is(state), false, "can");
    expect(said.state, state).toBe(words.states[state]);
    expect(said.detail, state).toBe(state === "off" ? words.off : "Why it is so, and what to do.");
    expect(said.next, state).toBe(next);
  }
});

test("while it is looked for that is said, and what was pressed stays where it is", () => {
  for (const [state, next] of Object.entries(nexts) as [ObsState, NextForObs][]) {
    expect(saidOfObs(is(state), true, "can")).toEqual({
      state: words.connecting,
      detail: "",
      next,
    });
  }
});

test("without a scene there is nothing to add to, and that is said", () => {
  expect(saidOfObs(is("connected"), false, "no_scene")).toEqual({
    state: words.states.connected,
    detail: words.noScenes,
    next: "nothing",
  });
});

test("what is in a scene is not added again", () => {
  expect(saidOfObs(is("connected"), false, "there").next).toBe("nothing");
});
