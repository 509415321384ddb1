// What every benchmark here begins and ends with.
import { cpus, loadavg } from "node:os";

const ends = [];
let stopped = false;

/** Stands where node:test's context does for what is to be ended. */
export const context = { after: (end) => ends.push(end) };

/** Ends what was started, the last first. */
export async function end() {
  for (const end of ends.splice(0).reverse()) await end();
}

/** Who is told to stop does not leave children behind: all are told at once, then waited for. */
for (const [signal, number] of [["SIGINT", 2], ["SIGTERM", 15]]) {
  process.once(signal, async () => {
    stopped = true;
    // What is still being measured fails now, which is nobody's news.
    process.on("uncaughtException", () => {});
    await Promise.allSettled(ends.splice(0).reverse().map(async (end) => end()));
    process.exit(128 + number);
  });
}

/** Runs it, ends what it started, and prints how it was called and what the machine was doing. */
export async function bench(run) {
  const [, script, ...args] = process.argv;
  const command = ["node", script.replace(`${process.cwd()}/`, ""), ...args].join(" ");
  console.log(`\`${command}\` — ${cpus().length} × ${cpus()[0].model}, load ${loadavg()[0].toFixed(2)} at the start`);
  try {
    await run();
  } catch (error) {
    if (!stopped) throw error;
    await new Promise(() => {});
  } finally {
    await end();
  }
  console.log(`load ${loadavg()[0].toFixed(2)} at the end`);
}

/** The value of a command line's `--name value`. */
export function option(name, otherwise) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
}

/** The value below which this share of the values lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** A Markdown table of these rows; the first is its head. */
export function table(rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const [head, ...rest] = rows;
  console.log([line(head), line(head.map(() => "---")), ...rest.map(line)].join("\n"));
}

/** Milliseconds since 1970, finer than `Date` has them, on the clock that the pages have too. */
export const now = () => performance.timeOrigin + performance.now();

/** Calls `send(number)` so many times a second, from 0 until `count`. */
export async function paced(count, perSecond, send) {
  const start = performance.now();
  for (let number = 0; number < count; ) {
    const due = Math.min(count, Math.floor(((performance.now() - start) * perSecond) / 1000) + 1);
    while (number < due) await send(number++);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return (performance.now() - start) / 1000;
}
