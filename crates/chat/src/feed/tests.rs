mod rules;
mod time;
mod words;

use jiff::Timestamp;

use super::*;
use crate::{Author, AuthorId, Emote, Fragment, Kind, Platform, SourceId};

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
