// The words of what was paid, and of the services that take donations.

import { spoken, t, text } from "./fluent";

export const words = spoken("paid", {
  title: text,
  help: text,
  search: text,
  searchPlaceholder: text,
  unreadOnly: text,
  tests: text,
  all: text,
  currency: text,
  anyCurrency: text,
  totals: text,
  total: (currency: string, count: number) => t("paid-total", { currency, count }),
  charity: (currency: string, count: number) => t("paid-charity", { currency, count }),
  /** How many were bought, and of which tier or level, where they are told. */
  bought: (count: number, plan: string | undefined) =>
    [count > 1 ? t("paid-times", { count }) : "", plan ? tier(plan) : ""].filter(Boolean).join(" "),
  unreadable: (count: number) => t("paid-unreadable", { count }),
  unreadCount: (count: number) => t("paid-unreadCount", { count }),
  markRead: (name: string) => t("paid-markRead", { name }),
  markUnread: (name: string) => t("paid-markUnread", { name }),
  read: text,
  unread: text,
  readAll: text,
  more: text,
  export: text,
  test: text,
  removed: text,
  hidden: text,
  none: text,
  noneHelp: text,
  noneFound: text,
  noneFoundHelp: text,
  somebody: text,

  donations: {
    title: text,
    help: text,
    token: {
      streamlabs: text,
      streamelements: text,
      kofi: text,
    },
    guide: {
      streamlabs: [text, text],
      streamelements: [text, text],
      kofi: [text, text, text],
    },
    /** What becomes of what is given while nobody listens. */
    away: {
      streamlabs: text,
      streamelements: text,
      kofi: text,
    },
    save: text,
    forget: (name: string) => t("paid-donations-forget", { name }),
    forgetShort: text,
    saved: (name: string) => t("paid-donations-saved", { name }),
    forgotten: (name: string) => t("paid-donations-forgotten", { name }),
    hook: text,
    hookSecret: text,
    rotate: text,
    rotated: text,
    question: {
      title: text,
      text: text,
      yes: text,
    },
  },
});

/** Twitch's names of its tiers are numbers; levels on YouTube have the names that their channel gave. */
function tier(plan: string): string {
  const number = /^([123])000$/.exec(plan)?.[1];
  return number === undefined ? plan : t("paid-tier", { number });
}
