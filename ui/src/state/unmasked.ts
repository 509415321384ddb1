// What is shown of a key: until it is hidden again, in streamer mode by itself.

import { useEffect, useState } from "preact/hooks";
import { settings } from "./settings";

/** In streamer mode. Long enough to read or scan it. */
const SHOWN_FOR_MS = 10_000;

/** Whether this field's key is shown, and how that is changed. */
export function useUnmasked(): [boolean, (on: boolean) => void] {
  const [unmasked, set] = useState(false);
  const onStream = settings.value?.streamer_mode === true;
  useEffect(() => {
    if (!unmasked || !onStream) return;
    const timer = setTimeout(() => set(false), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [unmasked, onStream]);
  return [unmasked, set];
}
