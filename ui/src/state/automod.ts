// Messages that Twitch's AutoMod holds until the streamer decides.

import { signal } from "@preact/signals";
import { api } from "../api/client";
import type { AutoModHeld } from "../api/types";
import { report } from "./toasts";

/** As the application tells. */
export const automod = signal<readonly AutoModHeld[]>([]);

/** What is being decided: it is on its way, and no second press is. */
export const deciding = signal<ReadonlySet<string>>(new Set());

/** Has Twitch show the message to everybody, or to nobody. */
export async function decide({ id }: AutoModHeld, verdict: "allow" | "deny"): Promise<void> {
  if (deciding.value.has(id)) return;
  deciding.value = new Set(deciding.value).add(id);
  await api.decideHeld(id, verdict).catch(report);
  deciding.value = new Set([...deciding.value].filter((other) => other !== id));
}
