// How long a line of Twitch chat takes, from the text that arrives to the text that is sent to the
// pages, beside tmi.js. On the same lines, each with an id of its own.
//
//   cargo build --release -p bench
//   node tests/bench/line.js [--file tests/fixtures/twitch/busy.txt] [--instructions]
//
// Instructions are counted by Valgrind: the difference of two runs, so that what is done once does
// not count. That of JavaScript moves with what V8 compiles when, by some percent.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bench, context, option, table } from "./bench.js";

const LINES = 10_000;
const PASSES = 6;
const COUNTED = 3;
const BIN = process.env.BENCH_BIN ?? "target/release/bench";
const TMI = fileURLToPath(new URL("tmi-lines.js", import.meta.url));
const FILE = option("file");
const FIXTURES = ["tests/fixtures/twitch/busy.txt", "tests/fixtures/twitch/kinds.txt"];

/** Each way a line can go: its name, and the program that takes lines that way. */
const WAYS = [
  ["decoded to an event", BIN, ["decode"]],
  ["… and through the hub", BIN, ["hub"]],
  ["… and to the frame's JSON: **all of ours**, without emotes of others", BIN, ["frame"]],
  ["… **with badges and 5,000 emotes of others**, two of them in each line", BIN, ["emotes"]],
  ["through the hub and the feeds of 20 overlays of different rules", BIN, ["feeds"]],
  ["through the hub, and looked through for 2,000 blocked words", BIN, ["words"]],
  ["tmi.js: parsed, with badges and emotes", process.execPath, ["--single-threaded", TMI, "parse"]],
  ["tmi.js: to its `message` event", process.execPath, ["--single-threaded", TMI, "message"]],
  ["the tmi crate: parsed to its type, nothing kept (the limit)", BIN, ["typed"]],
];

const run = promisify(execFile);

/** The lines of chat in the files, over and over, until there are so many. */
async function recorded(files, count) {
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const lines = texts.flatMap((text) => text.split(/\r?\n/)).filter((line) => line.startsWith("@"));
  return Array.from({ length: count }, (_, at) => {
    const id = at.toString(16).padStart(8, "0");
    const line = lines[at % lines.length].replace(/([@;]id=)[^-; ]*/, `$1${id}`);
    return / PRIVMSG /.test(line) ? `${line} 7tvEmote${at % 3000} bttvEmote${at % 1000}` : line;
  });
}

/** Nanoseconds a line: the median of many batches. */
async function nanoseconds([, program, args], file) {
  const { stdout } = await run(program, [...args, file, String(PASSES)]);
  return Number(stdout);
}

/** Instructions a line, in user space. */
async function instructions([, program, args], file) {
  const counted = [];
  for (const passes of [COUNTED, 2 * COUNTED]) {
    const valgrind = ["--tool=callgrind", "--callgrind-out-file=/dev/null", "--smc-check=all-non-file"];
    const { stderr } = await run("valgrind", [...valgrind, program, ...args, file, String(passes)]);
    counted.push(Number(/Collected : (\d+)/.exec(stderr)[1]));
  }
  return (counted[1] - counted[0]) / (COUNTED * LINES);
}

await bench(async () => {
  const folder = await mkdtemp(join(tmpdir(), "line-"));
  context.after(() => rm(folder, { recursive: true }));
  const file = join(folder, "lines.txt");
  await writeFile(file, (await recorded(FILE ? [FILE] : FIXTURES, LINES)).join("\n"));

  const counting = process.argv.includes("--instructions");
  const rows = [["a line", "ns", ...(counting ? ["instructions"] : [])]];
  for (const way of WAYS) {
    const row = [way[0], Math.round(await nanoseconds(way, file))];
    if (counting) row.push(Math.round(await instructions(way, file)));
    rows.push(row);
  }
  table(rows);
});
