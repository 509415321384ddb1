// An hour's chat of both platforms in minutes, with a fault every few seconds, and the account of
// every message in it. The faults follow from a seed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { fastClock, ourTime } from "./clock.js";
import { gaps, history, snapshot, until } from "./feed.js";
import { faults, removals } from "./mishaps.js";
import { numbers, privmsg } from "./numbers.js";
import { CHANNEL, STREAM, startScene } from "./scene.js";

const AUTHORS = 50;
/** No client keeps more messages of a platform than these; what is older is not taken away one by one. */
const KEPT = 200;
/** So many of all messages are followed by a removal. */
const REMOVED = 0.02;

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The memory of a process in KiB. */
async function memory(pid) {
  return Number(/VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, "utf8"))[1]);
}

/** How much a line through the points `[x, y]` rises for each `x`. */
function slope(points) {
  const mean = (at) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const rise = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return rise / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

/** The two numbered chats; what is written of each message helps to take it away again. */
function writeChats({ fake, video }) {
  const twitch = numbers("tw", async (text, number) => {
    const entry = twitch.sent[number];
    entry.id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
    entry.author = `viewer${number % AUTHORS}`;
    const line = privmsg(CHANNEL, text, { id: entry.id, user: entry.author });
    return (await fake.command("twitch/line", { line })).reached > 0;
  });
  const youtube = numbers("yt", async (text, number) => {
    const entry = youtube.sent[number];
    entry.on = video();
    const author = { name: `@viewer${number % AUTHORS}` };
    const { id, author_id } = await fake.command("youtube/chat", { video: entry.on, author, text });
    Object.assign(entry, { id, author: author_id });
  });
  return { twitch, youtube };
}

/** Lets one fault follow another until `talked` is over. Gives how often each happened. */
async function rage(world, { every, talked, say }) {
  const { random, speed } = world;
  const kinds = faults(world);
  const happened = new Map();
  const lasting = new Map();
  const start = Date.now();
  let over = false;
  const end = () => (over = true);
  talked.then(end, end);
  // Every kind has its turn before one comes twice.
  let bag = [];
  while (!over) {
    if (bag.length === 0) bag = Object.keys(kinds);
    const [name] = bag.splice(Math.floor(random() * bag.length), 1);
    happened.set(name, (happened.get(name) ?? 0) + 1);
    say(`${((speed * (Date.now() - start)) / 1000).toFixed(1)} s: ${name}`);
    const lasts = await kinds[name]();
    if (Array.isArray(lasts)) {
      const [milliseconds, heal] = lasts;
      lasting.set(setTimeout(heal, milliseconds), heal);
    }
    await Promise.race([talked, wait((1000 * every * (0.5 + random())) / speed)]);
  }
  for (const [timer, heal] of lasting) {
    clearTimeout(timer);
    heal();
  }
  await world.fake.command("youtube/heal");
  return happened;
}

/**
 * Lets it storm over `count` messages on each platform, `perSecond` on each, with a fault each
 * `every` seconds: seconds of the application, whose clocks are `speed` times as fast as ours. Gives
 * the account.
 */
export async function storm(t, { count, perSecond, every, speed, seed, say = () => {} }) {
  // One each, so that what one of them does at the same time as another changes nothing.
  const [random, lines, ...removes] = [0, 1, 2, 3].map((number) => dice(seed * 10 + number));
  const scene = await startScene(t, { random: lines, ...(speed !== 1 && (await fastClock(speed))) });
  let streamed = STREAM.video;
  const world = { ...scene, random, speed, video: () => streamed, setVideo: (video) => (streamed = video) };
  const chats = writeChats(world);

  // What was taken away, with the number of the message that was written just before.
  const taken = [];
  const talk = async (platform, random) => {
    const chat = chats[platform];
    const remove = removals({ ...world, random })[platform];
    await chat.talk(perSecond * speed, () => chat.sent.length >= count, async () => {
      if (random() > REMOVED) return;
      const after = chat.sent.length - 1;
      taken.push({ platform, after, numbers: await remove(chat) });
    });
  };
  const start = Date.now();
  const points = [];
  const minutes = (time) => (speed * (time - start)) / 60_000;
  const remember = async () => points.push([minutes(Date.now()), await memory(scene.application.pid)]);
  await remember();
  const watching = setInterval(remember, 1000);
  t.after(() => clearInterval(watching));
  const talked = Promise.all([talk("twitch", removes[0]), talk("youtube", removes[1])]);
  const happened = await rage(world, { every, talked, say });
  await talked;
  clearInterval(watching);
  const seconds = (Date.now() - start) / 1000;

  for (const [platform, chat] of Object.entries(chats)) {
    const isShown = async () => {
      const text = chat.textOf(await chat.say());
      return scene.feed.shows(text, 3000).catch(() => false);
    };
    await until(`what is written now on ${platform} is shown`, isShown).catch((error) => {
      const told = scene.feed.states.filter(({ id }) => id === scene[platform]).slice(-10);
      const words = told.map(({ came, state, detail }) => `${minutes(came).toFixed(2)} min: ${state}, ${detail}`);
      throw new Error([error.message, ...words].join("\n"));
    });
  }
  return { seconds, happened, ...(await account(scene, chats, taken, speed)), memory: measure(points) };
}

function measure(points) {
  const later = points.slice(Math.floor(points.length / 2));
  return {
    first: points[0][1],
    most: Math.max(...points.map(([, size]) => size)),
    last: points.at(-1)[1],
    perMinute: later.length > 1 ? slope(later) : 0,
  };
}

/** Which messages of each stream were shown: the numbers of the first written, first and last shown. */
function streamsOf(chat, feed) {
  const shown = new Set(feed.added.map(({ message }) => message.text));
  const streams = new Map();
  chat.sent.forEach(({ on }, number) => {
    const stream = streams.get(on) ?? { begun: number, first: Infinity, last: -1 };
    streams.set(on, stream);
    if (!shown.has(chat.textOf(number))) return;
    stream.first = Math.min(stream.first, number);
    stream.last = number;
  });
  return streams;
}

/**
 * Tells which messages YouTube never handed out: the first ones of a stream that had not been found
 * yet, and the last ones of a stream that ended before they were asked for.
 */
function neverOffered(chat, streams) {
  const ids = [...streams.keys()];
  return (number) => {
    const { on } = chat.sent[number];
    const { first, last } = streams.get(on);
    return (number < first && on !== ids[0]) || (number > last && on !== ids.at(-1));
  };
}

/** How many milliseconds of each stream had gone by, but the first's, until its chat was read. */
function waits(chat, streams) {
  const found = [...streams.values()].slice(1).filter(({ first }) => first < Infinity);
  return found.map(({ begun, first }) => chat.sent[first].at - chat.sent[begun].at);
}

/** What became of every message. */
async function account(scene, chats, taken, speed) {
  const { application, feed } = scene;
  const marked = await gaps(application, ourTime(feed, speed));
  const accounts = {};
  for (const [platform, chat] of Object.entries(chats)) {
    const own = marked.filter(({ source }) => source === scene[platform]);
    const streams = streamsOf(chat, feed);
    const excused = neverOffered(chat, streams);
    const account = chat.account(feed.added, own, { slack: 1500 / speed + 100, excused });
    const waited = waits(chat, streams).map((milliseconds) => (speed * milliseconds) / 1000);
    accounts[platform] = { ...account, gaps: own.length, streams: streams.size, waited };
  }
  // A removal has certainly arrived if the messages before and after it have.
  const shown = new Map(feed.added.map(({ message }) => [message.text, message.id]));
  const due = taken.filter(({ platform, after }) => {
    const { textOf } = chats[platform];
    return shown.has(textOf(after)) && shown.has(textOf(after + 1));
  });
  const gone = new Set(due.flatMap(({ platform, numbers }) => numbers.map(chats[platform].textOf)));
  const left = [];
  for (const key of [undefined, application.token]) {
    for (const { text } of await snapshot(application, key)) if (gone.has(text)) left.push(text);
  }
  for (const { platform, after, numbers } of due) {
    for (const number of numbers.filter((number) => after - number < KEPT)) {
      const text = chats[platform].textOf(number);
      if (shown.has(text) && !feed.removed.has(shown.get(text))) left.push(text);
    }
  }
  for (const { text, removed } of await history(application)) if (gone.has(text) && !removed) left.push(text);
  return { accounts, removed: due.length, left, snapshots: feed.snapshots, breaks: feed.breaks };
}

/** Fails unless all is as it must be. */
export function assertWeathered({ accounts, left, breaks }) {
  for (const [platform, { lost, doubled, swapped }] of Object.entries(accounts)) {
    assert.deepEqual({ lost, doubled, swapped }, { lost: [], doubled: 0, swapped: 0 }, platform);
  }
  assert.deepEqual(left, [], "nothing that was removed is left anywhere");
  assert.equal(breaks, 0, "the clients noticed nothing");
}
