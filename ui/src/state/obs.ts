// OBS: how it is, which of its scenes hold our overlays, and putting them there.

import { computed, signal } from "@preact/signals";
import { ApiError, api } from "../api/client";
import { told } from "../api/told";
import type { ObsPlaced, ObsScene, Overlay } from "../api/types";
import { words as page } from "../words";
import { words } from "../words/obs";
import { saveFile } from "./download";
import { overlay, overlays } from "./overlays";
import { obs } from "./status";
import { report, showToast } from "./toasts";

/** Whether it is being looked for because the person asked. */
export const connecting = signal(false);

/** The scene that is chosen; null is the one on air. */
export const chosenScene = signal<string | null>(null);

/** The scene that Add puts it into. */
export const scene = computed(() => {
  const { scenes = [], current_scene } = obs.value ?? {};
  const named = (name: string | null | undefined) => scenes.find((each) => each.name === name);
  return named(chosenScene.value) ?? named(current_scene) ?? scenes[0] ?? null;
});

/** An overlay in a scene. */
export interface Place {
  scene: string;
  overlay: Overlay;
  /** The group or scene within it that has it; null: the scene itself, out of which it is taken here. */
  within: string | null;
  /** Whether it can't be seen: an eye is off in OBS. */
  hidden: boolean;
}

/** Where this overlay is in this scene. */
function placeIn({ name, within, hidden }: ObsScene, what: Overlay): Place {
  return {
    scene: name,
    overlay: what,
    within: within?.[what.id] ?? null,
    hidden: hidden?.includes(what.id) ?? false,
  };
}

/** Where our overlays are. */
export const places = computed((): Place[] =>
  (obs.value?.scenes ?? []).flatMap((each) =>
    overlays.value
      .filter(({ id }) => each.overlays.includes(id))
      .map((what) => placeIn(each, what)),
  ),
);

/** Where the overlay that is edited is in the scene that is chosen; null: it is not in it. */
export const place = computed((): Place | null => {
  const [what, to] = [overlay.value, scene.value];
  return what && to?.overlays.includes(what.id) ? placeIn(to, what) : null;
});

/** Whether it is made visible here: what hides a group or another scene hides more than it. */
export const canShow = ({ hidden, within }: Place): boolean => hidden && within === null;

/** A source in OBS whose loader file waits for an address that is not ours any more. */
export interface OldLoader {
  source: string;
  /** What it is to show; null where that is not known. */
  overlay: Overlay | null;
}

export const oldLoaders = computed((): OldLoader[] =>
  Object.entries(obs.value?.old_loaders ?? {}).map(([source, id]) => ({
    source,
    overlay: overlays.value.find((each) => each.id === id) ?? null,
  })),
);

/** A refusal, with its fixed name. */
export interface Refusal {
  code: string;
  /** Why, and what to do. */
  why: string;
}

/** Connects, with this password from now on if one is given. Null where it was taken. */
export async function connectObs(password?: string): Promise<Refusal | null> {
  connecting.value = true;
  try {
    await api.connectObs(password);
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { code: error.code, why: told(error) };
  } finally {
    connecting.value = false;
  }
}

export async function disconnectObs(): Promise<void> {
  await api.disconnectObs().catch(report);
}

export async function forgetPassword(): Promise<void> {
  try {
    await api.forgetObsPassword();
    showToast({ tone: "plain", text: words.forgotten });
  } catch (error) {
    report(error);
  }
}

/** What became of an overlay that was put into a scene. */
export function toldOf({ added, shown, hidden }: ObsPlaced, what: Overlay, scene: string): string {
  if (shown) return words.shown(what.name, scene);
  if (added) return (hidden ? words.addedHidden : words.added)(what.name, scene);
  return (hidden ? words.staysHidden : words.wasThere)(what.name, scene);
}

/** Puts an overlay into a scene, with a way back; one that is there and hidden is shown. */
export async function addTo(to: string, what: Overlay): Promise<void> {
  try {
    const placed = await api.putInObs(what.id, to);
    const way = { label: page.undo, run: () => void takeOut(to, what, false) };
    showToast({
      tone: "plain",
      text: toldOf(placed, what, to),
      ...(placed.added && { action: way }),
    });
  } catch (error) {
    report(error);
  }
}

/** Takes it out again; with a way back to how it was, unless that is what this is. */
export async function takeOut(from: string, what: Overlay, undoable = true): Promise<void> {
  try {
    await api.takeOutOfObs(what.id, from);
    const way = { label: page.undo, run: () => void addTo(from, what) };
    const text = words.takenOut(what.name, from);
    showToast({ tone: "plain", text, ...(undoable && { action: way }) });
  } catch (error) {
    report(error);
  }
}

export async function refreshSources(): Promise<void> {
  try {
    const { sources } = await api.refreshObs();
    showToast({ tone: "plain", text: words.refreshed(sources) });
  } catch (error) {
    report(error);
  }
}

export async function saveLoader(of: Overlay): Promise<void> {
  try {
    const { name, html } = await api.loader(of.id);
    saveFile(name, html, "text/html");
    // The window, unlike a browser, does not show it.
    showToast({ tone: "plain", text: words.byHand.saved(name) });
  } catch (error) {
    report(error);
  }
}

/** The address that OBS makes a source of this name and size of, when it is dropped there. */
export function dragged(of: Overlay, size: { width: number; height: number }): string {
  const url = new URL(of.url);
  url.searchParams.set("layer-name", `MultiChat: ${of.name}`);
  url.searchParams.set("layer-width", String(size.width));
  url.searchParams.set("layer-height", String(size.height));
  // OBS reads %20, and leaves a + as it is.
  return url.href.replaceAll("+", "%20");
}
