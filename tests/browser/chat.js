// What the tests write into the stand-ins' chats.
import { randomUUID } from "node:crypto";

export const TWITCH = "novaharbor";
export const VIDEO = "abcdefghijk";
export const YOUTUBE = { handle: "@NightPilot", channel: "UCaaaaaaaaaaaaaaaaaaaaaa" };

/** Adds one source of each platform, and waits until both are read. */
export async function readBoth(application, fake) {
  await goLive(fake);
  await application.api("POST", "sources", { platform: "twitch", channel: TWITCH });
  await application.api("POST", "sources", { platform: "youtube", channel: YOUTUBE.handle });
  await areRead(fake);
}

/** Begins the stream on YouTube; on Twitch, chat is always there. */
export async function goLive(fake) {
  await fake.command("youtube/stream", {
    video: VIDEO,
    channel: YOUTUBE.channel,
    handles: [YOUTUBE.handle],
    title: "Late night run",
    state: "live",
  });
}

/** Waits until both are read. */
export async function areRead(fake) {
  await fake.command("twitch/joined", { channel: TWITCH, count: 1 });
  await fake.command("youtube/polled", { video: VIDEO, count: 1 });
}

const ESCAPES = { ";": "\\:", " ": "\\s", "\\": "\\\\", "\r": "\\r", "\n": "\\n" };

/** Tags of a line, their values escaped as IRCv3 has it. */
function tagged(tags, rest) {
  const escape = (value) => String(value).replace(/[; \\\r\n]/g, (mark) => ESCAPES[mark]);
  const list = Object.entries(tags).map(([name, value]) => `${name}=${escape(value)}`);
  return `@${list.join(";")} ${rest}`;
}

/** A line of chat. `tags` adds to the ones that every line has. */
export function privmsg(text, tags = {}) {
  const all = { id: randomUUID(), "display-name": "Ada", "user-id": "1001", ...common(), ...tags };
  return tagged(all, `:ada!ada@ada.tmi.twitch.tv PRIVMSG #${TWITCH} :${text}`);
}

/** A line about something that happened, with a text of the chatter where there is one. */
export function usernotice(kind, system, text, tags = {}) {
  const all = {
    id: randomUUID(),
    "msg-id": kind,
    "system-msg": system,
    login: "ada",
    "display-name": "Ada",
    "user-id": "1001",
    ...common(),
    ...tags,
  };
  return tagged(all, `:tmi.twitch.tv USERNOTICE #${TWITCH}${text === null ? "" : ` :${text}`}`);
}

export function clearmsg(id) {
  const tags = { login: "ada", "target-msg-id": id, ...common() };
  return tagged(tags, `:tmi.twitch.tv CLEARMSG #${TWITCH} :gone`);
}

/** Takes away all of a user's messages, or everybody's. A ban lasts; a timeout has `seconds`. */
export function clearchat({ userId, seconds } = {}) {
  const tags = { ...common() };
  if (userId) tags["target-user-id"] = userId;
  if (seconds) tags["ban-duration"] = seconds;
  return tagged(tags, `:tmi.twitch.tv CLEARCHAT #${TWITCH}${userId ? " :ada" : ""}`);
}

function common() {
  return { "room-id": "11148817", "tmi-sent-ts": Date.now() };
}

/** YouTube's action that adds a message. `renderer` adds to, or takes the place of, its fields. */
export function addChatItem(text, { id = randomUUID(), name = "Marta", type = "TextMessage", renderer = {} } = {}) {
  return {
    addChatItemAction: {
      item: {
        [`liveChat${type}Renderer`]: {
          id,
          message: { runs: [{ text }] },
          authorName: { simpleText: name },
          authorExternalChannelId: "UCbbbbbbbbbbbbbbbbbbbbbb",
          timestampUsec: String(Date.now() * 1000),
          ...renderer,
        },
      },
    },
  };
}
