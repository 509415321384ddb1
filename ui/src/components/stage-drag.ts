// Dragging a row of the queue to another place, by mouse, pen or finger.

import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { focus, move } from "../state/focus";

/** The row that is dragged, and the index where it would be. */
export interface Dragged {
  id: string;
  to: number;
}

/** A pointer that moved less, in CSS pixels, drags nothing. */
const BEGINS = 4;

export function useDrag(list: RefObject<HTMLOListElement | null>): Dragged | null {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  // The list comes and goes with what is in it.
  const isThere = focus.value.queue.length > 0;
  useEffect(() => {
    const rows = list.current;
    return rows ? followDrag(rows, setDragged) : undefined;
  }, [isThere]);
  return dragged;
}

function followDrag(list: HTMLOListElement, show: (dragged: Dragged | null) => void): () => void {
  let held: { id: string; y: number; to: number | null } | null = null;

  function onDown(event: PointerEvent): void {
    const target = event.target as Element;
    if (event.button !== 0 || target.closest("button")) return;
    // A finger on the words scrolls.
    if (event.pointerType === "touch" && !target.closest(".stage-grip")) return;
    const id = target.closest<HTMLElement>("li")?.dataset.id;
    if (id) held = { id, y: event.clientY, to: null };
  }

  function onMove(event: PointerEvent): void {
    if (!held) return;
    if (held.to === null) {
      if (Math.abs(event.clientY - held.y) < BEGINS) return;
      list.setPointerCapture(event.pointerId);
    }
    event.preventDefault();
    const { id } = held;
    const others = ([...list.children] as HTMLElement[]).filter((row) => row.dataset.id !== id);
    const to = others.filter((row) => middle(row) < event.clientY).length;
    if (to === held.to) return;
    held.to = to;
    show({ id, to });
  }

  function onUp(): void {
    if (held && held.to !== null) void move(held.id, held.to);
    leave();
  }

  function leave(): void {
    held = null;
    show(null);
  }

  function onKey({ key }: KeyboardEvent): void {
    if (key === "Escape" && held) leave();
  }

  list.addEventListener("pointerdown", onDown);
  list.addEventListener("pointermove", onMove);
  list.addEventListener("pointerup", onUp);
  list.addEventListener("pointercancel", leave);
  document.addEventListener("keydown", onKey);
  return () => {
    list.removeEventListener("pointerdown", onDown);
    list.removeEventListener("pointermove", onMove);
    list.removeEventListener("pointerup", onUp);
    list.removeEventListener("pointercancel", leave);
    document.removeEventListener("keydown", onKey);
  };
}

function middle(row: HTMLElement): number {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}
