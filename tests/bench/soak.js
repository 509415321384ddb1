// An hour's chat of both platforms in minutes, with a fault every ten seconds of it: is every
// message shown once and in order, or does it lie in a gap that the history marks? Is nothing left
// that was removed? Does memory stay flat?
//
//   cargo build --release -p app -p fake-platforms
//   MULTICHAT_BIN=target/release/multichat-headless \
//   FAKE_PLATFORMS_BIN=target/release/fake-platforms node tests/bench/soak.js \
//     [--count 36000] [--rate 10] [--every 10] [--speed 10] [--seed 1] [--loud]
//
// Count and rate are of each platform. The application's clocks are `speed` times as fast as the
// world's, by libfaketime; rate and pauses are by its clocks.
import { assertWeathered, storm } from "../faults/storm.js";
import { bench, context, option, quantile, table } from "./bench.js";

await bench(async () => {
  const account = await storm(context, {
    count: Number(option("count", 36_000)),
    perSecond: Number(option("rate", 10)),
    every: Number(option("every", 10)),
    speed: Number(option("speed", 10)),
    seed: Number(option("seed", 1)),
    say: process.argv.includes("--loud") ? console.log : undefined,
  });
  const { accounts, happened, memory, seconds } = account;
  const [twitch, youtube] = [accounts.twitch, accounts.youtube];
  const faults = [...happened.values()].reduce((sum, times) => sum + times, 0);
  const mib = (kib) => `${(kib / 1024).toFixed(1)} MiB`;
  console.log(`${faults} faults of ${happened.size} kinds in ${seconds.toFixed(0)} s`);
  table([
    ["soak", "Twitch", "YouTube"],
    ...[
      ["messages sent", "sent"],
      ["shown", "shown"],
      ["not shown, in a marked gap", "inGaps"],
      ["gaps marked", "gaps"],
      ["never handed out: before a stream was found, after it ended", "excused"],
      ["lost", "lost"],
      ["shown twice", "doubled"],
      ["out of order", "swapped"],
    ].map(([what, key]) => {
      const cell = ({ [key]: value }) => (Array.isArray(value) ? value.join(", ") || 0 : value);
      return [what, cell(twitch), cell(youtube)];
    }),
  ]);
  const { streams, waited } = youtube;
  const most = (share) => (waited.length > 0 ? quantile(waited, share).toFixed(0) : "-");
  console.log(`${streams} streams; chat of the next one is read from its second ${most(0.5)} on, at most ${most(1)}`);
  table([
    ["soak", "both"],
    ["removals that certainly arrived", account.removed],
    ["of them still in a snapshot, on the socket or in the history", account.left.length],
    ["clients' sockets that broke", account.breaks],
    ["memory at first, at most, at last", [memory.first, memory.most, memory.last].map(mib).join(", ")],
    ["memory's slope over the second half", `${memory.perMinute.toFixed(1)} KiB a minute of chat`],
  ]);
  try {
    assertWeathered(account);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
});
