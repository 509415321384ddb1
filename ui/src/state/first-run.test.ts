import { expect, test } from "vitest";
import type { Source, SourceState, Status } from "../api/types";
import { obstacle } from "./first-run";
import { status } from "./status";

/** A channel in each of these states; made-up chat beside them is nobody's channel. */
function are(...states: SourceState[]): Source[] {
  const channels = states.map((state) => ({ id: state, platform: "twitch", state }) as Source);
  const demo = { id: "stand-in", platform: "demo", state: "live" } as Source;
  status.value = { sources: [demo, ...channels] } as Status;
  return channels;
}

test("why nothing is seen yet: nobody listens, a channel is in trouble, or one waits for its stream", () => {
  are();
  expect(obstacle.value).toBeNull();
  are("off");
  expect(obstacle.value).toBe("stopped");
  are("waiting");
  expect(obstacle.value).toBeNull();
  for (const state of ["failed", "backoff", "needs_auth", "connecting"] as const) {
    const [channel] = are(state);
    expect(obstacle.value, state).toBe(channel);
  }
});

test("of several channels, one that waits is told of first, then one in trouble, and one that is off last", () => {
  are("failed", "waiting");
  expect(obstacle.value).toBeNull();
  const [, , failed] = are("off", "connecting", "failed");
  expect(obstacle.value).toBe(failed);
  const [, connecting] = are("off", "connecting");
  expect(obstacle.value).toBe(connecting);
});
