// The application's clocks, by libfaketime: the wall clock set while it runs, or both made fast.
import { randomUUID } from "node:crypto";
import { readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where the systems' packages put it: Debian's under the name of the machine. */
async function library() {
  const debians = (await readdir("/usr/lib")).map((folder) => join("/usr/lib", folder));
  for (const folder of ["/usr/lib", "/usr/lib64", ...debians]) {
    const found = await readdir(join(folder, "faketime")).catch(() => []);
    if (found.includes("libfaketimeMT.so.1")) return join(folder, "faketime", "libfaketimeMT.so.1");
  }
  throw new Error("libfaketime is missing: on Debian and Ubuntu, sudo apt-get install faketime");
}

/**
 * A wall clock that `set(seconds)` moves against the real one. `env` gives it to a program, whose
 * monotonic clock goes on as it is: so it is when a clock is set, and after the machine slept.
 */
export async function settableClock(t) {
  const preload = await library();
  const file = join(tmpdir(), `multichat-clock-${randomUUID()}`);
  t.after(() => rm(file, { force: true }));
  const set = (seconds) => writeFile(file, `${seconds < 0 ? "" : "+"}${seconds}\n`);
  await set(0);
  return {
    set,
    env: {
      LD_PRELOAD: preload,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    },
  };
}

/** Clocks on which everything, pauses too, is over so many times as soon. `env` gives them to a program. */
export async function fastClock(times) {
  return { env: { LD_PRELOAD: await library(), FAKETIME: `+0 x${times}` } };
}

/** Makes times of the application's fast clock ours, from the states that it told. */
export function ourTime({ states }, times) {
  // A state is told at the earliest when it began.
  const ahead = Math.max(...states.map(({ since, came }) => since - times * came));
  return (time) => (time - ahead) / times;
}
