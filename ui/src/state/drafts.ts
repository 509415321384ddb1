// What is typed into a field and not saved yet. It outlives the field: going to another section of the
// page takes the field away. Secrets have no draft: they are in no place that outlives their field.

import { type Signal, signal } from "@preact/signals";

const drafts = new Map<string, Signal<string | null>>();

/** The draft of the field of this name; null: nothing was typed since it was saved. */
export function draftOf(field: string): Signal<string | null> {
  const known = drafts.get(field);
  if (known) return known;
  const made = signal<string | null>(null);
  drafts.set(field, made);
  return made;
}
