// A network that really drops packets, and that comes and goes: in a network namespace of its own,
// which takes root, `unshare`, `ip` and `nft` (Debian: util-linux, iproute2, nftables).
//
//   node tests/faults/network.js
//
// Where they are missing it says so, and succeeds; with --required it fails.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { kill } from "node:process";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { settableClock } from "./clock.js";
import { gaps, until } from "./feed.js";
import { onTwitch, onYouTube } from "./numbers.js";
import { CHANNEL, STREAM, startScene } from "./scene.js";

const INSIDE = "MULTICHAT_INSIDE_NAMESPACE";

/** What is missing for a namespace, `null` where nothing is. */
function missing() {
  if (process.getuid?.() !== 0) return "root";
  for (const program of ["unshare", "ip", "nft"]) {
    if (spawnSync("which", [program]).status !== 0) return program;
  }
  return spawnSync("unshare", ["--net", "nft", "list", "ruleset"]).status === 0 ? null : "nftables in the kernel";
}

/** The packets to and from these ports that are lost: `numgen random mod 100 < 30`, or all. */
function lose(ports, which = "") {
  const set = `{ ${ports.join(", ")} }`;
  const rules = ["dport", "sport"].map((end) => `tcp ${end} ${set} ${which} drop`);
  const table = `table inet faults {\nchain lost {\ntype filter hook input priority 0\n${rules.join("\n")}\n}\n}\n`;
  execFileSync("nft", ["-f", "-"], { input: table });
}

function loseNothing() {
  execFileSync("nft", ["flush", "ruleset"]);
}

/** Takes the way to the internet away, or brings it back. Nothing is ever sent over it. */
function link(state) {
  execFileSync("ip", ["link", "set", "away", state]);
  if (state === "up") execFileSync("ip", ["route", "replace", "default", "via", "192.0.2.1"]);
}

function setUp() {
  const ip = (...words) => execFileSync("ip", words);
  ip("link", "set", "lo", "up");
  ip("link", "add", "away", "type", "veth", "peer", "name", "far");
  ip("addr", "add", "192.0.2.2/24", "dev", "away");
  ip("link", "set", "far", "up");
  link("up");
}

async function start(t, options) {
  t.after(loseNothing);
  const scene = await startScene(t, options);
  const { fake, lines } = scene;
  return {
    ...scene,
    ports: Object.values(lines).map(({ port }) => port),
    chats: [onTwitch(fake, CHANNEL, "tw"), onYouTube(fake, () => STREAM.video, "yt")],
  };
}

/** All is shown once and in order, or lies in a gap. */
async function assertWhole({ application, feed, chats, twitch, youtube }) {
  for (const chat of chats) {
    await until("what is written now is shown", () =>
      chat.say().then((number) => feed.shows(chat.textOf(number), 3000).catch(() => false)),
    );
  }
  const marked = await gaps(application);
  for (const [chat, id] of [[chats[0], twitch], [chats[1], youtube]]) {
    const own = marked.filter(({ source }) => source === id);
    const { lost, doubled, swapped } = chat.account(feed.added, own);
    assert.deepEqual({ lost, doubled, swapped }, { lost: [], doubled: 0, swapped: 0 }, chat.textOf("…"));
  }
}

function tests() {
  setUp();

  test("F3: a line on which every packet is lost is noticed, and read again once it heals", async (t) => {
    const scene = await start(t);
    const { ports, chats, feed, twitch, youtube } = scene;
    let done = false;
    const talking = Promise.all(chats.map((chat) => chat.talk(10, () => done)));
    for (const chat of chats) await feed.shows(chat.textOf(await chat.say()));
    lose(ports);
    const broken = Date.now();
    await Promise.all([twitch, youtube].map(async (id) => {
      await feed.isNot(id, "live");
      t.diagnostic(`${feed.source(id).platform}: noticed after ${Date.now() - broken} ms`);
    }));
    loseNothing();
    const healed = Date.now();
    await Promise.all([twitch, youtube].map(async (id) => {
      await feed.is(id, "live");
      t.diagnostic(`${feed.source(id).platform}: live ${Date.now() - healed} ms after it healed`);
    }));
    done = true;
    await talking;
    await assertWhole(scene);
  });

  test("F4: 30 % loss, half a second of jitter and 56 kbit/s make no storm of reconnects", async (t) => {
    const scene = await start(t);
    const { ports, chats, lines, fake, feed } = scene;
    for (const line of Object.values(lines)) Object.assign(line.weather, { jitter: 500, perSecond: 7000 });
    lose(ports, "numgen random mod 100 < 30");
    const before = (await fake.stats()).twitch.joins[`#${CHANNEL}`];
    const began = Date.now();
    await Promise.all(chats.map((chat) => chat.talk(2, () => Date.now() - began > 60_000)));
    const joins = (await fake.stats()).twitch.joins[`#${CHANNEL}`] - before;
    t.diagnostic(`joined anew ${joins} times in a minute`);
    loseNothing();
    for (const line of Object.values(lines)) line.heal();
    await assertWhole(scene);
    assert.ok(joins <= 1, `it joined anew ${joins} times in a minute`);
    assert.equal(feed.breaks, 0);
  });

  test("F16: sleep, then a network that is not there yet: back soon after it is", async (t) => {
    const clock = await settableClock(t);
    const scene = await start(t, { env: clock.env });
    const { ports, chats, lines, application, feed, twitch, youtube } = scene;
    for (const chat of chats) await feed.shows(chat.textOf(await chat.say()));
    kill(application.pid, "SIGSTOP");
    link("down");
    lose(ports);
    for (const line of Object.values(lines)) line.strand();
    await clock.set(8 * 3600);
    kill(application.pid, "SIGCONT");
    for (const id of [twitch, youtube]) await feed.isNot(id, "live");
    // Until its pauses are long.
    await wait(40_000);
    loseNothing();
    link("up");
    const back = Date.now();
    await Promise.all([twitch, youtube].map(async (id) => {
      await feed.is(id, "live");
      t.diagnostic(`${feed.source(id).platform}: live ${Date.now() - back} ms after the network is back`);
    }));
    await assertWhole(scene);
  });
}

const lacks = process.env[INSIDE] ? null : missing();
if (process.env[INSIDE]) {
  tests();
} else if (lacks) {
  console.error(`
*******************************************************************************
NOT RUN: the tests of a real network (F3, F4, F16). What is missing: ${lacks}.
*******************************************************************************
`);
  process.exitCode = process.argv.includes("--required") ? 1 : 0;
} else {
  const arguments_ = ["--net", process.execPath, fileURLToPath(import.meta.url)];
  const run = spawnSync("unshare", arguments_, { stdio: "inherit", env: { ...process.env, [INSIDE]: "1" } });
  process.exitCode = run.status ?? 1;
}
