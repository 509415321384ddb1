// The keyboard among the messages of the feed.

import type { RefObject } from "preact";
import { at, pauseFeed, reachEnd, tabStop } from "../state/feed";

/** What the scrolling frame of these rows does by the keyboard. */
export function rowKeys(
  list: RefObject<HTMLOListElement | null>,
  { isAtEnd, toNewest }: { isAtEnd: () => boolean; toNewest: () => void },
) {
  /** The arrows go from row to row, Home and End to the oldest and the newest. */
  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const rows = [...(list.current?.children ?? [])] as HTMLElement[];
    const from = rows.findIndex((row) => row.contains(document.activeElement));
    const stop = rows.findIndex(({ dataset }) => dataset.id === tabStop.value);
    const [up, down] = from < 0 ? [stop, stop] : [from - 1, from + 1];
    const to = { ArrowUp: up, ArrowDown: down, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    // Nothing takes an older one from under whoever reads it.
    if (to < rows.length - 1) pauseFeed();
    else reachEnd();
    rows[to]?.focus();
    if (event.key !== "End") return;
    toNewest();
    requestAnimationFrame(() => (list.current?.lastElementChild as HTMLElement | null)?.focus());
  }

  function onFocusIn({ target }: FocusEvent): void {
    at.value = (target as Element).closest<HTMLElement>("li.message")?.dataset.id ?? at.value;
  }

  /** Whoever leaves the newest of those that are drawn does not wait for newer ones. */
  function onFocusOut({ relatedTarget }: FocusEvent): void {
    if (!list.current?.contains(relatedTarget as Node | null) && isAtEnd()) reachEnd();
  }

  return { onKeyDown, onFocusIn, onFocusOut };
}
