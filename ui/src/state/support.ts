// What the streamer puts on the support page.

import { computed, signal } from "@preact/signals";
import { ApiError, api } from "../api/client";
import { told } from "../api/told";
import type { Support, SupportAnswer } from "../api/types";
import { words as page } from "../words";
import { words } from "../words/support";
import { asking } from "./asking";
import { report, showToast } from "./toasts";

/** Why the form can't be saved, and the field that is at fault. */
export interface Refusal {
  field: string | null;
  text: string;
}

/** Null until it is known. */
export const support = signal<SupportAnswer | null>(null);

/** What was changed on the form and is not saved yet; null: nothing was. */
export const draft = signal<Partial<Support> | null>(null);

/** What is on the form: what is set, with what was changed there. */
export const form = computed(() => support.value && { ...support.value.support, ...draft.value });

export const loadSupport = asking(
  () => api.support(),
  (answer) => {
    support.value = answer;
  },
);

/** Changes what is on the form. */
export function write(change: Partial<Support>): void {
  if (support.value) draft.value = { ...draft.value, ...change };
}

/** Saves the form. Answers why not, where it can't be saved. */
export async function saveSupport(): Promise<Refusal | null> {
  const [saved, before] = [draft.value, support.value?.support];
  if (!saved || !before) return null;
  try {
    await put(saved);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { field: error.field, text: told(error) };
  }
  // What was typed meanwhile stays.
  if (draft.value === saved) draft.value = null;
  const back = Object.fromEntries(
    Object.entries(before).filter(([field]) => field in saved),
  ) as Partial<Support>;
  const action = { label: page.undo, run: () => void put(back).catch(report) };
  showToast({ tone: "plain", text: words.saved, action });
  return null;
}

/** Sets these fields. The others are as somebody else may have set them meanwhile. */
async function put(change: Partial<Support>): Promise<void> {
  const { support: now } = await api.support();
  support.value = await api.setSupport({ ...now, ...change });
}
