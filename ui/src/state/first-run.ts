// The guide of the first start: which of its steps are done, and whether it is shown.

import { computed, effect, signal } from "@preact/signals";
import type { Source } from "../api/types";
import { shown as drawn } from "./feed";
import { fact, keep, kept } from "./kept";
import { places } from "./obs";
import { sources, status } from "./status";

const STORED_AS = "multichat-guide-left";

/** An overlay that is open for so long is not the preview of this page, which was left just now. */
const OPEN_FOR_MS = 3000;

/** The channels that a person has added. */
export const channels = computed(() => sources.value.filter(({ platform }) => platform !== "demo"));

/** That chat is read, whether anybody writes in it or not. */
export const read = computed(() => channels.value.some(({ state }) => state === "live"));

/**
 * Why no chat is read yet: nobody listens, or the first channel that does not go as it should says itself
 * what is. Null where one waits for its stream, or none is added.
 */
export const obstacle = computed((): "stopped" | Source | null => {
  const on = channels.value.filter(({ state }) => state !== "off");
  if (on.length === 0) return channels.value.length > 0 ? "stopped" : null;
  if (on.some(({ state }) => state === "waiting")) return null;
  return on.find(({ state }) => state !== "connecting") ?? on[0] ?? null;
});

/** What a source brought is told with its next change of state, and what it brings now by the feed. */
const came = computed(() =>
  channels.value.some(
    ({ id, counts }) => counts.messages > 0 || drawn.value.some(({ source }) => source === id),
  ),
);
const isOpen = computed(() => (status.value?.counters.overlays_connected ?? 0) > 0);

// What the application tells begins anew with each start of it: what was done stays so here.
const onceCame = fact("multichat-guide-seen");
const oncePut = fact("multichat-guide-put");

/** That a message of a channel has come. */
export const seen = computed(() => channels.value.length > 0 && (onceCame.is.value || came.value));

/** That an overlay is in OBS, or was opened where it is shown. */
export const put = computed(() => places.value.length > 0 || oncePut.is.value);

/** Whether the person called the guide, or left it; null: neither. */
const asked = signal<boolean | null>(kept(STORED_AS) === null ? null : false);

/** By itself it is shown while there is something left to do. */
export const shown = computed(() => asked.value ?? !(channels.value.length > 0 && put.value));

export function showGuide(on: boolean): void {
  asked.value = on;
  keep(STORED_AS, on ? null : "yes");
}

/** Takes note of what is done, where no preview of an overlay is on the page. Ends when called. */
export function followGuide(): () => void {
  const ends = [
    effect(() => {
      if (seen.value) onceCame.set(true);
      if (places.value.length > 0) oncePut.set(true);
    }),
    effect(() => {
      if (!isOpen.value) return undefined;
      const timer = setTimeout(() => oncePut.set(true), OPEN_FOR_MS);
      return () => clearTimeout(timer);
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
