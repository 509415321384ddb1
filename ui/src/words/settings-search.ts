// The words of the settings' search.

import { spoken, text } from "./fluent";

export const words = spoken("settings-search", {
  search: text,
  none: text,
  noneHelp: text,
  elsewhere: text,
  streamer: text,
  streamerNote: text,
  listeners: text,
  listenersNote: text,
  modes: [
    ["always", text],
    ["in_use", text],
    ["manual", text],
  ] as const,
  chatSpeed: text,
  /** Other words for what is set elsewhere, which people look for and the page does not say. */
  also: {
    proxies: text,
    files: text,
    address: text,
    speed: text,
    obs: text,
    motion: text,
    emotes: text,
    rules: text,
    support: text,
    css: text,
    stay: text,
    hold: text,
    keywords: text,
    donations: text,
    moderators: text,
    logs: text,
    signIn: text,
  },
});
