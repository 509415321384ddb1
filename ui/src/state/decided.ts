// What the streamer decided, with the messages that it was about.

import { computed, effect, signal } from "@preact/signals";
import { moderating } from "../api/moderating";
import type { Message } from "../api/types";
import { focus } from "./focus";

/** So far back is looked for a message that this page has not seen. */
const LOOK_BACK = 500;

const seen = signal<ReadonlyMap<string, Message>>(new Map());

/** Decisions whose message was looked for. */
const lookedFor = new Set<string>();

/** The last decisions, the newest first; without `message` where that is not known any more. */
export const decided = computed(() =>
  (focus.value?.decided ?? []).map((decision) => ({
    ...decision,
    message: seen.value.get(decision.message_id),
  })),
);

/** Learns the messages of decisions while they come. Ends when called. */
export function followDecided(): () => void {
  return effect(() => {
    if (!focus.value) return;
    const { current, queue, suggestions, decided } = focus.value;
    const known = [...suggestions, ...queue, ...(current ? [current] : [])];
    learn(known);
    const unknown = decided
      .map(({ message_id }) => message_id)
      .filter((id) => !seen.peek().has(id) && !lookedFor.has(id));
    if (unknown.length === 0) return;
    for (const id of unknown) lookedFor.add(id);
    void lookUp(new Set(unknown));
  });
}

function learn(messages: readonly Message[]): void {
  const before = seen.peek();
  if (messages.every(({ id }) => before.has(id))) return;
  seen.value = new Map([...before, ...messages.map((each) => [each.id, each] as const)]);
}

async function lookUp(ids: ReadonlySet<string>): Promise<void> {
  try {
    const history = await moderating.history(LOOK_BACK);
    learn(history.filter(({ id, removed }) => ids.has(id) && !removed));
  } catch {
    // The decision is shown without its message.
  }
}
