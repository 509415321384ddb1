// The ways by which what somebody typed gets onto an overlay: each puts a payload into all the
// fields of one kind of message that it can, and knows what must be seen of it.
import { randomUUID } from "node:crypto";
import { VIDEO, addChatItem, privmsg, usernotice } from "./chat.js";

const SPACE = /^\p{White_Space}+|\p{White_Space}+$/gu;
/** As the application trims: JavaScript's `trim` knows other white space. */
export const trimmed = (text) => text.replace(SPACE, "");
/** Twitch's lines about what happened come with single spaces. */
const spaced = (text) => trimmed(text).replace(/\p{White_Space}+/gu, " ");
const isBlank = (text) => trimmed(text) === "";
const isOneLine = (text) => !/[\r\n\0]/.test(text);

const youtube = (fake, actions) =>
  actions.reduce(
    (before, action) => before.then(() => fake.command("youtube/action", { video: VIDEO, action })),
    Promise.resolve(),
  );
const lines = (fake, list) => fake.command("twitch/lines", { lines: list });

/** A channel of its own on YouTube, so that its messages can be waited for. */
export const channel = () => `UC${randomUUID().replaceAll("-", "").slice(0, 22)}`;
const picture = (address) => ({ thumbnails: [{ url: `https://yt3.ggpht.com/${address}=w48-h48-c-k-nd`, width: 48, height: 48 }] });

/**
 * @typedef {object} Way
 * @property {string} name
 * @property {(payload: string) => boolean} takes
 * @property {(fake: any, batch: string[], author: string) => Promise<unknown>} send
 * @property {(payload: string) => object} expect what `messages` must find of it
 */

/** @type {Way[]} */
export const WAYS = [
  {
    name: "text, name and quote of a chat message on Twitch",
    takes: isOneLine,
    send: (fake, batch, author) =>
      lines(
        fake,
        batch.map((payload) =>
          privmsg(payload, {
            "display-name": payload,
            "user-id": author,
            "reply-parent-msg-id": randomUUID(),
            "reply-parent-display-name": payload,
            "reply-parent-msg-body": payload,
          }),
        ),
      ),
    expect: (payload) => ({
      kind: "chat",
      // Whatever a name looks like.
      roles: "",
      badges: [],
      system: null,
      amount: null,
      text: payload,
      name: trimmed(payload) || "ada",
      reply: (trimmed(payload) || "") + payload,
    }),
  },
  {
    name: "system line, text and name of a subscription on Twitch",
    takes: isOneLine,
    send: (fake, batch, author) =>
      lines(fake, batch.map((payload) => usernotice("resub", payload, payload, { "display-name": payload, "user-id": author }))),
    expect: (payload) => ({ kind: "subscription", system: spaced(payload), text: payload, name: trimmed(payload) || "ada" }),
  },
  {
    name: "recipient and line of a gift on Twitch",
    takes: (payload) => isOneLine(payload) && !isBlank(payload),
    send: (fake, batch, author) =>
      lines(
        fake,
        batch.map((payload) =>
          usernotice("subgift", `Ada gave ${payload}`, null, {
            "user-id": author,
            "msg-param-recipient-display-name": payload,
            "msg-param-recipient-id": "77",
            "msg-param-recipient-user-name": "bob",
            "msg-param-sub-plan": "1000",
          }),
        ),
      ),
    expect: (payload) => ({ kind: "gift", system: `Ada gave ${spaced(payload)}`, recipients: `for ${trimmed(payload)}` }),
  },
  {
    name: "every field of a Super Chat",
    takes: (payload) => !isBlank(payload),
    send: (fake, batch, author) => youtube(fake, batch.map((payload) => superChat(payload, author))),
    expect: (payload) => ({
      kind: "superchat",
      roles: "member",
      text: payload.repeat(3),
      name: trimmed(payload),
      amount: payload,
      badges: [payload],
      reply: `@${payload}`,
      emotes: [payload],
    }),
  },
  {
    name: "label of a Super Sticker",
    takes: () => true,
    send: (fake, batch, author) =>
      youtube(
        fake,
        batch.map((payload) =>
          addChatItem("", {
            type: "PaidSticker",
            renderer: {
              message: undefined,
              authorExternalChannelId: author,
              purchaseAmountText: { simpleText: "$5.00" },
              sticker: { ...picture("sticker"), accessibility: { accessibilityData: { label: payload } } },
            },
          }),
        ),
      ),
    expect: (payload) => ({ kind: "supersticker", text: payload, emotes: [payload] }),
  },
  {
    name: "headline, level and text of a milestone",
    takes: (payload) => !isBlank(payload),
    send: (fake, batch, author) =>
      youtube(
        fake,
        batch.map((payload) =>
          addChatItem(payload, {
            name: "Marta",
            type: "MembershipItem",
            renderer: {
              authorExternalChannelId: author,
              headerPrimaryText: { runs: [{ text: payload }] },
              // A level that the headline says would not be shown once more.
              headerSubtext: { simpleText: `${payload} level` },
            },
          }),
        ),
      ),
    expect: (payload) => ({ kind: "milestone", system: `${payload} · ${payload} level`, text: payload }),
  },
];

/** A Super Chat with the payload wherever YouTube has text. */
function superChat(payload, author) {
  return addChatItem(payload, {
    name: payload,
    type: "PaidMessage",
    renderer: {
      authorExternalChannelId: author,
      purchaseAmountText: { simpleText: payload },
      bodyBackgroundColor: 4294953512,
      authorBadges: [{ liveChatAuthorBadgeRenderer: { customThumbnail: picture("badge"), tooltip: payload } }],
      beforeContentButtons: [{ buttonViewModel: { title: `@${payload}`, onTap: tap("PAreplies") } }],
      message: {
        runs: [
          { text: payload },
          { emoji: { emojiId: "UCx/y", isCustomEmoji: true, shortcuts: [payload], image: picture("emoji") } },
          { text: payload, navigationEndpoint: { urlEndpoint: { url: payload } } },
        ],
      },
    },
  });
}

const tap = (tag) => ({ innertubeCommand: { showEngagementPanelEndpoint: { identifier: { tag } } } });

/** A poll of these: the question and up to four choices. */
export function poll([question, ...choices], id = randomUUID()) {
  const pollRenderer = {
    liveChatPollId: id,
    header: { pollHeaderRenderer: { pollQuestion: { runs: [{ text: question }] }, metadataText: { simpleText: "1,301 votes" } } },
    choices: choices.map((text) => ({ text: { runs: [{ text }] }, voteRatio: 0.25 })),
  };
  return {
    showLiveChatActionPanelAction: { panelToShow: { liveChatActionPanelRenderer: { contents: { pollRenderer }, id, targetId: id } } },
  };
}

/** A pinned message. */
export function pin(text, by, id = randomUUID()) {
  const { item } = addChatItem(text, { id, name: by }).addChatItemAction;
  return {
    addBannerToLiveChatCommand: {
      bannerRenderer: {
        liveChatBannerRenderer: {
          header: { liveChatBannerHeaderRenderer: { icon: { iconType: "KEEP" }, text: { runs: [{ text: `Pinned by ${by}` }] } } },
          contents: item,
          actionId: id,
          bannerType: "LIVE_CHAT_BANNER_TYPE_PINNED_MESSAGE",
          targetId: "live-chat-banner",
        },
      },
    },
  };
}

/** A gift of Jewels, with a picture where there is an address of one. */
export function jewels(words, name, image) {
  const giftMessageViewModel = { id: randomUUID(), text: { content: words }, authorName: { content: name } };
  if (image) giftMessageViewModel.giftImage = { sources: [{ url: image, width: 96, height: 96 }] };
  return { addChatItemAction: { item: { giftMessageViewModel } } };
}
