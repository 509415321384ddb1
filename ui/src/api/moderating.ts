// What moderators ask of the API, and what the streamer asks about them: docs/protocol.md.

import { call, segment } from "./client";
import type { AuditEntry, Focus, Me, Message, Moderator, ModRight } from "./types";

/** Whom to invite. */
export interface Invitation {
  name: string;
  rights: ModRight[];
  /** RFC 3339; null: until they are removed. */
  expires_at: string | null;
}

/** Entries that are asked for at once. */
export const AUDIT_PAGE = 50;

export const moderating = {
  me: () => call<Me>("GET", "me"),
  suggest: (message_id: string, note: string) =>
    call<Focus>("POST", "focus/suggestions", { message_id, note }),
  queue: (id: string) => call<Focus>("POST", "focus/queue", { message_ids: [id] }),
  unqueue: (id: string) => call<Focus>("DELETE", `focus/queue/${segment(id)}`),
  history: (limit: number) => call<Message[]>("GET", `messages?limit=${limit}`),

  moderators: () => call<Moderator[]>("GET", "moderators"),
  invite: (invitation: Invitation) => call<Moderator>("POST", "moderators", invitation),
  revoke: (id: string) => call<void>("DELETE", `moderators/${segment(id)}`),
  /** The newest, or those before the entry with this number; fewer than a page are all there are. */
  audit: (before?: number) =>
    call<AuditEntry[]>(
      "GET",
      `audit?limit=${AUDIT_PAGE}${before === undefined ? "" : `&before=${before}`}`,
    ),
  undo: (number: number) => call<void>("POST", `audit/${number}/undo`),
};
