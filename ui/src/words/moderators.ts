// The words of the moderators panel.

import type { AuditEntry, ModRight } from "../api/types";
import type { Ends } from "../state/invitation";

const day = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

/** The rights, with what each lets a moderator do. */
const rights: readonly { right: ModRight; label: string; note: string }[] = [
  { right: "suggest", label: "Mark messages", note: "You decide about each. Harmless." },
  { right: "queue", label: "Queue messages", note: "They go on stream without your word." },
  {
    right: "hide",
    label: "Hide messages",
    note: "Off your overlays, here alone; also stop or pass what is held back.",
  },
  { right: "send", label: "Write in chat", note: "In your name, with your sign-in." },
  { right: "delete", label: "Delete messages", note: "On Twitch and YouTube, in your name." },
  { right: "timeout", label: "Time people out", note: "On Twitch and YouTube, in your name." },
];

const list = new Intl.ListFormat("en", { type: "conjunction" });

const span = (seconds: number) =>
  seconds >= 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 60)} min`;

function did(entry: AuditEntry): string {
  switch (entry.deed) {
    case "suggested":
      return "marked";
    case "queued":
      return "queued";
    case "unqueued":
      return "took out of the queue";
    case "hid":
      return "hid";
    case "unhid":
      return "brought back";
    case "passed":
      return "let pass";
    case "sent":
      return "wrote in chat";
    case "deleted":
      return "deleted";
    case "timed_out":
      return `timed out for ${span(entry.seconds)}`;
  }
}

export const moderators = {
  title: "Moderators",
  help: "Invite somebody to help: a link that opens chat on their phone.",
  none: "Nobody is invited yet",
  noneHelp:
    "While you play, moderators mark the messages worth showing, and you only decide. You can let them do more, and whatever you decide stands.",

  invite: "Invite a moderator",
  name: "Name",
  namePlaceholder: "What you call them",
  rights: "What they may do",
  right: rights,
  end: "Until",
  ends: [
    ["never", "Until you end it"],
    ["hours", "For 4 hours"],
    ["tonight", "Tonight, until 4 in the morning"],
    ["date", "A day and time…"],
  ] as const satisfies readonly (readonly [Ends, string])[],
  date: "Day and time",
  noDate: "Choose a day and time that is still to come.",
  noName: "Give them a name.",
  make: "Make the link",
  made: (name: string) => `The link for ${name} is made. Send it to them alone.`,

  may: (of: readonly ModRight[]) => {
    const labels = rights
      .filter(({ right }) => of.includes(right))
      .map(({ label }) => label.toLowerCase());
    return labels.length === 0 ? "May read along" : `May ${list.format(labels)}`;
  },
  until: (at: string) => `until ${day.format(new Date(at))}`,
  over: "its time is over",
  forever: "until you end it",

  link: "Link",
  linkOf: (name: string) => `Link for ${name}`,
  onlyHere:
    "This link works on this computer only. Turn on access from your network below to use it on a phone.",
  onNetwork: "This link works in your network. Whoever has it can do what this moderator may.",
  copy: "Copy link",
  copied: "Copied",
  copyByHand: "Press Ctrl+C (⌘C on a Mac) to copy it.",
  show: "Show",
  hide: "Hide",
  qr: (name: string) => `QR code of the link for ${name}`,
  qrHelp: "Point a phone's camera at it. The phone has to be in your network.",
  revoke: "End invitation",
  revokeOf: (name: string) => `End the invitation of ${name}`,
  revoked: (name: string) => `The invitation of ${name} is over.`,
  question: {
    title: (name: string) => `End the invitation of ${name}?`,
    text: "Their link stops working at once, and can't be had back: you would send them a new one.",
    yes: "End invitation",
  },

  network: "Let moderators in from your network",
  networkHelp:
    "Off: their links work on this computer only. On: any device in your network that has a link can open that page, and nothing else.",
  networkWarning:
    "There is no HTTPS here, because that needs a certificate: whoever listens in on this network can read along and use a link. Turn it on only at home or where you trust everyone; for the internet it is not made.",

  done: "What moderators did",
  noneDone: "Nothing yet. Whatever moderators do is listed here, and can be undone.",
  streamer: "You",
  did,
  whose: (name: string) => `${name}:`,
  undo: "Undo",
  undoWhat: (by: string, deed: string) => `Undo: ${by} ${deed}`,
  undone: "Undone",
  time: (at: string) => day.format(new Date(at)),
};
