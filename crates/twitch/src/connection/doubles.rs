//! Messages and removals that two connections bring.

use std::{collections::HashSet, time::Duration};

use chat::{MessageId, Platform, Removal};
use tokio::time::Instant;

/// How far the one connection may be behind the other.
const BEHIND: Duration = Duration::from_secs(10);

/// How many are remembered: more than come in that time. More are let through, and the hub knows
/// messages too.
const REMEMBERED: usize = 20_000;

/// What came since there were two connections, until long after there is one.
#[derive(Debug, Default)]
pub(super) struct Doubles {
    ids: HashSet<MessageId>,
    until: Option<Instant>,
}

impl Doubles {
    /// Whether the message is to be reported. `several`: whether another connection may bring it
    /// too.
    pub(super) fn is_first(&mut self, id: MessageId, several: bool, now: Instant) -> bool {
        if several {
            self.until = Some(now + BEHIND);
        } else if self.until.is_none_or(|until| until <= now) {
            // No memory is held while nothing can come twice.
            *self = Self::default();
            return true;
        }
        if self.ids.len() == REMEMBERED {
            self.ids.clear();
        }
        self.ids.insert(id)
    }
}

/// What a removal is known by. Not by its line: Twitch writes tags in any order. The time in it is
/// Twitch's, so that the next one of the same person is another one.
pub(super) fn name(removal: &Removal) -> MessageId {
    MessageId::of(Platform::Twitch, &format!("{removal:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_known_while_there_are_two_connections_and_a_while_longer() {
        let id = |name: &str| MessageId::of(Platform::Twitch, name);
        let mut doubles = Doubles::default();
        let start = Instant::now();
        assert!(doubles.is_first(id("a"), false, start));
        assert!(doubles.is_first(id("a"), false, start), "one connection says nothing twice");
        assert!(doubles.is_first(id("b"), true, start));
        assert!(!doubles.is_first(id("b"), true, start));
        let soon = start + Duration::from_secs(5);
        assert!(!doubles.is_first(id("b"), false, soon), "the other one was behind");
        assert!(doubles.is_first(id("c"), false, soon));
        let later = start + Duration::from_secs(20);
        assert!(doubles.is_first(id("b"), false, later));
        assert_eq!(doubles.ids.capacity(), 0, "and nothing is kept");
        for number in 0..=REMEMBERED {
            doubles.is_first(id(&number.to_string()), true, later);
        }
        assert!(doubles.ids.len() <= REMEMBERED, "it is bounded");
    }
}
