// The streamer's language, as it is set in whatever window.

import { effect } from "@preact/signals";
import { speak } from "../words/language";
import { status } from "./status";
import { report } from "./toasts";

/** Speaks what is set, from now on. */
export function followLanguage(): void {
  effect(() => {
    const language = status.value?.language;
    if (language) void speak(language).catch(report);
  });
}
