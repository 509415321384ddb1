mod anew;
mod held;
mod rules;
mod time;
mod words;

use jiff::Timestamp;

use super::*;
use crate::{Author, AuthorId, Emote, Fragment, Kind, Placed, Platform, Reply, Role, SourceId};

const SECOND: Duration = Duration::from_secs(1);

fn id(number: u32) -> MessageId {
    MessageId::of(Platform::Twitch, &number.to_string())
}

fn message(number: u32) -> Message {
    Message {
        id: id(number),
        native_id: number.to_string(),
        platform: Platform::Twitch,
        source: SourceId::new("s"),
        at: Timestamp::UNIX_EPOCH,
        author: Some(Author {
            id: AuthorId::new("1"),
            name: "Ada".into(),
            login: None,
            color: None,
            roles: vec![],
            badges: vec![],
            avatar: None,
            pronouns: None,
        }),
        kind: Kind::Chat,
        body: vec![Fragment::plain(format!("hello {number}"))],
        system: None,
        amount: None,
        reply_to: None,
        flags: crate::Flags::default(),
    }
}

fn emote(name: &str) -> Fragment {
    Fragment::Emote(Emote { text: name.into(), ..Emote::default() })
}

fn feed(tempo: Tempo) -> Feed {
    Feed::new("e".into(), Rules::default(), tempo)
}

fn add(message: Message) -> Change {
    Change::Add(Arc::new(message))
}

fn deleted(number: u32) -> Change {
    Change::Remove { ids: vec![id(number)], reason: Reason::Deleted }
}

/// Begins anew at a moment when everything is long ago.
fn begin_again(feed: &mut Feed, rules: Rules, messages: &[Arc<Message>]) {
    let later = Timestamp::from_second(1_000_000).unwrap();
    feed.begin_again("f".into(), rules, &shown_all(messages), Duration::ZERO, later);
}

/// These at their places, and none of them hidden.
fn shown_all(messages: &[Arc<Message>]) -> Vec<Placed> {
    messages.iter().map(|message| Message::clone(message).into()).collect()
}

fn shown(feed: &Feed) -> Vec<MessageId> {
    feed.snapshot(usize::MAX).messages.iter().map(|message| message.id).collect()
}

fn paid(number: u32) -> Message {
    Message { kind: Kind::Cheer { bits: 100 }, ..message(number) }
}

fn by_moderator(number: u32) -> Message {
    let mut message = message(number);
    message.author.as_mut().unwrap().roles = vec![Role::Moderator];
    message
}
