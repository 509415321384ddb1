import { body as german } from "virtual:locale/de";
import { body as english } from "virtual:locale/en";
import { body as spanish } from "virtual:locale/es";
import { beforeEach, describe, expect, test } from "vitest";
import { words as accounts } from "../words/accounts";
import { editor } from "../words/editor";
import { bundle } from "../words/fluent";
import { highlights } from "../words/focus";
import { bundleOf } from "../words/language";
import { moderators } from "../words/moderators";
import { words as sections } from "../words/sections";
import { isOwn, panels, searched, settingIndex } from "./setting-index";

beforeEach(() => {
  bundle.value = bundleOf("en", english);
});

/** The components in which something is set elsewhere than in the settings. */
const files = import.meta.glob<string>(
  [
    "./{add-source,proxies,application-settings,custom-css,dock-panel,highlights-panel,highlight-lists}.tsx",
    "./{obs-panel,obs-password,overlay-address,overlay-tools,support-panel,support-theme}.tsx",
    "./{donations-panel,moderators-panel,invite,network-port,sync-service,client-id,api-key,sign-in-ask,vault-note}.tsx",
  ],
  { query: "?raw", import: "default", eager: true },
);
const modules = import.meta.glob<Record<string, unknown>>("../words/*.ts", { eager: true });

/** What each name of words in a component is. */
function wordsIn(source: string): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [, names = "", path = ""] of source.matchAll(
    /import \{ ([^}]+) \} from "(\.\.\/words[^"]*)"/g,
  )) {
    const module = modules[path === "../words" ? "../words/index.ts" : `${path}.ts`];
    for (const name of names.split(",")) {
      const [of = "", as = of] = name.trim().split(" as ");
      found[as] = module?.[of];
    }
  }
  // `const { css } = editor`
  for (const [, name = "", of = ""] of source.matchAll(/^const \{ (\w+) \} = (\w+);/gm)) {
    found[name] = (found[of] as Record<string, unknown>)?.[name];
  }
  for (const [, name = "", of = "", part = ""] of source.matchAll(
    /^const (\w+) = (\w+)\.(\w+);/gm,
  )) {
    found[name] = (found[of] as Record<string, unknown>)?.[part];
  }
  return found;
}

/** What labels something, by the words that are written there: `words.proxies.title`. */
const LABELS =
  /<(?:label|legend|summary)\b[^>]*>\s*(?:<[^>]*>)?\s*\{(\w+(?:\.\w+)+)\}|\blabel=\{(\w+(?:\.\w+)+)\}/g;

function labelsIn(source: string): string[] {
  const known = wordsIn(source);
  const called = [...source.matchAll(LABELS)].map(([, one, other]) => one ?? other ?? "");
  return called.flatMap((path) => {
    const [name = "", ...parts] = path.split(".");
    const value = parts.reduce<unknown>(
      (of, part) => (of as Record<string, unknown> | undefined)?.[part],
      known[name],
    );
    return typeof value === "string" ? [value] : [];
  });
}

/** Whether what is typed leads to something with this text in it. */
const isFoundBy = (typed: string) => (text: string) =>
  searched(typed).some(({ within, label, also }) =>
    [...within, label, also].some((each) => each.includes(text)),
  );

describe.each([
  ["en", english],
  ["de", german],
  ["es", spanish],
])("in %s", (language, body) => {
  beforeEach(() => {
    bundle.value = bundleOf(language, body);
  });

  test("every label of every panel is found", () => {
    const labels = [
      ...Object.values(files).flatMap(labelsIn),
      ...Object.values(editor.labels),
      ...Object.values(editor.groups),
      ...highlights.ticks.map(([, label]) => label),
      ...moderators.right.map(({ label }) => label),
      ...(["twitch", "youtube"] as const).flatMap((platform) => [
        accounts.signIn(platform),
        accounts.client.id(platform),
      ]),
      accounts.send,
      accounts.moderate,
      accounts.commands,
      accounts.events,
      accounts.followers,
      accounts.both,
    ];
    expect(labels.length).toBeGreaterThan(130);
    const lost = [...new Set(labels)].filter((label) => !isFoundBy(label)(label));
    expect(lost).toEqual([]);
  });

  test("each has a name, and none is there twice", () => {
    const all = settingIndex().map(({ section, within, label }) =>
      [sections.names[section], ...within, label].join(" > "),
    );
    expect(all.filter((path) => /> >|> $|undefined|^ /.test(path))).toEqual([]);
    expect(all.filter((path, at) => all.indexOf(path) !== at)).toEqual([]);
  });
});

test.each([
  ["css", "Custom CSS"],
  ["bot", "Hide well-known bots"],
  ["hold", "Wait before showing"],
  ["timer", "Messages stay for"],
  ["animation", "Messages come"],
  ["fade", "Messages go"],
  ["keychain", "How sign-ins are kept"],
  ["port", "Port"],
  ["sync", "Connection link"],
  ["internet", "Connection link"],
  ["remote moderators", "Connection link"],
  ["ko-fi", "Verification token"],
  ["streamlabs", "Socket API token"],
  ["keyword", "Messages with one of these words"],
  ["log", "Open the log folder"],
  ["overlay font", "Font"],
])("%s is found", (typed, label) => {
  expect(searched(typed).map((place) => place.label)).toContain(label);
});

test.each([
  ["de", german, "Schlüsselwort", "Nachrichten mit einem dieser Wörter"],
  ["de", german, "verzögerung", "Vor dem Zeigen warten"],
  ["es", spanish, "animacion", "Los mensajes llegan"],
])("in %s other words are found too", (language, body, typed) => {
  bundle.value = bundleOf(language, body);
  expect(searched(typed)).not.toEqual([]);
});

/** What people type who do not know what it is called here, and where it leads. */
const typedWords: [language: string, body: typeof english, words: string[]][] = [
  [
    "en",
    english,
    [
      ..."demo dark light transparent volume sound emotes emoji 7tv port channel twitch youtube".split(
        " ",
      ),
      ..."backup restore hotkey shortcut keyboard language deutsch privacy startup update".split(
        " ",
      ),
      ..."avatar timestamps bots caps ban swearing position color theme skin bold".split(" "),
      ..."donations paypal mods vpn login password keyring logs bug history delay speed".split(" "),
      ...["font size", "text size", "night mode", "super chat", "stream deck", "test message"],
    ],
  ],
  [
    "de",
    german,
    [
      ..."Demo dunkel hell durchsichtig Lautstärke Ton Emotes Port Kanal Schriftgröße".split(" "),
      ..."Backup Hotkey Tastatur Sprache Autostart Update Avatar Uhrzeit Bots sperren".split(" "),
      ..."Farbe Vorlage Spenden Mods Proxy Passwort Fehler Verlauf Verzögerung Tempo".split(" "),
      ...["Schrift Größe", "Stream Deck"],
    ],
  ],
  [
    "es",
    spanish,
    [
      ..."demo oscuro claro transparente volumen sonido emotes puerto canal tipografía".split(" "),
      ..."restaurar atajo teclado idioma actualizar avatar reloj bots bloquear color".split(" "),
      ..."plantilla propinas mods proxy contraseña error historial retraso ritmo".split(" "),
      ...["tamaño de letra", "copia de seguridad", "stream deck"],
    ],
  ],
];

test.each(typedWords)("in %s, whatever people type is found", (language, body, typed) => {
  bundle.value = bundleOf(language, body);
  const own = ["autostart", "notifications", "streamer", "listeners", "hotkeys"] as const;
  const others = ["language", "updates", "speed", "file"] as const;
  const isThere = (word: string) =>
    searched(word).length > 0 || [...own, ...others].some((each) => isOwn(word, each));
  expect(typed.filter((word) => !isThere(word))).toEqual([]);
});

test.each([
  ["demo", "Try in the preview"],
  ["dark", "Theme"],
  ["font size", "Size"],
  ["emotes", "Emotes"],
  ["port", "Port"],
])("%s leads there", (typed, label) => {
  expect(searched(typed).map((place) => place.label)).toContain(label);
});

test("what has no place of its own leads to what is nearest", () => {
  expect(isOwn("volume", "notifications")).toBe(true);
  expect(isOwn("deutsch", "language")).toBe(true);
  expect(isOwn("no such word", "file")).toBe(false);
});

test("what is called so comes before what is only near it, and nothing is found for nothing", () => {
  expect(searched("font")[0]?.label).toBe("Font");
  expect(searched("  ")).toEqual([]);
  expect(searched("no such word")).toEqual([]);
});

test("without a word, the panels of each section are told", () => {
  const all = panels();
  expect(all.map(({ section }) => section)).toEqual([
    "chat",
    "overlays",
    "paid",
    "history",
    "moderators",
    "about",
    "accounts",
  ]);
  expect(all[1]?.titles).toEqual(["Overlays", "OBS", "A dock in OBS"]);
});
