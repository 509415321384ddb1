// The words of the accounts panel.

import type { Account, Platform } from "../api/types";
import type { KeepIn, Right } from "../api/writing";

const names: Record<Platform, string> = {
  twitch: "Twitch",
  youtube: "YouTube",
  demo: "Demo",
  donations: "Donations",
};

/** Whose sign-in page it is. */
const hosts: Record<Platform, string> = { ...names, youtube: "Google" };

/** As titles; where there is none, the sentence says all. */
const states: Record<Account["state"], string | null> = {
  no_client: "Needs a client id",
  signed_out: null,
  connecting: null,
  connected: null,
  retrying: null,
  revoked: "Signed out by the platform",
  locked: "Sign-in can't be opened",
};

const deeds: Record<Right, string> = {
  read: "read chat",
  send: "write in chat",
  moderate: "moderate",
  commands: "use all of Twitch's slash commands",
  events: "read rewards and polls",
};

const list = new Intl.ListFormat("en", { type: "conjunction" });

const keeps: Record<KeepIn, { name: string; note: string; yes: string }> = {
  keychain: {
    name: "In the keychain, with a new key",
    note: "You sign in again. What can't be opened is put aside, not deleted.",
    yes: "Start over",
  },
  passphrase: {
    name: "In a file, sealed with a passphrase",
    note: "You give the passphrase after each start.",
    yes: "Seal with this passphrase",
  },
  this_run: {
    name: "For this run only",
    note: "Nothing is written. You sign in again after each start.",
    yes: "Keep for this run only",
  },
};

export const words = {
  title: "Accounts",
  help: "Chat is read without one. Sign in to write and to moderate from here.",
  states,
  as: (name: string | undefined) => (name ? `Signed in as ${name}` : "Signed in"),
  can: (rights: readonly Right[]) =>
    rights.length === 0
      ? "It may do nothing here."
      : `May ${list.format(rights.map((right) => deeds[right]))}.`,
  noClient: (platform: Platform) =>
    `This version brings no client id for ${names[platform]}. Enter one of your own; it takes a few minutes.`,
  locked: "It is kept, and can't be read now. See below what to do.",

  noPlace: "It has no place to be kept in yet. Choose one below, and it goes on.",

  signIn: (platform: Platform) => `Sign in to ${names[platform]}`,
  signInAgain: (platform: Platform) => `Sign in to ${names[platform]} again`,
  asking: "One moment…",
  also: "It may also",
  more: "Allow more",
  allow: (platform: Platform) => `Allow it at ${names[platform]}`,
  send: "Write in chat",
  moderate: "Moderate",
  commands: "Use all slash commands",
  commandsNote:
    "Announcements, slow mode, shoutouts, raids, advertising, VIPs, moderators, whispers.",
  events: "Show rewards and polls",
  eventsNote: "Of your own channel; chat has nothing of them.",
  both: "Write in chat and moderate",
  bothNote: "Google allows both or neither.",
  addMyChannel: "Add my channel",
  addMyChannelOn: (platform: Platform) => `Add my channel on ${names[platform]}`,
  signOut: "Sign out",
  signOutOf: (platform: Platform) => `Sign out of ${names[platform]}`,
  signedOut: (platform: Platform) => `You are signed out of ${names[platform]}.`,
  askSignOut: {
    title: (platform: Platform) => `Sign out of ${names[platform]}?`,
    text: (name: string | undefined, platform: Platform) =>
      `The sign-in${name ? ` of ${name}` : ""} is ended at ${hosts[platform]} and forgotten here. Chat is read on; you write and moderate on ${names[platform]} itself.`,
    yes: "Sign out",
  },

  waiting: {
    opened: (platform: Platform) => `The page of ${hosts[platform]} is open in your browser.`,
    notOpened: (platform: Platform) => `Open this page of ${hosts[platform]}:`,
    compare: "If it shows a code, it must be this one. If it asks for one, type it:",
    choose: "Choose your account there, and allow what is asked.",
    code: "Code",
    copy: "Copy the code",
    copied: "Copied",
    copyByHand: "Select it, and press Ctrl+C (⌘C on a Mac).",
    address: "Address of the page",
    again: "Open the page again",
    qr: "QR code of the page's address, for your phone",
    qrHelp: "Or with your phone.",
    progress: (platform: Platform) => `Waiting for ${hosts[platform]}…`,
    refusedThere: "If you refuse there, press Cancel here: Twitch does not tell.",
    minutes: (minutes: number) =>
      minutes <= 0
        ? "The time is up."
        : minutes === 1
          ? "Less than a minute is left."
          : `${minutes} minutes are left.`,
    cancel: "Cancel",
    cancelWhat: (platform: Platform) => `Cancel signing in to ${names[platform]}`,
  },

  vault: {
    title: "How sign-ins are kept",
    shut: "Sign-ins can't be kept or read",
    states: {
      empty: "",
      opening: "Asking your keychain…",
      keychain: "Kept in this computer's keychain.",
      passphrase: "Kept in a file that your passphrase seals.",
      this_run: "Kept until MultiChat Overlay ends, and written nowhere.",
      shut: "",
    },
    retry: "Try again",
    unlock: "Open with the passphrase",
    passphrase: "Passphrase",
    newPassphrase: "New passphrase",
    passphraseNote: "At least 10 characters. Nobody can recover it for you.",
    other: "Keep them in another way",
    keeps,
  },

  client: {
    title: "Use your own client id",
    guide: {
      twitch: [
        "Open dev.twitch.tv/console/apps, sign in, and press “Register Your Application”.",
        "Give it a name of your own. As OAuth Redirect URL enter http://localhost, as category “Chat Bot”, as client type “Public”.",
        "Press “Create”, then “Manage”, and copy the Client ID into the field below.",
      ],
      youtube: [
        "Open console.cloud.google.com, make a project, and enable the “YouTube Data API v3” under “APIs & Services”.",
        "Under “Google Auth Platform”, set up the consent screen, and add your own account as a test user.",
        "Under “Clients”, create one of the type “Desktop app”. It needs no redirect address: this application uses http://127.0.0.1 with a free port.",
        "Copy the client ID and the client secret into the fields below.",
      ],
    } as Record<string, readonly string[]>,
    id: (platform: Platform) => `${hosts[platform]} client id`,
    secret: "Google client secret",
    secretIsSet: "One is set",
    save: "Save",
    saved: "Saved. You can sign in now.",
    cleared: "The client id is removed.",
  },
};
