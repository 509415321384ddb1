//! Gifts to many at once, put together.
//!
//! Twitch announces such a gift and then each of its subscriptions, in any order, and all of them
//! name the batch. They are one message: the first line makes it, and each further one that tells
//! something new replaces it.

use std::collections::{HashSet, VecDeque};

use chat::{ChatEvent, GiftEvent, Kind, Message, MessageId};

/// How many batches are remembered. Their lines come within seconds.
const BATCHES: usize = 256;

/// How many lines of a batch are told apart. More than anybody can give at once.
const LINES: usize = 2_000;

/// How many recipients are named. Each further one counts.
const NAMES: usize = 100;

/// The gifts to many of the last time, oldest first.
#[derive(Debug, Default)]
pub(super) struct Gifts {
    batches: VecDeque<Batch>,
}

#[derive(Debug)]
struct Batch {
    id: String,
    /// The message as it was last shown.
    shown: Message,
    lines: HashSet<MessageId>,
    /// How many were announced.
    declared: u32,
    /// How many were seen.
    seen: u32,
}

impl Gifts {
    /// What a message changes. `None` if it tells nothing new.
    pub(super) fn gather(&mut self, mut message: Box<Message>) -> Option<ChatEvent> {
        let Kind::Gift { event: GiftEvent::Single | GiftEvent::Batch, batch: Some(id), .. } =
            &message.kind
        else {
            return Some(ChatEvent::Message(message));
        };
        if let Some(batch) = self.batches.iter_mut().rev().find(|batch| batch.id == *id) {
            return batch.add(*message);
        }
        if self.batches.len() == BATCHES {
            self.batches.pop_front();
        }
        let id = id.clone();
        let lines = HashSet::from([message.id]);
        // Of every line the same: one that comes after a new beginning finds the card.
        let card = format!("gift {} {id}", message.source);
        message.id = MessageId::of(message.platform, &card);
        self.batches.push_back(Batch::new(id, lines, &message));
        Some(ChatEvent::Message(message))
    }
}

impl Batch {
    fn new(id: String, lines: HashSet<MessageId>, first: &Message) -> Self {
        let (declared, seen) = match first.kind {
            Kind::Gift { event: GiftEvent::Batch, count, .. } => (count, 0),
            _ => (0, 1),
        };
        Self { id, shown: first.clone(), lines, declared, seen }
    }

    fn add(&mut self, line: Message) -> Option<ChatEvent> {
        if self.lines.len() == LINES || !self.lines.insert(line.id) {
            return None;
        }
        let mut now = self.shown.clone();
        if let (
            Kind::Gift { event, count, recipients, .. },
            Kind::Gift { event: more, count: given, recipients: names, .. },
        ) = (&mut now.kind, line.kind)
        {
            if more == GiftEvent::Batch {
                self.declared = self.declared.max(given);
                now.system = line.system;
            } else {
                self.seen += 1;
            }
            for name in names {
                if recipients.len() < NAMES && !recipients.contains(&name) {
                    recipients.push(name);
                }
            }
            *event = GiftEvent::Batch;
            *count = self.declared.max(self.seen);
            if self.declared == 0 {
                // The words that are there tell of the first gift alone.
                let giver = now.author.as_ref().map_or("Somebody", |author| author.name.as_str());
                now.system = Some(format!("{giver} gifted {count} subscriptions!"));
            }
        }
        if now == self.shown {
            return None;
        }
        self.shown = now.clone();
        Some(ChatEvent::Replaced { target: now.id, message: Box::new(now) })
    }
}
