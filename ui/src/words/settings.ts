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
    settings: (names: string) => t("settings-preview-settings", { names }),
    sourcesAdded: (names: string) => t("settings-preview-sourcesAdded", { names }),
    overlaysAdded: (names: string) => t("settings-preview-overlaysAdded", { names }),
    overlaysChanged: (names: string) => t("settings-preview-overlaysChanged", { names }),
    moderatorsAdded: (names: string) => t("settings-preview-moderatorsAdded", { names }),
    rest: text,
    yes: text,
  },
  imported: text,
  kept: (path: string) => t("settings-kept", { path }),
});
