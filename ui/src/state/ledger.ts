// What was paid, as far as this page shows it.

import { computed, signal } from "@preact/signals";
import { ApiError, api } from "../api/client";
import type { Frame } from "../api/frame";
import {
  BOUGHT_KINDS,
  type BoughtTotal,
  type Change,
  type Message,
  type Paid,
  type PaidTotal,
} from "../api/types";
import { words } from "../words";
import { saveBlob } from "./download";
import { report, showToast } from "./toasts";

/** As many as are asked for at once. */
const PAGE = 50;
/** As many as the application gives at once. */
const MOST = 1000;
/** A person types this long before it is looked for; so long may what is new wait, too. */
const QUIET_MS = 250;
/** What is saved. */
const TABLE = "paid.csv";

export interface Wanted {
  q: string;
  currency: string;
  unread: boolean;
  /** Whether tests are listed as well. */
  tests: boolean;
}

export const wanted = signal<Wanted>({ q: "", currency: "", unread: false, tests: true });

/** Newest first; null until it is known. */
export const entries = signal<Paid[] | null>(null);
export const totals = signal<PaidTotal[]>([]);
/** What was bought without an amount. */
export const bought = signal<BoughtTotal[]>([]);
/** Every currency that was ever paid in. */
export const currencies = signal<string[]>([]);
/** Whether there are older ones. */
export const more = signal(false);

/** Whether what is listed is part of what there is. */
export const isSearched = computed(() => wanted.value.q !== "" || wanted.value.currency !== "");

export const unreadCount = computed(() =>
  [...totals.value, ...bought.value].reduce((sum, each) => sum + each.unread, 0),
);

/** An answer to an older question is not shown over that to a newer one. */
let asked = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export async function loadLedger(): Promise<void> {
  asked += 1;
  const question = asked;
  // Who has looked further back stays there.
  const limit = Math.min(Math.max(PAGE, entries.value?.length ?? 0), MOST);
  try {
    const ledger = await api.ledger({ ...wanted.value, limit });
    if (question !== asked) return;
    entries.value = ledger.entries;
    totals.value = ledger.totals;
    bought.value = ledger.bought;
    more.value = ledger.entries.length === limit;
    const known = ledger.totals.flatMap(({ currency }) => currency ?? []);
    currencies.value = [...new Set([...currencies.value, ...known])];
  } catch (error) {
    if (question === asked) report(error);
  }
}

export async function loadOlder(): Promise<void> {
  const last = entries.value?.at(-1)?.message.id;
  if (last === undefined) return;
  asked += 1;
  const question = asked;
  try {
    const ledger = await api.ledger({ ...wanted.value, limit: PAGE, before: last });
    if (question !== asked) return;
    entries.value = [...(entries.value ?? []), ...ledger.entries];
    more.value = ledger.entries.length === PAGE;
  } catch (error) {
    report(error);
  }
}

/** Looks for something else, once the person has stopped typing. */
export function want(change: Partial<Wanted>): void {
  wanted.value = { ...wanted.value, ...change };
  soon();
}

function soon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void loadLedger(), QUIET_MS);
}

export async function mark({ message }: Paid, read: boolean): Promise<void> {
  try {
    await api.markPaid(message.id, read);
    await loadLedger();
  } catch (error) {
    report(error);
  }
}

/** Marks all as read, up to the newest that is listed; what comes meanwhile is not. */
export async function markAll(): Promise<void> {
  const newest = entries.value?.[0]?.message.id;
  if (newest === undefined) return;
  try {
    await api.markPaidUntil(newest);
    await loadLedger();
  } catch (error) {
    report(error);
  }
}

/** Saves what is looked for as a file. */
export async function exportLedger(): Promise<void> {
  try {
    const table = await api.ledgerTable(wanted.value);
    saveBlob(TABLE, table);
    // The window, unlike a browser, does not show it.
    showToast({ tone: "plain", text: words.fileSaved(TABLE) });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    report(error);
  }
}

/** What is paid while the page is open shows up by itself, and what becomes of it. */
export function followLedger(frame: Frame): void {
  if (frame.type === "changes" && frame.changes.some(isOfLedger)) soon();
}

function isOfLedger(change: Change): boolean {
  if ("add" in change) return isPaid(change.add);
  if ("replace" in change) return isPaid(change.replace);
  if ("insert" in change) return isPaid(change.insert.message);
  return (
    "remove" in change &&
    (entries.value ?? []).some(({ message }) => change.remove.ids.includes(message.id))
  );
}

const isPaid = ({ amount, kind }: Message) => amount != null || BOUGHT_KINDS.includes(kind);
