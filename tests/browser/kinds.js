// A message of every kind, in groups of one platform each: fixed names, ids and colours, so that
// they look the same each time. What pictures show is the stand-in's, and fixed as well.
import { randomUUID } from "node:crypto";
import { VIDEO, addChatItem, privmsg, usernotice } from "./chat.js";
import { jewels, pin, poll } from "./ways.js";

/** Emotes that everybody has, by provider. */
const EMOTES = {
  "7tv": [
    { name: "catJAM" },
    { name: "WideCat", width: 96, height: 32 },
    { name: "TallCat", width: 16, height: 32 },
    { name: "RainTime", zero_width: true },
    { name: "Glasses", zero_width: true },
  ],
  bttv: [{ name: "FeelsOk" }, { name: "FeelsWide", width: 84, height: 28 }],
  ffz: [{ name: "ZreknarF" }],
};
/** A host that is down: what is there never comes. */
const DEAD = "cdn.frankerfacez.com";
export const NEVER = ["ZreknarF"];
const GIF = "media3.giphy.com/media/abc/200.gif";

/** Bits move; these do not, so that they look the same whenever they are looked at. */
const CHEERS = ["cheer", "kappa"].flatMap((name) =>
  [1, 100, 1000, 5000, 10000].flatMap((tier) =>
    [1, 1.5, 2, 3, 4].map((size) => `d3aqoihi2n8ty8.cloudfront.net/actions/${name}/dark/animated/${tier}/${size}.gif`),
  ),
);

/** Declares emotes and pictures. */
export async function furnish(fake) {
  for (const [provider, emotes] of Object.entries(EMOTES)) {
    await fake.command("emotes/set_global", { provider, emotes });
  }
  await fake.command("emotes/fault", { on: DEAD, fault: { status: 503 } });
  await fake.command("emotes/set_image", { url: GIF, image: { width: 320, height: 200, format: "gif" } });
  for (const url of CHEERS) await fake.command("emotes/set_image", { url, image: { format: "gif" } });
}

/** Who says it: a name, an id and a colour that are always the same. */
const by = (name, color = "#8A2BE2", tags = {}) => ({
  "display-name": name,
  "user-id": String(7000 + [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0)),
  color,
  ...tags,
});
const said = (label, text, tags = by("Ada")) => [label, privmsg(text, tags)];
const noted = (label, kind, system, text = null, tags = {}) => [
  label,
  usernotice(kind, system, text, { ...by("Robin", "#2E8B57", { badges: "subscriber/12" }), ...tags }),
];
const replied = { "reply-parent-msg-id": "r1", "reply-parent-display-name": "Bob", "reply-parent-user-login": "bob" };
const announced = (color) => noted(`announcement, ${color.toLowerCase()}`, "announcement", "", `New schedule: Tuesdays and Thursdays (${color.toLowerCase()})`, { ...by("Mira", "#FF7F50", { badges: "moderator/1" }), "msg-param-color": color });
const cheered = (bits, text = `Cheer${bits} for the boss`) => said(`cheer of ${bits}`, text, by("PixelOtter", "#1E90FF", { bits: String(bits) }));
const given = (label, count, names) => {
  const batch = { "msg-param-community-gift-id": `gift-${label}`, "msg-param-sub-plan": "1000" };
  const person = (name) => ({ "msg-param-recipient-display-name": name, "msg-param-recipient-user-name": name.toLowerCase(), "msg-param-recipient-id": "9" });
  return [
    noted(label, "submysterygift", `Robin is gifting ${count} Tier 1 Subs to NovaHarbor's community!`, null, { "msg-param-mass-gift-count": String(count), ...batch }),
    ...names.map((name) => [null, usernotice("subgift", `Robin gifted a Tier 1 sub to ${name}!`, null, { ...by("Robin", "#2E8B57"), ...person(name), ...batch })]),
  ];
};

const AUTHORS = {};
const member = (name) => (AUTHORS[name] ??= `UC${name.padEnd(22, "x").slice(0, 22)}`);
const typed = (label, text, name = "Marta Kowalczyk", renderer = {}, type = "TextMessage") => [
  label,
  addChatItem(text, { name, type, renderer: { authorExternalChannelId: member(name), ...renderer } }),
];
const icon = (iconType, tooltip) => ({ authorBadges: [{ liveChatAuthorBadgeRenderer: { icon: { iconType }, tooltip } }] });
const picture = (address, side = 48) => ({ thumbnails: [{ url: `https://yt3.ggpht.com/${address}=w${side}-h${side}-c-k-nd`, width: side, height: side }] });
const badge = { authorBadges: [{ liveChatAuthorBadgeRenderer: { customThumbnail: picture("member"), tooltip: "Member (2 years)" } }] };
const emoji = (name) => ({ emoji: { emojiId: `UCx/${name}`, isCustomEmoji: true, shortcuts: [`:_${name}:`], image: picture(name) } });
const button = (title, tag) => ({ beforeContentButtons: [{ buttonViewModel: { title, onTap: { innertubeCommand: { showEngagementPanelEndpoint: { identifier: { tag } } } } } }] });
const TIERS = [0x1565c0, 0x00b8d4, 0x00bfa5, 0xffb300, 0xe65100, 0xc2185b, 0xd00000];
const AMOUNTS = ["$1.00", "€2.00", "¥1,000", "$10.00", "A$20.00", "NT$1,500.00", "$500.00"];
const colors = (tier) => ({ bodyBackgroundColor: 0xff000000 + TIERS[tier - 1], purchaseAmountText: { simpleText: AMOUNTS[tier - 1] } });
const paid = (tier, text = "Love the show, keep it up!") => typed(`Super Chat, tier ${tier}`, text, "Jonas", { ...colors(tier), ...(text ? {} : { message: undefined }) }, "PaidMessage");
const membershipGift = (name, words) => ({ header: { liveChatSponsorshipsHeaderRenderer: { authorName: { simpleText: name }, primaryText: { runs: [{ text: words }] } } } });

/**
 * Groups of `[label, what is sent]`; a label of null is no message of its own.
 *
 * @type {Record<string, {platform: "twitch" | "youtube" | "donations", messages: [string | null, any][]}>}
 */
export const GROUPS = {
  "twitch-chat": {
    platform: "twitch",
    messages: [
      said("plain", "that jump was so clean", by("PixelOtter", "#FF7F50")),
      said("a dark colour", "my colour is the darkest blue there is", by("NightOwl", "#0000FF")),
      said("a bright colour", "and mine is nearly white", by("Snow", "#FFFFE0")),
      said("badges", "there is a secret behind the waterfall", by("Mira", "#8A2BE2", { badges: "moderator/1,subscriber/12,premium/1", "badge-info": "subscriber/14" })),
      said("the broadcaster", "welcome, everybody", by("NovaHarbor", "#DAA520", { badges: "broadcaster/1,partner/1" })),
      said("a reply", "@Bob agreed, and with no checkpoint either", by("Zoë", "#5F9EA0", { ...replied, "reply-parent-msg-body": "that was the hardest level of the whole game, and there is no way around it" })),
      said("a first message", "first time here, hi!", by("Newcomer", "#1E90FF", { "first-msg": "1" })),
      said("returning", "it has been a while", by("OldFriend", "#2E8B57", { "returning-chatter": "1" })),
      said("an action", "\u0001ACTION dances around the fire\u0001", by("Ada", "#FF69B4")),
      said("highlighted", "please look at this message", by("Ada", "#FF69B4", { "msg-id": "highlighted-message" })),
      said("mention and link", "@NovaHarbor see https://example.org/a/long/path?with=parameters now", by("Ada", "#FF69B4")),
      said("long", "this goes on and on, ".repeat(24).trim(), by("Chatty", "#9ACD32")),
      said("one long word", "W".repeat(300), by("Loud", "#D2691E")),
      said("a long name", "hello", by("AnExtraordinarilyLongDisplayNameThatNeverEnds_2026", "#8A2BE2", { badges: "vip/1" })),
      said("from right to left", "שלום לכולם, hello (world) 123!", by("נועה", "#00FF7F")),
      said("Arabic", "مرحبا، بث رائع اليوم", by("نور", "#FF4500")),
      said("black emoji", "🖤 ⚫ ♠️ 🎩 🐈‍⬛ 🏴‍☠️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ✔️", by("Zoë", "#5F9EA0")),
      said("emoji in names", "and in a quote", by("Ada❤️1️⃣", "#FF69B4", { ...replied, "reply-parent-display-name": "Bob☺️", "reply-parent-msg-body": "I ❤️ it" })),
      said("a long name with many badges", "hello", by("AnExtraordinarilyLongDisplayNameThatNeverEnds_2026", "#8A2BE2", { badges: "moderator/1,subscriber/12,premium/1,vip/1,partner/1", "badge-info": "subscriber/14" })),
      said("emoji", "gg 🎉🎉 👨‍👩‍👧‍👦 ❤️ 1️⃣ 🏳️‍🌈 👍🏽 ☺️ ™", by("Zoë", "#5F9EA0")),
    ],
  },
  "twitch-emotes": {
    platform: "twitch",
    messages: [
      said("Twitch's emotes", "hello Kappa world Kappa", by("Ada", "#FF69B4", { emotes: "25:6-10,18-22" })),
      said("others' emotes", "catJAM and FeelsOk in one line", by("Ada", "#FF69B4")),
      said("wide and tall", "WideCat TallCat FeelsWide", by("Ada", "#FF69B4")),
      said("emotes that lie on others", "catJAM RainTime and WideCat Glasses RainTime fine", by("Ada", "#FF69B4")),
      said("modifiers", "w! FeelsOk h! FeelsOk v! FeelsOk l! FeelsOk", by("Ada", "#FF69B4")),
      said("many", "catJAM ".repeat(30).trim(), by("Ada", "#FF69B4")),
      said("in lines of text", `words before ${"catJAM between the words ".repeat(5)}and after`, by("Ada", "#FF69B4")),
      said("gigantified", "look Kappa", by("Ada", "#FF69B4", { emotes: "25:5-9", "msg-id": "gigantified-emote-message" })),
      said("a GIF", "so good [wow]", by("Ada", "#FF69B4", { gifs: `8-12|abc|https://${GIF}` })),
      said("a host that is dead", "ZreknarF is only a name", by("Ada", "#FF69B4")),
      ...[1, 100, 1000, 5000, 10000, 100000].map((bits) => cheered(bits)),
      cheered(300, "Cheer100 Kappa100 Cheer100 in three"),
      said("a message effect", "simmering", by("Ada", "#FF69B4", { "msg-id": "animated-message", "animation-id": "simmer" })),
    ],
  },
  "twitch-events": {
    platform: "twitch",
    messages: [
      noted("new subscription", "sub", "Robin subscribed at Tier 1."),
      noted("renewed", "resub", "Robin subscribed at Tier 1. They've subscribed for 12 months!", "a whole year, wow", { "msg-param-cumulative-months": "12" }),
      noted("with Prime", "sub", "Robin subscribed with Prime.", null, { "msg-param-sub-plan": "Prime" }),
      noted("a gift", "subgift", "Robin gifted a Tier 1 sub to Linus!", null, { "msg-param-recipient-display-name": "Linus", "msg-param-recipient-id": "9", "msg-param-sub-plan": "1000" }),
      ...given("a gift to many, while it counts", 20, ["Linus", "Grace", "Barbara"]),
      ...given("a gift to many, all known", 5, ["Linus", "Grace", "Barbara", "Edsger", "Donald"]),
      ...given("a gift to very many", 100, ["Linus", "Grace", "Barbara", "Edsger", "Donald", "Tony", "Frances", "Ken"]),
      noted("a gift that goes on", "giftpaidupgrade", "Robin is continuing the Gift Sub they got from Grace!"),
      noted("raid", "raid", "1,234 raiders from Robin have joined!", null, { "msg-param-viewerCount": "1234" }),
      ...["PRIMARY", "BLUE", "GREEN", "ORANGE", "PURPLE"].map(announced),
      said("redemption", "make the next jump backwards", by("Ada", "#FF69B4", { "custom-reward-id": "reward-1" })),
      noted("watch streak", "viewermilestone", "Robin watched 15 consecutive streams and sparked a watch streak!", "every Tuesday", { "msg-param-category": "watch-streak", "msg-param-value": "15" }),
      noted("charity", "charitydonation", "Robin: Donated USD 25 to support Direct Relief", null, { "msg-param-charity-name": "Direct Relief", "msg-param-donation-amount": "2500", "msg-param-exponent": "2", "msg-param-donation-currency": "USD" }),
      said("shared chat", "hello from next door", by("Guest", "#FF4500", { "source-room-id": "77777777", "source-id": "s1" })),
      noted("unknown notice", "something-new", "Robin did something that nobody has seen before."),
    ],
  },
  "youtube-chat": {
    platform: "youtube",
    messages: [
      typed("plain", "first time here, loving the stream!"),
      typed("a member", "two years already", "Lena", badge),
      typed("a moderator", "please be kind", "Mod Max", icon("MODERATOR", "Moderator")),
      typed("the owner", "welcome, everybody", "Night Pilot", icon("OWNER", "Owner")),
      typed("verified", "big fan of yours", "Some Artist", icon("VERIFIED", "Verified")),
      typed("a top fan", "number two again", "Jonas", button("#2", "PAlive_viewer_leaderboard")),
      typed("a reply", "I think so too", "Lena", button("@martakowalczyk", "PAreplies")),
      typed("emoji of the channel", "", "Lena", { message: { runs: [{ text: "hi " }, emoji("wave"), emoji("heart"), { text: " 😳 bye" }] } }),
      typed("long", "this goes on and on, ".repeat(9).trim()),
      typed("Arabic", "مرحبا، بث رائع اليوم", "نور"),
      typed("a handle", "hello", "@user-xy9zk3lq7w"),
      ["mode", { addChatItemAction: { item: { liveChatModeChangeMessageRenderer: { id: "mode-1", icon: { iconType: "QUESTION_ANSWER" }, text: { runs: [{ text: "@nightpilot" }, { text: " turned on subscribers-only mode" }] }, subtext: { runs: [{ text: "Only subscribers can send messages" }] } } } } }],
      ["poll", poll(["Which boss next?", "The dragon", "The swamp thing that nobody wants to fight again", "None", "مرحبا"], "poll-1")],
      ["pin", pin("The tournament starts at eight, sign up in the description", "Night Pilot", "pin-1")],
    ],
  },
  "youtube-paid": {
    platform: "youtube",
    messages: [
      ...TIERS.map((_, at) => paid(at + 1)),
      ["Super Chat without words", paid(3, "")[1]],
      ["Super Chat, long", paid(5, "this goes on and on, ".repeat(12).trim())[1]],
      typed("Super Sticker", "", "Jonas", { ...colors(4), backgroundColor: 0xff000000 + TIERS[3], message: undefined, sticker: { ...picture("sticker", 80), accessibility: { accessibilityData: { label: "A cat that waves" } } } }, "PaidSticker"),
      typed("new member", "", "Lena", { message: undefined, headerSubtext: { runs: [{ text: "Welcome to " }, { text: "Crew" }, { text: "!" }] }, ...badge }, "MembershipItem"),
      typed("milestone", "still the best crew", "Lena", { headerPrimaryText: { runs: [{ text: "Member for 24 months" }] }, headerSubtext: { simpleText: "Crew" }, ...badge }, "MembershipItem"),
      typed("gifted memberships", "", "Lena", { message: undefined, authorName: undefined, ...membershipGift("Lena", "Sent 5 Crew gift memberships") }, "SponsorshipsGiftPurchaseAnnouncement"),
      typed("a membership received", "was gifted a membership by Grace", "Jonas", {}, "SponsorshipsGiftRedemptionAnnouncement"),
      ["jewels", jewels("sent Gold coin for 10 Jewels", "@lena", "https://www.gstatic.com/gift")],
    ],
  },
  donations: { platform: "donations", messages: [["a donation", "donation"]] },
};

/** Sends a group. What comes from no platform is the application's own sample of it. */
export async function send(fake, application, { platform, messages }) {
  if (platform === "twitch") {
    await fake.command("twitch/lines", { lines: messages.map(([, line]) => line) });
    return;
  }
  for (const [, said] of messages) {
    if (platform === "youtube") await fake.command("youtube/action", { video: VIDEO, action: said });
    else await application.api("POST", "test-message", { platform, kind: said });
  }
}

/** The same lines of Twitch's as new messages. */
export const again = (messages) =>
  messages.map(([label, line]) => [label, line.replace(/([@;])id=[^;]+/, `$1id=${randomUUID()}`)]);

export const labelsOf = ({ messages }) => messages.flatMap(([label]) => (label === null ? [] : [label]));
