// What the application says about itself.

import { computed, signal } from "@preact/signals";
import { api } from "../api/client";
import type { Obs, Status, Sync } from "../api/types";
import { report } from "./toasts";

/** Null until the first status has come. */
export const status = signal<Status | null>(null);

/** OBS and how it is. Null until it is known, and in a dock, which is not told. */
export const obs = signal<Obs | null>(null);

/** The sync service and how it is. Null until it is known; the owner alone is told. */
export const sync = signal<Sync | null>(null);

export const sources = computed(() => status.value?.sources ?? []);
export const warnings = computed(() => status.value?.warnings ?? []);
export const listening = computed(() => status.value?.listening ?? false);

/** A start or stop of all is under way. */
export const switching = signal(false);

export async function toggleListening(): Promise<void> {
  switching.value = true;
  try {
    await (listening.value ? api.stopListeners() : api.startListeners());
  } catch (error) {
    report(error);
  } finally {
    switching.value = false;
  }
}
