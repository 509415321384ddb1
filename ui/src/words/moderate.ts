// The words of the moderators' page.

import type { ModRight, RemovalReason } from "../api/types";

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

const MINUTE = 60;

const whose = (name: string | undefined, rest: string) =>
  name ? `The message of ${name} ${rest}` : `The message ${rest}`;

const because: Record<RemovalReason, string> = {
  deleted: "It was deleted.",
  timeout: "Its author was timed out.",
  ban: "Its author was banned.",
  cleared: "The chat was cleared.",
  hidden: "It is off the stream.",
};

const doings: Record<ModRight, string> = {
  suggest: "mark messages",
  queue: "queue messages",
  hide: "hide messages",
  send: "write in chat",
  delete: "delete messages",
  timeout: "time people out",
};

const list = new Intl.ListFormat("en", { type: "conjunction" });

const span = (seconds: number) =>
  seconds === MINUTE
    ? "a minute"
    : seconds === 60 * MINUTE
      ? "an hour"
      : `${seconds / MINUTE} minutes`;

export const moderate = {
  title: "Moderating",
  as: (name: string) => `You are ${name}`,
  may: (rights: readonly ModRight[]) =>
    rights.length === 0
      ? "You can read along."
      : `You can ${list.format(rights.map((right) => doings[right]))}.`,
  until: (at: string, now: Date) => {
    const end = new Date(at);
    const today = end.toDateString() === now.toDateString();
    return `Until ${today ? clock.format(end) : day.format(end)}`;
  },
  forever: "Until the streamer ends it",
  time: (at: string) => clock.format(new Date(at)),

  over: {
    title: "Your invitation is over",
    help: "Its time has run out, or the streamer has ended it. Ask them for a new link if you are still needed.",
  },
  lost: {
    title: "The streamer's MultiChat does not answer.",
    help: "This page comes back by itself. Check that you are in the same network.",
  },
  notAllowed: "You are not allowed to do that. Ask the streamer for the right to.",

  views: "Views",
  chat: "Chat",
  markedView: "Marked",
  decidedView: "Decided",

  log: "Messages",
  act: (name: string) => `What to do about this message of ${name}`,
  keys: "Up and Down move between messages.",
  empty: "No messages yet",
  emptyHelp: "Whatever is written in the chats shows up here at once, before viewers see it.",
  isMarked: "Marked",
  isQueued: "Queued",
  isOn: "On screen",
  countdown: (seconds: number) => `On stream in ${seconds} s`,
  seconds: (seconds: number) => `${seconds} s`,
  stop: "Stop",
  stopOf: (name: string) => `this message of ${name}`,
  stopWhose: (name: string) => `Stop this message of ${name}`,

  held: "Held back by a word",
  heldWhy: (word: string) => `Has “${word}” in it`,
  pass: "Pass",
  passWhose: (name: string) => `Let this message of ${name} pass`,

  noMarks: "Nothing is marked",
  noMarksHelp:
    "Tap a message in the chat to mark it for the streamer. What others mark shows up here too.",
  markBy: (name: string, at: string) => `${name}, ${clock.format(new Date(at))}`,

  onScreen: "On screen now",
  nothingOn: "No message is on screen.",
  queue: "Queued",
  emptyQueue: "The queue is empty.",
  by: (name: string) => `by ${name}`,
  auto: (rule: string) => `by itself: ${rule}`,
  byStreamer: "by the streamer",
  decisions: "What became of marked messages",
  noDecisions: "The streamer has not decided on any yet.",
  accepted: "Accepted",
  rejected: "Rejected",
  unknownMessage: "The message is not there any more.",
  hiddenByYou: "Hidden by you",
  bringBack: "Bring back",
  bringBackWhose: (name: string) => `Bring back this message of ${name}`,

  note: "Note for the streamer",
  notePlaceholder: "Why? (not needed)",
  mark: "Mark for the streamer",
  markAgain: "Mark it too",
  enqueue: "Queue",
  unqueue: "Take out of the queue",
  hide: "Hide from the stream",
  reply: "Reply",
  delete: "Delete on the platform",
  timeouts: "Time out for",
  timeout: (seconds: number) =>
    seconds === 60 * MINUTE ? "1 hour" : seconds === MINUTE ? "1 min" : `${seconds / MINUTE} min`,
  timeoutLong: (name: string, seconds: number) => `Time out ${name} for ${span(seconds)}`,
  noSignIn: "To delete or time out here, the streamer has to sign in and allow moderating.",
  noSend: "To write from here, the streamer has to sign in and allow writing.",
  noRights: "You can read along. Ask the streamer if you should be able to do more.",
  gone: (why: RemovalReason) => `This message is not there any more. ${because[why]}`,
  close: "Close",

  marked: (name: string | undefined) => whose(name, "is marked for the streamer."),
  queued: (name: string | undefined) => whose(name, "is queued."),
  unqueued: (name: string | undefined) => whose(name, "is out of the queue."),
  hid: (name: string | undefined) => whose(name, "is off the stream."),
  broughtBack: (name: string | undefined) => whose(name, "is back."),
  passed: (name: string | undefined) => whose(name, "was let pass."),
  deleted: (name: string | undefined) => whose(name, "is deleted."),
  timedOut: (name: string | undefined, seconds: number) =>
    `${name ?? "Its author"} can't write for ${span(seconds)}.`,
};
