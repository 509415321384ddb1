// The words of the application's settings.

import { spoken, t, text } from "./fluent";

export const words = spoken("settings", {
  title: text,
  language: text,
  languageSystem: text,
  autostart: text,
  autostartNote: text,
  notifications: text,
  notificationsNote: text,
  hotkeyTitle: text,
  hotkeys: {
    hide_chat: text,
    focus_next: text,
    focus_previous: text,
    focus_clear: text,
    undo_moderator: text,
  },
  hotkeyNote: text,
  hotkeyNone: text,
  file: text,
  fileNote: text,
  export: text,
  import: text,
  exported: (file: string) => t("settings-exported", { file }),
  unreadable: text,
  unreadableHint: text,
  preview: {
    title: text,
    nothing: text,
    opensNetwork: text,
    setsProxy: text,
    settings: text,
    /** Between what it is and what it becomes, for who does not see the arrow. */
    becomes: text,
    sourcesAdded: text,
    overlaysAdded: text,
    overlaysChanged: text,
    moderatorsAdded: text,
    rest: text,
    yes: text,
  },
  imported: text,
  importUndone: text,
  changed: (name: string, value: string) => t("settings-changed", { name, value }),
  kept: (file: string) => t("settings-kept", { file }),
  values: {
    on: text,
    off: text,
    none: text,
  },
});
