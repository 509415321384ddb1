// YouTube's plain API key. It is sent once and never comes back.

import { ApiError, api } from "../api/client";
import { told } from "../api/told";
import { words } from "../words/api-key";
import { report, showToast } from "./toasts";

/** Has the key checked and kept; why not, in words, or null. */
export async function setKey(key: string): Promise<string | null> {
  try {
    await api.setApiKey(key);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return told(error);
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
