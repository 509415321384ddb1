// The one WebSocket of the page. It comes back by itself, and goes on where it stopped.

import type { Frame } from "./frame";
import type { Change } from "./types";
import { type Position, way } from "./way";

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 2000;

/** From here on a sync service says why it closes: docs/sync.md. */
export const SERVICE_CODES = 4000;
/** What is not connected to it may be so for days, and the service is somebody's small server. */
const LAST_RETRY_OF_SERVICE_MS = 10_000;

export interface Listener {
  /** Gets every frame, in order and without gaps. */
  onFrame(frame: Frame): void;
  /** The socket is gone with this code, or would not open; `failures` in a row, this one counted. */
  onLost(failures: number, code: number): void;
  /** Whether its key is known to be none: then there is nothing to come back to. */
  isOver?(): boolean;
}

/** Connects with this key, and stays connected for as long as the page lives. */
export function connect(key: string, listener: Listener): void {
  let position: Position | null = null;
  let failures = 0;

  function open(): void {
    const close = way.listen(key, position, {
      onText(text) {
        const frame = parse(text);
        if (frame && follows(frame)) {
          failures = 0;
          listener.onFrame(frame);
          return;
        }
        // Something is missing: a new connection without a position gets a snapshot.
        position = null;
        close();
      },
      onEnd(code) {
        const longest = code < SERVICE_CODES ? LAST_RETRY_MS : LAST_RETRY_OF_SERVICE_MS;
        const wait = Math.min(FIRST_RETRY_MS * 2 ** failures, longest);
        failures += 1;
        listener.onLost(failures, code);
        setTimeout(again, wait * (0.75 + Math.random() / 4));
      },
    });
  }

  function again(): void {
    if (!listener.isOver?.()) open();
  }

  /** Whether the frame goes on where the last one ended; moves the position if it does. */
  function follows(frame: Frame): boolean {
    switch (frame.type) {
      case "snapshot":
        position = { epoch: frame.epoch, seq: frame.seq };
        return true;
      case "resume":
        return frame.epoch === position?.epoch && advance(frame.changes);
      case "changes":
        return advance(frame.changes);
      default:
        return true;
    }
  }

  function advance(changes: Change[]): boolean {
    if (!position) return false;
    for (const { seq } of changes) {
      if (seq !== position.seq + 1) return false;
      position.seq = seq;
    }
    return true;
  }

  open();
}

function parse(text: unknown): Frame | null {
  try {
    return JSON.parse(String(text)) as Frame;
  } catch {
    return null;
  }
}
