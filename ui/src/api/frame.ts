import type {
  AutoModHeld,
  Change,
  Focus,
  Judged,
  Message,
  Obs,
  Settings,
  Status,
  Sync,
} from "./types";

/** What the server sends on the WebSocket: docs/protocol.md. */
export type Frame =
  | { type: "snapshot"; epoch: string; seq: number; messages: Message[] }
  | { type: "resume"; epoch: string; changes: Change[] }
  | { type: "changes"; changes: Change[] }
  | { type: "status"; status: Status }
  | { type: "held"; held: Judged[]; passed: string[] }
  | { type: "automod"; held: AutoModHeld[] }
  | { type: "settings"; settings: Settings }
  | { type: "obs"; obs: Obs }
  | { type: "sync"; sync: Sync }
  | { type: "focus"; focus: Focus }
  | { type: "overlays" | "themes" | "dock" | "moderators" | "support" }
  | { type: "closing" };
