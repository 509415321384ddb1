//! Memberships that were gifted, and who has got them, put together.
//!
//! YouTube announces a purchase and then each of its recipients with an item of their own. They are
//! one message: the purchase makes it, and each recipient who is told replaces it.

use std::collections::VecDeque;

use chat::{ChatEvent, GiftEvent, Kind, Message};

/// How many purchases are remembered. Recipients come within seconds.
const PURCHASES: usize = 64;

/// How many recipients are named. Each further one counts.
const NAMES: usize = 100;

/// The purchases of the last time in one stream, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Gifts(VecDeque<Purchase>);

#[derive(Debug)]
struct Purchase {
    /// The message as it was last shown.
    shown: Message,
    /// How many were bought.
    count: u32,
    /// How many of them are known to have somebody.
    taken: u32,
}

impl Gifts {
    /// Forgets all purchases: another stream has its own.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// What a message changes. `None` if it shows nothing new.
    pub(crate) fn gather(&mut self, message: Box<Message>) -> Option<ChatEvent> {
        match &message.kind {
            Kind::Gift { event: GiftEvent::Single | GiftEvent::Batch, count, .. } => {
                if self.0.len() == PURCHASES {
                    self.0.pop_front();
                }
                let (shown, count) = (Message::clone(&message), *count);
                self.0.push_back(Purchase { shown, count, taken: 0 });
            }
            Kind::Gift { event: GiftEvent::Received, recipients, .. } => {
                let words = message.system.as_deref().unwrap_or_default();
                let open = self.0.iter_mut().rev().find(|purchase| purchase.is_named_by(words));
                if let Some(purchase) = open {
                    return purchase.take(recipients);
                }
            }
            _ => {}
        }
        Some(ChatEvent::Message(message))
    }
}

impl Purchase {
    /// Whether somebody is still to get one of it, and these words say that its giver gave theirs.
    fn is_named_by(&self, words: &str) -> bool {
        let giver = self.shown.author.as_ref().map(|author| bare(&author.name));
        giver.is_some_and(|giver| {
            let before = words.strip_suffix(giver).filter(|_| !giver.is_empty());
            self.taken < self.count
                && before.is_some_and(|before| bare_end(before).ends_with(" by "))
        })
    }

    fn take(&mut self, names: &[String]) -> Option<ChatEvent> {
        self.taken += 1;
        let Kind::Gift { recipients, .. } = &mut self.shown.kind else { return None };
        if recipients.len() >= NAMES {
            return None;
        }
        recipients.extend_from_slice(names);
        let message = Box::new(self.shown.clone());
        Some(ChatEvent::Replaced { target: message.id, message })
    }
}

/// A handle without its sign: one of the two items may have the name with it, and the other without.
fn bare(name: &str) -> &str {
    name.strip_prefix('@').unwrap_or(name)
}

fn bare_end(words: &str) -> &str {
    words.strip_suffix('@').unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use chat::{Report, SourceId};
    use jiff::Timestamp;
    use serde_json::Value;

    use super::*;
    use crate::Decoder;

    #[test]
    fn a_purchase_of_another_stream_is_nobody_s() {
        let text = include_str!("../../../tests/fixtures/youtube/made-up/gift-bomb.json");
        let actions: Vec<Value> = serde_json::from_str(text).unwrap();
        let now = Timestamp::UNIX_EPOCH;
        let mut decoder = Decoder::new(SourceId::new("src-test"));
        decoder.begin("a video", now);
        decoder.action(&actions[0], now);
        decoder.begin("another video", now);
        let reports = decoder.action(&actions[1], now);
        assert!(
            matches!(&reports[..], [Report::Event(ChatEvent::Message(m))] if m.native_id == "got-1"),
            "{reports:?}"
        );
    }
}
