//! Lines of Twitch IRC to chat events. Pure: no IO, no clock.

mod amount;
mod author;
mod clear;
mod line;
mod notice;
mod privmsg;
mod room;
mod text;
mod usernotice;

use chat::{ChatEvent, Passed, SourceId};
use jiff::Timestamp;
use twitch_irc::message::IRCMessage;

use self::line::Line;

/// The longest line that is read, in bytes. Twitch sends up to 8 kB of tags and 512 bytes of text.
pub const LONGEST_LINE: usize = 16 * 1024;

/// How many characters of an unknown name are kept.
const LONGEST_NAME: usize = 64;

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decoded {
    /// Something happened in the chat.
    Event(ChatEvent),
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
    /// Nothing to act on: greetings, names, echoes.
    Nothing,
    /// It can't be shown.
    Passed(Passed),
}

/// Decodes the lines of one channel, in the order of their arrival.
#[derive(Debug)]
pub struct Decoder {
    source: SourceId,
    newest: Option<Timestamp>,
}

impl Decoder {
    /// A decoder whose events belong to `source`.
    #[must_use]
    pub fn new(source: SourceId) -> Self {
        Self { source, newest: None }
    }

    /// What `line`, without its line break, says. `now` dates what Twitch does not date.
    pub fn decode(&mut self, line: &str, now: Timestamp) -> Decoded {
        if line.len() > LONGEST_LINE {
            return Decoded::Passed(Passed::Oversized);
        }
        let Ok(message) = IRCMessage::parse(line) else {
            return Decoded::Passed(Passed::Malformed);
        };
        let decoded = self.command(&Line::new(line, &message, &self.source, now));
        if let Decoded::Event(ChatEvent::Message(message)) = &decoded {
            self.newest = self.newest.max(Some(message.at));
        }
        decoded
    }

    fn command(&self, line: &Line<'_>) -> Decoded {
        let event = match line.command() {
            "PRIVMSG" => privmsg::decode(line),
            "USERNOTICE" => return usernotice::decode(line),
            "CLEARCHAT" => Some(clear::chat(line, self.newest)),
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
            unknown => return Decoded::Passed(Passed::Unknown(short(unknown))),
        };
        event.map_or(Decoded::Passed(Passed::Malformed), Decoded::Event)
    }
}

fn short(name: &str) -> String {
    name.chars().take(LONGEST_NAME).collect()
}
