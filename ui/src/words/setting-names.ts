// What each setting is called where it is set, and how its value is written: for who reads of a change
// to many of them at once.

import type {
  AccountSettings,
  Rate,
  Settings,
  Support,
  SupportGoal,
  SupportLink,
} from "../api/types";
import { words as page } from ".";
import { words as accounts } from "./accounts";
import { editor } from "./editor";
import { highlights } from "./focus";
import { list } from "./formats";
import { languages } from "./language";
import { moderators } from "./moderators";
import { words as obs } from "./obs";
import { words } from "./settings";
import { words as search } from "./settings-search";
import { words as support } from "./support";
import { words as updates } from "./updates";

/** What has no parts. */
type Whole = {
  [Name in keyof Settings]: Settings[Name] extends object ? never : Name;
}[keyof Settings];

/** The dotted name of each. */
type Leaf =
  | Whole
  | `focus.${Exclude<keyof Settings["focus"], "auto">}`
  | `focus.auto.${Exclude<keyof Settings["focus"]["auto"], "least">}`
  | `listeners.${keyof Settings["listeners"]}`
  | `youtube.${keyof Settings["youtube"]}`
  | `accounts.${keyof AccountSettings}`
  | `moderators.${keyof Settings["moderators"]}`
  | `obs.${keyof Settings["obs"]}`
  | `hotkeys.${keyof Settings["hotkeys"]}`
  | `notifications.${keyof Settings["notifications"]}`
  | `updates.${keyof Settings["updates"]}`
  | `support.${keyof Support}`;

const tick = (wanted: string) => highlights.ticks.find(([name]) => name === wanted)?.[1] ?? wanted;
const ofSupport = (field: string) => `${support.title}: ${field}`;
const ofModerators = (field: string) => `${moderators.title}: ${field}`;

/** Each as it is called where it is set. */
const names: Record<Leaf, () => string> = {
  language: () => words.language,
  chat_speed: () => editor.speed,
  "focus.auto_superchats": () => highlights.superchats,
  "focus.auto.stickers": () => tick("stickers"),
  "focus.auto.cheers": () => tick("cheers"),
  "focus.auto.donations": () => tick("donations"),
  "focus.auto.gifts": () => tick("gifts"),
  "focus.auto.memberships": () => tick("memberships"),
  "focus.auto.first_messages": () => tick("first_messages"),
  "focus.auto.questions": () => tick("questions"),
  "focus.auto.vips": () => tick("vips"),
  "focus.auto.members": () => tick("members"),
  "focus.auto.keywords": () => highlights.keywords,
  "focus.seconds": () => highlights.seconds,
  "focus.auto_advance": () => highlights.advance,
  "listeners.mode": () => search.listeners,
  "youtube.proxies": () => page.proxies.title,
  "accounts.twitch_client_id": () => accounts.client.id("twitch"),
  "accounts.google_client_id": () => accounts.client.id("youtube"),
  "accounts.google_client_secret": () => accounts.client.secret,
  "moderators.on_network": () => moderators.network,
  "moderators.port": () => ofModerators(moderators.port),
  pronouns: () => editor.pronouns,
  "hotkeys.hide_chat": () => words.hotkeys.hide_chat,
  "hotkeys.focus_next": () => words.hotkeys.focus_next,
  "hotkeys.focus_previous": () => words.hotkeys.focus_previous,
  "hotkeys.focus_clear": () => words.hotkeys.focus_clear,
  "hotkeys.undo_moderator": () => words.hotkeys.undo_moderator,
  autostart: () => words.autostart,
  "notifications.enabled": () => words.notifications,
  streamer_mode: () => search.streamer,
  "obs.enabled": () => obs.connect,
  "updates.at_start": () => `${updates.title}: ${updates.atStart}`,
  "support.name": () => ofSupport(support.name),
  "support.theme": () => ofSupport(support.theme),
  "support.title": () => ofSupport(support.heading),
  "support.text": () => ofSupport(support.text),
  "support.links": () => ofSupport(support.links),
  "support.goals": () => ofSupport(support.goals),
  "support.rates": () => ofSupport(support.rates),
  "support.thanks": () => ofSupport(support.thanks),
};

const LEAST = "focus.auto.least.";

/** What a setting is called, by its dotted name. One of a newer version has that alone. */
export function settingName(name: string): string {
  if (Object.hasOwn(names, name)) return names[name as Leaf]();
  if (!name.startsWith(LEAST)) return name;
  const currency = name.slice(LEAST.length);
  return highlights.amountOf(
    highlights.currencies.find(([known]) => known === currency)?.[1] ?? currency,
  );
}

/** What stands for a secret; its length tells nothing. */
const SECRET = "•".repeat(12);
/** Longer texts are cut. */
const LONGEST = 80;

const { values } = words;

/** How what a setting is, is written. `hidden`: who looks on is not to learn where somebody is. */
export function settingValue(name: string, value: unknown, hidden: boolean): string {
  const isNone = value === null || value === undefined || value === "";
  if (isNone || (Array.isArray(value) && value.length === 0)) return noneOf(name);
  if (typeof value === "boolean") return value ? values.on : values.off;
  switch (name) {
    case "language":
      return languages.find(([known]) => known === value)?.[1] ?? words.languageSystem;
    case "chat_speed":
      return (
        editor.choices.speed.find(([known]) => known === String(value))?.[1] ??
        editor.speedOther(Number(value))
      );
    case "listeners.mode":
      return search.modes.find(([known]) => known === value)?.[1] ?? String(value);
    case "moderators.port":
      return value === 0 ? values.portFree : String(value);
    case "focus.seconds":
      return `${value} ${highlights.secondsUnit}`;
    case "accounts.google_client_secret":
      return SECRET;
    case "youtube.proxies":
      return list((value as string[]).map((address, at) => proxy(address, at, hidden)));
    case "support.links":
      return list((value as SupportLink[]).map(({ label, url }) => `${label} (${url})`));
    case "support.goals":
      return list(
        (value as SupportGoal[]).map(
          ({ title, amount, currency }) => `${title} (${amount} ${currency})`,
        ),
      );
    case "support.rates":
      return list((value as Rate[]).map(({ from, to, rate }) => `1 ${from} = ${rate} ${to}`));
    default:
      return cut(Array.isArray(value) ? list(value.map(String)) : String(value));
  }
}

function noneOf(name: string): string {
  switch (name) {
    case "chat_speed":
      return editor.choices.speed[0]?.[1] ?? values.none;
    case "moderators.port":
      return values.portNext;
    case "focus.seconds":
      return values.untilNext;
    case "updates.at_start":
      return values.off;
    case "support.theme":
      return support.themePlain;
    default:
      return values.none;
  }
}

/** Its address tells where somebody is; the way without one tells nothing. */
const proxy = (address: string, at: number, hidden: boolean) =>
  hidden && address !== "direct" ? page.proxies.number(at + 1) : address;

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
