// The application's settings that the editor changes: they hold for every overlay.

import { computed, signal } from "@preact/signals";
import { api } from "../api/client";
import type { Settings } from "../api/types";
import { report } from "./toasts";

/** Null until they have come. */
export const settings = signal<Settings | null>(null);

/** What this page has set is told to it as well: only what is new is drawn, and a field that is typed in stays. */
export function takeSettings(told: Settings): void {
  if (JSON.stringify(told) !== JSON.stringify(settings.value)) settings.value = told;
}

/** Whether the channels are read while an overlay or a dock is open. */
export const waitsForPage = computed(() => settings.value?.listeners.mode === "in_use");

export async function loadSettings(): Promise<void> {
  try {
    settings.value = await api.settings();
  } catch (error) {
    report(error);
  }
}

/** Shows the change at once, and takes it back if it is refused. Whether it was taken. */
export async function changeSettings(patch: Partial<Settings>): Promise<boolean> {
  const before = settings.value;
  if (before) settings.value = { ...before, ...patch };
  try {
    settings.value = await api.changeSettings(patch);
    return true;
  } catch (error) {
    settings.value = before;
    report(error);
    return false;
  }
}
