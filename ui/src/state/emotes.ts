// What the emotes are called that can be written in each chat.

import { signal } from "@preact/signals";
import { ApiError, api } from "../api/client";

/** So long, in milliseconds, what was asked for is taken for what there is. */
const GOOD_FOR = 30_000;

/** The names of each source's emotes, in the order of their letters; none until they are known. */
const names = signal<ReadonlyMap<string, readonly string[]>>(new Map());

let asked = Number.NEGATIVE_INFINITY;

/** Asks which there are, unless that was done for all of these sources moments ago. */
export async function loadEmotes(
  sources: readonly string[],
  now = performance.now(),
): Promise<void> {
  const isKnown = sources.every((id) => names.value.has(id));
  if (isKnown && now - asked < GOOD_FOR) return;
  asked = now;
  try {
    const all = await api.emotes();
    // One that is not told of has none.
    const none = sources.map((id): [string, readonly string[]] => [id, []]);
    names.value = new Map([...none, ...all.map(({ source, names }) => [source, names] as const)]);
  } catch (error) {
    // Nobody asked for it: what is known goes on.
    if (!(error instanceof ApiError)) throw error;
  }
}

/** Those that can be written in any of these sources, each once, in the order of their letters. */
export function emotesOf(sources: readonly string[]): readonly string[] {
  return [...new Set(sources.flatMap((id) => names.value.get(id) ?? []))].sort();
}
