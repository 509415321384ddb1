// The words of the moderators' page.

import type { ModRight, RemovalReason } from "../api/types";
import { named, spoken, t, text } from "./fluent";
import { day, either, list, time } from "./formats";
import { span } from "./spans";

const because: Record<RemovalReason, string> = spoken("moderate-because", {
  deleted: text,
  timeout: text,
  ban: text,
  cleared: text,
  hidden: text,
});

const doings: Record<ModRight, string> = spoken("moderate-doings", {
  suggest: text,
  queue: text,
  hide: text,
  send: text,
  delete: text,
  timeout: text,
});

/** What a tap on a message leads to. */
const taps: Record<ModRight, string> = spoken("moderate-taps", {
  suggest: text,
  queue: text,
  hide: text,
  send: text,
  delete: text,
  timeout: text,
});

export const moderate = spoken("moderate", {
  /** The page's own title. */
  page: text,
  title: text,
  as: (name: string) => t("moderate-as", { name }),
  may: (rights: readonly ModRight[]) =>
    rights.length === 0
      ? t("moderate-mayRead")
      : t("moderate-may", { what: list(rights.map((right) => doings[right])) }),
  until: (at: string, now: Date) => {
    const end = new Date(at);
    const today = end.toDateString() === now.toDateString();
    return t("moderate-until", { end: today ? time(at) : day(at) });
  },
  forever: text,
  time,

  over: {
    title: text,
    help: text,
  },
  lost: {
    title: text,
    help: text,
  },
  /** Of the way through a sync service. */
  away: { title: text, help: text },
  full: { title: text, help: text },
  unreached: { title: text, help: text },
  broken: { title: text, help: text },
  insecure: { title: text, help: text },
  notAllowed: text,

  views: text,
  chat: text,
  markedView: text,
  decidedView: text,

  log: text,
  act: (name: string) => t("moderate-act", { name }),
  keys: text,
  tap: (rights: readonly ModRight[]) =>
    t("moderate-tap", { what: either(rights.map((right) => taps[right])) }),
  empty: text,
  emptyHelp: text,
  isMarked: text,
  isQueued: text,
  isOn: text,
  countdown: (seconds: number) => t("moderate-countdown", { seconds }),
  seconds: (seconds: number) => t("moderate-seconds", { seconds }),
  stop: text,
  stopOf: (name: string) => t("moderate-stopOf", { name }),
  stopWhose: (name: string) => t("moderate-stopWhose", { name }),

  held: text,
  heldWhy: (word: string) => t("moderate-heldWhy", { word }),
  pass: text,
  passNow: text,
  passWhose: (name: string) => t("moderate-passWhose", { name }),

  noMarks: text,
  noMarksHelp: text,
  markBy: (name: string, at: string) => t("moderate-markBy", { name, at: time(at) }),

  onScreen: text,
  nothingOn: text,
  queue: text,
  emptyQueue: text,
  by: (name: string) => t("moderate-by", { name }),
  auto: (rule: string) => t("moderate-auto", { rule }),
  byStreamer: text,
  decisions: text,
  noDecisions: text,
  accepted: text,
  rejected: text,
  unknownMessage: text,
  hiddenByYou: text,
  bringBack: text,
  bringBackWhose: (name: string) => t("moderate-bringBackWhose", { name }),

  note: text,
  notePlaceholder: text,
  mark: text,
  markAgain: text,
  enqueue: text,
  unqueue: text,
  hide: text,
  reply: text,
  delete: text,
  timeouts: text,
  timeout: (seconds: number) =>
    seconds === 3600 ? t("moderate-timeoutHour") : t("moderate-timeout", { minutes: seconds / 60 }),
  timeoutLong: (name: string, seconds: number) =>
    t("moderate-timeoutLong", { name, span: span(seconds) }),
  noSignIn: text,
  noSend: text,
  noRights: text,
  gone: (why: RemovalReason) => t("moderate-gone", { why: because[why] }),
  close: text,

  marked: (name: string | undefined) => t("moderate-marked", named(name)),
  queued: (name: string | undefined) => t("moderate-queued", named(name)),
  unqueued: (name: string | undefined) => t("moderate-unqueued", named(name)),
  hid: (name: string | undefined) => t("moderate-hid", named(name)),
  broughtBack: (name: string | undefined) => t("moderate-broughtBack", named(name)),
  passed: (name: string | undefined) => t("moderate-passed", named(name)),
  deleted: (name: string | undefined) => t("moderate-deleted", named(name)),
  timedOut: (name: string | undefined, seconds: number) =>
    t("moderate-timedOut", { ...named(name), span: span(seconds) }),
});
