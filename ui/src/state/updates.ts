// Newer versions, where the application updates itself. What is known of them comes with the status.

import { computed } from "@preact/signals";
import { api } from "../api/client";
import { words } from "../words/updates";
import { question } from "./question";
import { status } from "./status";
import { report } from "./toasts";

/** Null where the application does not update itself. */
export const updates = computed(() => status.value?.updates ?? null);

/** Whether somebody would miss the application while it starts again. */
const inUse = computed(
  () =>
    (status.value?.counters.overlays_connected ?? 0) > 0 ||
    status.value?.sources.some(({ state, platform }) => state === "live" && platform !== "demo"),
);

export function lookForUpdates(): void {
  void api.lookForUpdates().catch(report);
}

/** Asks the person first: the application ends and starts again. */
export function askToInstall(version: string): void {
  const said = inUse.value === true;
  question.value = {
    title: words.question.title(version),
    text: said ? words.question.inUse : words.question.text,
    yes: words.install,
    run: () => void api.installUpdate(said).catch(report),
  };
}
