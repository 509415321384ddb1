import { body as german } from "virtual:locale/de";
import { body as english } from "virtual:locale/en";
import { body as spanish } from "virtual:locale/es";
import { beforeEach, expect, test } from "vitest";
import type { Settings, Support } from "../api/types";
import { bundle } from "./fluent";
import { bundleOf } from "./language";
import { settingName, settingValue } from "./setting-names";

const settings: Settings & { support: Support } = {
  language: "de",
  chat_speed: 30,
  focus: {
    auto_superchats: true,
    auto: {
      stickers: true,
      cheers: true,
      donations: true,
      gifts: true,
      memberships: true,
      least: { EUR: 5, BITS: 100 },
      first_messages: true,
      questions: true,
      keywords: ["hello", "bye"],
      vips: true,
      members: true,
    },
    seconds: 12,
    auto_advance: true,
  },
  listeners: { mode: "in_use" },
  youtube: { proxies: ["http://proxy.example:8080", "direct"] },
  accounts: {
    twitch_client_id: "abc",
    google_client_id: "def",
    google_client_secret: "very secret",
  },
  moderators: { on_network: true, port: 7421 },
  pronouns: true,
  hotkeys: {
    hide_chat: "Ctrl+H",
    focus_next: null,
    focus_previous: null,
    focus_clear: null,
    undo_moderator: null,
  },
  autostart: true,
  notifications: { enabled: true },
  streamer_mode: true,
  obs: { enabled: true },
  updates: { at_start: null },
  support: {
    name: "ada",
    theme: "",
    title: "Support Ada",
    text: "For a new chair. ".repeat(20),
    links: [{ label: "Ko-fi", url: "https://ko-fi.com/ada" }],
    goals: [{ title: "Chair", amount: "300", currency: "EUR", since: null, start: "0" }],
    rates: [{ from: "USD", to: "EUR", rate: "0.9" }],
    thanks: "Thanks, {name}!",
  },
};

function leaves(of: unknown, name = ""): [string, unknown][] {
  if (typeof of !== "object" || of === null || Array.isArray(of)) return [[name, of]];
  return Object.entries(of).flatMap(([part, value]) =>
    leaves(value, name ? `${name}.${part}` : part),
  );
}

beforeEach(() => {
  bundle.value = bundleOf("en", english);
});

test.each([
  ["en", english],
  ["de", german],
  ["es", spanish],
])("every setting has a name of its own in %s, and a value in words", (language, body) => {
  bundle.value = bundleOf(language, body);
  const all = leaves(settings);
  for (const [name, value] of all) {
    expect(settingName(name), name).not.toBe(name);
    expect(settingValue(name, value, false), name).not.toMatch(/object|null|undefined|true|false/);
    expect(settingValue(name, null, false), name).toMatch(/\p{L}/u);
  }
  expect(new Set(all.map(([name]) => settingName(name))).size).toBe(all.length);
});

test("a value is written as it is where it is set", () => {
  const written = (name: string) =>
    settingValue(name, Object.fromEntries(leaves(settings))[name], false);
  expect(written("language")).toBe("Deutsch");
  expect(written("listeners.mode")).toBe("While it is in use");
  expect(written("focus.seconds")).toBe("12 s");
  expect(written("focus.auto.keywords")).toBe("hello and bye");
  expect(written("autostart")).toBe("on");
  expect(written("hotkeys.hide_chat")).toBe("Ctrl+H");
  expect(written("hotkeys.focus_next")).toBe("none");
  expect(written("support.links")).toBe("Ko-fi (https://ko-fi.com/ada)");
  expect(written("support.goals")).toBe("Chair (300 EUR)");
  expect(written("support.rates")).toBe("1 USD = 0.9 EUR");
  expect(written("support.text").length).toBeLessThan(100);
  expect(settingName("focus.auto.least.BITS")).toBe("Least amount in Bits");
  expect(settingName("some.thing_new")).toBe("some.thing_new");
  expect(settingValue("some.thing_new", 3, false)).toBe("3");
});

test.each([
  ["en", english],
  ["de", german],
  ["es", spanish],
])("what a number or none of it means is said in words in %s", (language, body) => {
  bundle.value = bundleOf(language, body);
  for (const [name, value] of [
    ["moderators.port", null],
    ["moderators.port", 0],
    ["focus.seconds", null],
  ] as const) {
    const said = settingValue(name, value, false);
    expect(said.split(" ").length, said).toBeGreaterThan(2);
    expect(said).not.toMatch(/\d/);
  }
  expect(settingValue("moderators.port", 7500, false)).toBe("7500");
});

test("no secret is written, and on a stream no way to where somebody is", () => {
  const { google_client_secret } = settings.accounts;
  const { proxies } = settings.youtube;
  expect(settingValue("accounts.google_client_secret", google_client_secret, false)).not.toContain(
    "secret",
  );
  expect(settingValue("youtube.proxies", proxies, false)).toBe(
    "http://proxy.example:8080 and direct",
  );
  expect(settingValue("youtube.proxies", proxies, true)).toBe("Proxy 1 and direct");
});
