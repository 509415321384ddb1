// The words of the settings' search, and of what is set in other sections.

import type { Section } from "../state/place";
import { spoken, text } from "./fluent";

const others: readonly { section: Section; says: readonly string[] }[] = spoken(
  "settings-search-others",
  [
    { section: "overlays", says: [text, text, text, text] },
    { section: "chat", says: [text] },
    { section: "paid", says: [text, text, text] },
    { section: "moderators", says: [text] },
    { section: "accounts", says: [text] },
  ],
);

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
  others,
});
