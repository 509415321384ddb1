// How long it takes from starting the program until it answers with the overlay page.
//
//   cargo build --release -p app
//   MULTICHAT_BIN=target/release/multichat-headless node tests/bench/start.js [--runs 10]
//
// With a long history, which `bench search` leaves in a folder:
//
//   target/release/bench search tests/fixtures/twitch/busy.txt 1000000 /tmp/million
//   node tests/bench/start.js --history /tmp/million
import { get } from "node:http";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp } from "node:fs/promises";
import { startApplication } from "../browser/application.js";
import { bench, context, option, quantile, table } from "./bench.js";

const HISTORY = option("history");
const RUNS = Number(option("runs", 10));

/** Whether the page is there. */
function answers(address) {
  return new Promise((resolve) => {
    get(address, { agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    }).on("error", () => resolve(false));
  });
}

await bench(async () => {
  // The first start makes the data, the key among them.
  const application = await startApplication(context);
  await application.kill("SIGTERM");
  if (HISTORY) {
    await cp(HISTORY, application.dataDir, { recursive: true, force: true });
    await application.restart();
    await application.kill("SIGTERM");
  }
  const { overlayUrl, port, dataDir, command } = application;

  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    const child = spawn(command, ["--data-dir", dataDir, "--port", String(port)], { stdio: "ignore" });
    while (!(await answers(overlayUrl))) await new Promise((resolve) => setTimeout(resolve, 1));
    times.push(performance.now() - start);
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  table([
    ["start to first overlay answer", "ms"],
    [`median of ${RUNS}`, quantile(times, 0.5).toFixed(1)],
    ["fastest", Math.min(...times).toFixed(1)],
    ["slowest", Math.max(...times).toFixed(1)],
  ]);
});
