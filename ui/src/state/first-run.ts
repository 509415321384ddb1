// The guide of the first start: which of its steps are done, and whether it is shown.

import { computed, signal } from "@preact/signals";
import { places } from "./obs";
import { sources } from "./status";

const STORED_AS = "multichat-guide-left";

/** The channels that a person has added. */
export const channels = computed(() => sources.value.filter(({ platform }) => platform !== "demo"));

/** That chat is read. */
export const seen = computed(() => channels.value.some(({ state }) => state === "live"));

/** That the person has taken the overlay's address with them. */
export const taken = signal(false);

/** That an overlay is in OBS, as far as is known. */
export const put = computed(() => places.value.length > 0 || taken.value);

/** Whether the person called the guide, or left it; null: neither. */
const asked = signal<boolean | null>(wasLeft() ? false : null);

/** By itself it is shown while there is something left to do. */
export const shown = computed(() => asked.value ?? !(channels.value.length > 0 && put.value));

export function showGuide(on: boolean): void {
  asked.value = on;
  try {
    if (on) localStorage.removeItem(STORED_AS);
    else localStorage.setItem(STORED_AS, "yes");
  } catch {
    // Where storage is forbidden, it is left until the page is loaded again.
  }
}

function wasLeft(): boolean {
  try {
    return localStorage.getItem(STORED_AS) !== null;
  } catch {
    return false;
  }
}
