// What the pages say to the server about accounts, writing and moderating: docs/protocol.md.

import type { Account } from "./types";

/** What an account may do. */
export type Right = Account["can"][number];

/** How sign-ins can be kept. */
export type KeepIn = "keychain" | "passphrase" | "this_run";

/** A message on its way to one or more chats. */
export interface Draft {
  text: string;
  sources: string[];
  /** The message that it answers. */
  reply_to?: string;
}

/** What became of a message in one chat. */
export interface Sent {
  source: string;
  ok: boolean;
  code?: string;
  /** The platform's reason. */
  message?: string;
  /** After how many seconds it can be tried again. */
  retry_after?: number;
}

export type Action = "delete" | "timeout" | "ban" | "unban";
