// Completing a word with a name or an emote that was seen in chat. Pure.

import type { Message } from "../api/types";
import { isCommand } from "./commands";

/** What was seen, the newest first, each once. */
export interface Seen {
  names: readonly string[];
  emotes: readonly string[];
  /** Slash commands, which stand at the beginning. */
  commands?: readonly string[];
}

export function seenIn(messages: readonly Message[]): Seen {
  const names = new Set<string>();
  const emotes = new Set<string>();
  for (const { author, body } of [...messages].reverse()) {
    // YouTube's names are handles already.
    if (author) names.add(author.name.replace(/^@/, ""));
    for (const part of body) if (part.type === "emote") emotes.add(part.text);
  }
  return { names: [...names], emotes: [...emotes] };
}

/** A word that is being completed, and everything it can become. */
export interface Completion {
  /** What stands before the word, and behind it. */
  before: string;
  after: string;
  /** What the person typed last, to which it comes back after all others. */
  typed: string;
  words: readonly string[];
  /** Which of `words` it is; -1 is what was typed. */
  at: number;
}

/** What the word before the caret can become; null where that is nothing, or there is no word. */
export function complete(text: string, caret: number, seen: Seen): Completion | null {
  const typed = /\S+$/.exec(text.slice(0, caret))?.[0];
  if (!typed) return null;
  const before = text.slice(0, caret - typed.length);
  if (before === "" && isCommand(typed)) {
    const begins = typed.slice(1).toLowerCase();
    const commands = (seen.commands ?? []).filter((name) => name.startsWith(begins));
    const words = commands.map((name) => `/${name}`);
    return words.length === 0 ? null : { before, after: text.slice(caret), typed, words, at: -1 };
  }
  const asks = typed.startsWith("@");
  const start = (asks ? typed.slice(1) : typed).toLowerCase();
  const fits = (word: string) => word.toLowerCase().startsWith(start) && word !== typed;
  const names = seen.names.filter(fits).map((name) => `@${name}`);
  const words = asks ? names : start ? [...seen.emotes.filter(fits), ...names] : [];
  if (words.length === 0) return null;
  return { before, after: text.slice(caret), typed, words, at: -1 };
}

/** The next of the words, or the one before. */
export function turned(completion: Completion, by: 1 | -1): Completion {
  const count = completion.words.length + 1;
  const at = ((completion.at + 1 + by + count) % count) - 1;
  return { ...completion, at };
}

/** The text that it makes, and where the caret stands in it. */
export function written({ before, after, typed, words, at }: Completion): {
  text: string;
  caret: number;
} {
  const word = words[at];
  // A word that is complete is followed by the next one.
  const space = word === undefined || after.startsWith(" ") ? "" : " ";
  const start = `${before}${word ?? typed}${space}`;
  return { text: start + after, caret: start.length };
}
