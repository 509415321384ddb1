// The names of the dashboard's sections.

import type { Section } from "../state/place";
import { spoken, t, text } from "./fluent";

const names: Record<Section, string> = spoken("sections-names", {
  chat: text,
  overlays: text,
  paid: text,
  history: text,
  moderators: text,
  accounts: text,
  settings: text,
  health: text,
  about: text,
});

export const words = spoken("sections", {
  nav: text,
  names,
  waiting: (count: number) => t("sections-waiting", { count }),
});
