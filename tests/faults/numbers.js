// Numbered chat: what was written, and whether each message was shown once, in order, or lies in a
// gap that the history marks.
import { randomUUID } from "node:crypto";

/** A line of Twitch chat. */
export function privmsg(channel, text, { id = randomUUID(), user = "ada" } = {}) {
  const tags = `display-name=${user};id=${id};room-id=1;tmi-sent-ts=${Date.now()};user-id=u-${user}`;
  return `@${tags} :${user}!${user}@${user}.tmi.twitch.tv PRIVMSG #${channel} :${text}`;
}

/**
 * Counts the messages of one chat. `write(text, number)` sends one and gives whether anybody was
 * there to take it, where that is known.
 *
 * @param {string} name told apart by it, in every text
 */
export function numbers(name, write) {
  const sent = [];
  const textOf = (number) => `${name} ${number}`;
  let turn = Promise.resolve();
  return {
    sent,
    textOf,
    /** The text of the one that was written last. */
    last: () => textOf(sent.length - 1),
    /** Writes the next, after the one before it, and gives its number. */
    say() {
      const mine = turn.then(async () => {
        const entry = { at: Date.now() };
        const number = sent.push(entry) - 1;
        entry.reached = await write(textOf(number), number);
        entry.until = Date.now();
        return number;
      });
      turn = mine.catch(() => {});
      return mine;
    },
    /** Writes so many a second until `ended()`, and calls `then()` after each. */
    async talk(perSecond, ended, then = () => {}) {
      const start = Date.now();
      const first = sent.length;
      while (!ended()) {
        const due = first + ((Date.now() - start) * perSecond) / 1000;
        if (sent.length < due) {
          await this.say();
          await then();
        } else await new Promise((resolve) => setTimeout(resolve, 1));
      }
    },
    /**
     * What became of them.
     *
     * @param added the messages that came onto the overlay, in order
     * @param gaps times that are marked as not read; `slack` milliseconds on either side count too:
     *   a message that was lost on the way was written before the last one that arrived came in
     * @param excused tells which numbers nobody could have read
     */
    account(added, gaps = [], { slack = 1000, excused = () => false } = {}) {
      const pattern = new RegExp(`^${name} (\\d+)$`);
      const shown = added.flatMap(({ message }) => {
        const found = pattern.exec(message.text);
        return found ? [Number(found[1])] : [];
      });
      const once = new Set(shown);
      const missing = sent.flatMap((entry, number) => (once.has(number) ? [] : [{ number, ...entry }]));
      // It was written at some time between the two.
      const inGap = (entry) =>
        gaps.some(({ from, until }) => entry.until >= from - slack && entry.at <= until + slack);
      return {
        sent: sent.length,
        shown: once.size,
        doubled: shown.length - once.size,
        swapped: shown.filter((number, at) => at > 0 && number < shown[at - 1]).length,
        inGaps: missing.filter(inGap).length,
        excused: missing.filter((entry) => !inGap(entry) && excused(entry.number)).length,
        lost: ranges(
          missing.filter((entry) => !inGap(entry) && !excused(entry.number)).map(({ number }) => number),
        ),
      };
    },
  };
}

/** `[1, 2, 3, 7]` as `["1 to 3", "7"]`. */
function ranges(numbers) {
  const runs = [];
  for (const number of numbers) {
    if (runs.at(-1)?.[1] === number - 1) runs.at(-1)[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`));
}

/** Numbered chat of a channel of the Twitch stand-in. */
export function onTwitch(fake, channel, name = channel) {
  return numbers(name, async (text) => {
    const { reached } = await fake.command("twitch/line", { line: privmsg(channel, text) });
    return reached > 0;
  });
}

/** Numbered chat of a stream of the YouTube stand-in; `video()` tells which, now. */
export function onYouTube(fake, video, name) {
  return numbers(name, (text) => fake.command("youtube/chat", { video: video(), author: { name: "@marta" }, text }));
}
