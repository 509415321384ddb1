// The words of writing and moderating.

import type { Platform } from "../api/types";

const names: Record<Platform, string> = {
  twitch: "Twitch",
  youtube: "YouTube",
  demo: "Demo",
  donations: "Donations",
};

/** Where a message goes. */
const place = (channel: string, platform: Platform) => `${channel} on ${names[platform]}`;

function span(seconds: number): string {
  if (seconds >= 3600) return seconds < 7200 ? "an hour" : `${Math.round(seconds / 3600)} hours`;
  if (seconds >= 60) return seconds < 120 ? "a minute" : `${Math.round(seconds / 60)} minutes`;
  return seconds <= 1 ? "a second" : `${Math.ceil(seconds)} seconds`;
}

export const writing = {
  form: "Write in chat",
  field: "Message",
  placeholder: (channels: readonly string[]) =>
    channels.length === 1 ? `Write to ${channels[0]}` : "Write a message",
  send: "Send",
  to: "To",
  place,
  help: "Enter sends. Tab completes names, emotes and commands. Up brings back what was sent.",
  commands: "Commands",
  twitchAlone: "Twitch alone",
  left: (letters: number) => (letters < 0 ? `${-letters} too many` : `${letters} left`),
  leftLong: (letters: number) =>
    letters < 0 ? `${-letters} letters too many` : `${letters} letters left`,
  completed: (word: string, at: number, of: number) => `${word}, ${at} of ${of}`,

  reply: (name: string) => `Reply to ${name}`,
  replying: (name: string) => `Reply to ${name}:`,
  leaveReply: "Don't reply",

  noAccount: "Sign in to write in your chats from here.",
  noRight: "Your sign-in may not write yet. Allow it under Accounts.",
  toAccounts: "Go to Accounts",
  inDashboard:
    "To write here, sign in and allow it in the dashboard: the MultiChat icon, Open dashboard, Accounts.",
  noneLive: "None of your chats is live.",
  notLive: "The chat of that message is not live any more.",
  noneTicked: "Tick at least one chat.",
  tooLong: (letters: number) =>
    letters === 1 ? "There is one letter too many." : `There are ${letters} letters too many.`,
  failed: (where: string) => `${where}:`,
  noReason: "It was not sent, and no reason was given.",
  again: (seconds: number) => `Try again in ${span(seconds)}.`,

  moderate: "Moderate",
  moderateWhose: (name: string) => `Moderate this message of ${name}`,
  menu: (name: string, platform: Platform) => `${name} on ${names[platform]}`,
  delete: "Delete this message",
  timeout: (seconds: number) => `Timeout for ${span(seconds)}`,
  ban: "Ban",
  close: "Close",
  deleted: (name: string, platform: Platform) =>
    `A message of ${name} is deleted on ${names[platform]}.`,
  timedOut: (name: string, platform: Platform, seconds: number) =>
    `${name} can't write on ${names[platform]} for ${span(seconds)}.`,
  banned: (name: string, platform: Platform) => `${name} is banned on ${names[platform]}.`,
  unbanned: (name: string, platform: Platform) => `${name} may write on ${names[platform]} again.`,
};
