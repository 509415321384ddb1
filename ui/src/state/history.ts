// The history, as far as this page shows it.

import { computed, signal } from "@preact/signals";
import { ApiError, api, type HistoryQuery } from "../api/client";
import type { Message, Source } from "../api/types";
import { words } from "../words";
import { saveBlob } from "./download";
import { sources } from "./status";
import { report, showToast } from "./toasts";

/** As many as are asked for at once. */
const PAGE = 60;
/** A person types this long before it is looked for. */
const QUIET_MS = 150;

export type Removed = "any" | "yes" | "no";
export type FileKind = "csv" | "json" | "txt";

/**
 * What is looked for; what is empty is not. `from` and `to` are days as the person's calendar has
 * them, `2026-11-22`; both are within.
 */
export interface Wanted extends Omit<HistoryQuery, "removed" | "limit" | "before"> {
  removed: Removed;
}

const everything: Wanted = {
  q: "",
  author: "",
  platform: "",
  source: "",
  kind: "",
  from: "",
  to: "",
  removed: "any",
};

export const wanted = signal<Wanted>(everything);
/** Newest first; null until it is known. */
export const found = signal<Message[] | null>(null);
/** Whether there are older ones. */
export const more = signal(false);
/** A channel whose messages can be looked for, as the person knows it. */
type Channel = Pick<Source, "id" | "channel" | "platform">;

/** The one that was chosen last. It may be removed meanwhile, and its messages are still looked for. */
const chosen = signal<Channel | null>(null);

/** Those to choose from. The one that is chosen is among them until another is. */
export const channels = computed((): Channel[] => {
  const isThere = sources.value.some(({ id }) => id === wanted.value.source);
  const gone = chosen.value?.id === wanted.value.source && !isThere ? [chosen.value] : [];
  return [...sources.value, ...gone];
});

/** An answer is on its way. */
export const searching = signal(false);
/** Why there is no answer. */
export const failure = signal<ApiError | null>(null);
/** The file that is being made. */
export const saving = signal<FileKind | null>(null);

export const filtered = computed(() =>
  (Object.keys(everything) as (keyof Wanted)[]).some(
    (name) => wanted.value[name] !== everything[name],
  ),
);

/** An answer to an older question is not shown over that to a newer one. */
let asked = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Looks for something else, once the person has stopped typing. */
export function want(change: Partial<Wanted>): void {
  wanted.value = { ...wanted.value, ...change };
  // What is on its way answers what nobody asks any more.
  asked += 1;
  searching.value = true;
  clearTimeout(timer);
  timer = setTimeout(() => void search(), QUIET_MS);
}

/** Looks for the messages of this channel; empty: of all. */
export function wantChannel(source: string): void {
  chosen.value = channels.value.find(({ id }) => id === source) ?? null;
  want({ source });
}

export function wantEverything(): void {
  want(everything);
}

export async function search(): Promise<void> {
  clearTimeout(timer);
  await ask();
}

export async function loadOlder(): Promise<void> {
  const last = found.value?.at(-1)?.id;
  if (last !== undefined && more.value && !searching.value) await ask(last);
}

/** `before`: goes on with what is there. */
async function ask(before?: string): Promise<void> {
  asked += 1;
  const question = asked;
  searching.value = true;
  try {
    const page = await api.history({ ...query(wanted.value), limit: PAGE, before: before ?? "" });
    if (question !== asked) return;
    found.value = before === undefined ? page : [...(found.value ?? []), ...page];
    more.value = page.length === PAGE;
    failure.value = null;
  } catch (error) {
    if (question !== asked) return;
    if (!(error instanceof ApiError)) throw error;
    failure.value = error;
    // What is there answers another question. Where one goes on with it, it still holds.
    if (before === undefined) found.value = null;
  } finally {
    if (question === asked) searching.value = false;
  }
}

/** Saves all that fits as a file. */
export async function saveHistory(kind: FileKind): Promise<void> {
  if (saving.value !== null) return;
  saving.value = kind;
  try {
    const { name, blob } = await api.historyFile(kind, query(wanted.value));
    const file = name ?? `chat.${kind}`;
    saveBlob(file, blob);
    // The window, unlike a browser, does not show it.
    showToast({ tone: "plain", text: words.fileSaved(file) });
  } catch (error) {
    report(error);
  } finally {
    saving.value = null;
  }
}

/** What the API is asked, for what a person wants. */
export function query({ from, to, removed, ...plain }: Wanted): HistoryQuery {
  return {
    ...plain,
    q: plain.q.trim(),
    author: plain.author.trim(),
    from: dayStart(from, 0),
    to: dayStart(to, 1),
    removed: { any: "", yes: "true", no: "false" }[removed],
  };
}

/** When a day begins here, so many days later, as RFC 3339 writes it. Empty where it is no day. */
function dayStart(day: string, later: number): string {
  const [year, month, date] = day.split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined) return "";
  const start = new Date(year, month - 1, date + later);
  start.setFullYear(year, month - 1, date + later);
  return Number.isNaN(start.getTime()) ? "" : start.toISOString();
}
