// Every English text of the page, for the translation to come.

import type { Face, Platform, SourceState } from "../api/types";

const many = new Intl.NumberFormat("en");
const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const few = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

const platforms: Record<Platform, string> = {
  twitch: "Twitch",
  youtube: "YouTube",
  demo: "Demo",
  donations: "Donations",
};

const states: Record<SourceState, string> = {
  off: "Off",
  connecting: "Connecting…",
  live: "Live",
  waiting: "Waiting",
  backoff: "Trying again soon",
  needs_auth: "Needs you to sign in",
  failed: "Not working",
};

const faces: Record<Face, string> = {
  off: "Stopped",
  live: "Listening",
  attention: "Needs your attention",
};

export const words = {
  appName: "MultiChat Overlay",
  undo: "Undo",
  dismiss: "Dismiss",
  openLogs: "Open the log folder",
  platforms,
  states,

  header: {
    faces,
    connecting: "Connecting…",
    notRunning: "Not running",
    stopped: "No chat is being read",
    nothingLive: "No channel is live yet",
    needs: (channel: string, state: SourceState) => `${channel}: ${states[state]}`,
    live: (count: number) => (count === 1 ? "1 chat is live" : `${count} chats are live`),
    start: "Start listening",
    stop: "Stop listening",
    starting: "Starting…",
    stopping: "Stopping…",
  },

  curtain: {
    draw: "Hide chat",
    lift: "Show chat",
    help: "Takes chat off every overlay at once. It goes on behind, and is there again when you show it.",
    drawn: "Chat is hidden on your stream",
  },

  dock: {
    title: "Chat",
    refused: {
      title: "This address is not valid any more",
      help: "Open the dashboard from the MultiChat icon, copy the dock's new address, and put it into OBS: Docks, Custom Browser Docks.",
    },
    section: "A dock in OBS",
    help: "Your chats in a window of OBS' own. In OBS: Docks, Custom Browser Docks, and paste this address.",
    address: "Address of the dock",
    rotate: "New address",
    rotated: "The dock has a new address. Put it into OBS in the old one's place.",
    question: {
      title: "Give the dock a new address?",
      text: "The old one stops working at once. Whoever has it can read your chats and hide messages.",
      yes: "New address",
    },
  },

  sources: {
    title: "Channels",
    label: "Add a channel",
    placeholder: "Channel, @handle or link",
    help: "Paste a Twitch channel, a YouTube handle, or any link.",
    add: "Add",
    adding: "Looking it up…",
    found: (platform: Platform) => `That is on ${platforms[platform]}. Press Enter to add it.`,
    which: (name: string) => `Where is “${name}”?`,
    elsewhere: "That link is neither Twitch nor YouTube.",
    elsewhereHint: "Open the channel's page in a browser, and copy the address from there.",
    demo: "Demo chat",
    demoHelp: "Shown until you add your first channel.",
    none: "No channels yet",
    noneHelp: "Paste your channel above. Its chat shows up here, and on your stream.",
    read: (channel: string) => `Read the chat of ${channel}`,
    remove: (channel: string) => `Remove ${channel}`,
    retry: "Try again",
    removed: (channel: string) => `${channel} was removed.`,
    streams: (count: number) => `${count} streams are live. Read the chat of`,
    stream: (title: string, started?: string) =>
      started ? `${title} (since ${clock.format(new Date(started))})` : title,
    unknownKinds: (count: number) =>
      count === 1
        ? "One kind of message is new to this version. It is shown by its text, if it has any."
        : `${count} kinds of message are new to this version. They are shown by their text, if they have any.`,
    saveReport: "Save a report",
    reportSaved: "The report is saved; nobody's words or names are in it. Send us this file:",
    messages: (count: number) => (count === 1 ? "1 message" : `${many.format(count)} messages`),
    count: (count: number) => few.format(count),
  },

  quota: {
    spent: (spent: number, left: number) =>
      `Official API today: ${many.format(spent)} units spent, ${many.format(left)} left.`,
    lasts: (until: string | undefined, resets: string) =>
      until
        ? `At this pace they last until ${clock.format(new Date(until))}; new ones come at ${clock.format(new Date(resets))}.`
        : `They last until new ones come at ${clock.format(new Date(resets))}.`,
    usedUp: (resets: string) => `New ones come at ${clock.format(new Date(resets))}.`,
  },

  proxies: {
    title: "Proxies for YouTube",
    help: "Only if YouTube refuses this computer: one address a line, tried from the top. “direct” is the way without one.",
    placeholder: "http://proxy.example:8080",
    save: "Save",
    saved: (count: number) =>
      count === 0 ? "YouTube is read directly." : "YouTube is read this way from now on.",
    route: (used: boolean, works: boolean | undefined) => {
      const state = works === undefined ? "not tried yet" : works ? "works" : "does not work";
      return used ? `in use, ${state}` : state;
    },
  },

  overlay: {
    title: "Overlays",
    preview: (name: string) => `Preview of ${name}`,
    backdrop: "Behind it",
    backdrops: {
      dark: "Dark game",
      bright: "Bright game",
      checks: "Nothing",
      own: "Picture…",
    },
    ownRefused: "This picture can't be read.",
    ownRefusedHint: "Choose a PNG, JPEG or WebP file.",
    by: (author: string) => `by ${author}`,
    url: "Address for OBS",
    show: "Show",
    hide: "Hide",
    copy: "Copy address",
    copied: "Copied",
    copyByHand: "Press Ctrl+C (⌘C on a Mac) to copy it.",
    secret: "Whoever has this address can see your overlay. Keep it off the stream.",
    steps: "How to put it in OBS",
    obs: ({ width, height }: { width: number; height: number }) => [
      "In OBS, under Sources, press + and choose Browser.",
      "Paste the address into the field URL.",
      `Set the width to ${width} and the height to ${height}, then press OK.`,
    ],
    none: "Getting your overlays…",
  },

  test: {
    kind: "Kind of message",
    send: "Send a test message",
    everything: "A bit of everything",
  },

  feed: {
    title: "Live chat",
    log: "Messages",
    hide: "Hide",
    hideWhose: (name: string) => `Hide this message of ${name}`,
    hidden: (name: string | undefined) =>
      name ? `A message of ${name} is off your stream.` : "The message is off your stream.",
    held: "Waiting for you",
    heldWhy: (word: string) => `Has “${word}” in it`,
    pass: "Show it",
    passWhose: (name: string) => `Show this message of ${name}`,
    newer: (count: number) => `${count > 99 ? "99+" : count} new`,
    empty: "No messages yet",
    emptyHelp: "Whatever is written in your chats shows up here at once.",
    emptyStopped: "Not listening",
    emptyStoppedHelp: "Press “Start listening” at the top to read your chats again.",
    replyTo: (name: string) => `Reply to ${name}:`,
  },

  warnings: "Warnings",

  lost: {
    title: "MultiChat Overlay is not running.",
    help: "Start it again, and this page comes back by itself.",
  },

  refused: {
    title: "MultiChat Overlay was restarted",
    help: "This page belongs to the run before. Open the dashboard again from the tray icon; you can close this page then.",
    retry: "Try again",
  },

  noKey: {
    title: "Open the dashboard from the tray icon",
    help: "Click the MultiChat Overlay icon near the clock, and choose “Open dashboard”. This page needs the key that comes with it.",
  },

  ended: {
    title: "MultiChat Overlay has ended",
    help: "Chat has left your stream. You can close this page.",
  },

  closing: {
    title: "Quit MultiChat Overlay?",
    text: "There is no tray on this desktop. Closing the window ends MultiChat Overlay, and chat leaves your stream.",
    keep: "Keep it open",
    quit: "Quit",
  },

  errors: {
    unreachable: "MultiChat Overlay does not answer.",
    unreachableHint: "Is it still running? Look for its icon near the clock.",
    unknown: (status: number) => `MultiChat Overlay answered with the error ${status}.`,
    unexpected: "Something unexpected went wrong. Reload the page and try again.",
  },
};
