// The words of the overlay editor.

import { kinds } from "./kinds";

/** A value, and what it is called. */
export type Choice = readonly [value: string, label: string];

export const editor = {
  list: "Overlay",
  add: "New overlay",
  addWhat: "What is it for?",
  starts: {
    both: {
      name: "Both platforms",
      note: "Chat of Twitch and YouTube, together.",
    },
    twitch: {
      name: "Twitch only",
      note: "For the scene that goes to Twitch, if chats are to stay apart.",
    },
    youtube: {
      name: "YouTube only",
      note: "For the scene that goes to YouTube.",
    },
  },
  simulcast:
    "Twitch's simulcast guidelines say that a stream on Twitch may not show chat of other platforms merged into it. Since 26 February 2026 Twitch does not enforce that, but you answer for what the other chat shows on your stream.",
  importFile: "From a file…",
  importNote: "An overlay that was exported before.",
  notAFile: "This file is not an overlay.",
  notAFileHint: "Choose a .json file that was exported here.",

  name: "Name",
  duplicate: "Duplicate",
  exportFile: "Export",
  remove: "Delete",
  rotate: "New address",
  made: (name: string) => `${name} was added.`,
  removed: (name: string) => `${name} was deleted.`,
  rotated: "The overlay has a new address. Copy it into OBS.",
  askRemove: {
    title: (name: string) => `Delete ${name}?`,
    text: "Its address stops working, and OBS shows nothing where it is used. Export it first if you may want it again.",
    yes: "Delete it",
  },
  askRotate: {
    title: (name: string) => `Give ${name} a new address?`,
    text: "The old address stops working at once: OBS shows nothing until you copy the new one into its source.",
    yes: "Make a new address",
  },
  cancel: "Cancel",

  undo: "Undo",
  redo: "Redo",
  undoWhat: (what: string) => `Undo: ${what}`,
  redoWhat: (what: string) => `Redo: ${what}`,
  undone: (what: string) => `Undone: ${what}`,
  redone: (what: string) => `Done again: ${what}`,

  themes: "Theme's own",
  /** Where there is little room. */
  short: "Theme",
  themesIs: (value: string) => `(${value})`,
  back: (label: string) => `${label}: back to the theme`,

  groups: {
    obs: "In OBS",
    theme: "Theme",
    text: "Text",
    messages: "Messages",
    motion: "Motion",
    emotes: "Emotes",
    who: "Who and what",
    words: "Words and links",
    speed: "Chat speed",
    css: "Custom CSS",
  },

  labels: {
    "look.font": "Font",
    "look.size": "Size",
    "look.weight": "Weight",
    "look.text_color": "Text colour",
    "look.name_color": "Colour of names",
    "look.outline": "Outline",
    "look.shadow": "Shadow",
    "look.plate_color": "Behind messages",
    "look.plate_opacity": "How solid that is",
    "look.accent_color": "What matters more",
    "look.spacing": "Space between",
    "look.width": "Width",
    "look.direction": "New messages come",
    "look.align": "Text stands",
    "look.platform_icon": "Platform icon",
    "look.badges": "Badges",
    "look.timestamps": "Time",
    avatars: "Profile pictures",
    "look.enter": "Messages come",
    "look.exit": "Messages go",
    "look.fade_after": "They go after",
    "look.limit": "At most at once",
    "look.emote_size": "Size of emotes",
    gifs: "GIFs in Twitch chat",
    "emotes.twitch": "Twitch emotes",
    "emotes.youtube": "YouTube emotes",
    "emotes.7tv": "7TV emotes",
    "emotes.bttv": "BetterTTV emotes",
    "emotes.ffz": "FrankerFaceZ emotes",
    "feed.platforms": "Platforms",
    "feed.roles": "Only messages of",
    "feed.hidden_users": "Hidden chatters",
    "feed.hide_bots": "Hide well-known bots",
    "feed.command_prefixes": "Hide commands that begin with",
    hidden: "Kinds of messages",
    "feed.words.blocked": "Blocked words and phrases",
    "feed.words.then": "A message with one of them",
    "feed.words.in_names": "Look for blocked words in names too",
    "feed.links.from": "Show links of",
    "feed.links.then": "Links of others",
    "feed.capitals": "Messages in capitals",
    "feed.emote_walls": "Many emotes in a row",
    "feed.collapse_repeats": "Show the same text once, with its count",
    "feed.hold": "Wait before showing",
    "feed.paced": "This overlay keeps to the chat speed",
  },

  notes: {
    "look.name_color": "Names are made readable on any colour.",
    "look.fade_after": "Empty: they stay until newer ones push them out.",
    avatars: "YouTube only: Twitch shows them to accounts alone.",
    "feed.roles": "None ticked: everyone's.",
    "feed.hidden_users": "A name or the platform's id, one a line.",
    "feed.command_prefixes": "One a line, such as !",
    "feed.words.blocked":
      "One a line; * stands for any letters at an end. Found spaced out and in look-alike letters too.",
    "feed.hold": "What a moderator deletes meanwhile is never seen.",
  } as Record<string, string>,

  units: {
    px: "px",
    percent: "%",
    seconds: "s",
    messages: "",
  },

  choices: {
    font: [
      ["inter", "Inter"],
      ["noto-sans", "Noto Sans"],
      ["atkinson-hyperlegible", "Atkinson Hyperlegible"],
      ["opendyslexic", "OpenDyslexic"],
      ["nunito", "Nunito"],
      ["barlow-condensed", "Barlow Condensed"],
      ["bebas-neue", "Bebas Neue"],
      ["jetbrains-mono", "JetBrains Mono"],
    ],
    weight: [
      ["300", "Light"],
      ["400", "Regular"],
      ["500", "Medium"],
      ["600", "Semibold"],
      ["700", "Bold"],
      ["800", "Extra bold"],
    ],
    direction: [
      ["up", "At the bottom"],
      ["down", "At the top"],
    ],
    align: [
      ["left", "Left"],
      ["center", "In the middle"],
      ["right", "Right"],
    ],
    enter: [
      ["none", "At once"],
      ["fade", "Fading in"],
      ["slide", "From the side"],
      ["pop", "Growing"],
    ],
    exit: [
      ["none", "At once"],
      ["fade", "Fading out"],
      ["slide", "To the side"],
    ],
    platforms: [
      ["twitch", "Twitch"],
      ["youtube", "YouTube"],
    ],
    roles: [
      ["broadcaster", "You"],
      ["moderator", "Moderators"],
      ["vip", "VIPs"],
      ["subscriber", "Subscribers"],
      ["member", "Members"],
      ["verified", "Verified"],
      ["staff", "Staff"],
    ],
    kinds: kinds.flatMap(({ name, many }) => (many ? [[name, many] as const] : [])),
    word: [
      ["hide", "Is hidden"],
      ["mask", "Has dots in its place"],
      ["hold", "Waits for you"],
    ],
    links: [
      ["everyone", "Everyone"],
      ["members", "Subscribers, members and above"],
      ["vips", "VIPs and above"],
      ["moderators", "Moderators and you"],
      ["nobody", "Nobody"],
    ],
    link: [
      ["mask", "Are shown as [link]"],
      ["hide", "Hide the whole message"],
    ],
    capitals: [
      ["keep", "Shown as written"],
      ["calm", "Shown in small letters"],
      ["hide", "Hidden"],
    ],
    walls: [
      ["keep", "Shown as written"],
      ["collapse", "Shown as one, with the count"],
      ["hide", "Hidden"],
    ],
    speed: [
      ["", "Off: as it comes"],
      ["15", "Slow: 15 characters a second"],
      ["30", "Comfortable: 30 characters a second"],
      ["60", "Fast: 60 characters a second"],
    ],
  } satisfies Record<string, readonly Choice[]>,

  font: {
    other: "Another one of this computer…",
    otherName: "Name of the font",
    placeholder: "Georgia",
  },

  provider: {
    count: (emotes: number) => (emotes === 1 ? "1 emote" : `${emotes} emotes`),
    loading: "asking…",
    down: "does not answer: its emotes are shown by name",
  },

  pronouns: "Pronouns",
  pronounsNote: "Looked up at pronouns.alejo.io, which learns who chats on Twitch.",

  speed: "On every overlay",
  speedNote: "When chat is faster than that, paid messages and first messages come first.",
  speedOther: (speed: number) => `${speed} characters a second`,

  css: {
    on: "Use custom CSS",
    onNote: "Off, it is kept and not worn.",
    text: "Custom CSS",
    textNote: "You see it in the preview at once. Your stream sees it when you put it on air.",
    placeholder: ".author { text-transform: uppercase; }",
    publish: "Put on air",
    discard: "Discard the draft",
    draft: "Draft: in the preview alone",
    onAir: "On air",
    off: "Off",
  },
};
