// The English texts of the application's settings, for the translation to come.

export const words = {
  title: "Settings",
  autostart: "Start with the computer",
  autostartNote: "In the tray, without a window.",
  notifications: "Notifications on the desktop",
  notificationsNote:
    "Only for what needs you, once each, and never while you look at the dashboard.",
  hotkeys: {
    hide_chat: "Hide and show chat by keys",
    focus_next: "Show the next message in focus by keys",
    focus_previous: "Show the message before by keys",
    focus_clear: "Clear the focus overlay by keys",
    undo_moderator: "Undo a moderator's last action by keys",
  },
  hotkeyNote:
    "Works in every program. Press the keys together while this field has the focus; Delete takes them out.",
  hotkeyNone: "None",
  file: "All settings as a file",
  fileNote:
    "Channels, overlays and settings, without sign-ins and addresses: to keep, or for another computer.",
  export: "Export",
  import: "Import…",
  exported: (file: string) => `Saved as ${file}, where your downloads go.`,
  unreadable: "This file can't be read.",
  unreadableHint: "Choose a file that was exported here.",
  preview: {
    title: "Import these settings?",
    nothing: "Everything in this file is as it is already.",
    settings: (names: string) => `Settings that change: ${names}.`,
    sourcesAdded: (names: string) => `Channels that are added: ${names}.`,
    overlaysAdded: (names: string) => `Overlays that are added: ${names}.`,
    overlaysChanged: (names: string) => `Overlays that change: ${names}.`,
    rest: "Nothing else is touched, and what is set now is kept as a file.",
    yes: "Import",
  },
  imported: "The settings are imported.",
  kept: (path: string) => `What was set before is in ${path}`,
};
