// What a moderator does.

import { signal } from "@preact/signals";
import { ApiError, api } from "../api/client";
import { moderating } from "../api/moderating";
import { told } from "../api/told";
import type { Message } from "../api/types";
import { moderate as words } from "../words/moderate";
import { link } from "./link";
import { opened, refusal } from "./sheet";
import { showToast } from "./toasts";

/** What was taken off the overlays from this page, the newest first, for bringing it back. */
export const hidden = signal<readonly Message[]>([]);

const MOST_HIDDEN = 20;

/** Whether it was done. What is said then names what was done; a failure, why not. */
async function done(what: () => Promise<unknown>, said: string): Promise<boolean> {
  refusal.value = "";
  const at = opened.value;
  try {
    await what();
    showToast({ tone: "plain", text: said });
    return true;
  } catch (error) {
    tell(error, at);
    return false;
  }
}

/** Says why not: in the sheet where it is still open, for nothing behind it is read then. */
function tell(error: unknown, at: Message | null): void {
  if (!(error instanceof ApiError)) throw error;
  // That the invitation is over is the whole page's to say.
  if (error.status === 401) {
    link.value = "refused";
    return;
  }
  const text = sentence(error);
  if (at && opened.value === at) refusal.value = text;
  else showToast({ tone: "error", text });
}

function sentence(error: ApiError): string {
  if (error.status === 0) return `${words.lost.title} ${words.lost.help}`;
  return error.status === 403 ? words.notAllowed : told(error);
}

const whose = ({ author }: Message) => author?.name;

export function mark(message: Message, note: string): Promise<boolean> {
  return done(() => moderating.suggest(message.id, note.trim()), words.marked(whose(message)));
}

export function queue(message: Message): Promise<boolean> {
  return done(() => moderating.queue(message.id), words.queued(whose(message)));
}

export function unqueue(message: Message): Promise<boolean> {
  return done(() => moderating.unqueue(message.id), words.unqueued(whose(message)));
}

export function hide(message: Message): Promise<boolean> {
  return done(
    async () => {
      await api.hideMessage(message.id);
      const others = hidden.value.filter(({ id }) => id !== message.id);
      hidden.value = [message, ...others].slice(0, MOST_HIDDEN);
    },
    words.hid(whose(message)),
  );
}

export function bringBack(message: Message): Promise<boolean> {
  return done(
    async () => {
      await api.unhideMessage(message.id);
      hidden.value = hidden.value.filter(({ id }) => id !== message.id);
    },
    words.broughtBack(whose(message)),
  );
}

export function pass(message: Message): Promise<boolean> {
  return done(() => api.passMessage(message.id), words.passed(whose(message)));
}

export function remove(message: Message): Promise<boolean> {
  return done(() => api.moderate("delete", message.id), words.deleted(whose(message)));
}

export function timeOut(message: Message, seconds: number): Promise<boolean> {
  return done(
    () => api.moderate("timeout", message.id, seconds),
    words.timedOut(whose(message), seconds),
  );
}
