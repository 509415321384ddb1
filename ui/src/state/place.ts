// Which section of the dashboard is open. The address says so behind its #, so that a reload keeps it.

import { signal } from "@preact/signals";

export const SECTIONS = [
  "chat",
  "overlays",
  "paid",
  "history",
  "moderators",
  "accounts",
  "settings",
  "health",
  "about",
] as const;

export type Section = (typeof SECTIONS)[number];

/** The section that this part of an address names; the first where it names none. */
export function sectionOf(hash: string): Section {
  return SECTIONS.find((section) => `#${section}` === hash) ?? SECTIONS[0];
}

export const place = signal<Section>(sectionOf(globalThis.location?.hash ?? ""));

/** The element that gets the focus once its section is there; null: nothing is to. */
let wanted: string | null = null;

/** Goes to a section, and there to the element of this id. */
export function go(section: Section, to: string = sectionId): void {
  if (place.value === section) {
    document.getElementById(to)?.focus();
    return;
  }
  wanted = to;
  location.hash = section;
  place.value = section;
}

/** The id of what holds the section. */
export const sectionId = "section";

/** Once a section is there: its place gets the focus, if the person asked for it. */
export function arrived(): void {
  if (wanted !== null) document.getElementById(wanted)?.focus();
  wanted = null;
}

/** Follows the address: back, forward, and what is typed there. */
export function followPlace(): () => void {
  const follow = () => {
    place.value = sectionOf(location.hash);
  };
  addEventListener("hashchange", follow);
  return () => removeEventListener("hashchange", follow);
}
