// Who this page was opened for, and what they may do.

import { signal } from "@preact/signals";
import { moderating } from "../api/moderating";
import type { Me, ModRight } from "../api/types";
import { link } from "./link";

const ASK_AGAIN_MS = 15_000;

/** Null until it is known. */
export const me = signal<Me | null>(null);

export function may(right: ModRight): boolean {
  return me.value?.rights.includes(right) === true;
}

export async function loadMe(): Promise<void> {
  try {
    me.value = await moderating.me();
  } catch {
    // That the application does not answer, or the invitation is over, is said by the page.
  }
}

/** The streamer may set another hold meanwhile, until the invitation is over. Ends when called. */
export function followMe(): () => void {
  const timer = setInterval(() => {
    if (!document.hidden && link.value !== "refused") void loadMe();
  }, ASK_AGAIN_MS);
  return () => clearInterval(timer);
}
