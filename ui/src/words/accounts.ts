// The words of the accounts panel.

import type { Account, Platform } from "../api/types";
import type { KeepIn, Right } from "../api/writing";
import { named, spoken, t, text } from "./fluent";
import { list } from "./formats";
import { platforms } from "./platforms";

/** Whose sign-in page it is. */
const hosts: Record<Platform, string> = {
  twitch: "Twitch",
  youtube: "Google",
  demo: "",
  donations: "",
};

/** As titles; where there is none, the sentence says all. */
const states: Record<Account["state"], string | null> = spoken("accounts-states", {
  no_client: text,
  signed_out: null,
  connecting: null,
  connected: null,
  retrying: null,
  revoked: text,
  locked: text,
});

const deeds: Record<Right, string> = spoken("accounts-deeds", {
  read: text,
  send: text,
  moderate: text,
  commands: text,
  events: text,
  followers: text,
});

const keeps: Record<KeepIn, { name: string; note: string; yes: string }> = spoken(
  "accounts-keeps",
  {
    keychain: {
      name: text,
      note: text,
      yes: text,
    },
    passphrase: {
      name: text,
      note: text,
      yes: text,
    },
    this_run: {
      name: text,
      note: text,
      yes: text,
    },
  },
);

export const words = spoken("accounts", {
  title: text,
  help: text,
  states,
  as: (name: string | undefined) => t("accounts-as", named(name)),
  can: (rights: readonly Right[]) =>
    rights.length === 0
      ? t("accounts-canNothing")
      : t("accounts-can", { what: list(rights.map((right) => deeds[right])) }),
  noClient: (platform: Platform) => t("accounts-noClient", { platform: platforms[platform] }),
  locked: text,

  noPlace: text,

  signIn: (platform: Platform) => t("accounts-signIn", { platform: platforms[platform] }),
  signInAgain: (platform: Platform) => t("accounts-signInAgain", { platform: platforms[platform] }),
  asking: text,
  also: text,
  more: text,
  allow: (platform: Platform) => t("accounts-allow", { platform: platforms[platform] }),
  send: text,
  moderate: text,
  commands: text,
  commandsNote: text,
  events: text,
  eventsNote: text,
  followers: text,
  followersNote: text,
  both: text,
  bothNote: text,
  addMyChannel: text,
  addMyChannelOn: (platform: Platform) =>
    t("accounts-addMyChannelOn", { platform: platforms[platform] }),
  signOut: text,
  signOutOf: (platform: Platform) => t("accounts-signOutOf", { platform: platforms[platform] }),
  signedOut: (platform: Platform) => t("accounts-signedOut", { platform: platforms[platform] }),
  askSignOut: {
    title: (platform: Platform) =>
      t("accounts-askSignOut-title", { platform: platforms[platform] }),
    text: (name: string | undefined, platform: Platform) =>
      t("accounts-askSignOut-text", {
        ...named(name),
        host: hosts[platform],
        platform: platforms[platform],
      }),
    /** Of a sign-in that can't be read. */
    unread: (platform: Platform) => t("accounts-askSignOut-unread", { host: hosts[platform] }),
    yes: text,
  },

  waiting: {
    opened: (platform: Platform) => t("accounts-waiting-opened", { platform: hosts[platform] }),
    notOpened: (platform: Platform) =>
      t("accounts-waiting-notOpened", { platform: hosts[platform] }),
    compare: text,
    choose: text,
    code: text,
    copy: text,
    copied: text,
    copyByHand: text,
    address: text,
    again: text,
    qr: text,
    qrHelp: text,
    progress: (platform: Platform) => t("accounts-waiting-progress", { platform: hosts[platform] }),
    refusedThere: text,
    minutes: (minutes: number) => t("accounts-waiting-minutes", { minutes: Math.max(0, minutes) }),
    cancel: text,
    cancelWhat: (platform: Platform) =>
      t("accounts-waiting-cancelWhat", { platform: platforms[platform] }),
  },

  vault: {
    title: text,
    shut: text,
    states: {
      empty: "",
      opening: text,
      keychain: text,
      passphrase: text,
      this_run: text,
      shut: "",
    },
    retry: text,
    unlock: text,
    passphrase: text,
    newPassphrase: text,
    passphraseNote: text,
    other: text,
    keeps,
  },

  client: {
    title: text,
    guide: {
      twitch: [text, text, text],
      youtube: [text, text, text, text],
    } as Record<string, readonly string[]>,
    id: (platform: Platform) => t("accounts-client-id", { platform: hosts[platform] }),
    secret: text,
    secretIsSet: text,
    save: text,
    saved: text,
    cleared: text,
  },
});
