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

const MOST = 3;

export const toasts = signal<Toast[]>([]);

let lastId = 0;

/** Shows it. One of the same words replaces the last. */
export function showToast(toast: Omit<Toast, "id">): void {
  lastId += 1;
  const others = toasts.value.filter(({ text }) => text !== toast.text);
  toasts.value = [...others, { ...toast, id: lastId }].slice(-MOST);
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
