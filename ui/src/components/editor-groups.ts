// What can be set on an overlay, in the order of need: the form is drawn from this.

import type { Overlay } from "../api/types";
import { type Choice, editor } from "../words/editor";

export type FieldName = keyof typeof editor.labels;

/** Custom properties whose value in the theme is shown where the streamer has set none; and which
 * fields of a list of messages the theme does not take. */
export const THEME_PROPERTIES = [
  "--font-size",
  "--gap",
  "--text-color",
  "--plate-color",
  "--accent-color",
  "--fixed",
] as const;

type ThemeProperty = (typeof THEME_PROPERTIES)[number];

type Unit = keyof typeof editor.units;

/** One control. Its name is that of the option, dotted. */
export type Field = {
  name: FieldName;
  /** The theme's custom property of it. */
  property?: ThemeProperty;
} & (
  | {
      type: "number";
      unit: Unit;
      least: number;
      most: number;
      /** How many of the option are one of the unit. */
      per?: number;
      /** From where to where the slider goes; further by typing. */
      usual?: readonly [number, number];
    }
  | { type: "choice"; of: readonly Choice[]; numeric?: boolean }
  | { type: "checks"; of: readonly Choice[]; without?: boolean }
  | { type: "color" | "switch" | "lines" | "font" }
);

export type GroupName = keyof typeof editor.groups;

export interface Group {
  name: GroupName;
  fields: Field[];
}

const { choices } = editor;

export const GROUPS: Group[] = [
  { name: "theme", fields: [] },
  {
    name: "support",
    fields: [
      { name: "support.show", type: "checks", of: choices.support },
      {
        name: "support.seconds",
        type: "number",
        unit: "seconds",
        least: 3,
        most: 600,
        usual: [3, 60],
      },
    ],
  },
  {
    name: "text",
    fields: [
      { name: "look.font", type: "font" },
      {
        name: "look.size",
        property: "--font-size",
        type: "number",
        unit: "px",
        least: 8,
        most: 160,
        usual: [10, 60],
      },
      { name: "look.weight", type: "choice", of: choices.weight, numeric: true },
      {
        name: "look.outline",
        type: "number",
        unit: "px",
        per: 10,
        least: 0,
        most: 80,
        usual: [0, 40],
      },
      { name: "look.text_color", property: "--text-color", type: "color" },
      { name: "look.name_color", type: "color" },
      { name: "look.shadow", type: "number", unit: "percent", least: 0, most: 100 },
    ],
  },
  {
    name: "messages",
    fields: [
      { name: "look.plate_color", property: "--plate-color", type: "color" },
      { name: "look.plate_opacity", type: "number", unit: "percent", least: 0, most: 100 },
      { name: "look.accent_color", property: "--accent-color", type: "color" },
      {
        name: "look.spacing",
        property: "--gap",
        type: "number",
        unit: "px",
        least: 0,
        most: 100,
        usual: [0, 40],
      },
      {
        name: "look.width",
        type: "number",
        unit: "px",
        least: 120,
        most: 3840,
        usual: [200, 1200],
      },
      { name: "look.direction", type: "choice", of: choices.direction },
      { name: "look.align", type: "choice", of: choices.align },
      { name: "look.platform_icon", type: "switch" },
      { name: "look.badges", type: "switch" },
      { name: "look.timestamps", type: "switch" },
      { name: "avatars", type: "switch" },
    ],
  },
  {
    name: "motion",
    fields: [
      { name: "look.enter", type: "choice", of: choices.enter },
      { name: "look.exit", type: "choice", of: choices.exit },
      {
        name: "look.fade_after",
        type: "number",
        unit: "seconds",
        least: 2,
        most: 3600,
        usual: [2, 120],
      },
      { name: "look.limit", type: "number", unit: "messages", least: 1, most: 60, usual: [1, 30] },
    ],
  },
  {
    name: "emotes",
    fields: [
      {
        name: "look.emote_size",
        type: "number",
        unit: "percent",
        least: 50,
        most: 400,
        usual: [50, 250],
      },
      { name: "look.static_emotes", type: "switch" },
      { name: "gifs", type: "switch" },
      { name: "emotes.twitch", type: "switch" },
      { name: "emotes.youtube", type: "switch" },
      { name: "emotes.7tv", type: "switch" },
      { name: "emotes.bttv", type: "switch" },
      { name: "emotes.ffz", type: "switch" },
    ],
  },
  {
    name: "who",
    fields: [
      { name: "feed.platforms", type: "checks", of: choices.platforms },
      { name: "feed.roles", type: "checks", of: choices.roles },
      { name: "feed.hidden_users", type: "lines" },
      { name: "feed.command_prefixes", type: "lines" },
      { name: "feed.hide_bots", type: "switch" },
      { name: "hidden", type: "checks", of: choices.kinds, without: true },
    ],
  },
  {
    name: "words",
    fields: [
      { name: "feed.words.blocked", type: "lines" },
      { name: "feed.words.then", type: "choice", of: choices.word },
      { name: "feed.words.in_names", type: "switch" },
      { name: "feed.links.from", type: "choice", of: choices.links },
      { name: "feed.links.then", type: "choice", of: choices.link },
      { name: "feed.capitals", type: "choice", of: choices.capitals },
      { name: "feed.emote_walls", type: "choice", of: choices.walls },
      { name: "feed.collapse_repeats", type: "switch" },
      { name: "feed.hold", type: "number", unit: "seconds", least: 0, most: 30 },
    ],
  },
  { name: "speed", fields: [{ name: "feed.paced", type: "switch" }] },
  { name: "trial", fields: [] },
  { name: "css", fields: [] },
];

/** What makes no sense where one message is shown at a time, picked by a person. */
export const OF_CHAT_ALONE = {
  groups: ["who", "words", "speed", "trial"] as readonly GroupName[],
  fields: [
    "look.spacing",
    "look.direction",
    "look.fade_after",
    "look.limit",
  ] as readonly FieldName[],
};

/** What can be set on an overlay of this kind, in a theme that keeps `fixed` of its list as it is. */
export function groupsFor({ kind }: Overlay, fixed = ""): Group[] {
  const groups = GROUPS.filter(({ name }) => name !== "support" || kind === "support");
  if (kind === "chat") {
    const kept = fixed.split(/\s+/).map((name) => `look.${name}`);
    return without(groups, kept);
  }
  return without(
    groups.filter(({ name }) => !OF_CHAT_ALONE.groups.includes(name)),
    OF_CHAT_ALONE.fields,
  );
}

function without(groups: Group[], names: readonly string[]): Group[] {
  return groups.map((group) => ({
    ...group,
    fields: group.fields.filter(({ name }) => !names.includes(name)),
  }));
}

/** Whether the field may be as the theme has it, which is `null`. */
export function isThemes({ name, type }: Field): boolean {
  return name.startsWith("look.") && type !== "switch";
}
