// Which language is spoken.

import { FluentBundle, type FluentResource } from "@fluent/bundle";
import type { Language } from "../api/types";
import { bundle } from "./fluent";

type Spoken = Exclude<Language, "system">;

const texts: Record<Spoken, () => Promise<{ body: FluentResource["body"] }>> = {
  en: () => import("virtual:locale/en"),
  de: () => import("virtual:locale/de"),
  es: () => import("virtual:locale/es"),
};

/** Each language in its own words, as those look for it who read no other. */
export const languages: readonly (readonly [Spoken, string])[] = [
  ["en", "English"],
  ["de", "Deutsch"],
  ["es", "Español"],
];

const base = (tag: string) => tag.split("-", 1)[0]?.toLowerCase() ?? "";
const known = (tag: string): tag is Spoken => Object.hasOwn(texts, tag);

/** The first of the system's languages that is one of ours. */
export function ofSystem(tags: readonly string[]): Spoken {
  return tags.map(base).find(known) ?? "en";
}

/** The language with its region, if the system has it: dates are written as people there do. */
export function regional(language: Spoken, tags: readonly string[]): string {
  return tags.find((tag) => base(tag) === language) ?? language;
}

/** What the page came with: the server writes it into the page, unless the system is to choose. */
export function chosen(): Language {
  const told = document.querySelector<HTMLMetaElement>("meta[name=language]")?.content ?? "";
  return known(told) ? told : "system";
}

let wanted: Spoken | undefined;

/** Speaks this language, once its texts are here; until then the one before. */
export async function speak(choice: Language): Promise<void> {
  const language = choice === "system" ? ofSystem(navigator.languages) : choice;
  if (language === wanted) return;
  const before = wanted;
  wanted = language;
  try {
    const { body } = await texts[language]();
    // Another one was chosen meanwhile.
    if (wanted !== language) return;
    bundle.value = bundleOf(regional(language, navigator.languages), body);
    document.documentElement.lang = language;
  } catch (error) {
    wanted = before;
    throw error;
  }
}

/** These texts, for this locale. */
export function bundleOf(locale: string, body: FluentResource["body"]): FluentBundle {
  // Without marks around what is put in: names of viewers are isolated by their elements, and the
  // marks would be copied along, and stand in the way of whoever looks for a name.
  const made = new FluentBundle(locale, { useIsolating: false });
  made.addResource({ body });
  return made;
}
