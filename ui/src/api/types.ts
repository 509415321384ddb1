// What the server sends and takes, as docs/protocol.md has it.

export type Platform = "twitch" | "youtube" | "demo";

export type SourceState =
  | "off"
  | "connecting"
  | "live"
  | "waiting"
  | "backoff"
  | "needs_auth"
  | "failed";

export interface Source {
  id: string;
  platform: Platform;
  channel: string;
  state: SourceState;
  /** A sentence a person understands: what is happening, or what to do. */
  detail: string;
  /** RFC 3339. */
  since?: string;
  counts: Counts;
}

export interface Counts {
  messages: number;
  removed: number;
  unknown: number;
  malformed: number;
}

/** What the tray icon shows. */
export type Face = "off" | "live" | "attention";

export interface Status {
  version: string;
  uptime_seconds: number;
  listening: boolean;
  face: Face;
  sources: Source[];
  counters: { messages: number; removed: number; overlays_connected: number };
  warnings: Warning[];
}

export interface Warning {
  code: string;
  message: string;
  hint: string;
}

export interface Overlay {
  id: string;
  name: string;
  kind: "chat" | "focus";
  /** Absolute, with the overlay's key in it. */
  url: string;
  theme: string;
  custom_css: string;
  options: Record<string, unknown>;
}

export interface Theme {
  id: string;
  name: string;
  author: string;
  version: string;
  description: string;
  preview_url: string | null;
}

export interface Message {
  id: string;
  platform: Platform;
  source: string;
  /** One of the contract's kinds, or a newer one: shown as `chat`. */
  kind: string;
  /** RFC 3339. */
  at: string;
  author?: Author;
  text: string;
  body?: Part[];
  amount?: string;
  system?: string | null;
  reply_to?: Reply;
  /** 1 (least) to 7, for Super Chats and Super Stickers. */
  tier?: number;
}

export interface Author {
  id: string;
  name: string;
  roles: string[];
  color?: string;
  badges: Badge[];
}

export interface Badge {
  name: string;
  title: string;
  icon: string | null;
}

export interface Part {
  type: "text" | "emote" | "mention" | "link" | "cheer";
  text: string;
  image?: string;
}

export interface Reply {
  id: string;
  author: string;
  text: string;
}

export type RemovalReason = "deleted" | "timeout" | "ban" | "cleared" | "hidden";

export type Change = { seq: number } & (
  | { add: Message }
  | { replace: Message }
  | { insert: { message: Message; before: string | null } }
  | { remove: { ids: string[]; reason: RemovalReason } }
);

export type Frame =
  | { type: "snapshot"; epoch: string; seq: number; messages: Message[] }
  | { type: "resume"; epoch: string; changes: Change[] }
  | { type: "changes"; changes: Change[] }
  | { type: "status"; status: Status }
  | { type: "closing" };
