// Completing a word with a name that was seen in chat, or with an emote. Pure.

import type { Message } from "../api/types";
import { isCommand } from "./commands";

/** What words can become, each once: first what was seen, the newest of it first. */
export interface Known {
  names: readonly string[];
  emotes: readonly string[];
  /** Slash commands, which stand at the beginning. */
  commands?: readonly string[];
}

/**
 * The names of who wrote, and the emotes of these sources: first those that were seen there, then
 * the others.
 */
export function knownOf(
  messages: readonly Message[],
  sources: readonly string[],
  others: readonly string[],
): Known {
  const names = new Set<string>();
  const emotes = new Set<string>();
  for (const { author, body, source } of [...messages].reverse()) {
    // YouTube's names are handles already.
    if (author) names.add(author.name.replace(/^@/, ""));
    if (!sources.includes(source)) continue;
    for (const part of body) if (part.type === "emote") emotes.add(part.text);
  }
  return { names: [...names], emotes: [...new Set([...emotes, ...others])] };
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
export function complete(text: string, caret: number, known: Known): Completion | null {
  const typed = /\S+$/.exec(text.slice(0, caret))?.[0];
  if (!typed) return null;
  const before = text.slice(0, caret - typed.length);
  if (before === "" && isCommand(typed)) {
    const begins = typed.slice(1).toLowerCase();
    const commands = (known.commands ?? []).filter((name) => name.startsWith(begins));
    const words = commands.map((name) => `/${name}`);
    return words.length === 0 ? null : { before, after: text.slice(caret), typed, words, at: -1 };
  }
  const asks = typed.startsWith("@");
  const start = (asks ? typed.slice(1) : typed).toLowerCase();
  const fits = (word: string) => word.toLowerCase().startsWith(start) && word !== typed;
  const names = known.names.filter(fits).map((name) => `@${name}`);
  // Nobody types the marks that stand around a name of YouTube's.
  const emotes = known.emotes.filter((name) => fits(name) || fits(name.replace(/^:_?/, "")));
  const words = asks ? names : start ? [...emotes, ...names] : [];
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
