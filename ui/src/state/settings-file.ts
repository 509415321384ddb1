// All settings as a file: written, and read again with a look before it.

import { signal } from "@preact/signals";
import { api } from "../api/client";
import type { Import } from "../api/types";
import { words as page } from "../words";
import { platforms } from "../words/platforms";
import { settingName, settingValue } from "../words/setting-names";
import { words } from "../words/settings";
import { asking } from "./asking";
import { saveFile } from "./download";
import { draftOf } from "./drafts";
import { loadModerators } from "./moderators";
import { loadOverlays } from "./overlays";
import { loadSettings } from "./settings";
import { draft, loadSupport } from "./support";
import { report, showToast } from "./toasts";
import { onStream } from "./unmasked";

const NAME = "multichat-settings.json";

export async function exportSettings(): Promise<void> {
  try {
    const file = JSON.stringify(await api.exportSettings(), null, 2);
    saveFile(NAME, file, "application/json");
    // The window, unlike a browser, does not show it.
    showToast({ tone: "plain", text: words.exported(NAME) });
  } catch (error) {
    report(error);
  }
}

/** A setting that becomes another one. */
export interface Changed {
  name: string;
  from: string;
  to: string;
}

/** What a file would change, in words. */
export interface Offer {
  /** What is to be thought about before. */
  cautions: string[];
  settings: Changed[];
  /** What is added or changed as a whole, by name. */
  others: { title: string; names: readonly string[] }[];
}

/** The file that is looked at before it is taken; null: none is. */
export const offered = signal<{ file: object; change: Import } | null>(null);

/** Asks what the file that was chosen last would change. */
const preview = asking(
  async (file: object) => ({ file, change: await api.previewImport(file) }),
  ({ file, change }) => {
    if (isNothing(change)) showToast({ tone: "plain", text: words.preview.nothing });
    else offered.value = { file, change };
  },
);

/** Shows what the file would change, and asks. */
export async function askToImport(chosen: File): Promise<void> {
  let file: object;
  try {
    file = JSON.parse(await chosen.text());
  } catch {
    showToast({ tone: "error", text: words.unreadable, hint: words.unreadableHint });
    return;
  }
  await preview(file);
}

function isNothing(change: Import): boolean {
  const { settings, others } = told(change);
  return settings.length + others.length === 0;
}

/** What a file changes. */
export function told(change: Import): Offer {
  const { preview } = words;
  const others = [
    { title: preview.sourcesAdded, names: change.sources_added.map(channelOf) },
    { title: preview.overlaysAdded, names: change.overlays_added },
    { title: preview.overlaysChanged, names: change.overlays_changed },
    { title: preview.moderatorsAdded, names: change.moderators_added },
  ];
  return {
    cautions: cautionsOf(change),
    settings: change.settings.map(({ name, from, to }) => ({
      name: settingName(name),
      from: settingValue(name, from, onStream.value),
      to: settingValue(name, to, onStream.value),
    })),
    others: others.filter(({ names }) => names.length > 0),
  };
}

/** What lets others in, or lets others look on. */
function cautionsOf({ settings }: Import): string[] {
  const becomes = (name: string) => settings.find((each) => each.name === name)?.to;
  const proxies = becomes("youtube.proxies");
  const leadsAway = Array.isArray(proxies) && proxies.some((way) => way !== "direct");
  return [
    ...(becomes("moderators.on_network") === true ? [words.preview.opensNetwork] : []),
    ...(leadsAway ? [words.preview.setsProxy] : []),
  ];
}

/** A channel and its platform, of `platform channel`. */
function channelOf(source: string): string {
  const [platform = "", ...channel] = source.split(" ");
  const called = Object.entries(platforms).find(([known]) => known === platform)?.[1];
  return called ? `${channel.join(" ")} (${called})` : source;
}

/** Takes the file that was looked at. */
export async function takeOffered(): Promise<void> {
  const taken = offered.value;
  offered.value = null;
  if (!taken) return;
  try {
    const { kept } = await api.importSettings(taken.file);
    showToast({
      tone: "plain",
      text: words.imported,
      ...(kept && { hint: words.kept(fileOf(kept)) }),
      action: { label: page.undo, run: () => void undoImport(taken.change, kept) },
    });
    forgetDrafts(taken.change);
  } catch (error) {
    report(error);
  }
  await loadAll();
}

/** Takes back what the import has changed; what was set since stays. */
async function undoImport(change: Import, kept?: string): Promise<void> {
  try {
    await api.undoImport(kept);
    showToast({ tone: "plain", text: words.importUndone });
    forgetDrafts(change);
  } catch (error) {
    report(error);
  }
  await loadAll();
}

async function loadAll(): Promise<void> {
  await Promise.all([loadSettings(), loadOverlays(), loadSupport(), loadModerators()]);
}

/** Its path may tell who somebody is: the window may be on the stream. */
const fileOf = (path: string) => path.split(/[\\/]/).at(-1) ?? path;

/** What was typed before and not saved would be saved over what the file has brought. */
function forgetDrafts({ settings }: Import): void {
  const changes = (begin: string) => settings.some(({ name }) => name.startsWith(begin));
  if (changes("support.")) draft.value = null;
  if (changes("youtube.proxies")) draftOf("proxies").value = null;
  if (changes("moderators.port")) draftOf("moderators-port").value = null;
  if (changes("accounts.twitch")) draftOf("client-id twitch").value = null;
  if (changes("accounts.google")) draftOf("client-id youtube").value = null;
}
