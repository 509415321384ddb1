// The sync service, through which moderators work over the internet. How it is comes over the socket.

import { signal } from "@preact/signals";
import { ApiError, api } from "../api/client";
import { told } from "../api/told";
import { moderators as words } from "../words/moderators";
import type { Refusal } from "./obs";
import { question } from "./question";
import { sync } from "./status";
import { report, showToast } from "./toasts";

/** Whether it is being connected because the person asked: with a link, or with the one that is kept. */
export const connecting = signal<"with_link" | "again" | null>(null);

/** Connects to the service of this link. Null where it was taken, however it went then. */
export async function connectService(link: string): Promise<Refusal | null> {
  connecting.value = "with_link";
  try {
    sync.value = await api.connectSync(link);
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { code: error.code, why: told(error) };
  } finally {
    connecting.value = null;
  }
}

export async function connectAgain(): Promise<void> {
  if (connecting.value) return;
  connecting.value = "again";
  try {
    sync.value = await api.connectSync();
  } catch (error) {
    report(error);
  } finally {
    connecting.value = null;
  }
}

export function askToDisconnect(): void {
  question.value = { ...words.sync.question, run: () => void disconnect() };
}

async function disconnect(): Promise<void> {
  try {
    await api.disconnectSync();
    showToast({ tone: "plain", text: words.sync.disconnected });
  } catch (error) {
    report(error);
  }
}
