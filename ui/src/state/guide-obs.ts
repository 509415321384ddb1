// OBS in the guide of the first start: how it is, and the one thing that comes next.

import type { Obs, ObsState } from "../api/types";
import { words } from "../words/obs";

/** What the guide offers: a button, the field for the password, or nothing that is done from here. */
export type NextForObs = "connect" | "again" | "password" | "add" | "nothing";

export interface ObsSaid {
  /** How it is. */
  state: string;
  /** Why, and what to do. */
  detail: string;
  next: NextForObs;
}

const nexts: Record<ObsState, NextForObs> = {
  off: "connect",
  not_running: "again",
  wrong_password: "password",
  password_needed: "password",
  too_old: "again",
  no_browser_plugin: "nothing",
  connected: "add",
};

/** Whether an overlay is in a scene, could be put into one, or finds none. */
export type InScene = "there" | "can" | "no_scene";

/** `connecting`: it is being looked for. */
export function saidOfObs(now: Obs, connecting: boolean, inScene: InScene): ObsSaid {
  const next = nexts[now.state];
  // What was pressed stays where it is until there is an answer.
  if (connecting) return { state: words.connecting, detail: "", next };
  const state = words.states[now.state];
  if (next === "add" && inScene !== "can") {
    const detail = inScene === "no_scene" ? words.noScenes : now.detail;
    return { state, detail, next: "nothing" };
  }
  return { state, detail: now.state === "off" ? words.off : now.detail, next };
}
