// The dock's address.

import { signal } from "@preact/signals";
import { api } from "../api/client";
import { words } from "../words";
import { question } from "./question";
import { report, showToast } from "./toasts";

/** Null until it is known. */
export const dockUrl = signal<string | null>(null);

export async function loadDock(): Promise<void> {
  await take(api.dock);
}

export function askToRotateDock(): void {
  question.value = { ...words.dock.question, run: () => void rotate() };
}

async function rotate(): Promise<void> {
  if (await take(api.rotateDockKey)) showToast({ tone: "plain", text: words.dock.rotated });
}

async function take(call: typeof api.dock): Promise<boolean> {
  try {
    dockUrl.value = (await call()).url;
    return true;
  } catch (error) {
    report(error);
    return false;
  }
}
