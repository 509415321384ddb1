// Short notes at the edge of the page, some with a way back.

import { signal } from "@preact/signals";
import { ApiError } from "../api/client";
import { words } from "../words";

export interface Toast {
  id: number;
  tone: "plain" | "error";
  text: string;
  hint?: string;
  action?: { label: string; run: () => void };
}

/** So many are there at once of those that only say something, and of those with a way back. */
const MOST = 3;
const MOST_WITH_ACTION = 6;

export const toasts = signal<Toast[]>([]);

let lastId = 0;

/**
 * Shows it. One of the same words replaces the last. What can be undone is not pushed out by what can't,
 * nor by the next few.
 */
export function showToast(toast: Omit<Toast, "id">): void {
  lastId += 1;
  const others = toasts.value.filter(({ text }) => text !== toast.text);
  const all = [...others, { ...toast, id: lastId }];
  const newest = new Set([
    ...all.filter(({ action }) => action).slice(-MOST_WITH_ACTION),
    ...all.filter(({ action }) => !action).slice(-MOST),
  ]);
  toasts.value = all.filter((each) => newest.has(each));
}

export function dismissToast(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

/** Tells the person what was refused. */
export function report(error: unknown): void {
  if (error instanceof ApiError) {
    showToast({ tone: "error", text: error.message, hint: error.hint });
  } else {
    showToast({ tone: "error", text: words.errors.unexpected });
  }
}
