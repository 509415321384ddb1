// The kinds of messages, in the order in which a streamer looks for them.

import type { Platform } from "../api/types";

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

export const kinds: readonly Kind[] = [
  { name: "chat", many: "Chat", one: "Chat message", on: both },
  { name: "action", many: "Actions (/me)", one: "Action (/me)", on: twitch },
  { name: "reply", many: "Replies", one: "Reply", on: both },
  { name: "first", many: "“First message” mark", one: "First message", on: twitch },
  { name: "highlighted", many: "Highlighted", one: "Highlighted message", on: twitch },
  { name: "gigantified", one: "Giant emote", on: twitch },
  { name: "announcement", many: "Announcements", one: "Announcement", on: twitch },
  { name: "cheer", many: "Cheers", one: "Cheer", on: twitch },
  { name: "redemption", many: "Channel points", one: "Channel points", on: twitch },
  { name: "subscription", many: "Subscriptions", one: "Subscription", on: twitch },
  { name: "resub", many: "Resubscriptions", one: "Resubscription", on: twitch },
  { name: "superchat", many: "Super Chats", one: "Super Chat", on: youtube },
  { name: "supersticker", many: "Super Stickers", one: "Super Sticker", on: youtube },
  { name: "membership", many: "New members", one: "New member", on: youtube },
  { name: "milestone", many: "Member milestones", one: "Member milestone", on: youtube },
  { name: "gift", many: "Gifts", one: "Gift to many", on: both },
  { name: "jewels", many: "Jewels", one: "Jewels", on: youtube },
  { name: "watch_streak", many: "Watch streaks", one: "Watch streak", on: twitch },
  { name: "raid", many: "Raids", one: "Raid", on: both },
  { name: "charity", many: "Charity", one: "Charity donation", on: twitch },
  { name: "donation", many: "Donations", one: "Donation", on: ["donations"] },
  { name: "poll", many: "Polls", one: "Poll", on: youtube },
  { name: "pin", many: "Pinned messages", one: "Pinned message", on: youtube },
  { name: "mode", many: "Chat rules", one: "Chat rule", on: both },
  { name: "shared", many: "Shared chat", one: "Shared chat", on: twitch },
  { name: "notice", many: "Platform notices", one: "Notice", on: both },
];
