// The words that several parts of the pages use.

import type { Face, Platform, SourceState } from "../api/types";
import { named, spoken, t, text } from "./fluent";
import { clock, few } from "./formats";
import { platforms } from "./platforms";

const states: Record<SourceState, string> = spoken("page-states", {
  off: text,
  connecting: text,
  live: text,
  waiting: text,
  backoff: text,
  needs_auth: text,
  failed: text,
});

const faces: Record<Face, string> = spoken("page-faces", {
  off: text,
  live: text,
  trouble: text,
  attention: text,
});

export const words = spoken("page", {
  appName: text,
  undo: text,
  dismiss: text,
  openLogs: text,
  fileSaved: (file: string) => t("page-fileSaved", { file }),
  unmask: { title: text, text: text, yes: text },
  platforms,
  states,

  header: {
    faces,
    connecting: text,
    notRunning: text,
    noChannel: text,
    addOne: text,
    stopped: text,
    stoppedTillOpen: text,
    trying: text,
    nothingLive: text,
    needs: (channel: string, state: SourceState) =>
      t("page-header-needs", { channel, state: states[state] }),
    live: (count: number) => t("page-header-live", { count }),
    start: text,
    stop: text,
    starting: text,
    stopping: text,
  },

  curtain: {
    draw: text,
    lift: text,
    help: text,
    drawn: text,
  },

  dock: {
    title: text,
    refused: {
      title: text,
      help: text,
    },
    section: text,
    help: text,
    address: text,
    rotate: text,
    rotated: text,
    secret: text,
    question: {
      title: text,
      text: text,
      yes: text,
    },
  },

  sources: {
    title: text,
    label: text,
    placeholder: text,
    help: text,
    add: text,
    adding: text,
    found: (platform: Platform) => t("page-sources-found", { platform: platforms[platform] }),
    which: (name: string) => t("page-sources-which", { name }),
    elsewhere: text,
    elsewhereHint: text,
    demo: text,
    demoHelp: text,
    none: text,
    noneHelp: text,
    read: (channel: string) => t("page-sources-read", { channel }),
    remove: (channel: string) => t("page-sources-remove", { channel }),
    retry: text,
    removed: (channel: string) => t("page-sources-removed", { channel }),
    streams: (count: number) => t("page-sources-streams", { count }),
    stream: (title: string, started?: string) =>
      started ? t("page-sources-stream", { title, started: clock(started) }) : title,
    unknownKinds: (count: number) => t("page-sources-unknownKinds", { count }),
    saveReport: text,
    reportSaved: text,
    messages: (count: number) => t("page-sources-messages", { count }),
    count: (count: number) => few(count),
  },

  quota: {
    spent: (spent: number, left: number) => t("page-quota-spent", { spent, left }),
    lasts: (until: string | undefined, resets: string) =>
      until
        ? t("page-quota-lasts", { until: clock(until), resets: clock(resets) })
        : t("page-quota-enough", { resets: clock(resets) }),
    usedUp: (resets: string) => t("page-quota-usedUp", { resets: clock(resets) }),
  },

  proxies: {
    title: text,
    help: text,
    placeholder: "http://proxy.example:8080",
    save: text,
    saved: (count: number) => t("page-proxies-saved", { count }),
    number: (number: number) => t("page-proxies-number", { number }),
    route: (used: boolean, works: boolean | undefined) => {
      const state = works === undefined ? "untried" : works ? "works" : "broken";
      return t("page-proxies-route", { used: used ? "yes" : "no", state });
    },
  },

  overlay: {
    title: text,
    preview: (name: string) => t("page-overlay-preview", { name }),
    backdrop: text,
    backdrops: {
      dark: text,
      bright: text,
      checks: text,
      own: text,
    },
    ownRefused: text,
    ownRefusedHint: text,
    by: (author: string) => t("page-overlay-by", { author }),
    url: text,
    show: text,
    hide: text,
    copy: text,
    copied: text,
    copyByHand: text,
    secret: text,
    steps: text,
    obs: ({ width, height }: { width: number; height: number }) => [
      t("page-overlay-obs-1"),
      t("page-overlay-obs-2"),
      t("page-overlay-obs-3", { width: String(width), height: String(height) }),
    ],
    none: text,
  },

  test: {
    kind: text,
    send: text,
    everything: text,
    platformOff: (what: string, platform: string) => t("page-test-platformOff", { what, platform }),
    off: (what: string) => t("page-test-off", { what }),
    kept: (what: string, rule: string) => t("page-test-kept", { what, rule }),
    notShown: (what: string) => t("page-test-notShown", { what }),
  },

  automod: {
    title: text,
    term: text,
    category: (category: string) => t("page-automod-category", { category }),
    allow: text,
    allowWhose: (name: string) => t("page-automod-allowWhose", { name }),
    deny: text,
    denyWhose: (name: string) => t("page-automod-denyWhose", { name }),
  },

  feed: {
    title: text,
    log: text,
    hide: text,
    hideWhose: (name: string) => t("page-feed-hideWhose", { name }),
    hidden: (name: string | undefined) => t("page-feed-hidden", named(name)),
    held: text,
    heldWhy: (word: string) => t("page-feed-heldWhy", { word }),
    pass: text,
    passWhose: (name: string) => t("page-feed-passWhose", { name }),
    newer: (count: number) =>
      t("page-feed-newer", { count, shown: count > 99 ? "99+" : `${count}` }),
    empty: text,
    emptyHelp: text,
    emptyStopped: text,
    emptyStoppedHelp: text,
    emptyTillOpenHelp: text,
    emptyNoChannelHelp: text,
    replyTo: (name: string) => t("page-feed-replyTo", { name }),
  },

  warnings: text,

  lost: {
    title: text,
    help: text,
    helpDashboard: text,
  },

  refused: {
    title: text,
    help: text,
    retry: text,
  },

  noKey: {
    title: text,
    help: text,
  },

  ended: {
    title: text,
    help: text,
  },

  closing: {
    title: text,
    text: text,
    keep: text,
    quit: text,
  },

  errors: {
    unreachable: text,
    unreachableHint: text,
    unknown: (status: number) => t("page-errors-unknown", { status }),
    unexpected: text,
  },
});
