//! The same text, again and again.

use std::time::Duration;

use super::letters::is_unseen;
use crate::{Fragment, Kind, Message, MessageId, Recent};

/// Shorter texts are not copied, they are said by many: `hi`, `lol`.
const SHORTEST: usize = 12;
/// Emotes count as so many letters: three of them are worth a look.
const EMOTE: usize = 4;
/// A text that comes back after so long is said anew.
const FORGOTTEN: Duration = Duration::from_secs(30);
const MEMORY: usize = 2_000;

/// Which message stands for a text that was written several times.
#[derive(Debug)]
pub(super) struct Repeats {
    texts: Recent<String, Said>,
    by_id: Recent<MessageId, String>,
}

#[derive(Debug, Clone, Copy)]
struct Said {
    by: MessageId,
    times: u32,
    last: Duration,
}

impl Repeats {
    pub(super) fn new() -> Self {
        Self { texts: Recent::new(MEMORY), by_id: Recent::new(MEMORY) }
    }

    /// Takes note of a message. If its text stands there already: which message has it, and how
    /// often it was written by now.
    pub(super) fn note(&mut self, message: &Message, now: Duration) -> Option<(MessageId, u32)> {
        let key = key(message)?;
        if let Some(said) = self.texts.get(&key).copied()
            && now.saturating_sub(said.last) < FORGOTTEN
        {
            let times = said.times + 1;
            self.texts.insert(key, Said { times, last: now, ..said });
            return Some((said.by, times));
        }
        self.by_id.insert(message.id, key.clone());
        self.texts.insert(key, Said { by: message.id, times: 1, last: now });
        None
    }

    /// The message is gone: its text is said anew by the next one, if no other has it since.
    pub(super) fn forget(&mut self, id: &MessageId) {
        if let Some(key) = self.by_id.get(id).cloned() {
            self.by_id.remove(id);
            if self.texts.get(&key).is_some_and(|said| said.by == *id) {
                self.texts.remove(&key);
            }
        }
    }
}

/// What makes two texts the same: not case, nor space, nor what nobody sees (clients add some to say
/// the same thing twice). `None` where it may be said by many.
fn key(message: &Message) -> Option<String> {
    let is_said = matches!(message.kind, Kind::Chat | Kind::Action);
    if !is_said || message.is_by_moderator() {
        return None;
    }
    let emotes = message.body.iter().filter(|part| matches!(part, Fragment::Emote(_))).count();
    let text = message.text().to_lowercase();
    let text: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    let words: Vec<_> = text.split_whitespace().collect();
    let key = words.join(" ");
    (key.chars().count().max(emotes * EMOTE) >= SHORTEST).then_some(key)
}
