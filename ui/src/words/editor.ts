// The words of the overlay editor.

import type { FeedCounts } from "../api/types";
import { insteadOf } from "../state/youtube-css";
import { spoken, t, text } from "./fluent";
import { type Kind, kinds } from "./kinds";

/** A value, and what it is called. */
export type Choice = readonly [value: string, label: string];

/** Whether OBS is told of a new address by itself: at once, when it is there again, or not at all. */
export type ObsReach = "connected" | "away" | "off";

/** A kind, with its name asked for each time: it is that of the language. */
function asChoice(kind: Kind): Choice {
  return Object.defineProperty([kind.name, ""] as [string, string], 1, {
    get: () => kind.many ?? "",
  });
}

export const editor = spoken("editor", {
  list: text,
  add: text,
  addWhat: text,
  starts: {
    both: {
      name: text,
      note: text,
    },
    twitch: {
      name: text,
      note: text,
    },
    youtube: {
      name: text,
      note: text,
    },
    support: {
      name: text,
      note: text,
    },
  },
  simulcast: text,
  importFile: text,
  importNote: text,
  notAFile: text,
  notAFileHint: text,

  name: text,
  duplicate: text,
  exportFile: text,
  remove: text,
  rotate: text,
  made: (name: string) => t("editor-made", { name }),
  removed: (name: string) => t("editor-removed", { name }),
  restored: (name: string) => t("editor-restored", { name }),
  exported: (file: string) => t("editor-exported", { file }),
  rotated: (obs: ObsReach) => t("editor-rotated", { obs }),
  askRemove: {
    title: (name: string) => t("editor-askRemove-title", { name }),
    text: text,
    yes: text,
  },
  askRotate: {
    title: (name: string) => t("editor-askRotate-title", { name }),
    text: (obs: ObsReach) => t("editor-askRotate-text", { obs }),
    yes: text,
  },
  cancel: text,

  undo: text,
  redo: text,
  undoWhat: (what: string) => t("editor-undoWhat", { what }),
  redoWhat: (what: string) => t("editor-redoWhat", { what }),
  undone: (what: string) => t("editor-undone", { what }),
  redone: (what: string) => t("editor-redone", { what }),

  themes: text,
  /** Where there is little room. */
  short: text,
  themesIs: (value: string) => t("editor-themesIs", { value }),
  takeBack: text,
  back: (label: string) => t("editor-back", { label }),

  groups: {
    obs: text,
    theme: text,
    support: text,
    text: text,
    messages: text,
    motion: text,
    emotes: text,
    who: text,
    words: text,
    speed: text,
    trial: text,
    css: text,
  },

  labels: {
    "look.font": text,
    "look.size": text,
    "look.weight": text,
    "look.text_color": text,
    "look.name_color": text,
    "look.outline": text,
    "look.shadow": text,
    "look.plate_color": text,
    "look.plate_opacity": text,
    "look.accent_color": text,
    "look.spacing": text,
    "look.width": text,
    "look.direction": text,
    "look.align": text,
    "look.platform_icon": text,
    "look.badges": text,
    "look.timestamps": text,
    avatars: text,
    "look.enter": text,
    "look.exit": text,
    "look.fade_after": text,
    "look.limit": text,
    "look.emote_size": text,
    "look.static_emotes": text,
    gifs: text,
    "emotes.twitch": text,
    "emotes.youtube": text,
    "emotes.7tv": text,
    "emotes.bttv": text,
    "emotes.ffz": text,
    "feed.platforms": text,
    "feed.roles": text,
    "feed.hidden_users": text,
    "feed.hide_bots": text,
    "feed.command_prefixes": text,
    hidden: text,
    "feed.words.blocked": text,
    "feed.words.then": text,
    "feed.words.in_names": text,
    "feed.links.from": text,
    "feed.links.then": text,
    "feed.capitals": text,
    "feed.emote_walls": text,
    "feed.collapse_repeats": text,
    "feed.hold": text,
    "feed.paced": text,
    "support.show": text,
    "support.seconds": text,
  },

  notes: {
    "look.name_color": text,
    "look.fade_after": text,
    avatars: text,
    "feed.roles": text,
    "feed.hidden_users": text,
    "feed.command_prefixes": text,
    "feed.words.blocked": text,
    "feed.hold": text,
  } as Record<string, string>,

  units: {
    px: text,
    percent: text,
    seconds: text,
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
      ["300", text],
      ["400", text],
      ["500", text],
      ["600", text],
      ["700", text],
      ["800", text],
    ],
    direction: [
      ["up", text],
      ["down", text],
    ],
    align: [
      ["left", text],
      ["center", text],
      ["right", text],
    ],
    enter: [
      ["none", text],
      ["fade", text],
      ["slide", text],
      ["pop", text],
    ],
    exit: [
      ["none", text],
      ["fade", text],
      ["slide", text],
    ],
    platforms: [
      ["twitch", "Twitch"],
      ["youtube", "YouTube"],
    ],
    roles: [
      ["broadcaster", text],
      ["moderator", text],
      ["vip", text],
      ["subscriber", text],
      ["member", text],
      ["verified", text],
      ["staff", text],
    ],
    kinds: kinds.filter((kind) => "many" in kind).map(asChoice),
    word: [
      ["hide", text],
      ["mask", text],
      ["hold", text],
    ],
    links: [
      ["everyone", text],
      ["members", text],
      ["vips", text],
      ["moderators", text],
      ["nobody", text],
    ],
    link: [
      ["mask", text],
      ["hide", text],
    ],
    capitals: [
      ["keep", text],
      ["calm", text],
      ["hide", text],
    ],
    walls: [
      ["keep", text],
      ["collapse", text],
      ["hide", text],
    ],
    support: [
      ["qr", text],
      ["goal", text],
      ["thanks", text],
    ],
    speed: [
      ["", text],
      ["15", text],
      ["30", text],
      ["60", text],
    ],
  } satisfies Record<string, readonly Choice[]>,

  font: {
    bundled: text,
    system: text,
    placeholder: text,
    show: text,
    unknown: text,
    more: (count: number) => t("editor-font-more", { count }),
  },

  problem: text,

  trial: {
    run: text,
    again: text,
    note: text,
    none: text,
    sum: (tried: number, counts: string[]) =>
      t("editor-trial-sum", { tried, counts: counts.join(", ") }),
    count: (count: number, outcome: string) => t("editor-trial-count", { count, outcome }),
    because: (outcome: string, met: string) => t("editor-trial-because", { outcome, met }),
    more: (count: number) => t("editor-trial-more", { count }),
    rules: {
      platforms: text,
      hidden: text,
      roles: text,
      hidden_users: text,
      hide_bots: text,
      command_prefixes: text,
      words: text,
      links: text,
      capitals: text,
      emote_walls: text,
      repeated: text,
      skipped: text,
    } as Record<string, string>,
    outcomes: {
      shown: text,
      changed: text,
      hidden: text,
      held: text,
      repeated: text,
      skipped: text,
    },
  },

  provider: {
    count: (emotes: number) => t("editor-provider-count", { emotes }),
    loading: text,
    down: text,
  },

  pronouns: text,
  pronounsNote: text,

  speed: text,
  speedNote: text,
  speedOther: (speed: number) => t("editor-speedOther", { speed }),
  counts: ({ shown, skipped, repeated, hidden, stopped }: FeedCounts) =>
    t("editor-counts", { shown, skipped, repeated, hidden, stopped }),

  css: {
    on: text,
    onNote: text,
    text: text,
    textNote: text,
    placeholder: ".author { text-transform: uppercase; }",
    publish: text,
    discard: text,
    draft: text,
    onAir: text,
    off: text,
    refused: text,
    foreign: (address: string) => t("editor-css-foreign", { address }),
    mistakes: text,
    line: (line: number) => t("editor-css-line", { line }),
    faults: {
      open: () => t("editor-css-open"),
      stray: () => t("editor-css-stray"),
      quote: () => t("editor-css-quote"),
      comment: () => t("editor-css-comment"),
      property: (word: string) => t("editor-css-property", { word }),
      value: (word: string) => t("editor-css-value", { word }),
      unread: (word: string) => t("editor-css-unread", { word }),
      youtube: (word: string) => {
        const instead = insteadOf(word);
        return instead
          ? t("editor-css-youtube", { word, instead })
          : t("editor-css-youtubeOther", { word });
      },
    },
  },
});
