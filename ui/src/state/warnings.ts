// The warnings that the application knows, by their fixed names.

import type { Section } from "./place";

/** Of something that has passed: a person takes note of it. */
export const PASSED: readonly string[] = [
  "chat_fell",
  "database_damaged",
  "ended_badly",
  "history_fell",
  "settings_unreadable",
];

/** Of a fault of ours, the log tells more. */
export const LOGGED: readonly string[] = ["chat_fell", "ended_badly", "history_fell"];

/** Where each is mended. Null: not in the dashboard, as it is of the system, of the disk, or over. */
export const MENDED_IN: Readonly<Record<string, Section | null>> = {
  autostart_failed: "settings",
  chat_fell: null,
  connections_full: null,
  database_damaged: null,
  ended_badly: null,
  files_not_written: null,
  focus_not_kept: null,
  history_damaged: null,
  history_fell: null,
  history_not_written: null,
  hotkey_taken: "settings",
  hotkeys_on_wayland: null,
  keychain_absent: "accounts",
  keychain_denied: "accounts",
  keychain_key_lost: "accounts",
  keychain_locked: "accounts",
  keychain_slow: "accounts",
  moderators_not_on_network: "moderators",
  // There the address can be copied, and a browser's own way be taken.
  no_clipboard: "overlays",
  no_display: null,
  no_randomness: "accounts",
  no_tray: null,
  no_window: null,
  nothing_kept: null,
  obs_no_browser_plugin: "overlays",
  obs_old_loader: "overlays",
  obs_password_needed: "overlays",
  obs_too_old: "overlays",
  obs_wrong_password: "overlays",
  passphrase_needed: "accounts",
  pictures_not_kept: null,
  settings_unreadable: "settings",
  sign_ins_damaged: "accounts",
  sign_ins_newer: "accounts",
  sign_ins_not_written: "accounts",
  streamelements_token_refused: "paid",
  streamlabs_token_refused: "paid",
  theme_broken: "overlays",
  twitch_sign_in_ended: "accounts",
  wrong_passphrase: "accounts",
  youtube_sign_in_ended: "accounts",
};
