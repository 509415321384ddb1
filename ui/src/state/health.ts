// What is wrong: since when, what the application does about it, and what the person can do.

import { computed } from "@preact/signals";
import { words as page } from "../words";
import { words } from "../words/health";
import { words as obsWords } from "../words/obs";
import type { Section } from "./place";
import { obs, sources, warnings } from "./status";

export interface Trouble {
  key: string;
  /** What is wrong. */
  title: string;
  /** RFC 3339, where it is known. */
  since?: string;
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

/** OBS' states that are a trouble once it is wanted. */
const OBS_TROUBLES = [
  "not_running",
  "wrong_password",
  "password_needed",
  "too_old",
  "no_browser_plugin",
] as const;

export const troubles = computed((): Trouble[] => [
  ...warnings.value.map(({ code, message, hint }) => ({
    key: code,
    code,
    title: message,
    does: words.stays,
    todo: hint,
    where: null,
    bad: true,
  })),
  ...sources.value.flatMap((source): Trouble[] => {
    const { id, platform, channel, state, health, detail, since } = source;
    const partly = state === "live" && (health === "degraded" || health === "blind");
    if (!partly && state !== "backoff" && state !== "needs_auth" && state !== "failed") return [];
    return [
      {
        key: id,
        title: `${channel} (${page.platforms[platform]}): ${partly ? words.partly : page.states[state]}`,
        since,
        does: words.does[partly ? "partly" : state === "live" ? "partly" : state],
        todo: detail,
        where: state === "needs_auth" ? "accounts" : "chat",
        bad: state === "needs_auth" || state === "failed" || health === "blind",
      },
    ];
  }),
  ...OBS_TROUBLES.filter((state) => state === obs.value?.state).map((state) => ({
    key: "obs",
    title: `${obsWords.title}: ${obsWords.states[state]}`,
    does: state === "not_running" ? words.obsLooks : words.obsWaits,
    todo: obs.value?.detail ?? "",
    where: "overlays" as const,
    bad: state !== "not_running",
  })),
]);
