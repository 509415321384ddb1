// The end of the application, where closing its window means that.

import { signal } from "@preact/signals";
import { ApiError, api } from "../api/client";
import { report } from "./toasts";

/** `asked`: the person closed the window, and has not said yet whether they mean it. */
export const closing = signal<"no" | "asked" | "ended">("no");

export function keepOpen(): void {
  closing.value = "no";
}

export async function quit(): Promise<void> {
  try {
    await api.quit();
    closing.value = "ended";
  } catch (error) {
    // No answer at all: it was gone before it could say so.
    const gone = error instanceof ApiError && error.status === 0;
    closing.value = gone ? "ended" : "no";
    if (!gone) report(error);
  }
}
