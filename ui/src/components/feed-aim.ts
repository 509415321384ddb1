// Which message of the feed somebody means who points at it, while chat runs on.

import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { gone, holdFeed, releaseFeed, shown } from "../state/feed";
import { pick } from "../state/focus";

/** A pointer that went further, in CSS pixels, selects text. */
const NOT_A_CLICK = 6;

/** A touch is over for so long before its click must have come. */
const CLICK_COMES_MS = 400;

const CONTROLS = "button, a, input, select, textarea, summary";

/**
 * Holds the list still for as long as a mouse is over `frame` or a finger on it, and queues the
 * message that the pointer went down on: what is under it later may be another one.
 */
export function useAim(
  frame: RefObject<HTMLElement | null>,
  list: RefObject<HTMLOListElement | null>,
): void {
  useEffect(() => {
    const [outer, rows] = [frame.current, list.current];
    return outer && rows ? followPointer(outer, rows) : undefined;
  }, []);
}

function followPointer(frame: HTMLElement, list: HTMLOListElement): () => void {
  let aim: { id: string; x: number; y: number } | null = null;
  let touched: ReturnType<typeof setTimeout> | undefined;

  function hold(): void {
    clearTimeout(touched);
    freeze(list);
    holdFeed();
  }

  function release(): void {
    clearTimeout(touched);
    releaseFeed();
    // What was kept as it was may have another height by now.
    for (const row of list.children) (row as HTMLElement).style.removeProperty("height");
  }

  function onEnter({ pointerType }: PointerEvent): void {
    if (pointerType !== "touch") hold();
  }

  function onLeave({ pointerType }: PointerEvent): void {
    if (pointerType !== "touch") release();
  }

  function onDown(event: PointerEvent): void {
    aim = null;
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    hold();
    const row = event.target.closest<HTMLElement>("li.message");
    const id = row?.dataset.id;
    if (id && !event.target.closest(CONTROLS)) aim = { id, x: event.clientX, y: event.clientY };
  }

  function onUp({ pointerType }: PointerEvent): void {
    if (pointerType === "touch") touched = setTimeout(release, CLICK_COMES_MS);
  }

  function onCancel({ pointerType }: PointerEvent): void {
    aim = null;
    if (pointerType === "touch") release();
  }

  function onClick(event: MouseEvent): void {
    const meant = aim;
    aim = null;
    if (!meant || (event.target instanceof Element && event.target.closest(CONTROLS))) return;
    if (Math.hypot(event.clientX - meant.x, event.clientY - meant.y) > NOT_A_CLICK) return;
    const message = shown.value.find(({ id }) => id === meant.id);
    if (message && !gone.value.has(message.id)) void pick(message);
  }

  // A pointer that was there when the page came does not enter it.
  const listeners: [string, (event: never) => void][] = [
    ["pointerenter", onEnter],
    ["pointerleave", onLeave],
    ["pointerdown", onDown],
    ["pointerup", onUp],
    ["pointercancel", onCancel],
    ["click", onClick],
  ];
  for (const [name, listener] of listeners) frame.addEventListener(name, listener as EventListener);
  return () => {
    release();
    for (const [name, listener] of listeners) {
      frame.removeEventListener(name, listener as EventListener);
    }
  };
}

/** Each row stays as high as it is, whatever comes into it or leaves it. */
function freeze(list: HTMLOListElement): void {
  const rows = [...list.children] as HTMLElement[];
  const heights = rows.map((row) => row.getBoundingClientRect().height);
  for (const [at, row] of rows.entries()) row.style.height = `${heights[at]}px`;
}
