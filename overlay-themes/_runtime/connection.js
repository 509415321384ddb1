// The one WebSocket of the page. It comes back by itself, and goes on where it stopped.

import { readFrame } from "./protocol.js";

/** @typedef {import("./protocol.js").Frame} Frame */
/** @typedef {import("./protocol.js").Change} Change */

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 2000;
/** How long a page that is told nothing shows what it was told last: of what is deleted it hears nothing. */
const BLIND_AFTER_MS = 15_000;
/** The server's word for a key that is not valid any more. */
const REVOKED = 1008;
/** Frames that say how things stand: a page has connected when it has one. */
const BEGINNINGS = ["snapshot", "resume", "focus", "support"];

/**
 * Connects, and stays connected for as long as the page lives.
 *
 * Nothing here writes to the console, because OBS keeps it in a log that users publish. What the
 * browser itself notes about a refused socket stays in its developer tools.
 *
 * @param {string} address of the socket, `ws://…/ws/{key}`
 * @param {(frame: Frame) => void} onFrame gets every sound frame, in order and without gaps
 * @param {(state: "connecting" | "connected" | "blind") => void} onState `blind`: what is shown may be
 *   gone by now
 */
export function connect(address, onFrame, onState) {
  /** The last change seen. @type {{epoch: string, seq: number} | null} */
  let position = null;
  let retryMs = FIRST_RETRY_MS;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let blindness;

  /** @param {{epoch: string, seq: number}} position */
  function from({ epoch, seq }) {
    return `${address.includes("?") ? "&" : "?"}epoch=${epoch}&after=${seq}`;
  }

  function open() {
    const socket = new WebSocket(position ? `${address}${from(position)}` : address);
    let begun = false;

    socket.onmessage = ({ data }) => {
      const frame = readFrame(data);
      if (frame && follows(frame, begun)) {
        if (!begun && BEGINNINGS.includes(frame.type)) {
          begun = true;
          retryMs = FIRST_RETRY_MS;
          clearTimeout(blindness);
          blindness = undefined;
          onState("connected");
        }
        onFrame(frame);
        return;
      }
      position = null;
      socket.onmessage = null;
      socket.close();
    };

    socket.onclose = ({ code }) => {
      onState("connecting");
      if (code === REVOKED) onState("blind");
      else blindness ??= setTimeout(() => onState("blind"), BLIND_AFTER_MS);
      setTimeout(open, retryMs * (0.75 + Math.random() / 4));
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
    };
  }

  /**
   * Whether the frame continues what has come before; moves the position if it does.
   *
   * @param {Frame} frame
   * @param {boolean} begun whether this socket has had its first frame
   */
  function follows(frame, begun) {
    switch (frame.type) {
      case "snapshot":
        position = { epoch: frame.epoch, seq: frame.seq };
        return true;
      case "resume":
        return !begun && frame.epoch === position?.epoch && advance(frame.changes);
      case "changes":
        return begun && advance(frame.changes);
      default:
        return true;
    }
  }

  /** @param {Change[]} changes */
  function advance(changes) {
    if (!position) return false;
    for (const { seq } of changes) {
      if (seq !== position.seq + 1) return false;
      position.seq = seq;
    }
    return true;
  }

  open();
}
