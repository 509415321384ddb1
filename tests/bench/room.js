// A Twitch channel whose chat is full of emotes: what the stand-ins are told of it, what is written
// there, and where its pictures are.
import { readFile } from "node:fs/promises";
import { TWITCH, privmsg } from "../browser/chat.js";
import { until } from "../faults/feed.js";
import { now } from "./bench.js";

/** Of a channel's name as 64 bits: FNV-1a, which the stand-ins make their ids of. */
function numberOf(text) {
  const step = (hash, byte) => ((hash ^ BigInt(byte)) * 0x0100_0000_01b3n) & 0xffff_ffff_ffff_ffffn;
  return [...Buffer.from(text)].reduce(step, 0xcbf2_9ce4_8422_2325n);
}

/** The channel's number, by which the services know it; as the stand-in of Twitch says it. */
const ROOM = String(10_000_000n + (numberOf(TWITCH) % 90_000_000n));

const NAMES = ["Ada", "Grace", "Edsger", "Barbara", "Donald", "Margaret", "Alan", "Hedy", "Linus", "Radia"];
const COLORS = ["#8A2BE2", "#FF7F50", "#1E90FF", "#DAA520", "", "#2E8B57", "#FF0000"];
const BADGES = ["", "subscriber/3", "moderator/1,subscriber/12", "premium/1", "", "vip/1,subscriber/0"];
const WORDS = "the boss jump again nice that was close lol what a run gg never seen this before so clean wow".split(" ");
const EMOJI = ["😂", "🔥", "👍🏽", "🇵🇹", "❤️"];

const range = (count) => Array.from({ length: count }, (_, at) => at + 1);
const id = (provider, name) =>
  provider === "ffz" ? String(1000 + (Number(numberOf(name) % 9_000_000n))) : numberOf(name).toString(16).padStart(24, "a");

/** Where the pictures of each provider are, by the size of the smallest. */
const PLACES = {
  twitch: ({ id }, size) => `static-cdn.jtvnw.net/emoticons/v2/${id}/default/dark/${size}.0`,
  "7tv": ({ id }, size) => `cdn.7tv.app/emote/${id}/${size}x.webp`,
  bttv: ({ id }, size) => `cdn.betterttv.net/emote/${id}/${size}x.webp`,
  ffz: ({ id, animated }, size) => `cdn.frankerfacez.com/emote/${id}/${animated ? "animated/" : ""}${size}`,
};
const SIZES = [1, 2, 3, 4];

function emote(provider, name, more = {}) {
  return { provider, name, id: id(provider, name), animated: false, zero_width: false, ...more };
}

/** The emotes of an ordinary channel: some move, some lie on others, some are wide. */
export const USUAL = [
  ...[["Kappa", "25"], ["LUL", "425618"], ["NotLikeThis", "58765"], ["HeyGuys", "30259"]].map(([name, id]) =>
    emote("twitch", name, { id }),
  ),
  ...range(16).map((at) => emote("7tv", `sevenDance${at}`, { animated: true })),
  ...range(8).map((at) => emote("7tv", `sevenStill${at}`, { width: at % 4 ? 32 : 96, height: 32 })),
  ...range(2).map((at) => emote("7tv", `sevenRain${at}`, { animated: true, zero_width: true })),
  ...range(12).map((at) => emote("bttv", `betterFace${at}`, { animated: at % 3 === 0 })),
  ...range(12).map((at) => emote("ffz", `frankFace${at}`, { animated: at % 3 === 0 })),
];

/** So many emotes that all move, of all providers. */
export function moving(count) {
  const providers = ["7tv", "twitch", "bttv", "7tv", "ffz"];
  return range(count).map((at) => emote(providers[at % providers.length], `wall${at}`, { animated: true }));
}

/** Tells the stand-ins of these emotes; of what moves, how many pictures follow each other. */
export async function furnish(fake, emotes, { frames = 0 } = {}) {
  for (const provider of ["7tv", "bttv", "ffz"]) {
    const own = emotes.filter((each) => each.provider === provider);
    await fake.command("emotes/set", { provider, channel: ROOM, emotes: own.map(({ provider, ...rest }) => rest) });
  }
  for (const each of emotes.filter(({ animated, provider }) => animated && (frames > 0 || provider === "twitch"))) {
    for (const size of SIZES) {
      const format = each.provider === "twitch" ? "gif" : "webp";
      const image = { format, animated: true, frames };
      await fake.command("emotes/set_image", { url: PLACES[each.provider](each, size), image });
    }
  }
}

/** Adds the channel to the application, and waits until it knows the channel's emotes. */
export async function read(application, fake, emotes) {
  await application.api("POST", "sources", { platform: "twitch", channel: TWITCH });
  await fake.command("twitch/joined", { channel: TWITCH, count: 1 });
  await until("the channel's emotes are known", async () => {
    const { emotes: known } = await application.api("GET", "health");
    return ["7tv", "bttv", "ffz"].every((provider) => {
      const own = emotes.filter((each) => each.provider === provider).length;
      return known.some((each) => each.provider === provider && each.emotes >= own);
    });
  });
}

/** The address of each emote's and badge's picture, for a page that asks the hosts itself. */
export async function pictures(fake, emotes) {
  const proxy = fake.env.MULTICHAT_IMAGE_PROXY_URL;
  const table = new URL("../../crates/emotes/data/twitch-badges.json", import.meta.url);
  const badges = JSON.parse(await readFile(table, "utf8"));
  const used = new Set(BADGES.join(",").split(",").filter(Boolean));
  const image = (badge) => {
    const [set, version] = badge.split("/");
    return (badges[set][version] ?? badges[set]["0"] ?? badges[set]["1"]).image;
  };
  return {
    emotes: Object.fromEntries(
      emotes
        .filter(({ provider }) => provider !== "twitch")
        .map((each) => [each.name, { src: `${proxy}/${PLACES[each.provider](each, 2)}`, over: each.zero_width }]),
    ),
    twitch: `${proxy}/static-cdn.jtvnw.net/emoticons/v2/`,
    badges: Object.fromEntries(
      [...used].map((badge) => [badge, `${proxy}/static-cdn.jtvnw.net/badges/v1/${image(badge)}/2`]),
    ),
  };
}

/** A line that says this now. Where the text has Twitch's own emotes, their places are told. */
export function line(number, text, emotes) {
  const places = new Map();
  let at = 0;
  for (const word of text.split(" ")) {
    const own = emotes.find(({ provider, name }) => provider === "twitch" && name === word);
    const length = [...word].length;
    if (own) places.set(own.id, [...(places.get(own.id) ?? []), `${at}-${at + length - 1}`]);
    at += length + 1;
  }
  return privmsg(text, {
    "room-id": ROOM,
    "display-name": NAMES[number % NAMES.length],
    "user-id": 1000 + (number % NAMES.length),
    color: COLORS[number % COLORS.length],
    badges: BADGES[number % BADGES.length],
    emotes: [...places].map(([id, spans]) => `${id}:${spans.join(",")}`).join("/"),
  });
}

/**
 * An ordinary message, which begins with when it was sent and ends with its number: of 1 to 9 words
 * and 0 to 4 emotes, some with one laid over them, some with an emoji.
 */
export function ordinary(number) {
  const bases = USUAL.filter(({ zero_width }) => !zero_width);
  const over = USUAL.filter(({ zero_width }) => zero_width);
  const words = Array.from({ length: 1 + ((number * 7) % 9) }, (_, at) => WORDS[(number * 3 + at * 5) % WORDS.length]);
  const shown = Array.from({ length: (number * 3) % 5 }, (_, at) => bases[(number * 11 + at * 17) % bases.length].name);
  if (shown.length > 0 && number % 4 === 0) shown.push(over[number % over.length].name);
  if (number % 5 === 0) words.push(EMOJI[number % EMOJI.length]);
  return line(number, [now(), ...words, ...shown, number].join(" "), USUAL);
}

/** A message with these emotes and nothing else beside when it was sent and its number. */
export function wall(number, emotes) {
  return line(number, [now(), ...emotes.map(({ name }) => name), number].join(" "), emotes);
}

/** Lines in one command, whatever is due after a pause of the machine: it takes 2 MB. */
const AT_ONCE = 1000;

/**
 * Writes so many lines a second, from `from` on. More than a thousand a second go several in a
 * frame, as many as are due.
 *
 * @returns how many were sent, in how many seconds, and how many of them to nobody
 */
export async function pour(fake, { rate, seconds, from = 0 }, lineOf) {
  const start = performance.now();
  const count = Math.round(rate * seconds);
  let [sent, unheard] = [0, 0];
  while (sent < count) {
    const inTime = Math.floor(((performance.now() - start) * rate) / 1000) + 1;
    const due = Math.min(count, sent + AT_ONCE, inTime);
    if (due > sent) {
      const lines = Array.from({ length: due - sent }, (_, at) => lineOf(from + sent + at));
      const { reached } = await fake.command("twitch/lines", { lines });
      if (reached === 0) unheard += lines.length;
      sent = due;
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return { sent, unheard, seconds: (performance.now() - start) / 1000 };
}
