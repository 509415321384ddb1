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

/** The id of what holds the section. */
export const sectionId = "section";

/** Finds something in a section; null: it is not there yet, or not at all. */
type Find = (section: HTMLElement) => HTMLElement | null;

/** What gets the focus once its section is there; null: nothing is to. */
let wanted: Find | null = null;

/** Goes to a section, and there to the element of this id. */
export function go(section: Section, to: string = sectionId): void {
  goTo(section, () => document.getElementById(to));
}

/** Goes to a section, and there to what is found in it. */
export function goTo(section: Section, find: Find): void {
  if (place.value === section) {
    reach(find);
    return;
  }
  wanted = find;
  location.hash = section;
  place.value = section;
}

/** Once a section is there: its place gets the focus, if the person asked for it. */
export function arrived(): void {
  if (wanted !== null) reach(wanted);
  wanted = null;
}

const LOOKS = 10;
const LOOKS_APART_MS = 100;

/** Some of a section comes when it has been asked for: until then the section itself has the focus. */
function reach(find: Find, looks = LOOKS): void {
  const section = document.getElementById(sectionId);
  if (!section) return;
  const found = find(section);
  if (found) {
    found.focus();
    return;
  }
  if (looks === LOOKS) section.focus();
  // Whoever goes on meanwhile is left alone.
  else if (document.activeElement !== section) return;
  if (looks > 0) setTimeout(() => reach(find, looks - 1), LOOKS_APART_MS);
}

/** Follows the address: back, forward, and what is typed there. */
export function followPlace(): () => void {
  const follow = () => {
    place.value = sectionOf(location.hash);
  };
  addEventListener("hashchange", follow);
  return () => removeEventListener("hashchange", follow);
}
