// The words of writing and moderating.

import type { Platform } from "../api/types";
import { spoken, t, text } from "./fluent";
import { platforms } from "./platforms";
import { span } from "./spans";

/** Where a message goes. */
const place = (channel: string, platform: Platform) =>
  t("writing-place", { channel, platform: platforms[platform] });

export const writing = spoken("writing", {
  form: text,
  field: text,
  placeholder: (channels: readonly string[]) =>
    channels.length === 1
      ? t("writing-placeholderOne", { channel: channels[0] ?? "" })
      : t("writing-placeholder"),
  send: text,
  to: text,
  place,
  help: text,
  commands: text,
  twitchAlone: text,
  left: (letters: number) =>
    letters < 0 ? t("writing-tooMany", { letters: -letters }) : t("writing-left", { letters }),
  leftLong: (letters: number) =>
    letters < 0
      ? t("writing-tooManyLong", { letters: -letters })
      : t("writing-leftLong", { letters }),
  completed: (word: string, at: number, of: number) => t("writing-completed", { word, at, of }),

  reply: (name: string) => t("writing-reply", { name }),
  replying: (name: string) => t("writing-replying", { name }),
  leaveReply: text,

  noAccount: text,
  noRight: text,
  toAccounts: text,
  inDashboard: text,
  noneLive: text,
  notLive: text,
  noneTicked: text,
  tooLong: (letters: number) => t("writing-tooLong", { letters }),
  failed: (where: string) => t("writing-failed", { where }),
  noReason: text,
  again: (seconds: number) => t("writing-again", { span: span(seconds) }),

  moderate: text,
  moderateWhose: (name: string) => t("writing-moderateWhose", { name }),
  menu: (name: string, platform: Platform) =>
    t("writing-menu", { name, platform: platforms[platform] }),
  delete: text,
  timeout: (seconds: number) => t("writing-timeout", { span: span(seconds) }),
  ban: text,
  unban: text,
  close: text,
  deleted: (name: string, platform: Platform) =>
    t("writing-deleted", { name, platform: platforms[platform] }),
  timedOut: (name: string, platform: Platform, seconds: number) =>
    t("writing-timedOut", { name, platform: platforms[platform], span: span(seconds) }),
  banned: (name: string, platform: Platform) =>
    t("writing-banned", { name, platform: platforms[platform] }),
  unbanned: (name: string, platform: Platform) =>
    t("writing-unbanned", { name, platform: platforms[platform] }),
});
