// Clocks that are set, and machines that sleep.
import assert from "node:assert/strict";
import { kill } from "node:process";
import { describe, it } from "node:test";
import { settableClock } from "./clock.js";
import { history, until } from "./feed.js";
import { onTwitch, onYouTube } from "./numbers.js";
import { CHANNEL, STREAM, startScene } from "./scene.js";

const HOUR = 3600;
/** Less than what it takes to notice by its silence that a line is dead. */
const SOON = 8_000;

async function startWithClock(t) {
  const clock = await settableClock(t);
  const scene = await startScene(t, { env: clock.env });
  const { fake } = scene;
  const chats = [onTwitch(fake, CHANNEL, "tw"), onYouTube(fake, () => STREAM.video, "yt")];
  return { clock, chats, ...scene };
}

describe("clocks and sleep", { concurrency: true, timeout: 120_000 }, () => {
  it("F15: a clock that jumps changes neither order nor state nor history", async (t) => {
    const { clock, chats, application, feed, twitch, youtube } = await startWithClock(t);
    for (const jump of [HOUR, -HOUR, 24 * HOUR, -24 * HOUR, 0]) {
      await clock.set(jump);
      for (let said = 0; said < 10; said += 1) for (const chat of chats) await chat.say();
      for (const chat of chats) await feed.shows(chat.last());
    }
    for (const chat of chats) {
      const { lost, doubled, swapped, shown } = chat.account(feed.added);
      assert.deepEqual({ lost, doubled, swapped, shown }, { lost: [], doubled: 0, swapped: 0, shown: 50 });
    }
    for (const id of [twitch, youtube]) {
      const states = feed.states.filter((told) => told.id === id).map(({ state }) => state);
      const worse = states.filter((state) => !["off", "connecting", "live"].includes(state));
      assert.deepEqual(worse, [], "nothing is said to be wrong");
      await feed.is(id, "live");
    }
    const stored = (await history(application)).filter(({ kind }) => kind === "chat").map(({ text }) => text);
    assert.deepEqual(stored, feed.added.map(({ message }) => message.text), "in the order of arrival");
  });

  it("F16: after sleep, dead connections are made anew at once", async (t) => {
    const { clock, chats, fake, lines, application, feed, twitch, youtube } = await startWithClock(t);
    for (const chat of chats) await feed.shows(chat.textOf(await chat.say()));
    kill(application.pid, "SIGSTOP");
    // While it slept the router forgot its connections, and nobody told it.
    for (const line of Object.values(lines)) line.strand();
    await clock.set(8 * HOUR);
    kill(application.pid, "SIGCONT");
    const woke = Date.now();
    await until(
      "Twitch is joined anew",
      async () => (await fake.stats()).twitch.joins[`#${CHANNEL}`] > 1,
      SOON,
    );
    t.diagnostic(`Twitch is joined anew ${Date.now() - woke} ms after waking`);
    for (const chat of chats) {
      await feed.shows(chat.textOf(await chat.say()), SOON);
      t.diagnostic(`${chat.last()} is shown ${Date.now() - woke} ms after waking`);
    }
    for (const id of [twitch, youtube]) await feed.is(id, "live");
  });
});
