// Where a person is needed: how many things in each section wait for one.

import { computed } from "@preact/signals";
import { accounts } from "./accounts";
import { focus } from "./focus";
import { troubles } from "./health";
import { held } from "./held";
import type { Section } from "./place";
import { obs, sources } from "./status";

/** States of OBS that only a person ends. */
const OBS_NEEDS: readonly string[] = [
  "wrong_password",
  "password_needed",
  "too_old",
  "no_browser_plugin",
];

export const attention = computed((): Partial<Record<Section, number>> => {
  const needing = sources.value.filter(({ state }) => state === "needs_auth" || state === "failed");
  const locked = accounts.value.filter(({ state }) => state === "revoked" || state === "locked");
  return {
    chat: needing.length + focus.value.suggestions.length + held.value.length,
    overlays: OBS_NEEDS.includes(obs.value?.state ?? "") ? 1 : 0,
    accounts: locked.length,
    health: troubles.value.filter(({ bad }) => bad).length,
  };
});
