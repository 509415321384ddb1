// What chat for three overlays of different rules costs the processor: the application, beside a
// pipeline of tmi.js and ws that does the same on the same chat.
//
//   cargo build --release -p app -p fake-platforms
//   MULTICHAT_BIN=target/release/multichat-headless \
//   FAKE_PLATFORMS_BIN=target/release/fake-platforms node tests/bench/feeds.js [--rate 1000] [--seconds 30]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import WebSocket from "ws";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "../browser/application.js";
import { bench, context, option, paced, table } from "./bench.js";
import { cpu, memory } from "./meters.js";

const RATE = Number(option("rate", 1000));
const SECONDS = Number(option("seconds", 30));
const CHANNEL = "xqcow";
const BLOCKED = ["pepega", "monkas", "you are"];
const RULES = [
  {},
  { command_prefixes: ["!"], hide_bots: true, words: { blocked: BLOCKED, then: "hide" } },
  { words: { blocked: BLOCKED, then: "mask" }, links: { from: "moderators" }, collapse_repeats: true },
];

/** Recorded lines over and over, each with an id of its own. */
async function recording() {
  const file = new URL("../fixtures/twitch/busy.txt", import.meta.url);
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  return (number) => lines[number % lines.length].replace(/;id=[^;]*/, `;id=made-${number}`);
}

/** Reads one overlay's messages, and counts them. */
async function reader(address) {
  const socket = new WebSocket(address);
  context.after(() => socket.terminate());
  const seen = { messages: 0, frames: 0 };
  socket.on("message", (data) => {
    const frame = JSON.parse(data);
    seen.frames += 1;
    seen.messages += frame.text === undefined ? (frame.changes ?? []).filter(({ add }) => add).length : 1;
  });
  await once(socket, "open");
  return seen;
}

async function ours(fake) {
  const application = await startApplication(context, { env: fake.env });
  await application.api("POST", "sources", { platform: "twitch", channel: CHANNEL });
  const addresses = [];
  for (const [number, feed] of RULES.entries()) {
    const overlay = await application.api("POST", "overlays", { name: `${number}`, options: { feed } });
    addresses.push(overlay.url.replace("http", "ws").replace("/overlay/", "/ws/"));
  }
  return { name: "MultiChat Overlay", pid: application.pid, addresses };
}

async function peer(fake) {
  const script = fileURLToPath(new URL("tmi-feeds.js", import.meta.url));
  const options = [fake.env.MULTICHAT_TWITCH_IRC_URL, CHANNEL, JSON.stringify(BLOCKED)];
  const child = spawn(process.execPath, [script, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  context.after(() => child.kill());
  const [port] = await once(createInterface({ input: child.stdout }), "line");
  const addresses = RULES.map((_, number) => `ws://127.0.0.1:${port}/${number}`);
  return { name: "tmi.js and ws", pid: child.pid, addresses };
}

await bench(async () => {
  const fake = await startFakePlatforms(context);
  const line = await recording();
  const pipelines = [await ours(fake), await peer(fake)];
  for (const pipeline of pipelines) pipeline.readers = await Promise.all(pipeline.addresses.map(reader));
  await fake.command("twitch/joined", { channel: CHANNEL, count: pipelines.length });

  let number = 0;
  const send = () => fake.command("twitch/line", { line: line(number++) });
  await paced(RATE, RATE, send);
  for (const each of pipelines) each.before = { cpu: await cpu(each.pid), seen: total(each.readers) };
  const seconds = await paced(RATE * SECONDS, RATE, send);
  for (const each of pipelines) each.after = { cpu: await cpu(each.pid), seen: total(each.readers) };

  console.log(`${((RATE * SECONDS) / seconds).toFixed(0)} messages a second to ${RULES.length} overlays`);
  table([
    ["pipeline", "processor, % of a core", "messages to overlays", "memory, MiB"],
    ...(await Promise.all(
      pipelines.map(async ({ name, pid, before, after }) => [
        name,
        ((100 * (after.cpu - before.cpu)) / seconds).toFixed(1),
        after.seen - before.seen,
        (await memory(pid)).rss.toFixed(0),
      ]),
    )),
  ]);
});

/** @param {{messages: number}[]} readers */
function total(readers) {
  return readers.reduce((sum, { messages }) => sum + messages, 0);
}
