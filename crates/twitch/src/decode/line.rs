//! One line, its tags by name, and what every message made from it has in common.

use std::str::FromStr;

use chat::{Flags, Kind, Message, MessageId, Platform, SourceId};
use jiff::Timestamp;
use twitch_irc::message::{IRCMessage, IRCPrefix};

/// One well-formed line.
pub(super) struct Line<'a> {
    raw: &'a str,
    message: &'a IRCMessage,
    source: &'a SourceId,
    now: Timestamp,
}

impl<'a> Line<'a> {
    pub(super) fn new(
        raw: &'a str,
        message: &'a IRCMessage,
        source: &'a SourceId,
        now: Timestamp,
    ) -> Self {
        Self { raw, message, source, now }
    }

    pub(super) fn command(&self) -> &'a str {
        &self.message.command
    }

    pub(super) fn param(&self, index: usize) -> Option<&'a str> {
        self.message.params.get(index).map(String::as_str)
    }

    pub(super) fn last_param(&self) -> &'a str {
        self.message.params.last().map_or("", String::as_str)
    }

    pub(super) fn source(&self) -> &'a SourceId {
        self.source
    }

    /// The value of a tag. `None` if it is missing or empty: Twitch means the same by both.
    pub(super) fn tag(&self, name: &str) -> Option<&'a str> {
        self.message.tags.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The value of a tag as a number.
    pub(super) fn number<T: FromStr>(&self, name: &str) -> Option<T> {
        self.tag(name)?.parse().ok()
    }

    /// Whether a tag is `1`.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.tag(name) == Some("1")
    }

    /// When Twitch says it was sent. Not monotonic: 5 ms backwards have been seen.
    pub(super) fn sent_at(&self) -> Option<Timestamp> {
        Timestamp::from_millisecond(self.number("tmi-sent-ts")?).ok()
    }

    /// When it was sent, or when it arrived if Twitch does not tell.
    pub(super) fn at(&self) -> Timestamp {
        self.sent_at().unwrap_or(self.now)
    }

    /// The login of who wrote it.
    pub(super) fn login(&self) -> Option<&'a str> {
        let nick = match &self.message.prefix {
            Some(IRCPrefix::Full { nick, .. }) => Some(nick.as_str()),
            _ => None,
        };
        self.tag("login").or(nick.filter(|nick| !nick.is_empty()))
    }

    /// A message of this kind with all that comes from the tags of every kind.
    pub(super) fn message(&self, kind: Kind) -> Message {
        let native_id = self.tag("id").map_or_else(|| self.derived_id(), str::to_owned);
        let away = self.tag("source-room-id").filter(|&home| self.tag("room-id") != Some(home));
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
            flags: Flags { shared_from: away.map(str::to_owned), ..Flags::default() },
        }
    }

    /// An id for what Twitch gives none: of its time and the whole line, so that the same line is
    /// one message over every connection if Twitch dates it.
    fn derived_id(&self) -> String {
        let name = format!("{} {}", self.at().as_millisecond(), self.raw);
        MessageId::of(Platform::Twitch, &name).to_string()
    }
}
