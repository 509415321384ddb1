// What tmi.js does with lines of chat, for `line.js`: prints nanoseconds a line.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [way, file, passes] = process.argv.slice(2);
const BATCH = 100;
const require = createRequire(import.meta.url);
const parser = require("tmi.js/lib/parser.js");
const { Client } = require("tmi.js");

const client = new Client({ logger: { info() {}, warn() {}, error() {} } });
let seen = 0;
client.on("message", () => {
  seen += 1;
});

const WAYS = {
  /** As its client begins. */
  parse(line) {
    const message = parser.msg(line);
    parser.badges(parser.badgeInfo(parser.emotes(message.tags)));
  },
  /** As its client does it: tags unescaped, and the event. */
  message(line) {
    client.handleMessage(parser.msg(line));
  },
};

const take = WAYS[way];
const lines = readFileSync(file, "utf8").split("\n");
const times = [];
for (let pass = 0; pass < Number(passes); pass += 1) {
  for (let from = 0; from + BATCH <= lines.length; from += BATCH) {
    const start = process.hrtime.bigint();
    for (let at = from; at < from + BATCH; at += 1) take(lines[at]);
    if (pass > 0) times.push(Number(process.hrtime.bigint() - start) / BATCH);
  }
}
times.sort((a, b) => a - b);
if (way === "message" && seen === 0) throw new Error("tmi.js has seen no message");
console.log(times[Math.floor(times.length / 2)].toFixed(1));
process.exit();
