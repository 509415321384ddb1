//! `CLEARCHAT` and `CLEARMSG`: what must leave the screen.

use chat::{AuthorId, ChatEvent, MessageId, Platform, Reason, Recent, Removal, Target};
use jiff::Timestamp;

use super::{line::Line, tags::Tag};

/// All of one person's messages, or the whole chat. A ban that has a duration is a timeout.
pub(super) fn chat(
    line: &Line<'_>,
    logins: &Recent<String, String>,
    newest: Option<Timestamp>,
) -> ChatEvent {
    let source = line.source().clone();
    // Who wrote without an id is known by the login.
    let named = || line.param(1).map(|login| logins.get(login).map_or(login, String::as_str));
    let (target, reason) = match line.tag(Tag::TargetUserId).or_else(named) {
        None => (Target::Source { source }, Reason::Cleared),
        Some(author) => {
            let timeout = line.tag(Tag::BanDuration).is_some();
            let reason = if timeout { Reason::Timeout } else { Reason::Ban };
            (Target::Author { source, author: AuthorId::new(author) }, reason)
        }
    };
    ChatEvent::Removed(Removal { target, reason, at: at(line, newest) })
}

/// One message.
pub(super) fn message(line: &Line<'_>, newest: Option<Timestamp>) -> Option<ChatEvent> {
    let id = MessageId::of(Platform::Twitch, line.tag(Tag::TargetMsgId)?);
    let target = Target::Message { id };
    Some(ChatEvent::Removed(Removal { target, reason: Reason::Deleted, at: at(line, newest) }))
}

/// The newest message's time is by the same clock as the messages that are to go; ours is not.
fn at(line: &Line<'_>, newest: Option<Timestamp>) -> Timestamp {
    line.sent_at().or(newest).unwrap_or_else(|| line.at())
}
