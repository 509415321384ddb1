// The one WebSocket of the page. It comes back by itself, and goes on where it stopped.

import type { Frame } from "./frame";
import type { Change } from "./types";

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 2000;

export interface Listener {
  /** Gets every frame, in order and without gaps. */
  onFrame(frame: Frame): void;
  /** The socket is gone, or would not open; `failures` in a row, this one counted. */
  onLost(failures: number): void;
  /** Whether its key is known to be none: then there is nothing to come back to. */
  isOver?(): boolean;
}

/** Connects to `address` (`ws://…/ws/{key}`), and stays connected for as long as the page lives. */
export function connect(address: string, listener: Listener): void {
  let position: { epoch: string; seq: number } | null = null;
  let failures = 0;

  function open(): void {
    const resume = position ? `?epoch=${position.epoch}&after=${position.seq}` : "";
    const socket = new WebSocket(address + resume);

    socket.onmessage = ({ data }) => {
      const frame = parse(data);
      if (frame && follows(frame)) {
        failures = 0;
        listener.onFrame(frame);
        return;
      }
      // Something is missing: a new connection without a position gets a snapshot.
      position = null;
      socket.onmessage = null;
      socket.close();
    };

    socket.onclose = () => {
      const wait = Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS);
      failures += 1;
      listener.onLost(failures);
      setTimeout(again, wait * (0.75 + Math.random() / 4));
    };
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

function parse(data: unknown): Frame | null {
  try {
    return JSON.parse(String(data)) as Frame;
  } catch {
    return null;
  }
}
