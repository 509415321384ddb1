// Whom the streamer has invited, and what they did.

import { signal } from "@preact/signals";
import { ApiError } from "../api/client";
import { type Invitation, moderating } from "../api/moderating";
import { told } from "../api/told";
import type { AuditEntry, Moderator } from "../api/types";
import { moderators as words } from "../words/moderators";
import { asking } from "./asking";
import { question } from "./question";
import { changeSettings, set } from "./settings";
import { report, showToast } from "./toasts";

const ASK_AGAIN_MS = 2000;

/** Null until they are known. */
export const moderators = signal<readonly Moderator[] | null>(null);

/** What was done lately, the newest first; null until it is known. */
export const audit = signal<readonly AuditEntry[] | null>(null);

/** Whether nothing was done before what is listed. */
export const isWhole = signal(false);

/** Whose link is shown. */
export const shownLink = signal<string | null>(null);

export const loadModerators = asking(
  () => moderating.moderators(),
  (answer) => {
    moderators.value = answer;
  },
);

/** Whether they were invited. Their link is shown then. */
export async function invite(invitation: Invitation): Promise<boolean> {
  try {
    const made = await moderating.invite(invitation);
    // The list may have been told of them already.
    const others = (moderators.value ?? []).filter(({ id }) => id !== made.id);
    moderators.value = [...others, made];
    shownLink.value = made.id;
    showToast({ tone: "plain", text: words.made(made.name) });
    return true;
  } catch (error) {
    report(error);
    return false;
  }
}

export function askToRevoke(moderator: Moderator): void {
  const { title, text, yes } = words.question;
  const run = () => void revoke(moderator);
  question.value = { title: title(moderator.name), text, yes, run };
}

async function revoke({ id, name }: Moderator): Promise<void> {
  try {
    await moderating.revoke(id);
    moderators.value = (moderators.value ?? []).filter((each) => each.id !== id);
    showToast({ tone: "plain", text: words.revoked(name) });
  } catch (error) {
    report(error);
  }
}

/** Opens their page to the network, or closes it. Their links change with it. */
export async function openToNetwork(on_network: boolean, port: number | null): Promise<void> {
  if (await changeSettings({ moderators: { on_network, port } })) await loadModerators();
}

/** Gives their page another port, null for the usual one. Why not, where that was refused. */
export async function movePage(port: number | null): Promise<string | null> {
  try {
    await set({ moderators: { on_network: true, port } });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return told(error);
  }
  await loadModerators();
  return null;
}

/** Keeps the list of what was done as it is. Ends when called. */
export function followAudit(): () => void {
  const timer = setInterval(() => {
    if (!document.hidden) void look();
  }, ASK_AGAIN_MS);
  void look();
  return () => {
    clearInterval(timer);
    audit.value = null;
    isWhole.value = false;
  };
}

/** Lists what was done before what is listed. */
export async function lookBack(): Promise<void> {
  const known = audit.value ?? [];
  try {
    const earlier = await moderating.audit(known.at(-1)?.number);
    audit.value = [...known, ...earlier];
    isWhole.value = earlier.length === 0;
  } catch (error) {
    report(error);
  }
}

async function look(): Promise<void> {
  try {
    const newest = await moderating.audit();
    const last = newest.at(-1)?.number ?? 0;
    const known = audit.value ?? [];
    const follows = known.some(({ number }) => number === last);
    // Nothing is left out between: where much was done meanwhile, what is older is asked for again.
    if (!follows && known.length > 0) isWhole.value = false;
    audit.value = [...newest, ...(follows ? known.filter(({ number }) => number < last) : [])];
  } catch {
    // That the application does not answer is said once, by the page's head.
  }
}

export async function undoDeed(number: number): Promise<void> {
  try {
    await moderating.undo(number);
    audit.value = (audit.value ?? []).map((entry) =>
      entry.number === number ? { ...entry, undone: true, can_undo: false } : entry,
    );
  } catch (error) {
    report(error);
  }
  await look();
}
