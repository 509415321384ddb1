//! One line, its tags by name, and what every message made from it has in common.

use std::str::FromStr;

use chat::{Flags, Kind, Message, MessageId, Platform, Shared, SourceId, Unknown};
use jiff::Timestamp;

use super::{
    LONGEST_NAME,
    grammar::{self, Grammar},
    short,
    tags::{Tag, Tags},
};

/// How many tags of a line of an unknown kind are named.
const MOST_NAMES: usize = 100;

/// One well-formed line.
pub(super) struct Line<'a> {
    raw: &'a str,
    parts: Grammar<'a>,
    tags: Tags<'a>,
    source: &'a SourceId,
    now: Timestamp,
}

impl<'a> Line<'a> {
    /// `None` if it is not well-formed.
    pub(super) fn read(raw: &'a str, source: &'a SourceId, now: Timestamp) -> Option<Self> {
        let parts = Grammar::parse(raw)?;
        Some(Self { raw, parts, tags: Tags::read(parts.tags), source, now })
    }

    pub(super) fn command(&self) -> &'a str {
        self.parts.command
    }

    pub(super) fn param(&self, index: usize) -> Option<&'a str> {
        self.parts.params().nth(index)
    }

    pub(super) fn last_param(&self) -> &'a str {
        self.parts.params().last().unwrap_or_default()
    }

    pub(super) fn source(&self) -> &'a SourceId {
        self.source
    }

    /// The value of a tag. `None` if it is missing or empty.
    pub(super) fn tag(&self, tag: Tag) -> Option<&str> {
        self.tags.get(tag)
    }

    /// The value of a tag as a number.
    pub(super) fn number<T: FromStr>(&self, tag: Tag) -> Option<T> {
        self.tag(tag)?.parse().ok()
    }

    /// Whether a tag is `1`.
    pub(super) fn flag(&self, tag: Tag) -> bool {
        self.tag(tag) == Some("1")
    }

    /// When Twitch says it was sent. Not monotonic: 5 ms backwards have been seen, and deletions
    /// of 1754.
    pub(super) fn sent_at(&self) -> Option<Timestamp> {
        let sent = self.number(Tag::TmiSentTs).filter(|sent| *sent > 0)?;
        Timestamp::from_millisecond(sent).ok()
    }

    /// When it was sent, or when it arrived if Twitch does not tell.
    pub(super) fn at(&self) -> Timestamp {
        self.sent_at().unwrap_or(self.now)
    }

    /// The login of who wrote it.
    pub(super) fn login(&self) -> Option<&str> {
        let nick = || {
            let source = self.parts.source?;
            let (nick, _) = source.split_once(['!', '@'])?;
            (!nick.is_empty()).then_some(nick)
        };
        self.tag(Tag::Login).or_else(nick)
    }

    /// The room where it was written, if another one than ours.
    pub(super) fn other_room(&self) -> Option<&str> {
        self.tag(Tag::SourceRoomId).filter(|&home| self.tag(Tag::RoomId) != Some(home))
    }

    /// A message of this kind with all that comes from the tags of every kind.
    pub(super) fn message(&self, kind: Kind) -> Message {
        let native_id = self.tag(Tag::Id).map_or_else(|| self.derived_id(), str::to_owned);
        let origin = self.tag(Tag::SourceRoomId).and(self.tag(Tag::SourceId));
        let shared = origin.map(|origin| Shared {
            origin: MessageId::of(Platform::Twitch, origin),
            copies: Vec::new(),
            room: self.other_room().map(str::to_owned),
            name: None,
        });
        Message {
            id: MessageId::of(Platform::Twitch, &native_id),
            native_id,
            platform: Platform::Twitch,
            source: self.source.clone(),
            at: self.at(),
            author: None,
            kind,
            body: Vec::new(),
            system: None,
            amount: None,
            reply_to: None,
            flags: Flags { shared, ..Flags::default() },
        }
    }

    /// That it is of a kind that we don't know. Its shape is its command, its `msg-id` and the
    /// names of its tags: nothing that anybody wrote.
    pub(super) fn unknown(&self, kind: &str) -> Unknown {
        let names = grammar::pairs(self.parts.tags).map(|(name, _)| name);
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/');
        let names = names.filter(|name| name.len() <= LONGEST_NAME && name.bytes().all(plain));
        let names: Vec<_> = names.take(MOST_NAMES).collect();
        let id = self.tag(Tag::MsgId).map(short).unwrap_or_default();
        let shape = format!("{} {id} {}", short(self.command()), names.join(","));
        Unknown { kind: short(kind), shape }
    }

    /// An id for what Twitch gives none: of its time and the whole line, so that the same line is
    /// one message over every connection if Twitch dates it.
    fn derived_id(&self) -> String {
        let name = format!("{} {}", self.at().as_millisecond(), self.raw);
        MessageId::of(Platform::Twitch, &name).to_string()
    }
}
