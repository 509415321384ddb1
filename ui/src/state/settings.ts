// The application's settings that the editor changes: they hold for every overlay.

import { computed, signal } from "@preact/signals";
import { api, type SettingsPatch } from "../api/client";
import type { Settings } from "../api/types";
import { report } from "./toasts";

/** Null until they have come. */
export const settings = signal<Settings | null>(null);

/** Whether the channels are read while an overlay or a dock is open. */
export const waitsForPage = computed(() => settings.value?.listeners.mode === "in_use");

/** How often they were told. */
let times = 0;

/** Whether they could be had. */
export async function loadSettings(): Promise<boolean> {
  const before = times;
  try {
    const now = await api.settings();
    // What was told meanwhile is newer.
    if (times === before) settings.value = now;
    return true;
  } catch (error) {
    report(error);
    return false;
  }
}

/** Changes of this page that are not answered yet. */
let unanswered = 0;
/** What was told meanwhile: it may be from before them. */
let told: Settings | null = null;

/**
 * Takes what the application tells when something was set, by whomever. What this page has set is told to
 * it as well: only what is new is drawn, and a field that is typed in stays.
 */
export function takeSettings(now: Settings): void {
  times += 1;
  if (unanswered > 0) told = now;
  else show(now);
}

function show(now: Settings): void {
  if (JSON.stringify(now) !== JSON.stringify(settings.value)) settings.value = now;
}

/** Has this set, and shows what is set then. Throws what the application refuses. */
export async function set(patch: SettingsPatch): Promise<void> {
  unanswered += 1;
  let now: Settings | null = null;
  try {
    now = await api.changeSettings(patch);
  } finally {
    unanswered -= 1;
    // The answer to the last one has them all.
    if (unanswered === 0) await settle(now);
  }
}

/** Shows the last answer; where that was a refusal, or somebody else has set something too, what is set. */
async function settle(answer: Settings | null): Promise<void> {
  const other = told;
  told = null;
  if (answer) show(answer);
  const isAll = answer && (!other || JSON.stringify(other) === JSON.stringify(answer));
  if (!isAll) await loadSettings();
}

/** Shows the change at once, and what is set instead if it is refused. Whether it was taken. */
export async function changeSettings(patch: Partial<Settings>): Promise<boolean> {
  if (settings.value) settings.value = { ...settings.value, ...patch };
  try {
    await set(patch);
    return true;
  } catch (error) {
    report(error);
    return false;
  }
}
