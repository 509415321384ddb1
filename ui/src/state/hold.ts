// How long each message is held back from the overlays yet.

import { effect, signal } from "@preact/signals";
import type { Frame } from "../api/frame";
import { me } from "./me";

const TICK_MS = 250;

/** When each message came, in milliseconds; of those that may be held yet. */
const arrivals = new Map<string, number>();

/** What people let pass lately, whoever did: it is held no more. */
let passed: ReadonlySet<string> = new Set();

/** Seconds until a message is on screen, for those that are not. */
export const countdowns = signal<ReadonlyMap<string, number>>(new Map());

/** Takes note of what comes. A snapshot's messages have come when they say so. */
export function noteArrivals(frame: Frame): void {
  if (frame.type === "snapshot") {
    for (const { id, at } of frame.messages) arrivals.set(id, Date.parse(at));
  } else if (frame.type === "changes" || frame.type === "resume") {
    for (const change of frame.changes) {
      if ("add" in change) arrivals.set(change.add.id, Date.now());
      else if ("remove" in change) for (const id of change.remove.ids) arrivals.delete(id);
    }
  } else if (frame.type === "held") passed = new Set(frame.passed);
  else return;
  count();
}

function count(): void {
  const now = Date.now();
  const hold = (me.value?.hold_seconds ?? 0) * 1000;
  const left = new Map<string, number>();
  // The longest hold there can be: one that is not known yet may be it.
  const longest = me.value ? hold : 30_000;
  for (const [id, at] of arrivals) {
    const rest = at + hold - now;
    if (rest > 0 && !passed.has(id)) left.set(id, Math.ceil(rest / 1000));
    if (at + longest < now) arrivals.delete(id);
  }
  if (left.size > 0 || countdowns.value.size > 0) countdowns.value = left;
}

/** Keeps `countdowns` going for as long as something is held back. Ends when called. */
export function followHold(): () => void {
  return effect(() => {
    if (!me.value?.hold_seconds) {
      countdowns.value = new Map();
      return undefined;
    }
    const timer = setInterval(count, TICK_MS);
    return () => clearInterval(timer);
  });
}
