//! What a message quotes of another one.
//!
//! Platforms repeat in an answer what was said before. What is removed, or hidden, must not stay on
//! screen in the answers to it: they are shown without it.

use std::sync::Arc;

use crate::{AuthorId, Message, MessageId, Reply, Target};

impl Message {
    /// What it quotes of another message, unless that one is removed or hidden.
    #[must_use]
    pub fn quote(&self) -> Option<&Reply> {
        self.reply_to.as_ref().filter(|reply| !reply.is_gone)
    }
}

impl Reply {
    /// What its author can be called by, in small letters: as [`Author::names`](crate::Author::names).
    pub(crate) fn names(&self) -> impl Iterator<Item = String> {
        let name = self.author.trim_start_matches('@');
        let id = self.author_id.as_ref().map(AuthorId::as_str);
        [Some(name), self.login.as_deref(), id].into_iter().flatten().map(str::to_lowercase)
    }
}

/// Whether a removal reaches what this message quotes. Whoever answers in a chat that is cleared
/// leaves with it.
pub(crate) fn reaches(target: &Target, message: &Message) -> bool {
    let Some(reply) = &message.reply_to else {
        return false;
    };
    match target {
        Target::Message { id } => reply.id == Some(*id),
        Target::Author { source, author } => {
            reply.author_id.as_ref() == Some(author) && message.sources().any(|of| of == source)
        }
        Target::Source { .. } | Target::Left { .. } => false,
    }
}

/// Names what a message quotes by another id: that of the copy which is shown.
pub(crate) fn name(message: &mut Arc<Message>, shown: MessageId) {
    if message.reply_to.as_ref().is_some_and(|reply| reply.id != Some(shown))
        && let Some(reply) = &mut Arc::make_mut(message).reply_to
    {
        reply.id = Some(shown);
    }
}

/// Takes the quote off a message, or puts it back. True where it was otherwise.
pub(crate) fn set_gone(message: &mut Arc<Message>, is_gone: bool) -> bool {
    if message.reply_to.as_ref().is_none_or(|reply| reply.is_gone == is_gone) {
        return false;
    }
    if let Some(reply) = &mut Arc::make_mut(message).reply_to {
        reply.is_gone = is_gone;
    }
    true
}
