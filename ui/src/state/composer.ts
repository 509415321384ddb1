// The message that a person writes, and to which chats it goes.

import { computed, signal } from "@preact/signals";
import { ApiError, api } from "../api/client";
import { told } from "../api/told";
import type { Message, Platform, Sent } from "../api/types";
import type { Draft } from "../api/writing";
import { writing } from "../words/writing";
import { accounts, may } from "./accounts";
import { isCommand } from "./commands";
import { lettersLeft } from "./letters";
import { remember } from "./said";
import { sources } from "./status";

export const draft = signal("");

/** The message that the draft answers. */
export const answered = signal<Message | null>(null);

export const sending = signal(false);

/** What was not sent, and why. */
export interface Failure {
  /** The chat; without one, it is about the whole. */
  where?: string;
  why: string;
}

export const failures = signal<readonly Failure[]>([]);

/** Whether any account may write at all. */
export const mayWrite = computed(() => accounts.value.some(({ can }) => can.includes("send")));

/** The chats that can be written to now. */
export const writable = computed(() =>
  sources.value.filter(
    ({ platform, state }) => platform !== "demo" && state === "live" && may(platform, "send"),
  ),
);

/** Their ids as one text: it changes with them alone, so that no row is drawn for another reason. */
export const writableIds = computed(() => writable.value.map(({ id }) => id).join(" "));

/** The chats that the person has left out. */
const unticked = signal<ReadonlySet<string>>(new Set());

/** Those that have got the draft already, where others refused it. */
const delivered = signal<ReadonlySet<string>>(new Set());

/** What they have got. */
let deliveredText = "";

/** To which chats the draft goes. A reply goes where the message that it answers is. */
export const targets = computed(() =>
  writable.value.filter(({ id }) =>
    answered.value
      ? id === answered.value.source
      : !unticked.value.has(id) && !delivered.value.has(id),
  ),
);

export const left = computed(() =>
  lettersLeft(
    draft.value,
    targets.value.map(({ platform }) => platform),
  ),
);

export function tick(id: string, on: boolean): void {
  unticked.value = new Set([...unticked.value].filter((each) => each !== id).concat(on ? [] : id));
  if (on) delivered.value = new Set([...delivered.value].filter((each) => each !== id));
}

/** Takes what was typed. Chat has no lines. */
export function write(text: string): void {
  draft.value = text.replace(/[\r\n]+/g, " ");
  if (draft.value === "" || isAnother(draft.value, deliveredText)) startOver();
}

/** Whether not a word of the one is left in the other: it is no mended version of it. */
function isAnother(text: string, before: string): boolean {
  const words = before.split(/\s+/).filter(Boolean);
  return words.length > 0 && !words.some((word) => text.includes(word));
}

function startOver(): void {
  failures.value = [];
  delivered.value = new Set();
  deliveredText = "";
}

export function reply(message: Message): void {
  // One of its own, so that who presses it again is led to the field again.
  answered.value = { ...message };
  if (!draft.value.startsWith(call(message))) draft.value = call(message) + draft.value;
}

/** YouTube has no replies: there one is a message that begins with the name. */
function call({ platform, author }: Message): string {
  return platform === "youtube" && author?.name ? `@${author.name.replace(/^@/, "")} ` : "";
}

export function leaveReply(): void {
  answered.value = null;
}

/** Sends the draft. What fails says why, and the text stays for another try there. */
export async function send(): Promise<void> {
  const written = draft.value;
  const text = asSent(written);
  if (sending.value || text === "") return;
  const problem = cannot();
  if (problem) {
    failures.value = [{ why: problem }];
    return;
  }
  const message: Draft = { text, sources: targets.value.map(({ id }) => id) };
  const to = answered.value;
  // YouTube has no replies; a command is about the message wherever it is.
  if (to && (to.platform === "twitch" || isCommand(text))) message.reply_to = to.id;
  sending.value = true;
  failures.value = [];
  try {
    take({ written, text, to }, await api.send(message));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    failures.value = [{ why: told(error) }];
  } finally {
    sending.value = false;
  }
}

/** A space before a slash stays: it makes the text a message. */
function asSent(text: string): string {
  return text.trim().startsWith("/") ? text.trimEnd() : text.trim();
}

function cannot(): string | null {
  if (writable.value.length === 0) return writing.noneLive;
  if (targets.value.length === 0) return answered.value ? writing.notLive : writing.noneTicked;
  return left.value < 0 ? writing.tooLong(-left.value) : null;
}

/** What was sent. */
interface Underway {
  written: string;
  text: string;
  to: Message | null;
}

function take({ written, text, to }: Underway, results: readonly Sent[]): void {
  if (results.some(({ ok }) => ok)) remember(text);
  if (results.every(({ ok }) => ok)) {
    // What was typed meanwhile stays, and whom it answers.
    const other = answered.value !== to && answered.value;
    if (asSent(draft.value) === text) draft.value = "";
    else if (other && draft.value === call(other) + written) draft.value = call(other);
    if (!other) leaveReply();
    startOver();
    return;
  }
  deliveredText = text;
  delivered.value = new Set([
    ...delivered.value,
    ...results.filter(({ ok }) => ok).map(({ source }) => source),
  ]);
  failures.value = results.filter(({ ok }) => !ok).map(failure);
}

function failure({ source, message = writing.noReason, hint = "", retry_after }: Sent): Failure {
  const known = sources.value.find(({ id }) => id === source);
  const why = [told({ message, hint: retry_after ? "" : hint })];
  if (retry_after) why.push(writing.again(retry_after));
  return { where: known ? where(known) : source, why: why.join(" ") };
}

export function where({ channel, platform }: { channel: string; platform: Platform }): string {
  return writing.place(channel, platform);
}
