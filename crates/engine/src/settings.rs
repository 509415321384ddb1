//! Settings: one typed whole, changed by merge patch.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Store;
use tokio::sync::watch;
use words::Language;

use crate::unreadable::Unreadable;
use crate::{
    Engine, EngineError, FocusSettings, Hotkeys, ModeratorSettings, Proxy, Result, UpdateSettings,
    patch,
};

/// Everything that can be set for the application as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Settings {
    /// What the application's words are in.
    pub language: Language,
    /// How fast chat may run on overlays, in characters a second; `None` is as it comes.
    pub chat_speed: Option<u16>,
    /// How the focus queue goes on by itself, and what is queued by itself.
    pub focus: FocusSettings,
    /// When the sources are listened to.
    pub listeners: Listeners,
    /// How YouTube is reached.
    pub youtube: YouTube,
    /// The application as the platforms know it.
    pub accounts: AccountSettings,
    /// From where moderators reach their page.
    pub moderators: ModeratorSettings,
    /// Whether chatters' pronouns are looked up, which tells a third party who chats.
    pub pronouns: bool,
    /// Keys that work in every program.
    pub hotkeys: Hotkeys,
    /// Whether the application starts with the computer, in the tray.
    pub autostart: bool,
    /// What the desktop tells.
    pub notifications: NotificationSettings,
    /// Whether what is shown of a key or an address hides itself again: the window may be on the stream.
    pub streamer_mode: bool,
    /// The connection to OBS.
    pub obs: ObsSettings,
    /// When newer versions are looked for, where the program updates itself.
    pub updates: UpdateSettings,
}

/// What the desktop tells while nobody looks at the dashboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NotificationSettings {
    /// Whether what needs a person is told.
    pub enabled: bool,
}

impl Default for NotificationSettings {
    fn default() -> Self {
        Self { enabled: true }
    }
}

/// The connection to OBS.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ObsSettings {
    /// Whether OBS is looked for and connected to.
    pub enabled: bool,
}

/// How YouTube is reached.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct YouTube {
    /// The ways that are tried, in this order; none: directly.
    #[cfg_attr(feature = "typescript", ts(type = "string[]"))]
    pub proxies: Vec<Proxy>,
}

/// The application as the platforms know it, where a person has registered one of their own.
///
/// None of it is a secret: a client id is public, and what Google calls a desktop client's secret
/// is "obviously not treated as a secret"
/// (<https://developers.google.com/identity/protocols/oauth2#installed>).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AccountSettings {
    /// Of a public client at Twitch.
    pub twitch_client_id: Option<String>,
    /// Of a desktop client at Google.
    pub google_client_id: Option<String>,
    /// What belongs to it.
    pub google_client_secret: Option<String>,
}

/// When the sources are listened to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Listeners {
    /// When.
    pub mode: ListenersMode,
}

/// When the sources are listened to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ListenersMode {
    /// From the start.
    #[default]
    Always,
    /// While an overlay or a dock is open.
    InUse,
    /// When a person says so.
    Manual,
}

/// Longer than any that a platform gives.
const LONGEST_CLIENT: usize = 200;

impl AccountSettings {
    fn check(&self) -> Result<()> {
        let fields = [
            ("twitch_client_id", &self.twitch_client_id),
            ("google_client_id", &self.google_client_id),
            ("google_client_secret", &self.google_client_secret),
        ];
        for (name, value) in fields {
            let Some(value) = value else {
                continue;
            };
            let plain = value.chars().all(|letter| letter.is_ascii_graphic());
            if value.is_empty() || value.len() > LONGEST_CLIENT || !plain {
                let message = "copy it as its platform shows it, without spaces; null takes it out";
                return Err(EngineError::invalid(format!("accounts.{name}"), message));
            }
        }
        Ok(())
    }
}

impl Settings {
    /// The stored settings, and what of them can't be read and is as at first: each part that this
    /// version does not know (a newer one wrote it) costs itself alone.
    pub(crate) fn load(store: &Store) -> Result<(Self, Unreadable)> {
        let (mut settings, mut unreadable) = (Self::default(), Unreadable::default());
        let mut lost = |place: &[&str], value: &Value, error: &EngineError| {
            tracing::warn!(name = place.join("."), %error, "a setting can't be read");
            unreadable.add(place, value);
        };
        for (name, value) in store.settings()? {
            patch::take_up(&mut settings, &Self::patched, &[&name], &value, &mut lost);
        }
        Ok((settings, unreadable))
    }

    /// This with `patch` merged in.
    pub(crate) fn patched(&self, patch: &Value) -> Result<Self> {
        let settings: Self = patch::patched(self, patch, "settings")?;
        settings.accounts.check()?;
        settings.hotkeys.check()?;
        settings.focus.check()?;
        match settings.chat_speed {
            Some(0) => {
                let message = "0 would stop the chat; null turns it off";
                Err(EngineError::invalid("chat_speed", message))
            }
            _ => Ok(settings),
        }
    }
}

impl Engine {
    /// The settings.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.0.settings.borrow().clone()
    }

    /// The settings. The receiver tells of every change.
    #[must_use]
    pub fn follow_settings(&self) -> watch::Receiver<Settings> {
        self.0.settings.subscribe()
    }

    /// Makes chat as fast as this on overlays, in characters a second; `None`: as it comes.
    pub async fn set_chat_speed(&self, speed: Option<u16>) -> Result<()> {
        self.patch_settings(&serde_json::json!({ "chat_speed": speed })).await.map(drop)
    }

    /// Changes settings by a merge patch: all of it is taken, or none.
    pub async fn patch_settings(&self, patch: &Value) -> Result<Settings> {
        let _one = self.0.changing.lock().await;
        let changed = self.settings().patched(patch)?;
        let mut rows: BTreeMap<_, _> = match patch::to_value(&changed)? {
            Value::Object(fields) => fields.into_iter().collect(),
            _ => BTreeMap::new(),
        };
        let unreadable = self.0.unreadable.borrow().clone().without(patch);
        unreadable.put_into(&mut rows);
        self.with_store(move |store| store.set_settings(&rows)).await?;
        self.0.unreadable.send_replace(unreadable);
        let before = self.0.settings.send_replace(changed.clone());
        if changed.listeners != before.listeners && changed.listeners.mode == ListenersMode::Always
        {
            self.start_enabled_sources();
        }
        if changed.focus != before.focus {
            self.direct_focus().await?;
        }
        self.0.emotes.look_up_pronouns_of_chatters(changed.pronouns);
        if changed.accounts != before.accounts {
            let (twitch, google) = self.0.clients.with(&changed);
            self.0.accounts.set_clients(twitch, google);
        }
        self.0.changed.notify_one();
        if changed.language != before.language {
            self.tell_obs();
            self.tell_sync();
        }
        if changed.youtube != before.youtube {
            self.restart_youtube();
        }
        Ok(changed)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_patch_changes_what_it_names_and_null_is_the_default() {
        let settings = Settings::default()
            .patched(&json!({"chat_speed": 40, "listeners": {"mode": "in_use"}}))
            .expect("both are settings");
        assert_eq!(settings.chat_speed, Some(40));
        assert_eq!(settings.listeners.mode, ListenersMode::InUse);
        let settings = settings.patched(&json!({"chat_speed": null})).expect("off");
        assert_eq!(settings.chat_speed, None);
        assert_eq!(settings.listeners.mode, ListenersMode::InUse, "what is not named stays");
    }

    #[test]
    fn a_refusal_names_the_field() {
        for (patch, field) in [
            (json!({"bogus": 1}), "bogus"),
            (json!({"focus": {"bogus": 1}}), "focus.bogus"),
            (json!({"chat_speed": "fast"}), "chat_speed"),
            (json!({"chat_speed": 0}), "chat_speed"),
            (json!({"chat_speed": -1}), "chat_speed"),
            (json!({"listeners": {"mode": "sometimes"}}), "listeners.mode"),
            (json!({"focus": {"auto_superchats": "yes"}}), "focus.auto_superchats"),
            (json!({"focus": {"seconds": 0}}), "focus.seconds"),
            (json!({"focus": {"auto": {"keywords": [" "]}}}), "focus.auto.keywords"),
            (json!({"focus": {"auto": {"keywords": ["a".repeat(501)]}}}), "focus.auto.keywords"),
            (json!({"focus": {"auto": {"least": {"Dollar": 5}}}}), "focus.auto.least"),
            (json!({"youtube": {"proxies": ["direct", "x"]}}), "youtube.proxies[1]"),
            (json!({"language": "fr"}), "language"),
            (json!({"updates": {"at_start": "yes"}}), "updates.at_start"),
            (json!({"hotkeys": {"hide_chat": "h"}}), "hotkeys.hide_chat"),
            (json!({"notifications": {"enabled": 1}}), "notifications.enabled"),
            (json!({"hotkeys": {"dance": "F9"}}), "hotkeys.dance"),
            (json!({"hotkeys": {"hide_chat": "F9", "focus_next": "f9"}}), "hotkeys.focus_next"),
            (json!({"accounts": {"twitch_client_id": "a b"}}), "accounts.twitch_client_id"),
            (json!([1]), "settings"),
        ] {
            match Settings::default().patched(&patch) {
                Err(EngineError::Invalid { field: named, .. }) => assert_eq!(named, field),
                other => panic!("{patch} gave {other:?}"),
            }
        }
    }
}
