// The fonts that an overlay may be set in.

import { signal } from "@preact/signals";
import { api } from "../api/client";
import { editor } from "../words/editor";

/** A value of the option, what it is called, and the family that shows it. */
export interface Font {
  id: string;
  name: string;
  family: string;
}

/** Those that come with the application. The prefix keeps them apart from the system's. */
export const bundled: Font[] = editor.choices.font.map(([id, name]) => ({
  id,
  name,
  family: `MultiChat ${name}`,
}));

/** Those of this computer, where they have been asked for. */
export const ofSystem = signal<Font[] | null>(null);

/** Asks each time: fonts come and go. */
export async function loadFonts(): Promise<void> {
  showFaces();
  try {
    const { system } = await api.fonts();
    ofSystem.value = system.map((name) => ({ id: name, name, family: name }));
  } catch {
    // A name can still be typed.
  }
}

/** Lets the page draw the bundled fonts, each of which is fetched when a word of it is seen. */
function showFaces(): void {
  const href = "/runtime/fonts.css";
  if (document.querySelector(`link[href="${href}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
}

/** The fonts whose names have what was typed. */
export function matching(fonts: readonly Font[], typed: string): Font[] {
  const wanted = typed.trim().toLowerCase();
  return fonts.filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** The font that is called exactly so, whatever its capitals. */
export function called(name: string): Font | undefined {
  const wanted = name.trim().toLowerCase();
  return [...bundled, ...(ofSystem.value ?? [])].find(
    (font) => font.name.toLowerCase() === wanted || font.id.toLowerCase() === wanted,
  );
}
