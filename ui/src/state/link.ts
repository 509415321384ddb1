// Whether the page and the application talk to each other.

import { signal } from "@preact/signals";
import { ApiError, api, authorize } from "../api/client";
import type { Frame } from "../api/frame";
import { connect, SERVICE_CODES } from "../api/socket";
import { automod } from "./automod";
import { closing } from "./closing";
import { showSnapshot, takeChanges } from "./feed";
import { takeFocus } from "./focus";
import { held } from "./held";
import { takeSettings } from "./settings";
import { obs, status, sync } from "./status";

/**
 * `lost`: the application does not answer. `refused`: it does not know this page's key, as after
 * a restart.
 */
export type Link = "connecting" | "connected" | "lost" | "refused";

export const link = signal<Link>("connecting");

/** The code with which the socket was closed last. */
export const closedWith = signal(0);

/** A socket that comes back within this many tries is not worth a word. */
const QUIET_FAILURES = 2;

/** Failures in a row, 0 while connected. */
let failing = 0;

/** Whether the page may not know what has changed. */
let isBehind = true;

/** A page that has not got what it asked for asks again after so long. */
const ASK_AGAIN_MS = 2000;

/** What the page asks for once it is connected. Tells whether it has all that it needs. */
let load: () => unknown = () => {};

/** What else the page does with each frame. */
let look = (_: Frame) => {};

/** Connects the page, with the key that it was opened with. Each time it comes back, it loads anew. */
export function start(
  key: string,
  onConnected: () => unknown = () => {},
  onEach = (_: Frame) => {},
): void {
  authorize(key);
  load = onConnected;
  look = onEach;
  connect(key, {
    onFrame,
    onLost: (failures, code) => void onLost(failures, code),
    isOver: () => link.value === "refused",
  });
}

function onFrame(frame: Frame): void {
  look(frame);
  switch (frame.type) {
    case "snapshot":
      showSnapshot(frame.messages);
      connected();
      break;
    case "resume":
      takeChanges(frame.changes);
      connected();
      break;
    case "changes":
      takeChanges(frame.changes);
      break;
    case "status":
      status.value = frame.status;
      break;
    case "held":
      held.value = frame.held;
      break;
    case "automod":
      automod.value = frame.held;
      break;
    case "settings":
      takeSettings(frame.settings);
      break;
    case "obs":
      obs.value = frame.obs;
      break;
    case "sync":
      sync.value = frame.sync;
      break;
    case "focus":
      takeFocus(frame.focus);
      break;
    case "closing":
      closing.value = "asked";
      break;
  }
}

function connected(): void {
  failing = 0;
  link.value = "connected";
  if (!isBehind) return;
  isBehind = false;
  void ask();
}

async function ask(): Promise<void> {
  const isThere = await load();
  // Where the socket is lost, what comes back asks.
  if (isThere === false && !isBehind) setTimeout(() => void ask(), ASK_AGAIN_MS);
}

/** A socket does not say why it was refused; an ordinary call does. A sync service has said it. */
async function onLost(failures: number, code: number): Promise<void> {
  failing = failures;
  isBehind = true;
  closedWith.value = code;
  if (failures < QUIET_FAILURES) return;
  if (code >= SERVICE_CODES) {
    link.value = "lost";
    return;
  }
  try {
    await api.health();
  } catch (error) {
    // An answer that took longer than the next try says nothing any more.
    if (failing !== failures) return;
    link.value = error instanceof ApiError && error.status === 401 ? "refused" : "lost";
  }
}
