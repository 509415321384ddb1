// The curtain: while it is drawn, no overlay shows anything.

import { computed } from "@preact/signals";
import { api } from "../api/client";
import { status } from "./status";
import { report } from "./toasts";

export const curtain = computed(() => status.value?.curtain ?? false);

/** Who hides chat in a hurry clicks twice: so long, a click does not show it again. */
const HURRY_MS = 800;

let drawnAt = Number.NEGATIVE_INFINITY;

export async function toggleCurtain(): Promise<void> {
  const before = status.value;
  if (!before) return;
  const drawn = !before.curtain;
  const now = performance.now();
  if (!drawn && now - drawnAt < HURRY_MS) return;
  if (drawn) drawnAt = now;
  // Seen at once; the status that says the same comes soon.
  status.value = { ...before, curtain: drawn };
  try {
    await api.drawCurtain(drawn);
  } catch (error) {
    if (status.value) status.value = { ...status.value, curtain: before.curtain };
    report(error);
  }
}
