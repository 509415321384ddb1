// How long a message takes from YouTube to a client of the overlay, how often YouTube is asked, and
// whether anything is lost, doubled or out of order: at several rates, and with a server that takes
// its time.
//
//   cargo build --release -p app -p fake-platforms
//   MULTICHAT_BIN=target/release/multichat-headless \
//   FAKE_PLATFORMS_BIN=target/release/fake-platforms node tests/bench/youtube-latency.js \
//     [--rates 5,50,200] [--slow 1500] [--seconds 60]
import { setTimeout as wait } from "node:timers/promises";
import { onYouTube } from "../faults/numbers.js";
import { STREAM, startScene } from "../faults/scene.js";
import { bench, context, option, quantile, table } from "./bench.js";

const RATES = option("rates", "5,50,200").split(",").map(Number);
const SLOW = Number(option("slow", 1500));
const SECONDS = Number(option("seconds", 60));

const POLL = "/youtubei/v1/live_chat/get_live_chat";

async function requests(fake) {
  const { youtube } = await fake.stats();
  return Object.values(youtube.requests).reduce((sum, count) => sum + count, 0);
}

/** One rate, with answers after so many milliseconds. A row of the table. */
async function measure(rate, slow) {
  const { fake, feed } = await startScene(context, { platforms: ["youtube"] });
  if (slow > 0) await fake.command("youtube/fault", { path: POLL, fault: { slow } });
  const name = `y${rate}`;
  const chat = onYouTube(fake, () => STREAM.video, name);
  const before = await requests(fake);
  const start = Date.now();
  if (rate > 0) await chat.talk(rate, () => Date.now() - start >= 1000 * SECONDS);
  else await wait(1000 * SECONDS);
  const asked = ((await requests(fake)) - before) / ((Date.now() - start) / 60_000);
  if (rate > 0) await feed.shows(chat.last());
  const came = feed.added.filter(({ message }) => message.text.startsWith(`${name} `));
  const latencies = came.map(({ message, came }) => came - chat.sent[Number(message.text.split(" ")[1])].at);
  const { lost, doubled, swapped } = chat.account(feed.added);
  const { max_in_flight } = (await fake.stats()).youtube.polls[STREAM.video];
  const ms = (share) => (latencies.length > 0 ? quantile(latencies, share) : "-");
  return [
    rate > 0 ? `${rate} a second` : "idle",
    slow,
    chat.sent.length,
    ms(0.5),
    ms(0.95),
    ms(1),
    lost.length,
    doubled,
    swapped,
    asked.toFixed(1),
    max_in_flight,
  ];
}

await bench(async () => {
  const rows = [];
  for (const slow of [0, SLOW]) {
    for (const rate of [...RATES, 0]) rows.push(await measure(rate, slow));
  }
  table([
    ["YouTube, timeoutMs 10000", "answers after ms", "messages", "p50 ms", "p95 ms", "most ms", "lost", "twice", "out of order", "requests a minute", "at once at most"],
    ...rows,
  ]);
});
