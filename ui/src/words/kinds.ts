// The kinds of messages, in the order in which a streamer looks for them.

import type { Platform } from "../api/types";
import { spoken, text } from "./fluent";

export interface Kind {
  /** Its name in the API. */
  name: string;
  /** All of that kind, where an overlay can leave them out. */
  many?: string;
  /** One of them. */
  one: string;
  /** Where they can be. */
  on: readonly Platform[];
}

const both = ["twitch", "youtube"] as const;
const twitch = ["twitch"] as const;
const youtube = ["youtube"] as const;

export const kinds: readonly Kind[] = spoken("kinds", [
  { name: "chat", many: text, one: text, on: both },
  { name: "action", many: text, one: text, on: twitch },
  { name: "reply", many: text, one: text, on: both },
  { name: "first", many: text, one: text, on: twitch },
  { name: "returning", one: text, on: twitch },
  { name: "mention", one: text, on: both },
  { name: "highlighted", many: text, one: text, on: twitch },
  { name: "gigantified", one: text, on: twitch },
  { name: "announcement", many: text, one: text, on: twitch },
  { name: "cheer", many: text, one: text, on: twitch },
  { name: "redemption", many: text, one: text, on: twitch },
  { name: "subscription", many: text, one: text, on: twitch },
  { name: "resub", many: text, one: text, on: twitch },
  { name: "superchat", many: text, one: text, on: youtube },
  { name: "supersticker", many: text, one: text, on: youtube },
  { name: "membership", many: text, one: text, on: youtube },
  { name: "milestone", many: text, one: text, on: youtube },
  { name: "gift", many: text, one: text, on: both },
  { name: "gift_bomb", one: text, on: both },
  { name: "jewels", many: text, one: text, on: youtube },
  { name: "watch_streak", many: text, one: text, on: twitch },
  { name: "raid", many: text, one: text, on: both },
  { name: "charity", many: text, one: text, on: twitch },
  { name: "donation", many: text, one: text, on: ["donations"] },
  { name: "poll", many: text, one: text, on: youtube },
  { name: "pin", many: text, one: text, on: youtube },
  { name: "mode", many: text, one: text, on: both },
  { name: "shared", many: text, one: text, on: twitch },
  { name: "notice", many: text, one: text, on: both },
]);
