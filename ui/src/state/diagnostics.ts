// The report that a person can send in, which they see before it is written.

import { signal } from "@preact/signals";
import { api } from "../api/client";
import { words } from "../words";
import { report, showToast } from "./toasts";

/** All that is in it, while it is looked at. */
export const shown = signal<string | null>(null);

export async function lookAtReport(): Promise<void> {
  try {
    shown.value = JSON.stringify(await api.diagnostics(), null, 2);
  } catch (error) {
    report(error);
  }
}

/** Writes it, and says where it is. */
export async function saveReport(): Promise<void> {
  shown.value = null;
  try {
    const { path } = await api.saveDiagnostics();
    showToast({ tone: "plain", text: words.sources.reportSaved, hint: path });
  } catch (error) {
    report(error);
  }
}
