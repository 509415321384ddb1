// What is wrong: since when, what the application does about it, and what the person can do.

import { computed } from "@preact/signals";
import type { Source } from "../api/types";
import { words as page } from "../words";
import { words } from "../words/health";
import { words as obsWords } from "../words/obs";
import { told } from "../words/told";
import type { Section } from "./place";
import { obs, sources, warnings } from "./status";

export interface Trouble {
  key: string;
  /** What is wrong. */
  title: string;
  /** RFC 3339. */
  since?: string | undefined;
  /** What the application does about it. */
  does: string;
  /** What the person can do. */
  todo: string;
  /** Where it is done; null: it is not done in the dashboard. */
  where: Section | null;
  /** The warning that it is. */
  code?: string;
  /** Whether it needs the person: the rest mends itself. */
  bad: boolean;
}

/** Whether a warning is of OBS: the connection is made in the dashboard, and waits for the person. */
const isOfObs = (code: string): boolean => code.startsWith("obs_");

/** What is wrong with a source; null: nothing. */
function troubleOf({ state, health }: Source): keyof typeof words.does | null {
  if (state === "backoff" || state === "needs_auth" || state === "failed") return state;
  const partly = state === "live" && (health === "degraded" || health === "blind");
  return partly ? "partly" : null;
}

export const troubles = computed((): Trouble[] => [
  ...warnings.value.map(told).map(({ code, message, hint, since }) => ({
    key: code,
    code,
    title: message,
    since,
    does: isOfObs(code) ? words.obsWaits : words.stays,
    todo: hint,
    where: isOfObs(code) ? ("overlays" as const) : null,
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
        since,
        does: words.does[is],
        todo: detail,
        where: is === "needs_auth" ? "accounts" : "chat",
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
