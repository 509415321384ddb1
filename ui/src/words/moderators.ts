// The words of the moderators panel.

import type { AuditEntry, ModRight, SyncState } from "../api/types";
import type { Ends } from "../state/invitation";
import { spoken, t, text } from "./fluent";
import { day, list } from "./formats";
import { platforms } from "./platforms";

/** The rights, with what each lets a moderator do. */
const rights: readonly { right: ModRight; label: string; note: string }[] = spoken(
  "moderators-rights",
  [
    { right: "suggest", label: text, note: text },
    { right: "queue", label: text, note: text },
    {
      right: "hide",
      label: text,
      note: text,
    },
    { right: "send", label: text, note: text },
    { right: "delete", label: text, note: text },
    { right: "timeout", label: text, note: text },
  ],
);

const span = (seconds: number) =>
  seconds >= 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 60)} min`;

const deeds: Record<Exclude<AuditEntry["deed"], "timed_out">, string> = spoken("moderators-deeds", {
  suggested: text,
  accepted: text,
  rejected: text,
  queued: text,
  unqueued: text,
  hid: text,
  unhid: text,
  passed: text,
  sent: text,
  deleted: text,
});

const doings: Record<ModRight, string> = spoken("moderators-doings", {
  suggest: text,
  queue: text,
  hide: text,
  send: text,
  delete: text,
  timeout: text,
});

const states: Record<SyncState, string> = spoken("moderators-sync-states", {
  off: text,
  locked: text,
  connecting: text,
  connected: text,
  unreachable: text,
  refused: text,
  elsewhere: text,
});

const did = (entry: AuditEntry): string =>
  entry.deed === "timed_out"
    ? t("moderators-timedOut", { span: span(entry.seconds) })
    : deeds[entry.deed];

export const moderators = spoken("moderators", {
  title: text,
  help: text,
  none: text,
  noneHelp: text,

  invite: text,
  name: text,
  namePlaceholder: text,
  rights: text,
  right: rights,
  end: text,
  ends: [
    ["never", text],
    ["hours", text],
    ["tonight", text],
    ["date", text],
  ] as const satisfies readonly (readonly [Ends, string])[],
  date: text,
  noDate: text,
  noName: text,
  make: text,
  made: (name: string) => t("moderators-made", { name }),

  may: (of: readonly ModRight[]) => {
    const labels = rights
      .filter(({ right }) => of.includes(right))
      .map(({ right }) => doings[right]);
    return labels.length === 0
      ? t("moderators-mayRead")
      : t("moderators-may", { what: list(labels) });
  },
  until: (at: string) => t("moderators-until", { at: day(at) }),
  over: text,
  forever: text,

  link: text,
  linkOf: (name: string) => t("moderators-linkOf", { name }),
  onlyHere: text,
  onNetwork: text,
  onInternet: text,
  onInternetLater: text,
  copy: text,
  copied: text,
  copyByHand: text,
  show: text,
  hide: text,
  qr: (name: string) => t("moderators-qr", { name }),
  qrHelp: text,
  qrHelpAnywhere: text,
  revoke: text,
  revokeOf: (name: string) => t("moderators-revokeOf", { name }),
  revoked: (name: string) => t("moderators-revoked", { name }),
  question: {
    title: (name: string) => t("moderators-question-title", { name }),
    text: text,
    yes: text,
  },

  network: text,
  networkHelp: text,
  port: text,
  portHelp: text,
  portNone: text,
  portSave: text,
  pageAt: (address: string) => t("moderators-pageAt", { address }),
  networkWarning: text,

  sync: {
    title: text,
    help: text,
    link: text,
    linkHelp: text,
    connect: text,
    connecting: text,
    again: text,
    another: text,
    noPlace: text,
    states,
    at: (service: string, since: string) => t("moderators-sync-at", { service, at: day(since) }),
    disconnect: text,
    disconnected: text,
    question: { title: text, text: text, yes: text },
  },

  done: text,
  noneDone: text,
  older: text,
  streamer: text,
  did,
  whose: (name: string) => t("moderators-whose", { name }),
  undo: text,
  undoWhat: (by: string, deed: string) => t("moderators-undoWhat", { by, deed }),
  undone: text,
  pending: text,
  unknown: ({ deed, platform }: AuditEntry) => {
    // What is let pass is between this application and its overlays.
    if (deed === "passed") return t("moderators-unknown");
    if (platform === undefined) return t("moderators-noAnswer");
    return t("moderators-noAnswerOf", { platform: platforms[platform] });
  },
  time: day,
});
