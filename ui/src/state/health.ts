// What is wrong: since when, what the application does about it, and what the person can do.

import { computed } from "@preact/signals";
import type { Warning } from "../api/types";
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
  warning?: Warning;
  /** Whether it needs the person: the rest mends itself. */
  bad: boolean;
}

export const troubles = computed((): Trouble[] => [
  ...warnings.value.map(told).map((warning) => ({
    key: warning.code,
    title: warning.message,
    since: warning.since,
    does: warning.does,
    todo: warning.hint || null,
    where: warning.section,
    warning,
    bad: true,
  })),
  ...sources.value.flatMap(({ id, platform, channel, state, detail, since, trouble }): Trouble[] =>
    trouble
      ? [
          {
            key: id,
            title: `${channel} (${page.platforms[platform]}): ${state === "live" ? words.partly : page.states[state]}`,
            why: detail,
            since,
            does: trouble.does,
            todo: trouble.hint || null,
            where: "chat",
            bad: trouble.needs_person,
          },
        ]
      : [],
  ),
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
