// What is wrong: since when, what the application does about it, and what the person can do.

import { computed } from "@preact/signals";
import type { Source } from "../api/types";
import { words as page } from "../words";
import { words } from "../words/health";
import { words as obsWords } from "../words/obs";
import { told } from "../words/told";
import type { Section } from "./place";
import { obs, sources, warnings } from "./status";
import { MENDED_IN, PASSED } from "./warnings";

export interface Trouble {
  key: string;
  /** What is wrong. */
  title: string;
  /** How it is now, in the application's own words. */
  why?: string;
  /** RFC 3339. */
  since?: string | undefined;
  /** What the application does about it. */
  does: string;
  /** What the person can do; null: nothing, or all of it is said with why. */
  todo: string | null;
  /** Where it is done; null: it is not done in the dashboard. */
  where: Section | null;
  /** The warning that it is. */
  code?: string;
  /** Whether it needs the person: the rest mends itself. */
  bad: boolean;
}

/** What the application does about what it warns of. */
function doesAbout(code: string): string {
  if (PASSED.includes(code)) return words.passed;
  // Of one that is connected all the same, as with an old browser, nothing waits.
  const waits = code.startsWith("obs_") && obs.value?.state !== "connected";
  return waits ? words.obsWaits : words.stays;
}

type SourceTrouble = "backoff" | "needs_auth" | "failed" | "partly";

/** What is wrong with a source; null: nothing. */
function troubleOf({ state, health }: Source): SourceTrouble | null {
  if (state === "backoff" || state === "needs_auth" || state === "failed") return state;
  const partly = state === "live" && (health === "degraded" || health === "blind");
  return partly ? "partly" : null;
}

/** What a person can do about it, beyond what the application's own words say. */
function todoOf(is: SourceTrouble, { health, unknown_kinds = [] }: Source): string | null {
  if (is === "failed" || is === "needs_auth") return words.todo[is];
  const canBeReported = health === "blind" || unknown_kinds.length > 0;
  return is === "partly" && canBeReported ? words.todo.report : null;
}

export const troubles = computed((): Trouble[] => [
  ...warnings.value.map(told).map(({ code, message, hint, since }) => ({
    key: code,
    code,
    title: message,
    since,
    does: doesAbout(code),
    todo: hint || null,
    where: MENDED_IN[code] ?? null,
    bad: true,
  })),
  ...sources.value.flatMap((source): Trouble[] => {
    const { id, platform, channel, health, detail, since } = source;
    const is = troubleOf(source);
    if (is === null) return [];
    return [
      {
        key: id,
        title: `${channel} (${page.platforms[platform]}): ${is === "partly" ? words.partly : page.states[is]}`,
        why: detail,
        since,
        // Of one that failed, and of one that is not public, its own words say whether it is tried again.
        does: is === "backoff" || is === "partly" ? words.does[is] : words.does.waits,
        todo: todoOf(is, source),
        where: "chat",
        bad: is === "needs_auth" || is === "failed" || health === "blind",
      },
    ];
  }),
  ...(obs.value?.state === "not_running"
    ? [
        {
          key: "obs",
          title: `${obsWords.title}: ${obsWords.states.not_running}`,
          since: obs.value.since,
          does: words.obsLooks,
          todo: obs.value.detail,
          where: "overlays" as const,
          bad: false,
        },
      ]
    : []),
]);
