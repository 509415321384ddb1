// The overlays, the one that is edited, and the themes that they can wear.

import { batch, computed, signal } from "@preact/signals";
import { api } from "../api/client";
import type { Judged, Overlay, Platform, Theme } from "../api/types";
import { words } from "../words";
import { editor, type ObsReach } from "../words/editor";
import { asking } from "./asking";
import { saveFile } from "./download";
import { Outbox } from "./outbox";
import { inverse, type OverlayPatch, patchOf } from "./patch";
import { question } from "./question";
import { changeSettings, settings } from "./settings";
import { obs } from "./status";
import { type Step, type StepPatch, Steps } from "./steps";
import { report, showToast } from "./toasts";

export const themes = signal<Theme[]>([]);

export const overlays = signal<Overlay[]>([]);

const chosen = signal<string | null>(null);

/** The overlay that is edited: at first the one that is there from the start. */
export const overlay = computed(
  () => overlays.value.find(({ id }) => id === chosen.value) ?? overlays.value[0] ?? null,
);

/** The first one that shows what is in focus. */
export const focusOverlay = computed(
  () => overlays.value.find(({ kind }) => kind === "focus") ?? null,
);

/** The themes that an overlay can wear: those of its kind, and those for chat, which fit all. */
export function themesFor({ kind }: Overlay): Theme[] {
  const of = (wanted: string) => themes.value.filter((theme) => theme.kind === wanted);
  return kind === "chat" ? of("chat") : [...of(kind), ...of("chat")];
}

const steps = new Steps();

/** What can be undone and done again. */
export const next = steps.next;

/** What was undone or done again last, in words for who does not see it. */
export const moved = signal("");

const outboxes = new Map<string, Outbox>();

/** How often this page has had an answer to a change of its own. */
let changes = 0;

/** The overlays as they are now. What of this page is on its way to them stays on top. */
export const loadOverlays = asking(
  async () => {
    for (;;) {
      const before = changes;
      const now = await api.overlays();
      // One that was asked for before a change may not have it.
      if (changes === before) return now;
    }
  },
  (now) =>
    batch(() => {
      const known = new Map(overlays.value.map((each) => [each.id, each]));
      overlays.value = now.map((each) => {
        const shown = known.get(each.id);
        return shown && isSame(shown, each) ? shown : each;
      });
      for (const each of now) outboxes.get(each.id)?.confirm(each);
    }),
);

/** The themes as they are now. */
export const loadThemes = asking(
  () => api.themes(),
  (now) => {
    themes.value = now;
  },
);

const isSame = (one: Overlay, other: Overlay) => JSON.stringify(one) === JSON.stringify(other);

export function choose(id: string): void {
  chosen.value = id;
}

/** Changes the overlay; what it was can be had back. Rejects with why it was refused. */
export async function change(id: string, patch: OverlayPatch, what: string): Promise<void> {
  const known = overlays.value.find((each) => each.id === id);
  if (!known) return;
  steps.note({ overlay: id, what, back: inverse(known, patch), forth: patch }, performance.now());
  try {
    await outboxOf(known).add(patch);
  } catch (error) {
    steps.forget(id, patch);
    throw error;
  }
}

/** The same, and tells the person what was refused. */
export function edit(id: string, patch: OverlayPatch, what: string): void {
  change(id, patch, what).catch(report);
}

/** Sets the option at a dotted name; `null` is as at first. */
export function setOption(id: string, name: string, value: unknown, what: string): void {
  edit(id, { options: patchOf(name, value) }, what);
}

/** Sets how fast chat is on every overlay; what it was can be had back. */
export async function setChatSpeed(speed: number | null): Promise<void> {
  const back = { chat_speed: settings.value?.chat_speed ?? null };
  const forth = { chat_speed: speed };
  steps.note({ overlay: null, what: editor.speed, back, forth }, performance.now());
  if (!(await changeSettings(forth))) steps.forget(null, forth);
}

export function undo(): void {
  const step = steps.undo();
  if (step) move(step, step.back, editor.undone);
}

export function redo(): void {
  const step = steps.redo();
  if (step) move(step, step.forth, editor.redone);
}

function move(step: Step, patch: StepPatch, said: (what: string) => string): void {
  if (step.overlay === null) {
    moved.value = said(step.what);
    void changeSettings({ chat_speed: patch.chat_speed ?? null });
    return;
  }
  const known = overlays.value.find(({ id }) => id === step.overlay);
  if (!known) return;
  choose(known.id);
  moved.value = said(step.what);
  outboxOf(known).add(patch).catch(report);
}

/** Makes an overlay; without platforms, one that shows all of them. */
export function addOverlay(
  name: string,
  platforms?: Platform[],
  kind?: Overlay["kind"],
): Promise<void> {
  const options = platforms && { feed: { platforms } };
  return add(() => api.addOverlay({ name, ...(options && { options }), ...(kind && { kind }) }));
}

/** Makes one that shows what is in focus. */
export function addFocusOverlay(name: string): Promise<void> {
  return add(() => api.addOverlay({ name, kind: "focus" }));
}

export function duplicate(of: Overlay): Promise<void> {
  return add(() => api.duplicateOverlay(of.id));
}

/** Makes an overlay of a file that was exported. */
export async function importOverlay(file: File): Promise<void> {
  let read: unknown;
  try {
    read = JSON.parse(await file.text());
  } catch {
    read = null;
  }
  if (typeof read !== "object" || read === null || Array.isArray(read)) {
    showToast({ tone: "error", text: editor.notAFile, hint: editor.notAFileHint });
    return;
  }
  const overlay: object = read;
  await add(() => api.importOverlay(overlay));
}

async function add(make: () => Promise<Overlay>): Promise<void> {
  try {
    const made = await make();
    changes += 1;
    // It may have been told of by another way.
    overlays.value = [...overlays.value.filter(({ id }) => id !== made.id), made];
    choose(made.id);
    showToast({ tone: "plain", text: editor.made(made.name) });
  } catch (error) {
    report(error);
  }
}

/** What the overlay is, as a file that can be kept. */
export async function exportOverlay(of: Overlay): Promise<void> {
  try {
    const file = JSON.stringify(await api.exportOverlay(of.id), null, 2);
    const name = `${of.name.replace(/[^\p{L}\p{N} _-]+/gu, "").trim() || "overlay"}.json`;
    saveFile(name, file, "application/json");
    // The window, unlike a browser, does not show it.
    showToast({ tone: "plain", text: editor.exported(name) });
  } catch (error) {
    report(error);
  }
}

export function askToRemove(of: Overlay): void {
  const { title, text, yes } = editor.askRemove;
  question.value = { title: title(of.name), text, yes, run: () => void remove(of) };
}

async function remove(of: Overlay): Promise<void> {
  try {
    await api.removeOverlay(of.id);
    changes += 1;
    overlays.value = overlays.value.filter(({ id }) => id !== of.id);
    outboxes.delete(of.id);
    steps.forgetOverlay(of.id);
    showToast({
      tone: "plain",
      text: editor.removed(of.name),
      action: { label: words.undo, run: () => void putBack(of) },
    });
  } catch (error) {
    report(error);
  }
}

/** Brings back one that was deleted: its address shows it again, also in OBS. */
async function putBack(of: Overlay): Promise<void> {
  try {
    const back = await api.restoreOverlay(of.id);
    changes += 1;
    // It is there again at its place among the others.
    await loadOverlays();
    choose(back.id);
    showToast({ tone: "plain", text: editor.restored(back.name) });
  } catch (error) {
    report(error);
  }
}

export function askToRotate(of: Overlay): void {
  const { title, text, yes } = editor.askRotate;
  question.value = { title: title(of.name), text: text(reach()), yes, run: () => void rotate(of) };
}

/** Whether OBS, as it is now, is told of a new address. */
function reach(): ObsReach {
  const state = obs.value?.state ?? "off";
  return state === "off" || state === "connected" ? state : "away";
}

async function rotate(of: Overlay): Promise<void> {
  try {
    outboxOf(of).confirm(await api.rotateKey(of.id));
    showToast({ tone: "plain", text: editor.rotated(reach()) });
  } catch (error) {
    report(error);
  }
}

/** A made-up message for the preview of an overlay, by the names of the API. */
export interface Sample {
  kind: string;
  platform: Platform;
}

/** Puts made-up messages into the overlay's preview. Gives those that it does not show, and why. */
export async function sample(
  of: Overlay,
  samples: readonly Sample[],
): Promise<(Sample & Judged)[]> {
  const kept: (Sample & Judged)[] = [];
  try {
    for (const { kind, platform } of samples) {
      const judged = await api.sample(of.id, kind, platform);
      const isShown = judged.outcome === "shown" || judged.outcome === "changed";
      if (!isShown) kept.push({ kind, platform, ...judged });
    }
  } catch (error) {
    report(error);
  }
  return kept;
}

function outboxOf(overlay: Overlay): Outbox {
  const { id } = overlay;
  const known = outboxes.get(id);
  if (known) return known;
  const send = (patch: OverlayPatch) => api.changeOverlay(id, patch);
  const made = new Outbox(overlay, send, put);
  outboxes.set(id, made);
  return made;
}

function put(changed: Overlay): void {
  changes += 1;
  overlays.value = overlays.value.map((each) => (each.id === changed.id ? changed : each));
}
