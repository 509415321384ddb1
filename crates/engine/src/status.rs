//! How everything is, in words that a person can act on.

use chat::{Health, LiveStream, Platform, Quota, Route, SourceId, SourceState};
use jiff::Timestamp;
use serde::Serialize;

use crate::{AccountView, DonationView, Section, SourceTrouble, Updates, VaultView};

/// How everything is: what `GET /api/health` answers and what the tray shows.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Status {
    /// The application's version.
    pub version: &'static str,
    /// Seconds since the start.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub uptime: u64,
    /// Whether any source is listened to.
    pub listening: bool,
    /// What the application's words are in.
    pub language: crate::Language,
    /// How fast chat is on overlays, in characters a second; `None`: as it comes.
    pub chat_speed: Option<u16>,
    /// Whether the curtain is drawn: then no overlay shows anything.
    pub curtain: bool,
    /// The tray icon's face.
    pub face: Face,
    /// Every source, in the order in which they were added.
    pub sources: Vec<SourceView>,
    /// The services that add emotes, as far as they are asked.
    #[cfg_attr(feature = "typescript", ts(type = "Array<EmoteProvider>"))]
    pub emotes: Vec<emotes::ProviderView>,
    /// The accounts that one can sign in to.
    #[cfg_attr(feature = "typescript", ts(type = "Array<Account>"))]
    pub accounts: Vec<AccountView>,
    /// How sign-ins are kept.
    #[cfg_attr(feature = "typescript", ts(type = "Vault"))]
    pub vault: VaultView,
    /// The services that take donations.
    #[cfg_attr(feature = "typescript", ts(type = "Array<DonationService>"))]
    pub donations: Vec<DonationView>,
    /// What the sources that are there now brought since they were started, and what is lost.
    pub counters: Counters,
    /// What is known of newer versions; nothing, where the program does not update itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub updates: Option<Updates>,
    /// What a person should know, and can do something about.
    pub warnings: Vec<WarningView>,
}

/// The tray icon's face.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// Nothing is listened to.
    #[default]
    Off,
    /// Something is listened to, and nobody is needed.
    Live,
    /// Nothing of what is listened to can be read now. It is tried again, and nobody is needed.
    Trouble,
    /// Something needs a person.
    Attention,
}

/// A source and how it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Source"))]
pub struct SourceView {
    /// Our id of it.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub id: SourceId,
    /// Its platform.
    #[cfg_attr(feature = "typescript", ts(type = "Platform"))]
    pub platform: Platform,
    /// The channel.
    pub channel: String,
    /// Its state.
    #[cfg_attr(
        feature = "typescript",
        ts(
            type = "'off' | 'connecting' | 'live' | 'waiting' | 'backoff' | 'needs_auth' | 'failed'"
        )
    )]
    pub state: SourceState,
    /// How much of its chat is read.
    #[cfg_attr(feature = "typescript", ts(type = "'ok' | 'degraded' | 'blind' | 'down'"))]
    pub health: Health,
    /// One sentence: what is, and what to do if there is something to do.
    pub detail: String,
    /// Since when it is in this state.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub since: Timestamp,
    /// What it brought since it was started.
    pub counts: Counts,
    /// The platform's names of the kinds of input that we don't know, as far as they were met.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<Vec<String>>"))]
    pub unknown_kinds: Vec<String>,
    /// The channel's streams that are live, the earliest first, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "LiveStream[]"))]
    pub streams: Vec<LiveStream>,
    /// The proxies and how they are, where any are set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "Route[]"))]
    pub routes: Vec<Route>,
    /// What is spent and left of the platform's quota, while the chat is read by what counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "Quota"))]
    pub quota: Option<Quota>,
    /// What is wrong with it; nothing, where nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub trouble: Option<SourceTrouble>,
}

impl SourceView {
    /// Whether a person is needed.
    #[must_use]
    pub fn needs_a_person(&self) -> bool {
        self.trouble.as_ref().is_some_and(|trouble| trouble.needs_person)
    }

    /// Without the streamer's proxies, and what they have left of a quota.
    fn for_moderators(&self) -> Self {
        Self { routes: Vec::new(), quota: None, ..self.clone() }
    }
}

/// What a source brought.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Counts {
    /// Messages.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub messages: u64,
    /// Removals.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub removed: u64,
    /// Input of a kind that we don't know.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub unknown: u64,
    /// Input that breaks its own grammar, or is longer than anything honest.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub malformed: u64,
}

/// Sums over the sources.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Counters {
    /// Messages of all sources.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub messages: u64,
    /// Removals of all sources.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub removed: u64,
    /// Messages that the history could not keep, because the disk was too slow or full.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub history_lost: u64,
    /// Overlays that are open now.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub overlays_connected: usize,
    /// Docks that are open now.
    pub docks_connected: usize,
}

/// Something that a person should know, and since when it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Warning"))]
pub struct WarningView {
    /// Its fixed name.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// Since when.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub since: Timestamp,
    /// What the application does about it.
    pub does: String,
    /// What the person can do.
    pub hint: String,
    /// The section of the dashboard where it is mended; `None`: it is not mended there.
    pub section: Option<Section>,
    /// Whether it is of something that has passed: it stays until a person has taken note.
    pub passed: bool,
    /// Whether the log tells more of it.
    pub logged: bool,
}

impl Status {
    /// The same for those who manage no accounts: nobody else finishes a sign-in that is under way.
    #[must_use]
    pub fn without_sign_ins(&self) -> Self {
        let mut status = self.clone();
        for account in &mut status.accounts {
            (account.code, account.verification_url) = (None, None);
        }
        status
    }

    /// The same for moderators: what is wrong with the streamer's computer is not theirs to see, nor
    /// by which ways it reads, and of accounts only what can be done with them.
    #[must_use]
    pub fn for_moderators(&self) -> Self {
        Self {
            accounts: self.accounts.iter().map(AccountView::for_moderators).collect(),
            sources: self.sources.iter().map(SourceView::for_moderators).collect(),
            donations: Vec::new(),
            warnings: Vec::new(),
            vault: VaultView::default(),
            updates: None,
            ..self.clone()
        }
    }

    /// The face that these sources and warnings make.
    #[must_use]
    pub(crate) fn face_of(sources: &[SourceView], warnings: &[WarningView]) -> Face {
        if sources.iter().any(SourceView::needs_a_person) || !warnings.is_empty() {
            Face::Attention
        } else {
            let mut on =
                sources.iter().map(|source| source.state).filter(|s| *s != SourceState::Off);
            match on.next() {
                None => Face::Off,
                Some(first) if on.chain([first]).all(|s| s == SourceState::Backoff) => {
                    Face::Trouble
                }
                Some(_) => Face::Live,
            }
        }
    }
}

/// The TypeScript types of what clients get, for the pages.
#[cfg(feature = "typescript")]
#[must_use]
pub fn typescript(config: &ts_rs::Config) -> Vec<String> {
    use ts_rs::TS;
    vec![
        Status::decl(config),
        Face::decl(config),
        SourceView::decl(config),
        SourceTrouble::decl(config),
        Counts::decl(config),
        Counters::decl(config),
        DonationView::decl(config),
        crate::Support::decl(config),
        crate::SupportLink::decl(config),
        crate::SupportGoal::decl(config),
        crate::Rate::decl(config),
        crate::SupportView::decl(config),
        crate::LinkView::decl(config),
        crate::GoalView::decl(config),
        crate::ThanksView::decl(config),
        crate::SupportOptions::decl(config),
        crate::SupportPart::decl(config),
        emotes::ProviderView::decl(config),
        AccountView::decl(config),
        crate::SignIn::decl(config),
        VaultView::decl(config),
        crate::Sent::decl(config),
        Updates::decl(config),
        crate::NewVersion::decl(config),
        crate::UpdateFault::decl(config),
        crate::UpdateSettings::decl(config),
        WarningView::decl(config),
        Section::decl(config),
        crate::Settings::decl(config),
        crate::OverlayOptions::decl(config),
        crate::EmoteOptions::decl(config),
        crate::Align::decl(config),
        crate::Capitals::decl(config),
        crate::Direction::decl(config),
        crate::EmoteWalls::decl(config),
        crate::Enter::decl(config),
        crate::Exit::decl(config),
        crate::FeedOptions::decl(config),
        crate::LinkAction::decl(config),
        crate::LinkOptions::decl(config),
        crate::LinksFrom::decl(config),
        crate::LookOptions::decl(config),
        crate::WordAction::decl(config),
        crate::WordOptions::decl(config),
        crate::FocusSettings::decl(config),
        crate::HighlightSettings::decl(config),
        crate::ModRight::decl(config),
        crate::ModeratorSettings::decl(config),
        crate::Deed::decl(config),
        crate::AuditEntry::decl(config),
        crate::settings::Listeners::decl(config),
        crate::Language::decl(config),
        crate::ListenersMode::decl(config),
        crate::settings::YouTube::decl(config),
        crate::settings::AccountSettings::decl(config),
        crate::Hotkeys::decl(config),
        crate::Import::decl(config),
        crate::SettingChange::decl(config),
        crate::settings::NotificationSettings::decl(config),
        crate::settings::ObsSettings::decl(config),
        crate::ObsView::decl(config),
        crate::SyncView::decl(config),
        crate::SyncState::decl(config),
        crate::obs::ObsState::decl(config),
        crate::obs::SceneView::decl(config),
        crate::ObsPlaced::decl(config),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_face_is_in_trouble_while_nothing_of_what_is_listened_to_can_be_read() {
        use SourceState::{Backoff, Live, NeedsAuth, Off, Waiting};
        let of = |states: &[SourceState]| {
            let source = |state: &SourceState| SourceView {
                id: SourceId::new("s"),
                platform: Platform::Twitch,
                channel: "ada".into(),
                state: *state,
                health: Health::Ok,
                detail: String::new(),
                since: Timestamp::UNIX_EPOCH,
                counts: Counts::default(),
                unknown_kinds: Vec::new(),
                streams: Vec::new(),
                routes: Vec::new(),
                quota: None,
                trouble: SourceTrouble::of(*state, Health::Ok, false),
            };
            Status::face_of(&states.iter().map(source).collect::<Vec<_>>(), &[])
        };
        assert_eq!(of(&[Backoff, Backoff]), Face::Trouble);
        assert_eq!(of(&[Backoff, Off]), Face::Trouble, "what is off is not listened to");
        assert_eq!(of(&[Backoff, Live]), Face::Live, "the others go on");
        assert_eq!(of(&[Backoff, Waiting]), Face::Live);
        assert_eq!(of(&[Backoff, NeedsAuth]), Face::Attention, "a person is needed first of all");
        assert_eq!((of(&[]), of(&[Off])), (Face::Off, Face::Off));
    }
}
