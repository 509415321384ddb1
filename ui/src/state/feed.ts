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

/** Whether the reader is at the end, where new messages are drawn as they come. */
export const following = signal(true);

/** Whether somebody points at the list: then nothing in it moves. */
export const still = signal(false);

/** Drawn messages that were removed while the list is still: their places are kept, without them. */
export const gone = signal<ReadonlySet<string>>(new Set());

/** The message that the keyboard was at last. */
export const at = signal<string | null>(null);

/** The one of all that are drawn that Tab leads to: where the keyboard was, or else the newest. */
export const tabStop = computed(() => {
  const newest = shown.value.at(-1)?.id ?? null;
  return shown.value.some(({ id }) => id === at.value) ? at.value : newest;
});

/** What else changes once the list is not still any more, by the message's id. */
let later = new Map<string, Change>();

const drawing = () => following.value && !still.value;

/** The reader has scrolled up: new messages wait. */
export function pauseFeed(): void {
  following.value = false;
}

/** The reader has come to the end by themselves: what waited is drawn, unless the list is still. */
export function reachEnd(): void {
  following.value = true;
  if (!still.value) takeUp();
}

/** The reader wants to see the newest: what waited is drawn. */
export function followFeed(): void {
  following.value = true;
  takeUp();
}

/** Somebody points at the list: it stays as it is until they let go. */
export function holdFeed(): void {
  still.value = true;
}

/** Nobody points at the list any more: what changed meanwhile is taken up. */
export function releaseFeed(): void {
  if (!still.value) return;
  still.value = false;
  takeUp();
}

function takeUp(): void {
  if (gone.value.size === 0 && later.size === 0 && waiting.value.length === 0) return;
  let drawn = without(shown.value, gone.value);
  for (const change of later.values()) {
    if ("replace" in change) drawn = replaced(drawn, change.replace);
    else if ("insert" in change && change.insert.before !== null) {
      drawn = inserted(drawn, change.insert.message, change.insert.before);
    }
  }
  gone.value = new Set();
  later = new Map();
  if (following.value) {
    drawn = [...drawn, ...waiting.value];
    waiting.value = [];
  }
  shown.value = drawn.slice(-LIMIT);
}

/** Changes that are to be drawn together. */
let gathered: Change[] = [];

/** All that there is, after a break in the line. What somebody reads or points at stays in its place. */
export function showSnapshot(messages: Message[]): void {
  gathered = [];
  if (!drawing() && shown.value.length > 0) {
    keepPlaces(messages);
    return;
  }
  shown.value = messages.slice(-LIMIT);
  waiting.value = [];
  gone.value = new Set();
  later = new Map();
}

/** What is drawn stays in its place, what is not in the snapshot as a gap, and what is newer waits. */
function keepPlaces(messages: Message[]): void {
  const told = new Set(messages.map(({ id }) => id));
  const drawn = new Set(shown.value.map(({ id }) => id));
  const isCommon = ({ id }: Message) => drawn.has(id);
  const first = messages.findIndex(isCommon);
  // With nothing in common, all that the snapshot has is newer.
  const newer = messages.map(isCommon).lastIndexOf(true) + 1;
  gone.value = new Set([...drawn].filter((id) => !told.has(id)));
  waiting.value = messages.slice(newer).slice(-LIMIT);
  later = new Map();
  messages.slice(0, newer).forEach((message, at) => {
    if (at < first) return;
    // What is back stands before the next one that is drawn.
    const before = messages.slice(at).find(isCommon)?.id ?? null;
    if (!isCommon(message)) postpone(message.id, { seq: 0, insert: { message, before } });
    else if (still.value) postpone(message.id, { seq: 0, replace: message });
    else shown.value = replaced(shown.value, message);
  });
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
      if (drawing()) drawn = [...drawn, change.add];
      else held = [...held, change.add];
    } else if ("replace" in change) {
      held = replaced(held, change.replace);
      const back = later.get(change.replace.id);
      if (back && "insert" in back) {
        const insert = { ...back.insert, message: change.replace };
        postpone(change.replace.id, { ...back, insert });
      } else if (still.value) {
        postpone(change.replace.id, change);
        // What is quoted is gone now; the line of it goes when the list may move.
        if (!change.replace.reply_to) drawn = withoutQuote(drawn, change.replace.id);
      } else drawn = replaced(drawn, change.replace);
    } else if ("insert" in change) {
      const { message, before } = change.insert;
      if (before !== null) {
        held = inserted(held, message, before);
        if (still.value) postpone(message.id, change);
        else drawn = inserted(drawn, message, before);
      } else if (drawing()) drawn = [...drawn, message];
      else held = [...held, message];
    } else if ("remove" in change) {
      const removed = new Set(change.remove.ids);
      held = without(held, removed);
      for (const id of change.remove.ids) later.delete(id);
      if (still.value) leaveGaps(change.remove.ids);
      else drawn = without(drawn, removed);
    }
  }
  shown.value = drawn.slice(-LIMIT);
  waiting.value = held.slice(-LIMIT);
}

function withoutQuote(messages: Message[], id: string): Message[] {
  return messages.map((message) =>
    message.id === id && message.reply_to
      ? { ...message, reply_to: { author: "", text: "" } }
      : message,
  );
}

function postpone(id: string, change: Change): void {
  later.delete(id);
  later.set(id, change);
  const [oldest] = later.keys();
  if (later.size > LIMIT && oldest !== undefined) later.delete(oldest);
}

function leaveGaps(ids: string[]): void {
  gone.value = new Set([
    ...gone.value,
    ...ids.filter((id) => shown.value.some((m) => m.id === id)),
  ]);
}

function replaced(messages: Message[], by: Message): Message[] {
  return messages.map((message) => (message.id === by.id ? by : message));
}

function inserted(messages: Message[], message: Message, before: string): Message[] {
  const at = messages.findIndex(({ id }) => id === before);
  return at < 0 ? messages : [...messages.slice(0, at), message, ...messages.slice(at)];
}

function without(messages: Message[], gone: ReadonlySet<string>): Message[] {
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
