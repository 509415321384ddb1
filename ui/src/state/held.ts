// Messages with a blocked word that wait for a person, on overlays that hold them.

import { signal } from "@preact/signals";
import { api } from "../api/client";
import type { Judged } from "../api/types";
import { report } from "./toasts";

/** As the application tells. */
export const held = signal<readonly Judged[]>([]);

/** Lets the message pass onto every overlay that holds it. */
export async function pass({ message }: Judged): Promise<void> {
  await api.passMessage(message.id).catch(report);
}

/** Takes the message off every overlay. */
export async function leaveOut({ message }: Judged): Promise<void> {
  await api.hideMessage(message.id).catch(report);
}
