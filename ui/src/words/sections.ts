// The names of the dashboard's sections.

import type { Section } from "../state/place";

const names: Record<Section, string> = {
  chat: "Chat",
  overlays: "Overlays",
  paid: "Highlights",
  history: "History",
  moderators: "Moderators",
  accounts: "Accounts",
  settings: "Settings",
  health: "Health",
  about: "About",
};

export const words = {
  nav: "Sections",
  names,
  waiting: (count: number) =>
    count === 1 ? "1 thing waits for you" : `${count} things wait for you`,
};
