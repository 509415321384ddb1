// The message whose sheet is open.

import { signal } from "@preact/signals";
import type { Frame } from "../api/frame";
import type { Message, RemovalReason } from "../api/types";
import { tapped } from "./tapped";

export const opened = signal<Message | null>(null);

/** Why the message of the open sheet is not there any more. */
export const goneBecause = signal<RemovalReason | null>(null);

/** Why what was tried there was refused. */
export const refusal = signal("");

export function open(message: Message): void {
  tapped.set(true);
  refusal.value = "";
  goneBecause.value = null;
  opened.value = message;
}

export function close(): void {
  opened.value = null;
}

/** What is removed while its sheet is open says so there. */
export function noteRemovals(frame: Frame): void {
  if (frame.type !== "changes" && frame.type !== "resume") return;
  const id = opened.value?.id;
  for (const change of frame.changes) {
    if ("remove" in change && id !== undefined && change.remove.ids.includes(id)) {
      goneBecause.value = change.remove.reason;
    }
  }
}
