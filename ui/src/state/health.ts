// What is wrong: since when, what the application does about it, and what the person can do.

import { computed } from "@preact/signals";
import type { Source, Warning } from "../api/types";
import { words as page } from "../words";
import { words as accounts } from "../words/accounts";
import { words } from "../words/health";
import { words as obsWords } from "../words/obs";
import { told } from "../words/told";
import { toggleCurtain } from "./curtain";
import type { Section } from "./place";
import { switchSource } from "./sources";
import { obs, sources, warnings } from "./status";
import { showToast } from "./toasts";
import { unlock } from "./vault";

/** What a click does about it. */
export interface Deed {
  label: string;
  run: () => Promise<void>;
}

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
  /** What a click does about it, without going anywhere; null: nothing does. */
  deed: Deed | null;
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
    deed: deedOf(warning.code),
    warning,
    bad: true,
  })),
  ...sources.value.flatMap(ofSource),
  ...(obs.value?.state === "not_running"
    ? [
        {
          key: "obs",
          title: `${obsWords.title}: ${obsWords.states.not_running}`,
          since: obs.value.since,
          does: words.obsLooks,
          todo: obs.value.detail,
          where: "overlays" as const,
          deed: null,
          bad: false,
        },
      ]
    : []),
]);

function ofSource(source: Source): Trouble[] {
  const { id, platform, channel, state, detail, since, trouble } = source;
  if (!trouble) return [];
  const looksAgain = state === "failed" || state === "backoff";
  return [
    {
      key: id,
      title: `${channel} (${page.platforms[platform]}): ${state === "live" ? words.partly : page.states[state]}`,
      why: detail,
      since,
      does: trouble.does,
      todo: trouble.hint || null,
      where: "chat",
      deed: looksAgain
        ? { label: page.sources.retry, run: () => switchSource(source, true) }
        : null,
      bad: trouble.needs_person,
    },
  ];
}

function deedOf(warning: string): Deed | null {
  switch (warning) {
    case "chat_hidden":
      return { label: page.curtain.lift, run: toggleCurtain };
    case "keychain_absent":
    case "keychain_denied":
    case "keychain_locked":
    case "keychain_slow":
      return { label: accounts.vault.retry, run: askKeychain };
    default:
      return null;
  }
}

async function askKeychain(): Promise<void> {
  const refusal = await unlock();
  if (refusal) showToast({ tone: "error", text: refusal });
}
