// Where a person is needed: how many things in each section wait for one.

import { computed } from "@preact/signals";
import { accounts } from "./accounts";
import { automod } from "./automod";
import { focus } from "./focus";
import { troubles } from "./health";
import { held } from "./held";
import type { Section } from "./place";
import { updates } from "./updates";

export const attention = computed((): Partial<Record<Section, number>> => {
  const bad = troubles.value.filter(({ bad }) => bad);
  const mendedIn = (section: Section) => bad.filter(({ where }) => where === section).length;
  const locked = accounts.value.filter(({ state }) => state === "revoked" || state === "locked");
  return {
    chat:
      mendedIn("chat") + focus.value.suggestions.length + held.value.length + automod.value.length,
    overlays: mendedIn("overlays"),
    // That a sign-in is over, or can't be read, is told by its account and by a warning.
    accounts: Math.max(mendedIn("accounts"), locked.length),
    moderators: mendedIn("moderators"),
    paid: mendedIn("paid"),
    settings: mendedIn("settings"),
    health: bad.length,
    about: updates.value?.state === "found" ? 1 : 0,
  };
});
