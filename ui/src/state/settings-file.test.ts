import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../api/client";
import type { Import, Settings, Support, SupportAnswer } from "../api/types";
import { moderators } from "./moderators";
import { overlays } from "./overlays";
import { settings } from "./settings";
import { askToImport, offered, takeOffered, told } from "./settings-file";
import { draft, support } from "./support";
import { toasts } from "./toasts";

const nothing: Import = {
  settings: [],
  sources_added: [],
  overlays_added: [],
  overlays_changed: [],
  moderators_added: [],
};
const file = (text: string) => ({ text: async () => text }) as File;
const OPENED = { name: "moderators.on_network", from: false, to: true };
const TITLE = { name: "support.title", from: "", to: "Support Ada" };

beforeEach(() => {
  toasts.value = [];
  offered.value = null;
  vi.restoreAllMocks();
});

test("what a file changes is listed by the names it has on the page, from what to what", () => {
  const said = told({
    ...nothing,
    settings: [{ name: "autostart", from: false, to: true }, TITLE],
    sources_added: ["twitch ada", "youtube @ada"],
    overlays_changed: ["Scene 1"],
  });
  expect(said).toEqual({
    cautions: [],
    settings: [
      { name: "Start with the computer", from: "off", to: "on" },
      { name: "Support page: Heading", from: "none", to: "Support Ada" },
    ],
    others: [
      { title: "Channels that are added", names: ["ada (Twitch)", "@ada (YouTube)"] },
      { title: "Overlays that change", names: ["Scene 1"] },
    ],
  });
});

test("what lets others in or look on is said apart, and only where the file does that", () => {
  const cautions = (...settings: Import["settings"]) => told({ ...nothing, settings }).cautions;
  const proxies = (to: string[]) => ({ name: "youtube.proxies", from: ["direct"], to });
  expect(cautions(OPENED).join()).toContain("to your network");
  expect(cautions(proxies(["http://p.example:8080"])).join()).toContain("through a proxy");
  expect(cautions(OPENED, proxies(["http://p.example:8080", "direct"]))).toHaveLength(2);
  expect(cautions({ ...OPENED, from: true, to: false }, proxies([]), proxies(["direct"]))).toEqual(
    [],
  );
});

test("nothing is asked where nothing changes, and a file of something else is refused", async () => {
  vi.spyOn(api, "previewImport").mockResolvedValueOnce(nothing);
  await askToImport(file("{}"));
  await askToImport(file("no JSON"));
  expect(offered.value).toBe(null);
  expect(toasts.value.map(({ tone }) => tone)).toEqual(["plain", "error"]);
});

test("what was imported is on the page, whatever was typed there before, and its old file is named", async () => {
  const now = { title: "Support Ada" } as Support;
  vi.spyOn(api, "previewImport").mockResolvedValueOnce({ ...nothing, settings: [TITLE] });
  const kept = "C:\\Users\\ada\\multichat\\settings-before-import-3.json";
  vi.spyOn(api, "importSettings").mockResolvedValueOnce({ ...nothing, kept });
  vi.spyOn(api, "settings").mockResolvedValueOnce({ language: "en" } as Settings);
  vi.spyOn(api, "overlays").mockResolvedValueOnce([]);
  vi.spyOn(api, "themes").mockResolvedValueOnce([]);
  vi.spyOn(api, "support").mockResolvedValueOnce({ support: now } as SupportAnswer);
  vi.stubGlobal("fetch", async () => new Response("[]"));
  overlays.value = [{ id: "old" } as (typeof overlays.value)[0]];
  support.value = { support: { title: "old" } } as SupportAnswer;
  draft.value = { title: "typed" } as Support;
  moderators.value = null;
  await askToImport(file("{}"));
  await takeOffered();
  expect(offered.value).toBe(null);
  expect(draft.value).toBe(null);
  expect(support.value?.support).toBe(now);
  expect(settings.value?.language).toBe("en");
  expect(overlays.value).toEqual([]);
  expect(moderators.value).toEqual([]);
  const [said] = toasts.value;
  expect(said?.hint).toContain("settings-before-import-3.json");
  expect(said?.hint).not.toContain("Users");
  expect(said?.action?.label).toBe("Undo");

  const undone = vi.spyOn(api, "undoImport").mockResolvedValueOnce();
  vi.spyOn(api, "settings").mockResolvedValueOnce({ language: "de" } as Settings);
  vi.spyOn(api, "overlays").mockResolvedValueOnce([]);
  vi.spyOn(api, "themes").mockResolvedValueOnce([]);
  vi.spyOn(api, "support").mockResolvedValueOnce({ support: now } as SupportAnswer);
  draft.value = { title: "typed since" } as Support;
  said?.action?.run();
  await vi.waitFor(() => expect(settings.value?.language).toBe("de"));
  expect(undone).toHaveBeenCalledOnce();
  expect(draft.value, "what was typed would be saved over what is back").toBe(null);
});
