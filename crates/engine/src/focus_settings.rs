//! How the focus queue goes on by itself, and what is queued by itself.

use std::collections::BTreeMap;
use std::time::Duration;

use chat::{Advance, HighlightRules, NoWord, Words};
use serde::{Deserialize, Serialize};

use crate::{EngineError, Result, lists};

/// Longer than any message is looked at.
const LONGEST_SECONDS: u16 = 600;
const MOST_KEYWORDS: usize = 200;
/// `BITS`, `GIFTS` and `JEWELS` beside ISO 4217's three letters.
const LONGEST_CURRENCY: usize = 6;

/// The focus queue's settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FocusSettings {
    /// Whether Super Chats are queued by themselves.
    pub auto_superchats: bool,
    /// What else is.
    pub auto: HighlightSettings,
    /// How many seconds a message stays on screen; `None`: until somebody goes on.
    pub seconds: Option<u16>,
    /// Whether the next one follows it, and the first one comes by itself.
    pub auto_advance: bool,
}

/// What is queued by itself, beside Super Chats.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(clippy::struct_excessive_bools, reason = "each is a rule of its own")]
pub struct HighlightSettings {
    /// Super Stickers and Jewels.
    pub stickers: bool,
    /// Cheers.
    pub cheers: bool,
    /// Donations.
    pub donations: bool,
    /// Gifts of subscriptions and memberships.
    pub gifts: bool,
    /// New members and subscribers, and how long they have been.
    pub memberships: bool,
    /// What must be paid at least, Super Chats included: whole units by currency (`USD`, `BITS`),
    /// and the number of `GIFTS`.
    pub least: BTreeMap<String, u32>,
    /// First messages.
    pub first_messages: bool,
    /// Messages that ask something.
    pub questions: bool,
    /// Messages with one of these words.
    pub keywords: Vec<String>,
    /// What VIPs write.
    pub vips: bool,
    /// What members and subscribers write.
    pub members: bool,
}

impl FocusSettings {
    pub(crate) fn check(&self) -> Result<()> {
        if self.seconds.is_some_and(|seconds| !(1..=LONGEST_SECONDS).contains(&seconds)) {
            let message = format!("a message stays from 1 to {LONGEST_SECONDS} seconds, or null");
            return Err(EngineError::invalid("focus.seconds", message));
        }
        let is_currency = |name: &str| {
            (3..=LONGEST_CURRENCY).contains(&name.len())
                && name.bytes().all(|letter| letter.is_ascii_uppercase())
                && (name.len() == 3 || matches!(name, "BITS" | "JEWELS" | chat::GIFTS))
        };
        if let Some(name) = self.auto.least.keys().find(|name| !is_currency(name)) {
            let message = format!("{name:?} is no currency: USD, EUR, BITS, JEWELS and GIFTS are");
            return Err(EngineError::invalid("focus.auto.least", message));
        }
        lists::check("focus.auto.keywords", &self.auto.keywords, MOST_KEYWORDS)?;
        self.keywords().map(drop).map_err(|NoWord(word)| {
            let message = format!("{word:?} has no letters to look for");
            EngineError::invalid("focus.auto.keywords", message)
        })
    }

    fn keywords(&self) -> std::result::Result<Words, NoWord> {
        Words::new(self.auto.keywords.iter().cloned())
    }

    pub(crate) fn advance(&self) -> Advance {
        Advance {
            after: self.seconds.map(u64::from).map(Duration::from_secs),
            to_next: self.auto_advance,
            ..Advance::default()
        }
    }

    /// What is queued by itself, whatever the overlays keep from viewers.
    pub(crate) fn rules(&self) -> HighlightRules {
        let HighlightSettings {
            stickers,
            cheers,
            donations,
            gifts,
            memberships,
            ref least,
            first_messages,
            questions,
            vips,
            members,
            ..
        } = self.auto;
        HighlightRules {
            superchats: self.auto_superchats,
            stickers,
            cheers,
            donations,
            gifts,
            memberships,
            least: least.clone(),
            first_messages,
            questions,
            // They were looked at when they were set.
            keywords: self.keywords().unwrap_or_default(),
            vips,
            members,
            overlays: Vec::new(),
        }
    }
}
