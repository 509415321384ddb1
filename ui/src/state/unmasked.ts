// What is shown of a key: until it is hidden again, in streamer mode by itself.

import { computed } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { words } from "../words";
import { question } from "./question";
import { settings } from "./settings";

/** In streamer mode. Long enough to read or scan it. */
const SHOWN_FOR_MS = 10_000;

/** What stands for what is hidden; its length tells nothing. */
export const MASK = "•".repeat(12);

/** Whether the window may be on the stream: it may until the settings say that it is not. */
export const onStream = computed(() => settings.value?.streamer_mode !== false);

/** An address without what nobody else is to see: its key, and on a stream also whose it is. */
export function masked(address: string): string {
  const shown = address.replace(/[^/]+$/, MASK);
  // A path is one of this computer's.
  const { host, hostname } = new URL(address, location.href);
  return onStream.value && !LOCAL.has(hostname) ? shown.replace(host, MASK) : shown;
}

/** Names of this computer that say nothing of it. */
const LOCAL = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Shows what can't be copied, for the person to copy: where it may be on the stream, only once they say so. */
export function showToCopy(show: () => void): void {
  if (!onStream.value) {
    show();
    return;
  }
  const { title, text, yes } = words.unmask;
  question.value = { title, text, yes, run: show };
}

/** Whether this field's key is shown, and how that is changed. */
export function useUnmasked(): [boolean, (on: boolean) => void] {
  const [unmasked, set] = useState(false);
  const hides = onStream.value;
  useEffect(() => {
    if (!unmasked || !hides) return;
    const timer = setTimeout(() => set(false), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [unmasked, hides]);
  return [unmasked, set];
}
