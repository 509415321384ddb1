// Messages that Twitch's AutoMod holds until the streamer decides.

import { signal } from "@preact/signals";
import { api } from "../api/client";
import type { AutoModHeld } from "../api/types";
import { report } from "./toasts";

/** As the application tells. */
export const automod = signal<readonly AutoModHeld[]>([]);

/** Has Twitch show the message to everybody, or to nobody. */
export async function decide({ id }: AutoModHeld, verdict: "allow" | "deny"): Promise<void> {
  await api.decideHeld(id, verdict).catch(report);
}
