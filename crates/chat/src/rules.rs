//! What an overlay gets.

use std::collections::BTreeSet;

use crate::kind::{Kind, SubscriptionEvent};
use crate::{Change, Message};

/// What can be hidden beside the kinds: messages that answer another, messages from another channel
/// that shares its chat, subscriptions that are renewed, and the mark of a first message. The page
/// takes the mark away, and shows the message.
const BESIDE_KINDS: [&str; 4] = ["reply", "shared", "resub", "first"];

/// What an overlay gets, and what not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    hidden: BTreeSet<String>,
}

/// A name of nothing that can be hidden.
#[derive(Debug, PartialEq, Eq)]
pub struct NotHideable(pub String);

impl Rules {
    /// Rules that keep these from an overlay.
    pub fn hiding(names: impl IntoIterator<Item = String>) -> Result<Self, NotHideable> {
        let hidden: BTreeSet<String> = names.into_iter().collect();
        match hidden.iter().find(|name| !Self::names().any(|known| known == name.as_str())) {
            Some(unknown) => Err(NotHideable(unknown.clone())),
            None => Ok(Self { hidden }),
        }
    }

    /// All that can be hidden.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Kind::NAMES.into_iter().chain(BESIDE_KINDS)
    }

    /// The names of what is hidden.
    pub fn hidden(&self) -> impl Iterator<Item = &str> {
        self.hidden.iter().map(String::as_str)
    }

    /// Whether the overlay gets this message.
    #[must_use]
    pub fn admit(&self, message: &Message) -> bool {
        if self.hidden.is_empty() {
            return true;
        }
        let renewed =
            matches!(message.kind, Kind::Subscription { event: SubscriptionEvent::Renewed, .. });
        let is = [
            (message.kind.name(), true),
            ("reply", message.reply_to.is_some()),
            ("shared", message.is_from_elsewhere()),
            ("resub", renewed),
        ];
        !is.into_iter().any(|(name, applies)| applies && self.hidden.contains(name))
    }

    /// Whether the overlay gets this change. What leaves may be told to all.
    #[must_use]
    pub fn admit_change(&self, change: &Change) -> bool {
        match change {
            Change::Add(message) | Change::Replace(message) | Change::Insert { message, .. } => {
                self.admit(message)
            }
            Change::Remove { .. } => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_not_be_hidden_is_named() {
        let wrong = Rules::hiding(["raid".to_owned(), "bogus".to_owned()]);
        assert_eq!(wrong, Err(NotHideable("bogus".into())));
        assert!(Rules::hiding(Rules::names().map(str::to_owned)).is_ok(), "every name is one");
    }
}
