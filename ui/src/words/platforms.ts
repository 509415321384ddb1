// What the platforms are called.

import type { Platform } from "../api/types";
import { spoken, text } from "./fluent";

export const platforms: Record<Platform, string> = spoken("platforms", {
  twitch: "Twitch",
  youtube: "YouTube",
  demo: text,
  donations: text,
});
