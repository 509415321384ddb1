// The message on screen, and what comes after it.

import { computed, signal } from "@preact/signals";
import { api } from "../api/client";
import type { AuditEntry, Focus, Message } from "../api/types";
import { words } from "../words";
import { stage } from "../words/focus";
import { report, showToast } from "./toasts";

/** As many deeds of the audit list as are looked through. */
const LOOKED_THROUGH = 100;

/** As the application said it last: the socket tells of every change, in order. */
let said: Focus = { current: null, queue: [], suggestions: [], decided: [], can_go_back: false };

/** What is shown: what was said, or ahead of it where an order waits for its answer. */
export const focus = signal(said);

export function takeFocus(told: Focus): void {
  said = told;
  focus.value = told;
}

/** Where a message stands: its number in the queue, or 0 for the one that is on screen. */
export const places = computed<ReadonlyMap<string, number>>(() => {
  const { current, queue } = focus.value;
  const queued = queue.map(({ id }, at) => [id, at + 1] as const);
  return new Map(current ? [...queued, [current.id, 0]] : queued);
});

/** Whether any moderator has done something that could be undone. */
const haveActed = signal(false);

export const haveModerators = computed(() => {
  const { current, queue, suggestions, decided } = focus.value;
  const picked = (item: { by?: string } | null) => item?.by !== undefined;
  return (
    haveActed.value ||
    suggestions.length > 0 ||
    decided.length > 0 ||
    picked(current) ||
    queue.some(picked)
  );
});

/** What was done last, in words for who does not see it. */
export const told = signal("");

export async function loadModeration(): Promise<void> {
  try {
    haveActed.value = (await api.audit(LOOKED_THROUGH)).some(({ by_streamer }) => !by_streamer);
  } catch (error) {
    report(error);
  }
}

let last: Promise<unknown> = Promise.resolve();

/** One call after another: what was picked first is first in the queue. */
function inTurn(call: () => Promise<unknown>): Promise<void> {
  const turn = last.then(call).then(() => undefined, refused);
  last = turn;
  return turn;
}

function refused(error: unknown): void {
  report(error);
  focus.value = said;
}

/** Queues the message, or takes it out again. One that is on screen stays. */
export function pick({ id }: Pick<Message, "id">): Promise<void> {
  const place = places.value.get(id);
  if (place === 0) return last.then(() => undefined);
  return place === undefined ? queue(id) : unqueue(id);
}

/** Picked while another call was under way: they go together, in their order. */
let picked: string[] = [];

function queue(id: string): Promise<void> {
  picked.push(id);
  if (picked.length > 1) return last.then(() => undefined);
  return inTurn(() => {
    const ids = picked;
    picked = [];
    return api.queueMessages(ids);
  });
}

export function unqueue(id: string): Promise<void> {
  return inTurn(() => api.unqueueMessage(id));
}

/** Takes all out, and offers to put it back. */
export function emptyQueue(): Promise<void> {
  return inTurn(async () => {
    const { length } = focus.value.queue;
    await api.emptyQueue();
    showToast({
      tone: "plain",
      text: stage.emptied(length),
      action: { label: words.undo, run: () => void inTurn(api.restoreQueue) },
    });
  });
}

export function showNow(id: string): Promise<void> {
  return inTurn(() => api.showMessage(id));
}

export function pin(id: string, pinned: boolean): Promise<void> {
  return inTurn(() => api.pinMessage(id, pinned));
}

export function go(to: "next" | "previous" | "clear"): Promise<void> {
  return inTurn(() => api.moveFocus(to));
}

export function decide(id: string, decision: "accept" | "reject"): Promise<void> {
  return inTurn(() => api.decideSuggestion(id, decision));
}

/** The queue with this message at that index, or at the nearest that there is. */
export function moved<Item extends { id: string }>(queue: Item[], id: string, to: number): Item[] {
  const item = queue.find((each) => each.id === id);
  if (!item) return queue;
  const others = queue.filter((each) => each.id !== id);
  const at = Math.max(0, Math.min(to, others.length));
  return [...others.slice(0, at), item, ...others.slice(at)];
}

/** Moves it to that index. It is seen there at once. */
export function move(id: string, to: number): Promise<void> {
  const { queue } = focus.value;
  const wanted = moved(queue, id, to);
  if (wanted.every((item, at) => item.id === queue[at]?.id)) return last.then(() => undefined);
  focus.value = { ...focus.value, queue: wanted };
  const at = wanted.findIndex((item) => item.id === id);
  told.value = stage.movedTo(at + 1, wanted.length);
  return inTurn(() => api.orderQueue(wanted.map((item) => item.id)));
}

/** Takes back what a moderator did last, and says what that was. */
export async function undoModerator(): Promise<void> {
  try {
    const { number } = await api.undoModerator();
    const undone = (await api.audit(LOOKED_THROUGH)).find((each) => each.number === number);
    showToast({ tone: "plain", text: undone ? inWords(undone) : stage.undone });
  } catch (error) {
    report(error);
  }
}

function inWords({ by, deed, author_name }: AuditEntry): string {
  return stage.undoneDeed(by, stage.deeds[deed], author_name);
}
