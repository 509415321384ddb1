// The merged chat, as far as this page shows it.

import { computed, signal } from "@preact/signals";
import { api } from "../api/client";
import type { Change, Message } from "../api/types";
import { words } from "../words";
import { report, showToast } from "./toasts";

/** As many messages as the page draws, and as many as wait for a reader who has scrolled up. */
export const LIMIT = 150;

/** A fast chat is drawn this often: more is work for the computer that also streams. */
export const DRAWN_EVERY_MS = 100;

/** Drawn, oldest first. */
export const shown = signal<Message[]>([]);

/** Came while the reader was further up, and not drawn yet, so that nothing moves under them. */
const waiting = signal<Message[]>([]);

export const waitingCount = computed(() => waiting.value.length);

/** Whether new messages are drawn as they come. */
export const following = signal(true);

/** The reader has scrolled up: new messages wait. */
export function pauseFeed(): void {
  following.value = false;
}

/** The reader is at the end again: what waited is drawn. */
export function followFeed(): void {
  following.value = true;
  if (waiting.value.length === 0) return;
  shown.value = [...shown.value, ...waiting.value].slice(-LIMIT);
  waiting.value = [];
}

/** Changes that are to be drawn together. */
let gathered: Change[] = [];

export function showSnapshot(messages: Message[]): void {
  gathered = [];
  shown.value = messages.slice(-LIMIT);
  waiting.value = [];
}

/** Draws the changes, in order, within `DRAWN_EVERY_MS`. */
export function takeChanges(changes: Change[]): void {
  if (gathered.length === 0) setTimeout(drawGathered, DRAWN_EVERY_MS);
  gathered = [...gathered, ...changes];
}

function drawGathered(): void {
  const changes = gathered;
  gathered = [];
  let drawn = shown.value;
  let held = waiting.value;
  for (const change of changes) {
    if ("add" in change) {
      if (following.value) drawn = [...drawn, change.add];
      else held = [...held, change.add];
    } else if ("replace" in change) {
      drawn = replaced(drawn, change.replace);
      held = replaced(held, change.replace);
    } else if ("insert" in change) {
      const { message, before } = change.insert;
      if (before !== null) {
        drawn = inserted(drawn, message, before);
        held = inserted(held, message, before);
      } else if (following.value) drawn = [...drawn, message];
      else held = [...held, message];
    } else if ("remove" in change) {
      const gone = new Set(change.remove.ids);
      drawn = without(drawn, gone);
      held = without(held, gone);
    }
  }
  shown.value = drawn.slice(-LIMIT);
  waiting.value = held.slice(-LIMIT);
}

function replaced(messages: Message[], by: Message): Message[] {
  return messages.map((message) => (message.id === by.id ? by : message));
}

function inserted(messages: Message[], message: Message, before: string): Message[] {
  const at = messages.findIndex(({ id }) => id === before);
  return at < 0 ? messages : [...messages.slice(0, at), message, ...messages.slice(at)];
}

function without(messages: Message[], gone: Set<string>): Message[] {
  return messages.filter(({ id }) => !gone.has(id));
}

/** Takes a message off every overlay, with a way back. */
export async function hide(message: Message): Promise<void> {
  try {
    await api.hideMessage(message.id);
    showToast({
      tone: "plain",
      text: words.feed.hidden(message.author?.name),
      action: {
        label: words.undo,
        run: () => void api.unhideMessage(message.id).catch(report),
      },
    });
  } catch (error) {
    report(error);
  }
}
