// How long a message may be.

import type { Platform } from "../api/types";

/**
 * Letters as the platforms count them, code points: Twitch says "The message is limited to a
 * maximum of 500 characters" (Send Chat Message), YouTube's own field ends at 200.
 */
const LONGEST: Record<Platform, number> = { twitch: 500, youtube: 200, demo: 500 };

/** How many letters are left in the tightest of these chats; below zero, there are too many. */
export function lettersLeft(text: string, platforms: readonly Platform[]): number {
  const longest = Math.min(LONGEST.twitch, ...platforms.map((platform) => LONGEST[platform]));
  return longest - [...text.trim()].length;
}
