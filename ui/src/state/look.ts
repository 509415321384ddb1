// The default overlay and the themes it can wear.

import { computed, signal } from "@preact/signals";
import { api, type OptionsPatch } from "../api/client";
import type { Overlay, Platform, Theme } from "../api/types";
import { report } from "./toasts";

export const themes = signal<Theme[]>([]);

const overlays = signal<Overlay[]>([]);

/** The first chat overlay: the one that is there from the start. */
export const overlay = computed(
  () => overlays.value.find(({ kind }) => kind === "chat") ?? overlays.value[0] ?? null,
);

/** Whether chatters' pronouns are looked up at all. */
export const pronouns = signal(false);

/** How fast chat is on every overlay, in characters a second; `null`: as it comes. */
export const chatSpeed = signal<number | null>(null);

export async function loadLook(): Promise<void> {
  try {
    const [loaded, available, settings] = await Promise.all([
      api.overlays(),
      api.themes(),
      api.settings(),
    ]);
    overlays.value = loaded;
    pronouns.value = settings.pronouns;
    chatSpeed.value = settings.chat_speed;
    themes.value = available;
  } catch (error) {
    report(error);
  }
}

/** Shows the choice at once, and takes it back if it is refused. */
export async function chooseTheme(of: Overlay, theme: string): Promise<void> {
  put({ ...of, theme });
  try {
    put(await api.changeOverlay(of.id, { theme }));
  } catch (error) {
    put(of);
    report(error);
  }
}

/** Shows the choice at once, and takes it back if it is refused. */
export async function changeOptions(of: Overlay, patch: OptionsPatch): Promise<void> {
  const { emotes, look: _look, feed: _feed, ...rest } = patch;
  put({ ...of, options: { ...of.options, ...rest, emotes: { ...of.options.emotes, ...emotes } } });
  try {
    put(await api.changeOverlay(of.id, { options: patch }));
  } catch (error) {
    put(of);
    report(error);
  }
}

/** Looks pronouns up for all overlays, or for none; where they are, this overlay shows them. */
export async function togglePronouns(of: Overlay, on: boolean): Promise<void> {
  try {
    pronouns.value = (await api.changeSettings({ pronouns: on })).pronouns;
    if (on && !of.options.pronouns) await changeOptions(of, { pronouns: true });
  } catch (error) {
    report(error);
  }
}

/** Makes chat as fast as this on every overlay. */
export async function setChatSpeed(speed: number | null): Promise<void> {
  try {
    chatSpeed.value = (await api.changeSettings({ chat_speed: speed })).chat_speed;
  } catch (error) {
    report(error);
  }
}

/** The message itself shows that it worked, in the preview and in the chat. */
export async function sendTestMessage(kind: string, platform: Platform): Promise<void> {
  try {
    await api.sendTestMessage(kind, platform);
  } catch (error) {
    report(error);
  }
}

function put(changed: Overlay): void {
  overlays.value = overlays.value.map((each) => (each.id === changed.id ? changed : each));
}
