// The dock's address.

import { signal } from "@preact/signals";
import { api } from "../api/client";
import { words } from "../words";
import { asking } from "./asking";
import { question } from "./question";
import { report, showToast } from "./toasts";

/** Null until it is known. */
export const dockUrl = signal<string | null>(null);

export const loadDock = asking(() => api.dock(), take);

export function askToRotateDock(): void {
  question.value = { ...words.dock.question, run: () => void rotate() };
}

async function rotate(): Promise<void> {
  try {
    take(await api.rotateDockKey());
    showToast({ tone: "plain", text: words.dock.rotated });
  } catch (error) {
    report(error);
  }
}

function take({ url }: { url: string }): void {
  dockUrl.value = url;
}
