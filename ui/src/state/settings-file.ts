// All settings as a file: written, and read again with a look before it.

import { api } from "../api/client";
import type { Import } from "../api/types";
import { words } from "../words/settings";
import { saveFile } from "./download";
import { loadOverlays } from "./overlays";
import { question } from "./question";
import { loadSettings } from "./settings";
import { report, showToast } from "./toasts";

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

/** Shows what the file would change, and asks. */
export async function askToImport(chosen: File): Promise<void> {
  let file: object;
  try {
    file = JSON.parse(await chosen.text());
  } catch {
    showToast({ tone: "error", text: words.unreadable, hint: words.unreadableHint });
    return;
  }
  try {
    const changes = told(await api.previewImport(file));
    if (changes.length === 0) {
      showToast({ tone: "plain", text: words.preview.nothing });
      return;
    }
    const { title, rest, yes } = words.preview;
    question.value = {
      title,
      text: [...changes, rest].join(" "),
      yes,
      run: () => void take(file),
    };
  } catch (error) {
    report(error);
  }
}

/** What a file changes, as sentences. */
export function told(change: Import): string[] {
  const lists: [readonly string[], (names: string) => string][] = [
    [change.settings.map(({ name }) => name), words.preview.settings],
    [change.sources_added, words.preview.sourcesAdded],
    [change.overlays_added, words.preview.overlaysAdded],
    [change.overlays_changed, words.preview.overlaysChanged],
    [change.moderators_added, words.preview.moderatorsAdded],
  ];
  return lists.filter(([all]) => all.length > 0).map(([all, say]) => say(all.join(", ")));
}

async function take(file: object): Promise<void> {
  try {
    const { kept } = await api.importSettings(file);
    const hint = kept && words.kept(kept);
    showToast({ tone: "plain", text: words.imported, ...(hint && { hint }) });
  } catch (error) {
    report(error);
  }
  await Promise.all([loadSettings(), loadOverlays()]);
}
