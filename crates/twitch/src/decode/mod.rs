//! Lines of Twitch IRC to chat events. Pure: no IO, no clock.

mod amount;
mod author;
mod cheers;
mod clear;
mod gifts;
mod grammar;
mod line;
mod notice;
mod privmsg;
mod room;
mod tags;
mod text;
mod usernotice;

use chat::{ChatEvent, Passed, Recent, SourceId, Unknown};
use jiff::Timestamp;

pub(crate) use self::amount::grouped;
use self::{gifts::Gifts, line::Line, tags::Tag};

/// The longest line that is read, in bytes. Twitch sends up to 8 kB of tags and 512 bytes of text.
pub const LONGEST_LINE: usize = 16 * 1024;

/// How many characters of an unknown name are kept; a tag with a longer name is not named.
const LONGEST_NAME: usize = 64;

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decoded {
    /// Something happened in the chat.
    Event(ChatEvent),
    /// Something happened with something in it that we don't know, which is counted. A notice of an
    /// unknown kind is shown by its words, and says so ([`chat::Flags::unknown_kind`]). What
    /// somebody wrote is shown in full whatever it was bought or set apart with, and is chat.
    Unknown(ChatEvent, Unknown),
    /// We are in the channel. Of a channel that does not exist Twitch says nothing at all.
    Joined,
    /// Twitch accepts the connection.
    Welcome,
    /// Twitch wants to know that we live: the text goes back.
    Ping(String),
    /// Twitch is about to close the connection.
    Reconnect,
    /// Twitch will not talk to us, in its words.
    Refused(String),
    /// Twitch tells us something about the channel that is not for viewers.
    Notice {
        /// Twitch's name of it, from <https://dev.twitch.tv/docs/chat/irc/#notice-reference>.
        code: String,
        /// Its words.
        text: String,
    },
    /// Nothing to act on: greetings, names, echoes, notices that say nothing, and what was told
    /// before.
    Nothing,
    /// It can't be shown.
    Passed(Passed),
}

/// How many authors are remembered by their login.
const LOGINS: usize = 2_000;

/// Decodes the lines of one channel, in the order of their arrival.
///
/// The lines may come over several connections, and so more than once. A message has the same id
/// each time; what Twitch neither names nor dates (changes of the rules) is told each time. The
/// gifts of one large one are one message: each further line of it replaces the message that the
/// first one made.
#[derive(Debug)]
pub struct Decoder {
    source: SourceId,
    /// The newest time of a message, by Twitch's clock.
    newest: Option<Timestamp>,
    gifts: Gifts,
    /// The ids of the last authors, by login: what Twitch removes without an id, it names by that.
    logins: Recent<String, String>,
}

impl Decoder {
    /// A decoder whose events belong to `source`.
    #[must_use]
    pub fn new(source: SourceId) -> Self {
        Self { source, newest: None, gifts: Gifts::default(), logins: Recent::new(LOGINS) }
    }

    /// What `line`, without its line break, says. `now` dates what Twitch does not date.
    pub fn decode(&mut self, line: &str, now: Timestamp) -> Decoded {
        if line.len() > LONGEST_LINE {
            return Decoded::Passed(Passed::Oversized);
        }
        let Some(read) = Line::read(line, &self.source, now) else {
            return Decoded::Passed(Passed::Malformed);
        };
        let decoded = self.command(&read);
        if matches!(
            decoded,
            Decoded::Event(ChatEvent::Message(_)) | Decoded::Unknown(ChatEvent::Message(_), _)
        ) {
            self.newest = self.newest.max(read.sent_at());
            if let (Some(login), Some(id)) = (read.login(), read.tag(Tag::UserId))
                && self.logins.get(login).is_none_or(|known| known != id)
            {
                self.logins.insert(login.to_owned(), id.to_owned());
            }
        }
        match decoded {
            Decoded::Event(ChatEvent::Message(message)) => {
                self.gifts.gather(message).map_or(Decoded::Nothing, Decoded::Event)
            }
            decoded => decoded,
        }
    }

    fn command(&self, line: &Line<'_>) -> Decoded {
        let event = match line.command() {
            "PRIVMSG" => return privmsg::decode(line),
            "USERNOTICE" => return usernotice::decode(line),
            "CLEARCHAT" => Some(clear::chat(line, &self.logins, self.newest)),
            "CLEARMSG" => clear::message(line, self.newest),
            "ROOMSTATE" => Some(room::decode(line)),
            "NOTICE" => return notice::decode(line),
            "PING" => return Decoded::Ping(line.last_param().to_owned()),
            "RECONNECT" => return Decoded::Reconnect,
            "CAP" if line.param(1) == Some("NAK") => {
                return Decoded::Refused("the tags that chat is read by are refused".into());
            }
            "001" => return Decoded::Welcome,
            "JOIN" => return Decoded::Joined,
            "CAP" | "PART" | "PONG" | "MODE" | "GLOBALUSERSTATE" | "USERSTATE" | "WHISPER"
            | "HOSTTARGET" => return Decoded::Nothing,
            numeric if numeric.bytes().all(|b| b.is_ascii_digit()) => return Decoded::Nothing,
            command => return Decoded::Passed(Passed::Unknown(line.unknown(command))),
        };
        event.map_or(Decoded::Passed(Passed::Malformed), Decoded::Event)
    }
}

fn short(name: &str) -> String {
    name.chars().take(LONGEST_NAME).collect()
}
