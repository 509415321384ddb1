//! What of chat an overlay gets, as the streamer sets it.

use std::time::Duration;

use chat::{NoWord, OnExcess, OnWord, Platform, Role, Rules, Tempo, Words};
use serde::{Deserialize, Serialize};

use crate::{EngineError, Result, lists};

/// The longest that messages wait to be seen.
const LONGEST_HOLD: u16 = 30;
/// Blocked words, hidden users: so many of each at most.
const MOST: usize = 5_000;

/// What of chat an overlay gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FeedOptions {
    /// The platforms that it shows: `twitch`, `youtube`. The demo chat is always shown.
    pub platforms: Vec<String>,
    /// The roles of those whose messages it shows; none: everyone's.
    pub roles: Vec<String>,
    /// Chatters whose messages it does not show, by name or the platform's id.
    pub hidden_users: Vec<String>,
    /// Whether messages of well-known bots are kept away.
    pub hide_bots: bool,
    /// What a message to a bot begins with (`!`); such messages are kept away.
    pub command_prefixes: Vec<String>,
    /// Words and phrases that are not shown.
    pub words: WordOptions,
    /// Links.
    pub links: LinkOptions,
    /// Messages in capital letters.
    pub capitals: Capitals,
    /// Messages of many emotes.
    pub emote_walls: EmoteWalls,
    /// Whether the same text, again and again, is shown once with its count.
    pub collapse_repeats: bool,
    /// How many seconds a message waits before it is shown, 0 to 30: what is removed meanwhile is
    /// never seen.
    pub hold: u16,
    /// Whether it obeys the application's chat speed.
    pub paced: bool,
}

/// Words and phrases that are not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct WordOptions {
    /// The words and phrases. `*` at an end stands for any letters.
    pub blocked: Vec<String>,
    /// Whether they are looked for in names too.
    pub in_names: bool,
    /// What becomes of a message with one of them.
    pub then: WordAction,
}

/// What becomes of a message with a blocked word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum WordAction {
    /// It is not shown.
    #[default]
    Hide,
    /// It is shown with dots in the word's place.
    Mask,
    /// It waits until a person lets it pass.
    Hold,
}

/// Who may show links.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LinkOptions {
    /// Whose links are shown.
    pub from: LinksFrom,
    /// What becomes of the others'.
    pub then: LinkAction,
}

/// Whose links are shown. Each includes those after it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum LinksFrom {
    /// Everyone's.
    #[default]
    Everyone,
    /// Those of subscribers and members.
    Members,
    /// Those of VIPs.
    Vips,
    /// Those of moderators and the streamer.
    Moderators,
    /// Nobody's.
    Nobody,
}

/// What becomes of a link that is not shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum LinkAction {
    /// The message is shown with `[link]` in its place.
    #[default]
    Mask,
    /// The message is not shown.
    Hide,
}

/// What becomes of messages in capital letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Capitals {
    /// They are shown as written.
    #[default]
    Keep,
    /// They are shown in small letters.
    Calm,
    /// They are not shown.
    Hide,
}

/// What becomes of messages of many emotes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum EmoteWalls {
    /// They are shown as written.
    #[default]
    Keep,
    /// One emote stands for a row of the same, with how many they were.
    Collapse,
    /// They are not shown.
    Hide,
}

impl Default for FeedOptions {
    fn default() -> Self {
        Self {
            platforms: vec!["twitch".into(), "youtube".into()],
            roles: Vec::new(),
            hidden_users: Vec::new(),
            hide_bots: false,
            command_prefixes: Vec::new(),
            words: WordOptions::default(),
            links: LinkOptions::default(),
            capitals: Capitals::default(),
            emote_walls: EmoteWalls::default(),
            collapse_repeats: false,
            hold: 0,
            paced: true,
        }
    }
}

impl Default for WordOptions {
    fn default() -> Self {
        Self { blocked: Vec::new(), in_names: true, then: WordAction::default() }
    }
}

impl FeedOptions {
    /// The rules that it makes. What can't be one is refused by the field's name.
    pub(super) fn rules(&self) -> Result<Rules> {
        let invalid = |field: &str, message: String| {
            Err(EngineError::invalid(format!("feed.{field}"), message))
        };
        if self.hold > LONGEST_HOLD {
            return invalid("hold", format!("it goes from 0 to {LONGEST_HOLD} seconds"));
        }
        for (field, list) in [
            ("words.blocked", &self.words.blocked),
            ("hidden_users", &self.hidden_users),
            ("command_prefixes", &self.command_prefixes),
        ] {
            lists::check(&format!("feed.{field}"), list, MOST)?;
        }
        let mut rules = Rules { platforms: [].into(), ..Rules::default() };
        for name in &self.platforms {
            match Platform::parse(name)
                .filter(|platform| matches!(platform, Platform::Twitch | Platform::YouTube))
            {
                Some(platform) => rules.platforms.insert(platform),
                None => return invalid("platforms", format!("{name:?} is not twitch or youtube")),
            };
        }
        for name in &self.roles {
            match Role::parse(name) {
                Some(role) => rules.roles.push(role),
                None => return invalid("roles", format!("there is no role {name:?}")),
            }
        }
        if self.command_prefixes.iter().any(|prefix| prefix.trim().is_empty()) {
            return invalid("command_prefixes", "an empty one would hide all of chat".into());
        }
        rules.words = match Words::new(self.words.blocked.iter().cloned()) {
            Ok(words) => words,
            Err(NoWord(word)) => {
                return invalid("words.blocked", format!("{word:?} has no letters to look for"));
            }
        };
        let users = self.hidden_users.iter().map(|name| name.trim().trim_start_matches('@'));
        rules.users = users.filter(|name| !name.is_empty()).map(str::to_lowercase).collect();
        rules.prefixes.clone_from(&self.command_prefixes);
        rules.bots = self.hide_bots;
        rules.words_in_names = self.words.in_names;
        rules.on_word = match self.words.then {
            WordAction::Hide => OnWord::Hide,
            WordAction::Mask => OnWord::Mask,
            WordAction::Hold => OnWord::Hold,
        };
        rules.links_from = match self.links.from {
            LinksFrom::Everyone => chat::LinksFrom::Everyone,
            LinksFrom::Members => chat::LinksFrom::Role(Role::Subscriber),
            LinksFrom::Vips => chat::LinksFrom::Role(Role::Vip),
            LinksFrom::Moderators => chat::LinksFrom::Role(Role::Moderator),
            LinksFrom::Nobody => chat::LinksFrom::Nobody,
        };
        rules.links_hide = self.links.then == LinkAction::Hide;
        rules.capitals = match self.capitals {
            Capitals::Keep => OnExcess::Keep,
            Capitals::Calm => OnExcess::Calm,
            Capitals::Hide => OnExcess::Hide,
        };
        rules.walls = match self.emote_walls {
            EmoteWalls::Keep => OnExcess::Keep,
            EmoteWalls::Collapse => OnExcess::Calm,
            EmoteWalls::Hide => OnExcess::Hide,
        };
        Ok(rules)
    }

    /// How fast it goes, at the application's chat speed.
    pub(super) fn tempo(&self, speed: Option<u16>) -> Tempo {
        Tempo {
            hold: Duration::from_secs(self.hold.into()),
            speed: speed.filter(|_| self.paced),
            collapse_repeats: self.collapse_repeats,
        }
    }

    /// What makes the rules, and not the tempo.
    pub(super) fn without_tempo(&self) -> Self {
        Self { hold: 0, paced: true, collapse_repeats: false, ..self.clone() }
    }
}
