// The words of the settings' search, and of what is set in other sections.

import type { Section } from "../state/place";

export const words = {
  search: "Search the settings",
  none: "No setting has these words.",
  noneHelp: "Try another word, or fewer.",
  elsewhere: "Set in other sections",
  streamer: "Streamer mode",
  streamerNote:
    "For when this window is on your stream: an address, a link or a picture of it that you show hides itself again after 10 seconds.",
  listeners: "When chat is read",
  listenersNote: "While it is in use means: while an overlay or the dock is open.",
  modes: [
    ["always", "Always"],
    ["in_use", "While it is in use"],
    ["manual", "Only when you start it"],
  ] as const,
  chatSpeed: "How fast chat is: characters a second, speed, slow, fast",
  others: [
    ["overlays", "Theme, font, colours and size of an overlay"],
    ["overlays", "What an overlay shows: words, links, commands, pronouns, emotes, badges"],
    ["overlays", "Connection to OBS and its password"],
    ["overlays", "Address of an overlay and of the dock"],
    ["chat", "Channels, streams and proxies for YouTube"],
    ["paid", "Highlights: Super Chats, questions and words that come to the queue"],
    ["paid", "Donations: services and their tokens"],
    ["paid", "Support page: links, goals and rates"],
    ["moderators", "Moderators: links, rights, network"],
    ["accounts", "Sign-ins, client ids, API key and passphrase"],
  ] as const satisfies readonly (readonly [Section, string])[],
};
