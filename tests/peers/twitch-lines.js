// One line of each kind that the Twitch peers know, in today's form, and what each of them must
// have read when all were sent.
const CHANNEL = "#somebody";
const ID = "6a3f8ac2-6b5c-4d0e-9f0e-2f0f9a4a7b01";

const tags = (fields) =>
  `@${Object.entries({ "room-id": "12345678", "tmi-sent-ts": "1780000000000", ...fields })
    .map(([key, value]) => `${key}=${value}`)
    .join(";")}`;

const said = (name, text, fields) =>
  `${tags({
    "badge-info": "",
    badges: "",
    color: "#8A2BE2",
    "display-name": name,
    emotes: "",
    flags: "",
    mod: 0,
    subscriber: 0,
    turbo: 0,
    "user-id": 4711,
    "user-type": "",
    ...fields,
  })} :${name.toLowerCase()}!${name.toLowerCase()}@${name.toLowerCase()}.tmi.twitch.tv PRIVMSG ${CHANNEL} :${text}`;

const notice = (kind, name, fields, text) =>
  `${tags({
    "badge-info": "subscriber/12",
    badges: "subscriber/12",
    color: "#8A2BE2",
    "display-name": name,
    emotes: "",
    flags: "",
    id: crypto.randomUUID(),
    login: name.toLowerCase(),
    mod: 0,
    "msg-id": kind,
    subscriber: 1,
    "system-msg": `${name}\\sdid\\sit.`,
    "user-id": 4712,
    "user-type": "",
    ...fields,
  })} :tmi.twitch.tv USERNOTICE ${CHANNEL}${text ? ` :${text}` : ""}`;

const plan = { "msg-param-sub-plan": 1000, "msg-param-sub-plan-name": "Channel\\sSubscription" };

/** The lines, in the order in which they are sent. */
export const lines = [
  said("Ada", "Kappa can’t 😀 Kappa", { id: ID, emotes: "25:0-4,14-18" }),
  said("Ada", "Cheer100 nice", { id: crypto.randomUUID(), bits: 100 }),
  notice("sub", "Grace", { "msg-param-cumulative-months": 1, "msg-param-months": 0, ...plan }),
  notice(
    "resub",
    "Grace",
    {
      "msg-param-cumulative-months": 12,
      "msg-param-months": 0,
      "msg-param-should-share-streak": 1,
      "msg-param-streak-months": 12,
      ...plan,
    },
    "still here",
  ),
  notice("subgift", "Grace", {
    "msg-param-gift-months": 1,
    "msg-param-months": 2,
    "msg-param-recipient-display-name": "Linus",
    "msg-param-recipient-id": 4713,
    "msg-param-recipient-user-name": "linus",
    "msg-param-sender-count": 5,
    ...plan,
  }),
  notice("raid", "Barbara", {
    "msg-param-displayName": "Barbara",
    "msg-param-login": "barbara",
    "msg-param-profileImageURL": "https://static-cdn.jtvnw.net/barbara-%s.png",
    "msg-param-viewerCount": 42,
  }),
  `${tags({ login: "ada", "target-msg-id": ID })} :tmi.twitch.tv CLEARMSG ${CHANNEL} :Kappa`,
  `${tags({ "ban-duration": 600, "target-user-id": 4711 })} :tmi.twitch.tv CLEARCHAT ${CHANNEL} :ada`,
  `${tags({ "target-user-id": 4711 })} :tmi.twitch.tv CLEARCHAT ${CHANNEL} :ada`,
  `${tags({})} :tmi.twitch.tv CLEARCHAT ${CHANNEL}`,
];

/** What a peer makes of them. */
export const expected = [
  { text: "Kappa can’t 😀 Kappa", by: "Ada", id: ID, emotes: { 25: ["0-4", "14-18"] } },
  { text: "Cheer100 nice", by: "Ada", bits: 100 },
  { sub: "Grace" },
  { resub: "Grace", text: "still here" },
  { gift: "Grace", to: "Linus" },
  { raid: "Barbara", viewers: 42 },
  { removed: ID },
  { timeout: "ada", seconds: 600 },
  { ban: "ada" },
  { cleared: true },
];
