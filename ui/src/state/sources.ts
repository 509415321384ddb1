// Adding, removing, starting and stopping channels. Their state comes with the status.

import { signal } from "@preact/signals";
import { ApiError, api } from "../api/client";
import type { Account, Platform, Source } from "../api/types";
import { words } from "../words";
import { status } from "./status";
import { report, showToast } from "./toasts";

/** A channel is being added. */
export const adding = signal(false);

/** Why the last one was not added. */
export const addError = signal<{ message: string; hint: string } | null>(null);

/** Whether the channel was added; if not, `addError` says why. */
export async function addSource(platform: Platform, channel: string): Promise<boolean> {
  adding.value = true;
  addError.value = null;
  try {
    show(await api.addSource(platform, channel));
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    addError.value = { message: error.message, hint: error.hint };
    return false;
  } finally {
    adding.value = false;
  }
}

/** Adds the channel of who is signed in. */
export async function addOwnChannel({ platform, own_channel }: Account): Promise<void> {
  if (adding.value || !own_channel) return;
  adding.value = true;
  try {
    show(await api.addSource(platform, own_channel));
  } catch (error) {
    report(error);
  } finally {
    adding.value = false;
  }
}

export async function removeSource(source: Source): Promise<void> {
  try {
    await api.removeSource(source.id);
  } catch (error) {
    report(error);
    return;
  }
  showToast({
    tone: "plain",
    text: words.sources.removed(source.channel),
    action: { label: words.undo, run: () => void putBack(source) },
  });
}

/** As it was, with its id; made-up chat, and what an earlier run removed, is added anew. */
async function putBack({ id, platform, channel }: Source): Promise<void> {
  try {
    show(await api.restoreSource(id));
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) {
      await api.addSource(platform, channel).then(show).catch(report);
    } else report(error);
  }
}

export async function switchSource(source: Source, on: boolean): Promise<void> {
  try {
    await (on ? api.startSource(source.id) : api.stopSource(source.id));
  } catch (error) {
    report(error);
  }
}

/** Reads the chat of this one of a channel's live streams. False where it can't be chosen. */
export async function chooseStream(source: Source, stream: string): Promise<boolean> {
  try {
    await api.chooseStream(source.id, stream);
    return true;
  } catch (error) {
    report(error);
    return false;
  }
}

/** Shows what a call answered, where the status that has it too is still on its way. */
function show(source: Source): void {
  const current = status.value;
  if (!current || current.sources.some(({ id }) => id === source.id)) return;
  status.value = { ...current, sources: [...current.sources, source] };
}
