// What the streamer puts on the support page.

import { signal } from "@preact/signals";
import { ApiError, api } from "../api/client";
import { told } from "../api/told";
import type { Support, SupportAnswer } from "../api/types";
import { words as page } from "../words";
import { words } from "../words/support";
import { report, showToast } from "./toasts";

/** Why the form can't be saved, and the field that is at fault. */
export interface Refusal {
  field: string | null;
  text: string;
}

/** Null until it is known. */
export const support = signal<SupportAnswer | null>(null);

/** What is on the form and not saved yet; null: nothing is. */
export const draft = signal<Support | null>(null);

export async function loadSupport(): Promise<void> {
  try {
    support.value = await api.support();
  } catch (error) {
    report(error);
  }
}

/** Changes what is on the form. */
export function write(change: Partial<Support>): void {
  const now = draft.value ?? support.value?.support;
  if (now) draft.value = { ...now, ...change };
}

/** Saves the form. Answers why not, where it can't be saved. */
export async function saveSupport(): Promise<Refusal | null> {
  const saved = draft.value;
  if (!saved) return null;
  const before = support.value?.support;
  try {
    support.value = await api.setSupport(saved);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { field: error.field, text: told(error) };
  }
  // What was typed meanwhile stays.
  if (draft.value === saved) draft.value = null;
  const way = before && { label: page.undo, run: () => void putBack(before) };
  showToast({ tone: "plain", text: words.saved, ...(way && { action: way }) });
  return null;
}

/** What is on the form and not saved yet stays there. */
async function putBack(before: Support): Promise<void> {
  try {
    support.value = await api.setSupport(before);
  } catch (error) {
    report(error);
  }
}
