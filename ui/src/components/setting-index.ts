// All that is set in other sections than the settings, by the words that it has there: what the search in
// the settings looks through, and where a hit leads.

import type { Overlay, Platform } from "../api/types";
import { isFound } from "../state/found";
import type { Section } from "../state/place";
import { words as page } from "../words";
import { words as about } from "../words/about";
import { words as accounts } from "../words/accounts";
import { words as key } from "../words/api-key";
import { editor } from "../words/editor";
import { highlights } from "../words/focus";
import { words as history } from "../words/history";
import { languages } from "../words/language";
import { moderators } from "../words/moderators";
import { words as obs } from "../words/obs";
import { words as paid } from "../words/paid";
import { words as sections } from "../words/sections";
import { words } from "../words/settings";
import { words as search } from "../words/settings-search";
import { words as support } from "../words/support";
import { words as updates } from "../words/updates";
import { type Field, GROUPS, type GroupName, OF_CHAT_ALONE } from "./editor-groups";
import { hotkeysSay } from "./hotkey-field";

/** Where something is set. */
export interface SettingPlace {
  section: Section;
  /** The headings over it on the page, the outermost first. */
  within: readonly string[];
  /** What it is called there. */
  label: string;
  /** What else it is found by: its note, what can be chosen, and other words for it. */
  also: string;
  /** The kind of overlay that has it, where not all have. */
  kind?: Overlay["kind"];
}

/** A label, and what else it is found by. */
type Labelled = string | readonly [label: string, ...also: string[]];

function panel(section: Section, within: readonly string[], labels: Labelled[]): SettingPlace[] {
  return labels.map((each) => {
    const [label, ...also] = typeof each === "string" ? [each] : each;
    return { section, within, label, also: also.join(" ") };
  });
}

/** Everything, in the order of the sections and of their panels, in the language that is spoken. */
export function settingIndex(): SettingPlace[] {
  return [...ofChat(), ...ofOverlays(), ...ofPaid(), ...ofOthers(), ...ofAccounts()];
}

const { also } = search;

function ofChat(): SettingPlace[] {
  const { sources, proxies } = page;
  return panel(
    "chat",
    [sources.title],
    [
      [sources.label, also.sources],
      [proxies.title, proxies.help, also.proxies],
    ],
  );
}

function ofOverlays(): SettingPlace[] {
  const { css, groups, starts } = editor;
  const title = page.overlay.title;
  return [
    ...panel(
      "overlays",
      [title],
      [
        [
          editor.add,
          ...[starts.both, starts.twitch, starts.youtube, starts.support].map(({ name }) => name),
          editor.importFile,
        ],
        editor.name,
        editor.duplicate,
        [editor.exportFile, also.files],
        editor.remove,
        [page.test.send, also.test],
        editor.groups.obs,
      ],
    ),
    ...panel("overlays", [title, groups.obs], [[page.overlay.url, also.address], editor.rotate]),
    ...GROUPS.flatMap(ofGroup),
    ...panel(
      "overlays",
      [title, groups.messages],
      [[editor.pronouns, editor.pronounsNote, also.pronounsToo]],
    ),
    ...panel("overlays", [title, groups.speed], [[editor.speed, editor.speedNote, also.speed]]),
    ...panel("overlays", [title, groups.trial], [[editor.trial.run, editor.trial.note]]),
    ...panel(
      "overlays",
      [title, groups.css],
      [
        [css.on, css.onNote],
        [css.text, css.textNote],
      ],
    ),
    ...panel(
      "overlays",
      [obs.title],
      [
        [obs.connect, obs.again, obs.disconnect, obs.stopLooking, also.obs],
        [obs.password, obs.passwordHelp, obs.forget, also.obs],
        obs.scene,
        [obs.refresh, also.obs],
      ],
    ),
    ...panel(
      "overlays",
      [obs.title, obs.byHand.title],
      [[obs.byHand.loader, obs.byHand.loaderHelp]],
    ),
    ...panel("overlays", [page.dock.section], [[page.dock.address, page.dock.help, also.address]]),
  ];
}

/** Other words for what a group of the editor has, and for single fields. */
const alsoOf: Partial<Record<GroupName | Field["name"], keyof typeof also>> = {
  theme: "theme",
  text: "text",
  motion: "motion",
  emotes: "emotes",
  words: "rules",
  support: "support",
  css: "css",
  "look.text_color": "color",
  "look.name_color": "color",
  "look.accent_color": "color",
  "look.plate_color": "background",
  "look.plate_opacity": "background",
  "look.direction": "place",
  "look.align": "place",
  "look.spacing": "place",
  "look.timestamps": "time",
  avatars: "pictures",
  "look.fade_after": "stay",
  "look.limit": "limit",
  "support.seconds": "stay",
  "feed.hidden_users": "users",
  "feed.hide_bots": "bots",
  hidden: "kinds",
  "feed.capitals": "capitals",
  "feed.hold": "hold",
};

function ofGroup({ name: group, fields }: (typeof GROUPS)[number]): SettingPlace[] {
  const within = [page.overlay.title, editor.groups[group]];
  const words = (of: GroupName | Field["name"]) => {
    const key = alsoOf[of];
    return key ? also[key] : "";
  };
  const whole = {
    section: "overlays" as const,
    within: within.slice(0, 1),
    label: within[1] ?? "",
  };
  return [
    { ...whole, also: words(group), ...needs(group) },
    ...fields.map((field) => ({
      section: "overlays" as const,
      within,
      label: editor.labels[field.name],
      also: [
        editor.notes[field.name] ?? "",
        ...("of" in field ? field.of.map(([, called]) => called) : []),
        words(group),
        words(field.name),
      ].join(" "),
      ...needs(group, field.name),
    })),
  ];
}

/** The kind of overlay that has it, where not all have. */
function needs(group: GroupName, field?: Field["name"]): { kind?: Overlay["kind"] } {
  if (group === "support") return { kind: "support" };
  const ofChat =
    OF_CHAT_ALONE.groups.includes(group) ||
    (field !== undefined && OF_CHAT_ALONE.fields.includes(field));
  return ofChat ? { kind: "chat" } : {};
}

/** The services, as their own names are. */
const SERVICES = {
  streamlabs: "Streamlabs",
  streamelements: "StreamElements",
  kofi: "Ko-fi",
} as const;

function ofPaid(): SettingPlace[] {
  const { more, what, screen } = highlights;
  const { donations } = paid;
  const services = Object.entries(SERVICES) as [keyof typeof SERVICES, string][];
  return [
    ...panel(
      "paid",
      [highlights.title],
      [[highlights.superchats, highlights.help, also.highlights]],
    ),
    ...panel(
      "paid",
      [highlights.title, more, what],
      highlights.ticks.map(([, label]) => label),
    ),
    ...panel(
      "paid",
      [highlights.title, more],
      [
        [highlights.keywords, highlights.keyword, also.keywords],
        [highlights.least, highlights.leastNote, highlights.currency, highlights.amount],
      ],
    ),
    ...panel(
      "paid",
      [highlights.title, more, screen],
      [
        [highlights.seconds, highlights.secondsNote, also.stay],
        [highlights.advance, highlights.advanceNote],
      ],
    ),
    ...panel("paid", [paid.title], [[paid.export, also.files]]),
    ...services.flatMap(([service, name]) =>
      panel("paid", [donations.title, name], [[donations.token[service], also.donations]]),
    ),
    ...panel(
      "paid",
      [support.title],
      [
        support.heading,
        support.text,
        [support.links, support.label, support.url, also.support],
        [
          support.goals,
          support.goalTitle,
          support.amount,
          support.start,
          support.since,
          also.support,
        ],
        [support.rates, support.ratesHelp, support.currency],
        [support.thanks, support.thanksHelp],
        [support.name, also.address],
        [support.theme, support.themeHelp],
      ],
    ),
  ];
}

function ofOthers(): SettingPlace[] {
  const { sync } = moderators;
  return [
    ...panel("history", [history.title], [[history.export, also.files, also.past]]),
    ...panel(
      "moderators",
      [moderators.title],
      [
        [
          moderators.invite,
          moderators.name,
          moderators.rights,
          ...moderators.right.map(({ label }) => label),
          moderators.end,
          moderators.date,
          moderators.link,
          moderators.qr(""),
          also.moderators,
        ],
        [moderators.network, moderators.networkHelp],
        [moderators.port, moderators.portHelp, moderators.network, also.port],
        moderators.done,
      ],
    ),
    ...panel(
      "moderators",
      [moderators.title, sync.title],
      [[sync.link, sync.linkHelp, sync.help, sync.connect, sync.disconnect, also.sync]],
    ),
    ...panel(
      "about",
      [about.title],
      [
        [page.appName, about.what, also.updates],
        [about.openData, about.kept],
        [about.openLogs, also.logs],
        [about.report, also.logs],
        about.thirdParty,
      ],
    ),
  ];
}

function ofAccounts(): SettingPlace[] {
  const { client, vault } = accounts;
  const ofPlatform = (platform: Platform & ("twitch" | "youtube"), more: Labelled[]) => {
    const within = [accounts.title, page.platforms[platform]];
    return [
      ...panel("accounts", within, [
        [accounts.signIn(platform), accounts.signOut, accounts.also, accounts.more, also.signIn],
        ...more,
      ]),
      ...panel("accounts", [...within, client.title], [[client.id(platform), client.title]]),
    ];
  };
  const { youtube } = page.platforms;
  return [
    ...ofPlatform("twitch", [
      accounts.send,
      accounts.moderate,
      [accounts.commands, accounts.commandsNote],
      [accounts.events, accounts.eventsNote],
      [accounts.followers, accounts.followersNote],
    ]),
    ...ofPlatform("youtube", [[accounts.both, accounts.bothNote]]),
    ...panel("accounts", [accounts.title, youtube, client.title], [client.secret]),
    ...panel("accounts", [accounts.title, youtube, key.title], [[key.key, key.title, key.help]]),
    ...panel(
      "accounts",
      [accounts.title],
      [
        [
          vault.title,
          ...Object.values(vault.keeps).flatMap(({ name, note }) => [name, note]),
          vault.passphrase,
          vault.newPassphrase,
          vault.other,
          vault.retry,
          also.vault,
        ],
      ],
    ),
  ];
}

/** What is set in the settings themselves. */
export type Own =
  | "autostart"
  | "notifications"
  | "streamer"
  | "listeners"
  | "hotkeys"
  | "language"
  | "updates"
  | "speed"
  | "file";

/** What the search looks through of each of these. */
const own: Record<Own, () => string[]> = {
  autostart: () => [words.autostart, words.autostartNote, also.autostart],
  notifications: () => [words.notifications, words.notificationsNote, also.notifications],
  streamer: () => [search.streamer, search.streamerNote, also.streamer],
  listeners: () => [
    search.listeners,
    search.listenersNote,
    ...search.modes.map(([, name]) => name),
    also.listeners,
  ],
  hotkeys: () => [hotkeysSay(), also.hotkeys],
  // Each in its own words too: who came to the wrong one looks for those.
  language: () => [words.language, "language", ...languages.map(([, name]) => name)],
  updates: () => [updates.title, updates.look, updates.atStart, also.updates],
  speed: () => [search.chatSpeed],
  file: () => [words.file, words.fileNote, words.export, words.import, also.settingsFile],
};

/** Whether this has these words. */
export const isOwn = (typed: string, of: Own) => isFound(typed, own[of]().join(" "));

/** As many are listed. */
const MOST = 30;

/** What has these words, those first whose own name has them. */
export function searched(typed: string): SettingPlace[] {
  if (typed.trim() === "") return [];
  const named = (place: SettingPlace) => isFound(typed, place.label);
  const all = settingIndex().filter(({ section, within, label, also }) =>
    isFound(typed, [sections.names[section], ...within, label, also].join(" ")),
  );
  return [...all.filter(named), ...all.filter((place) => !named(place))].slice(0, MOST);
}

/** The panels that have something to set, with the section that each is in. */
export function panels(): { section: Section; titles: string[] }[] {
  const found = new Map<Section, Set<string>>();
  for (const { section, within } of settingIndex()) {
    const titles = found.get(section) ?? new Set();
    found.set(section, titles.add(within[0] ?? ""));
  }
  return [...found].map(([section, titles]) => ({ section, titles: [...titles] }));
}
