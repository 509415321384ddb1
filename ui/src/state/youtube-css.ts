// Words of the CSS that is written for YouTube's own chat page, which many generators make, and what
// is meant by them on an overlay. The guide for themes has the same in a table.

/** What stands here for a word of YouTube's page. */
const INSTEAD: Record<string, string> = {
  "yt-live-chat-renderer": ".overlay",
  "yt-live-chat-app": ".overlay",
  "#items": ".messages",
  "#item-scroller": ".messages",
  "yt-live-chat-text-message-renderer": ".message",
  "yt-live-chat-author-chip": ".author",
  "#author-name": ".author",
  "#message": ".text",
  "#timestamp": ".time",
  "#author-photo": ".avatar",
  "yt-img-shadow": ".avatar",
  "#chat-badges": ".badges",
  "yt-live-chat-author-badge-renderer": ".badge",
  "#purchase-amount": ".amount",
  '[author-type="owner"]': '[data-roles~="broadcaster"]',
  '[author-type="moderator"]': '[data-roles~="moderator"]',
  '[author-type="member"]': '[data-roles~="member"]',
  "yt-live-chat-paid-message-renderer": '[data-kind="superchat"]',
  "yt-live-chat-paid-sticker-renderer": '[data-kind="supersticker"]',
  "yt-live-chat-membership-item-renderer": '[data-kind="membership"]',
  "ytd-sponsorships-live-chat-gift-purchase-announcement-renderer": '[data-kind="gift"]',
  "--yt-live-chat-primary-text-color": "--text-color",
  "--yt-live-chat-secondary-text-color": "--muted-color",
  "--yt-live-chat-background-color": "--plate",
};

const IDS = Object.keys(INSTEAD).filter((word) => word.startsWith("#"));

const WORDS = new RegExp(
  `(?:${IDS.join("|")})(?![\\w-])|(?<![\\w-])ytd?-[\\w-]+|\\[author-type[^\\]]*\\]`,
  "g",
);

/** The words of YouTube's page in a selector. */
export function youtubeWords(selector: string): string[] {
  return (selector.match(WORDS) ?? []).map((word) => word.replace(/'/g, '"'));
}

/** Whether a property is one of YouTube's page. */
export function isYoutubes(property: string): boolean {
  return property.startsWith("--yt-");
}

/** What to write instead, where there is one thing to write. */
export function insteadOf(word: string): string | undefined {
  return INSTEAD[word];
}
