// YouTube's plain API key. It is sent once and never comes back.

import { signal } from "@preact/signals";
import { ApiError, api } from "../api/client";
import { told } from "../api/told";
import { words } from "../words/api-key";
import { report, showToast } from "./toasts";

/** Why the last key was not kept. */
export const keyRefused = signal<{ code: string; why: string } | null>(null);

/** Has the key checked and kept; why not, in words, or null. */
export async function setKey(key: string): Promise<string | null> {
  keyRefused.value = null;
  try {
    await api.setApiKey(key);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const why = told(error);
    keyRefused.value = { code: error.code, why };
    return why;
  }
  showToast({ tone: "plain", text: words.saved });
  return null;
}

export async function forgetKey(): Promise<void> {
  try {
    await api.forgetApiKey();
    showToast({ tone: "plain", text: words.forgotten });
  } catch (error) {
    report(error);
  }
}
