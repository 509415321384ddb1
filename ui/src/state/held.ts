// Messages with a blocked word that wait for a person, on overlays that hold them.

import { computed, signal } from "@preact/signals";
import { api } from "../api/client";
import type { Judged } from "../api/types";
import { overlays } from "./overlays";
import { report } from "./toasts";

const ASK_AGAIN_MS = 1500;

export const held = signal<Judged[]>([]);

const holding = computed(() =>
  overlays.value.filter(({ options }) => {
    const { blocked, ...words } = options.feed.words;
    return blocked.length > 0 && words.then === "hold";
  }),
);

/** Keeps `held` as it is in the application, which tells of it when asked: for as long as somebody
 * may see it. Ends when called. */
export function followHeld(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  async function ask(): Promise<void> {
    clearTimeout(timer);
    try {
      await look();
    } catch {
      // That the application does not answer is said once, by the page's head.
    }
    clearTimeout(timer);
    if (!ended && !document.hidden) timer = setTimeout(() => void ask(), ASK_AGAIN_MS);
  }
  function onVisible(): void {
    if (!document.hidden) void ask();
  }
  document.addEventListener("visibilitychange", onVisible);
  void ask();
  return () => {
    ended = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onVisible);
  };
}

/** Lets the message pass onto every overlay that holds it. */
export async function pass({ message }: Judged): Promise<void> {
  await decide(message.id, api.passMessage);
}

/** Takes the message off every overlay. */
export async function leaveOut({ message }: Judged): Promise<void> {
  await decide(message.id, api.hideMessage);
}

async function decide(id: string, call: (id: string) => Promise<void>): Promise<void> {
  try {
    await call(id);
    held.value = held.value.filter(({ message }) => message.id !== id);
  } catch (error) {
    report(error);
  }
}

async function look(): Promise<void> {
  const views = await Promise.all(holding.value.map(({ id }) => api.feed(id)));
  const all = views.flatMap(({ held }) => held);
  // One message may wait on several overlays.
  held.value = [...new Map(all.map((each) => [each.message.id, each])).values()];
}
