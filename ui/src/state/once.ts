// Clicks that do something once, though somebody clicks twice.

/** What a button's event tells: how many clicks of a pointer there were, none where a key pressed it. */
interface Click {
  detail?: number;
  timeStamp: number;
}

/** As long after something was done, another click of the pointer still belongs to the first one. */
const SETTLES_MS = 500;

/** What is being done now, by its name: the entries of that list, or one without a name. */
const running = new Map<string, Set<string>>();
const doneAt = new Map<string, number>();

/**
 * Does what a click asks for, unless that is being done already. What is taken out of a list goes by the
 * list's name and by the entry: there the next entry moves under the pointer, and so a pointer does nothing
 * more until that is done and half a second later. Keys are not held up, as they move nothing under a hand.
 */
export async function once(
  name: string,
  { detail = 0, timeStamp }: Click,
  deed: () => unknown,
  entry = "",
): Promise<void> {
  const now = running.get(name) ?? new Set();
  const since = timeStamp - (doneAt.get(name) ?? Number.NEGATIVE_INFINITY);
  const isSecond = detail > 0 && (now.size > 0 || since < SETTLES_MS);
  if (now.has(entry) || isSecond) return;
  running.set(name, now.add(entry));
  try {
    await deed();
  } finally {
    now.delete(entry);
    doneAt.set(name, performance.now());
  }
}
