// The words of newer versions.

import { spoken, t, text } from "./fluent";

export const words = spoken("updates", {
  title: text,
  look: text,
  states: { unknown: text, looking: text, newest: text },
  found: (version: string) => t("updates-found", { version }),
  install: text,
  installing: (version: string) => t("updates-installing", { version }),
  faults: {
    offline: text,
    unreadable: text,
    not_for_this: text,
    forged: text,
    not_installed: text,
  },
  atStart: text,
  atStartNote: text,
  undecided: text,
  question: {
    title: (version: string) => t("updates-question-title", { version }),
    text: text,
    inUse: text,
  },
});
