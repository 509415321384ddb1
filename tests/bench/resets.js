// Lines to Twitch that break: how long until chat is read again, how long until a half-open line is
// noticed, and how often a server that is down is asked.
//
//   cargo build --release -p app -p fake-platforms
//   MULTICHAT_BIN=target/release/multichat-headless \
//   FAKE_PLATFORMS_BIN=target/release/fake-platforms node tests/bench/resets.js \
//     [--resets 1000] [--apart 150] [--half-open 10] [--minutes 10] [--speed 1]
//
// Resets come `apart` milliseconds after chat is read again: Twitch takes 20 joins in 10 s, and who
// is reset more often waits for that. `speed` makes the clocks of the part with the server that is
// down faster, by libfaketime: then ten minutes are over sooner.
import { setTimeout as wait } from "node:timers/promises";
import { fastClock } from "../faults/clock.js";
import { onTwitch } from "../faults/numbers.js";
import { gaps } from "../faults/feed.js";
import { CHANNEL, startScene } from "../faults/scene.js";
import { bench, context, option, quantile, table } from "./bench.js";

const RESETS = Number(option("resets", 1000));
const APART = Number(option("apart", 150));
const HALF_OPEN = Number(option("half-open", 10));
const MINUTES = Number(option("minutes", 10));
const SPEED = Number(option("speed", 1));

const ms = (values, share) => quantile(values, share).toFixed(0);

/** Milliseconds from each reset until the source is live, and until a message written then is shown. */
async function resets() {
  const { fake, lines, application, feed, twitch } = await startScene(context, { platforms: ["twitch"] });
  const chat = onTwitch(fake, CHANNEL);
  const [live, shown] = [[], []];
  for (let reset = 0; reset < RESETS; reset += 1) {
    await wait(APART);
    const broken = Date.now();
    lines.twitch.reset();
    await feed.isNot(twitch, "live");
    await feed.is(twitch, "live");
    live.push(feed.states.at(-1).came - broken);
    shown.push((await feed.shows(chat.textOf(await chat.say()))) - broken);
  }
  const { lost, doubled } = chat.account(feed.added);
  const marked = await gaps(application);
  table([
    ["a reset, until", "resets", "p50 ms", "p95 ms", "p99 ms", "most ms"],
    ["the source is live again", RESETS, ms(live, 0.5), ms(live, 0.95), ms(live, 0.99), ms(live, 1)],
    ["a message is shown", RESETS, ms(shown, 0.5), ms(shown, 0.95), ms(shown, 0.99), ms(shown, 1)],
  ]);
  console.log(`gaps marked: ${marked.length}; lost after it was live: ${lost.length}; twice: ${doubled}`);
}

/** Milliseconds from the moment from which nothing passes until the source says so. */
async function halfOpen() {
  const { fake, lines, feed, twitch, youtube } = await startScene(context);
  const noticed = { [twitch]: [], [youtube]: [] };
  const healed = { [twitch]: [], [youtube]: [] };
  const chat = onTwitch(fake, CHANNEL);
  for (let round = 0; round < HALF_OPEN; round += 1) {
    await feed.shows(chat.textOf(await chat.say()));
    for (const line of Object.values(lines)) line.stall(true);
    const broken = Date.now();
    const both = (what, times, since) =>
      Promise.all([twitch, youtube].map(async (id) => {
        await what(id);
        times[id].push(Date.now() - since);
      }));
    await both((id) => feed.isNot(id, "live"), noticed, broken);
    const heal = Date.now();
    for (const line of Object.values(lines)) line.stall(false);
    await both((id) => feed.is(id, "live"), healed, heal);
  }
  const row = (name, id) => [
    name,
    HALF_OPEN,
    ms(noticed[id], 0.5),
    ms(noticed[id], 1),
    ms(healed[id], 0.5),
    ms(healed[id], 1),
  ];
  table([
    ["half open", "rounds", "noticed, p50 ms", "most ms", "healed and live, p50 ms", "most ms"],
    row("Twitch", twitch),
    row("YouTube", youtube),
  ]);
}

/** How often a server that is down is asked. */
async function down() {
  const { lines, feed, twitch, youtube } = await startScene(context, SPEED === 1 ? {} : await fastClock(SPEED));
  for (const line of Object.values(lines)) {
    line.refuse(true);
    line.reset();
  }
  await wait((MINUTES * 60_000) / SPEED);
  const attempts = Object.values(lines).map(({ stats }) => stats.refused);
  for (const line of Object.values(lines)) line.refuse(false);
  const back = Date.now();
  const after = await Promise.all([twitch, youtube].map(async (id) => {
    await feed.is(id, "live");
    return (((Date.now() - back) * SPEED) / 1000).toFixed(1);
  }));
  table([
    ["down", "minutes", "attempts", "live again after, s"],
    ["Twitch", MINUTES, attempts[0], after[0]],
    ["YouTube", MINUTES, attempts[1], after[1]],
  ]);
}

await bench(async () => {
  const ten = MINUTES > 0 ? down() : null;
  if (RESETS > 0) await resets();
  if (HALF_OPEN > 0) await halfOpen();
  await ten;
});
