import type { Platform } from "../api/types";
import { words } from "../words";

const outlines: Record<Platform, string> = {
  twitch:
    "M5 3 3 6.5V18h4v3h3l3-3h3.5L21 13.5V3zm14 9.5L16 15.5h-3.5l-3 3v-3H6V5h13zM16.5 8v4.5h-2V8zm-5 0v4.5h-2V8z",
  youtube:
    "M22 8.2a3 3 0 0 0-2.1-2.1C18 5.6 12 5.6 12 5.6s-6 0-7.9.5A3 3 0 0 0 2 8.2 31 31 0 0 0 1.5 12 31 31 0 0 0 2 15.8a3 3 0 0 0 2.1 2.1c1.9.5 7.9.5 7.9.5s6 0 7.9-.5a3 3 0 0 0 2.1-2.1 31 31 0 0 0 .5-3.8 31 31 0 0 0-.5-3.8zM9.9 15.1V8.9l5.4 3.1z",
  donations:
    "M12 21C5 16.4 2.5 12.8 2.5 9.2A5 5 0 0 1 12 6.8a5 5 0 0 1 9.5 2.4c0 3.6-2.5 7.2-9.5 11.8z",
  demo: "M12 2.5 14.3 9l6.7 2.5-6.7 2.5L12 20.5 9.7 14 3 11.5 9.7 9zM19 2l.8 2.2L22 5l-2.2.8L19 8l-.8-2.2L16 5l2.2-.8z",
};

/** The sign of a platform: its shape says which, its colour says it again. */
export function PlatformGlyph({ platform }: { platform: Platform }) {
  return (
    <svg
      class="platform"
      data-platform={platform}
      viewBox="0 0 24 24"
      role="img"
      aria-label={words.platforms[platform]}
    >
      <path d={outlines[platform]} fill-rule="evenodd" />
    </svg>
  );
}
