// How long a message may be.

import { signal } from "@preact/signals";
import { api } from "../api/client";
import type { ChatLimits, Platform } from "../api/types";
import { report } from "./toasts";

/** The longest message of each platform, in code points; null until it is known. */
export const limits = signal<ChatLimits | null>(null);

export async function loadLimits(): Promise<void> {
  try {
    limits.value = await api.limits();
  } catch (error) {
    report(error);
  }
}

/**
 * How many letters are left in the tightest of these chats, or in the roomiest where none is chosen;
 * below zero, there are too many.
 */
export function lettersLeft(text: string, platforms: readonly Platform[]): number {
  const { twitch, youtube } = limits.value ?? { twitch: null, youtube: null };
  const longest = {
    twitch: twitch ?? Infinity,
    youtube: youtube ?? Infinity,
    demo: Infinity,
    donations: Infinity,
  };
  const most = platforms.length === 0 ? Math.max(longest.twitch, longest.youtube) : Infinity;
  return Math.min(most, ...platforms.map((each) => longest[each])) - [...text.trim()].length;
}
