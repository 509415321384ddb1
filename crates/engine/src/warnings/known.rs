//! What is known of each warning by its code, beside its own sentences: what the application does about
//! it, where in the dashboard it is mended, and whether it is of something that has passed.

use serde::Serialize;

/// A section of the dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "MendedIn"))]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// The channels.
    Chat,
    /// Overlays, and OBS.
    Overlays,
    /// Highlights: what was paid, and the services that take donations.
    Paid,
    /// Those who are invited.
    Moderators,
    /// Sign-ins, and how they are kept.
    Accounts,
    /// Settings.
    Settings,
}

/// What is known of a warning.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    code: &'static str,
    /// What the application does about it, as a sentence.
    pub does: &'static str,
    /// Where it is mended; `None`: not in the dashboard, as it is of the system, of the disk, or over.
    pub section: Option<Section>,
    /// Whether it is of something that has passed: it stays until a person has taken note.
    pub passed: bool,
    /// Whether the log tells more of it, as of a fault of ours.
    pub logged: bool,
}

impl Known {
    /// What is known of the warning of this code.
    pub(crate) fn of(code: &str) -> Self {
        ALL.iter().copied().find(|known| known.code == code).unwrap_or(stands("", None, STANDS))
    }
}

const fn stands(code: &'static str, section: Option<Section>, does: &'static str) -> Known {
    Known { code, does, section, passed: false, logged: false }
}

const fn passed(code: &'static str, section: Option<Section>) -> Known {
    let does = "It is over. This stays here until you dismiss it.";
    Known { code, does, section, passed: true, logged: false }
}

const fn our_fault(code: &'static str) -> Known {
    Known { logged: true, ..passed(code, None) }
}

/// Of one that nothing more is known of.
const STANDS: &str = "The rest goes on. This stays here until it is mended.";
const SIGN_INS_STAY: &str =
    "What is kept of your sign-ins stays as it is, and all that needs none goes on.";
const SIGN_IN_ENDED: &str =
    "Chat is read without this sign-in. Writing and moderating there wait for you.";
const SERVICE_WAITS: &str = "Chat and your other services go on. This one waits for the new token.";
const OBS_WAITS: &str = "The connection waits for you. Overlays that are in OBS go on.";
const MODERATORS_NEAR: &str = "Chat, overlays and links in your network work as ever.";
const WRITTEN_AGAIN: &str = "It is written again by itself until that works.";
const EVERYTHING_ELSE: &str = "Chat, overlays and the dashboard work as ever.";

const ALL: &[Known] = {
    use Section::{Accounts, Chat, Moderators, Overlays, Paid, Settings};
    &[
        stands("autostart_failed", Some(Settings), EVERYTHING_ELSE),
        our_fault("chat_fell"),
        stands(
            "chat_hidden",
            None,
            "Chat is read behind it, and all there when you show it again.",
        ),
        stands("chat_hidden_not_kept", None, WRITTEN_AGAIN),
        passed("chat_speed_not_set", Some(Overlays)),
        stands(
            "connections_full",
            None,
            "What is open goes on. New pages are let in by themselves as soon as there is room.",
        ),
        passed("database_damaged", None),
        our_fault("ended_badly"),
        stands("files_not_written", None, EVERYTHING_ELSE),
        stands("focus_not_kept", None, WRITTEN_AGAIN),
        stands(
            "history_damaged",
            None,
            "Chat is shown as it comes. What the file still takes is kept.",
        ),
        our_fault("history_fell"),
        stands(
            "history_not_written",
            None,
            "Chat is shown as it comes. It waits to be written, and is as soon as that works.",
        ),
        stands("hotkey_taken", Some(Settings), "Your other hotkeys work."),
        stands("hotkeys_on_wayland", Some(Settings), EVERYTHING_ELSE),
        stands("keychain_absent", Some(Accounts), SIGN_INS_STAY),
        stands("keychain_denied", Some(Accounts), SIGN_INS_STAY),
        stands("keychain_key_lost", Some(Accounts), SIGN_INS_STAY),
        stands("keychain_locked", Some(Accounts), SIGN_INS_STAY),
        stands("keychain_slow", Some(Accounts), SIGN_INS_STAY),
        passed("listeners_not_started", Some(Chat)),
        stands(
            "moderators_not_on_network",
            Some(Moderators),
            "The port is tried again by itself until it is free.",
        ),
        // There the address can be copied, and a browser's own way be taken.
        stands("no_clipboard", Some(Overlays), EVERYTHING_ELSE),
        stands("no_display", None, EVERYTHING_ELSE),
        stands("no_randomness", Some(Accounts), SIGN_INS_STAY),
        stands("no_tray", None, "It is tried again by itself until there is a tray."),
        stands("no_window", None, EVERYTHING_ELSE),
        stands("nothing_kept", None, "Chat runs from memory, with what was set last."),
        stands("obs_no_browser_plugin", Some(Overlays), OBS_WAITS),
        stands(
            "obs_old_loader",
            Some(Overlays),
            "Your other sources go on. This one waits for the new file.",
        ),
        stands("obs_password_needed", Some(Overlays), OBS_WAITS),
        // Of one that is connected all the same, as with an old browser, nothing waits.
        stands("obs_too_old", Some(Overlays), "Overlays that are in OBS go on."),
        stands("obs_wrong_password", Some(Overlays), OBS_WAITS),
        stands("passphrase_needed", Some(Accounts), SIGN_INS_STAY),
        stands(
            "pictures_not_kept",
            None,
            "They are fetched anew when they are needed, and kept as soon as that works.",
        ),
        passed("settings_unreadable", Some(Settings)),
        stands("sign_ins_damaged", Some(Accounts), SIGN_INS_STAY),
        stands("sign_ins_newer", Some(Accounts), SIGN_INS_STAY),
        stands("sign_ins_not_written", Some(Accounts), WRITTEN_AGAIN),
        stands("streamelements_token_refused", Some(Paid), SERVICE_WAITS),
        stands("streamlabs_token_refused", Some(Paid), SERVICE_WAITS),
        stands("sync_elsewhere", Some(Moderators), MODERATORS_NEAR),
        stands("sync_refused", Some(Moderators), MODERATORS_NEAR),
        stands("sync_unreachable", Some(Moderators), "It is called again by itself."),
        stands(
            "theme_broken",
            Some(Overlays),
            "The overlay wears another theme until this one is whole again.",
        ),
        stands("twitch_sign_in_ended", Some(Accounts), SIGN_IN_ENDED),
        stands("wrong_passphrase", Some(Accounts), SIGN_INS_STAY),
        stands("youtube_sign_in_ended", Some(Accounts), SIGN_IN_ENDED),
    ]
};

#[cfg(test)]
mod tests;
