// What can go wrong with either platform, by chance.
import { CHANNEL, STREAM } from "./scene.js";

const POLL = "/youtubei/v1/live_chat/get_live_chat";
const GARBAGE = [
  "garbage \u0000\u0001\u007f",
  "@",
  "@;;=;=;= :",
  "@id=x;emotes=25:9999999999-0,-1-5,a-b/;tmi-sent-ts=-1;user-id=1 :a!a@a PRIVMSG #novaharbor",
  ":tmi.twitch.tv NEWCOMMAND #novaharbor :word",
  "x".repeat(100_000),
];

/**
 * Faults by name. Each gets the scene, and gives how it ends where it does not end by itself:
 * `[milliseconds, end]`. All times are of the application's clock, which is `speed` times as fast.
 */
export function faults({ fake, lines, random, speed, video, setVideo }) {
  const between = (least, most) => Math.floor(least + random() * (most - least));
  const lasts = (least, most) => between(least, most) / speed;
  const onPolls = (fault, least, most) => () =>
    fake.command("youtube/fault", { path: POLL, fault, times: between(least, most) });
  const weather = (line, change) => () => {
    Object.assign(line.weather, change());
    return [lasts(500, 4000), () => line.heal()];
  };
  return {
    "twitch: reset": () => lines.twitch.reset(),
    "twitch: drop": () => fake.command("twitch/drop"),
    "twitch: half close": () => lines.twitch.halfClose(),
    "twitch: RECONNECT": () => fake.command("twitch/reconnect", { grace_ms: Math.ceil(lasts(0, 2000)) }),
    "twitch: storm of RECONNECT": async () => {
      await fake.command("twitch/storm", { joins: between(2, 5), grace_ms: Math.ceil(lasts(0, 300)) });
      await fake.command("twitch/reconnect", { grace_ms: Math.ceil(lasts(0, 2000)) });
    },
    "twitch: half open": () => {
      lines.twitch.stall(true);
      return [lasts(2000, 14_000), () => lines.twitch.heal()];
    },
    "twitch: down": () => {
      lines.twitch.refuse(true);
      lines.twitch.reset();
      return [lasts(500, 5000), () => lines.twitch.heal()];
    },
    "twitch: stranded": () => lines.twitch.strand(),
    "twitch: in pieces": weather(lines.twitch, () => ({ piece: between(1, 40) })),
    "twitch: slow": weather(lines.twitch, () => ({ latency: lasts(10, 600), jitter: lasts(0, 500) })),
    "twitch: garbage": async () => {
      for (const text of GARBAGE) await fake.command("twitch/raw", { text });
    },
    "youtube: reset": () => lines.youtube.reset(),
    "youtube: half open": () => {
      lines.youtube.stall(true);
      return [lasts(2000, 14_000), () => lines.youtube.heal()];
    },
    "youtube: down": () => {
      lines.youtube.refuse(true);
      lines.youtube.reset();
      return [lasts(500, 5000), () => lines.youtube.heal()];
    },
    "youtube: in pieces": weather(lines.youtube, () => ({ piece: between(200, 2000) })),
    "youtube: slow line": weather(lines.youtube, () => ({ latency: lasts(10, 600), jitter: lasts(0, 500) })),
    "youtube: slow": onPolls({ slow: Math.ceil(1500 / speed) }, 1, 4),
    "youtube: 500": onPolls({ status: 500 }, 1, 7),
    "youtube: 503": onPolls({ status: 503 }, 1, 7),
    "youtube: 403": onPolls({ status: 403 }, 1, 3),
    "youtube: 429": onPolls({ retry_after: 1 }, 1, 3),
    "youtube: a page": onPolls("html", 1, 4),
    "youtube: cut off": onPolls("truncated", 1, 4),
    "youtube: hang up": onPolls("hang_up", 1, 4),
    "youtube: bytes": onPolls("garbage", 1, 4),
    "youtube: no answer": onPolls("silent", 1, 2),
    "youtube: consent": onPolls("consent", 1, 3),
    "youtube: other names": onPolls({ renamed: { from: "continuationContents", to: "newContents" } }, 1, 3),
    "youtube: token rejected": () => fake.command("youtube/reject_tokens", { video: video() }),
    "youtube: no contents": onPolls("no_contents", 1, 2),
    "youtube: garbage": async () => {
      for (const action of [null, "text", [1], {}, { newAction: { item: 1 } }, { addChatItemAction: { item: { newRenderer: { id: "x" } } } }]) {
        await fake.command("youtube/action", { video: video(), action });
      }
    },
    "youtube: the next stream": async () => {
      const over = video();
      const next = Array.from({ length: 11 }, () => "abcdefghijklmnopqrstuvwxyz"[between(0, 26)]).join("");
      await fake.command("youtube/stream", { ...STREAM, video: next });
      setVideo(next);
      await fake.command("youtube/end", { video: over });
    },
  };
}

/**
 * Takes something away again: a message of the last ones, or now and then all of its author's so
 * far. Gives their numbers.
 */
export function removals({ fake, random, video }) {
  const victims = ({ sent }) => {
    const number = sent.length - 1 - Math.floor(random() * Math.min(40, sent.length));
    const { author } = sent[number];
    const isBan = random() < 0.2;
    const all = isBan ? [...sent.keys()].filter((other) => sent[other].author === author) : [number];
    return { ...sent[number], all, isBan };
  };
  return {
    twitch: async (chat) => {
      const { id, author, all, isBan } = victims(chat);
      const tags = `room-id=1;tmi-sent-ts=${Date.now()}`;
      const line = isBan
        ? `@ban-duration=1;target-user-id=u-${author};${tags} :tmi.twitch.tv CLEARCHAT #${CHANNEL} :${author}`
        : `@login=${author};target-msg-id=${id};${tags} :tmi.twitch.tv CLEARMSG #${CHANNEL} :gone`;
      await fake.command("twitch/line", { line });
      return all;
    },
    youtube: async (chat) => {
      const { id, on, author, all, isBan } = victims(chat);
      // Nobody follows what is done to a stream that is over.
      if (on !== video()) return [];
      if (isBan) await fake.command("youtube/remove_author", { video: on, channel: author });
      else await fake.command("youtube/remove", { video: on, item: id });
      return all;
    },
  };
}
