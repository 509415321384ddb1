// One chat item of each kind that the YouTube peers know, in the shapes of 2026, and removals.
const PHOTO = "https://yt4.ggpht.com/ytc/fake";
const CHANNEL = "UCAoy6rzhSf4ydcYjJw3WoVg";

const sizes = (address, ...widths) => ({
  thumbnails: widths.map((width) => ({ url: `${address}=s${width}-c-k`, width, height: width })),
});

const named = (label) => ({ accessibility: { accessibilityData: { label } } });

export const member = { name: "@ada", channel: "UCfdca9f41459568a9fc645600" };

const base = (id) => ({
  id,
  timestampUsec: String(Date.now() * 1000),
  authorName: { simpleText: member.name },
  authorPhoto: sizes(PHOTO, 32, 64),
  authorExternalChannelId: member.channel,
  contextMenuEndpoint: {
    commandMetadata: { webCommandMetadata: { ignoreNavigation: true } },
    liveChatItemContextMenuEndpoint: { params: "" },
  },
  contextMenuAccessibility: { accessibilityData: { label: "Chat actions" } },
  authorBadges: [
    {
      liveChatAuthorBadgeRenderer: {
        customThumbnail: sizes("https://yt3.ggpht.com/badge", 16, 32),
        tooltip: "Member (2 years)",
        ...named("Member (2 years)"),
      },
    },
  ],
});

const add = (kind, renderer) => ({ addChatItemAction: { item: { [kind]: renderer } } });

/** A text with an emoji of Unicode and one of the channel. */
export const text = add("liveChatTextMessageRenderer", {
  ...base("text-1"),
  message: {
    runs: [
      { text: "hi " },
      {
        emoji: {
          emojiId: "😳",
          shortcuts: [":flushed_face:", ":flushed:"],
          searchTerms: ["flushed", "face"],
          image: {
            thumbnails: [{ url: "https://fonts.gstatic.com/s/e/notoemoji/15.1/1f633/72.png" }],
            ...named("😳"),
          },
        },
      },
      {
        emoji: {
          emojiId: `${CHANNEL}/wave`,
          shortcuts: [":_wave:", ":wave:"],
          searchTerms: ["_wave", "wave"],
          image: { ...sizes("https://yt3.ggpht.com/wave", 24, 48), ...named("wave") },
          isCustomEmoji: true,
        },
      },
    ],
  },
});

export const paid = add("liveChatPaidMessageRenderer", {
  ...base("paid-1"),
  message: { runs: [{ text: "great stream" }] },
  purchaseAmountText: { simpleText: "$10.00" },
  headerBackgroundColor: 4294947584,
  headerTextColor: 3741319168,
  bodyBackgroundColor: 4294953512,
  bodyTextColor: 3741319168,
  authorNameTextColor: 2315255808,
  timestampColor: 2147483648,
  isV2Style: true,
});

export const sticker = add("liveChatPaidStickerRenderer", {
  ...base("sticker-1"),
  sticker: {
    thumbnails: [
      { url: "//lh3.googleusercontent.com/smile=s40-rp", width: 40, height: 40 },
      { url: "//lh3.googleusercontent.com/smile=s80-rp", width: 80, height: 80 },
    ],
    ...named("Smiling"),
  },
  purchaseAmountText: { simpleText: "€2.00" },
  moneyChipBackgroundColor: 4280191205,
  moneyChipTextColor: 4294967295,
  backgroundColor: 4280191205,
  authorNameTextColor: 3019898879,
  stickerDisplayWidth: 40,
  stickerDisplayHeight: 40,
});

export const membership = add("liveChatMembershipItemRenderer", {
  ...base("member-1"),
  headerSubtext: { runs: [{ text: "Welcome to " }, { text: "the club" }, { text: "!" }] },
});

/** Sends them all to the chat of `video`, and then removes the text and all of its author's. */
export async function send(fake, video) {
  for (const action of [text, paid, sticker, membership]) {
    await fake.command("youtube/action", { video, action });
  }
  await fake.command("youtube/remove", { video, item: "text-1" });
  await fake.command("youtube/remove_author", { video, channel: member.channel });
}
