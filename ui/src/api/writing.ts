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

/** What is done about a message on its platform. */
export type Action = "delete" | "timeout" | "ban" | "unban";
