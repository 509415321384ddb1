//! Nothing quotes what is removed or hidden, and what is back is quoted again: settled for each message
//! when it comes, and after each record for those that are there.

use std::sync::Arc;

use super::{Hub, Record};
use crate::{Frame, Message, MessageId, quote};

impl Hub {
    /// Takes the quote off a message where what it quotes was removed, or puts it back, of one that
    /// has not been here all the time; and names what it quotes by the copy that is shown, as
    /// removals do. True where the quote was otherwise.
    pub fn settle_quote(&self, message: &mut Arc<Message>) -> bool {
        if let Some(shown) = self.quoted(message) {
            quote::name(message, shown);
        }
        let is_gone = self.quotes_what_is_gone(message);
        quote::set_gone(message, is_gone)
    }

    /// The same after each record, of messages that are kept elsewhere. True where one of them was
    /// otherwise.
    pub fn settle_quotes<'a>(
        &self,
        record: &Record,
        kept: impl Iterator<Item = &'a mut Arc<Message>>,
    ) -> bool {
        let mut is_any = false;
        for message in kept.filter(|message| self.concerns_quote(record, message)) {
            is_any |= self.settle_quote(message);
        }
        is_any
    }

    /// Settles after a record what the messages on screen quote.
    pub(super) fn requote(&mut self, record: &Record) -> Vec<Arc<Frame>> {
        let messages =
            self.screen.messages().filter(|message| self.concerns_quote(record, message));
        let mut settled: Vec<_> = messages.cloned().collect();
        settled.retain_mut(|message| self.settle_quote(message));
        settled.into_iter().filter_map(|message| self.screen.replace(message)).collect()
    }

    /// Whether what this message quotes has left by what is recorded, or come back.
    fn concerns_quote(&self, record: &Record, message: &Message) -> bool {
        let quoted = self.quoted(message);
        match record {
            Record::Removed { removal, .. } => {
                quoted.is_some_and(|id| self.removed.contains(&id))
                    || quote::reaches(&removal.target, message)
            }
            Record::Unhidden(id) => quoted == Some(*id),
            Record::Message(..) | Record::Replaced(_) => false,
        }
    }

    /// The message that this one quotes, by the id that is shown for it.
    fn quoted(&self, message: &Message) -> Option<MessageId> {
        Some(self.shown(&message.reply_to.as_ref()?.id?))
    }

    /// Whether the message that this one quotes was removed, as far as anybody can tell: of whom
    /// something was removed once, only what is there now is known to have come after.
    fn quotes_what_is_gone(&self, message: &Message) -> bool {
        let Some(reply) = &message.reply_to else {
            return false;
        };
        let id = self.quoted(message);
        if id.is_some_and(|id| self.removed.contains(&id)) {
            return true;
        }
        let is_doubtful = message.sources().any(|source| {
            let author = reply.author_id.clone().map(|author| (source.clone(), author));
            self.cleared_sources.contains(source)
                || author.is_some_and(|author| self.cleared_authors.contains(&author))
        });
        is_doubtful && !id.is_some_and(|id| self.screen.shows(&id))
    }
}
