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

/// What makes two texts the same: not case, nor space, nor signs at the ends of words, nor what nobody
/// sees (clients add some to say the same thing twice). `None` where it may be said by many.
fn key(message: &Message) -> Option<String> {
    let is_said = matches!(message.kind, Kind::Chat | Kind::Action);
    if !is_said || message.is_by_moderator() {
        return None;
    }
    let emotes = message.body.iter().filter(|part| matches!(part, Fragment::Emote(_))).count();
    let text = message.text().to_lowercase();
    let text: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    let words = || text.split_whitespace();
    let bare: Vec<_> =
        words().map(|word| word.trim_matches(is_sign)).filter(|word| !word.is_empty()).collect();
    // Of signs alone is what is drawn in them.
    let key = if bare.is_empty() { words().collect::<Vec<_>>().join(" ") } else { bare.join(" ") };
    (key.chars().count().max(emotes * EMOTE) >= SHORTEST).then_some(key)
}

/// What ends a sentence, parts it or stands around it, in any script.
fn is_sign(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(u32::from(c),
            0xA1 | 0xA7 | 0xAB | 0xB4 | 0xB6..=0xB8 | 0xBB | 0xBF
            | 0x55A..=0x55F | 0x589 | 0x5BE | 0x5C0 | 0x5C3 | 0x5F3 | 0x5F4
            | 0x60C | 0x61B | 0x61E | 0x61F | 0x66A..=0x66D | 0x6D4 | 0x964 | 0x965
            | 0x2010..=0x2027 | 0x2030..=0x205E | 0x2E00..=0x2E5D
            | 0x3001..=0x3003 | 0x3008..=0x3011 | 0x3014..=0x301F | 0x30FB
            | 0xFF01..=0xFF0F | 0xFF1A..=0xFF20 | 0xFF3B..=0xFF40 | 0xFF5B..=0xFF65)
}
