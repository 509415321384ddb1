//! Slash commands: what a line that begins with `/` asks for. Pure.

mod known;

use accounts::Right;

pub use known::{COMMANDS, Known};

/// The longest timeout, two weeks, in seconds: Twitch's limit.
pub const LONGEST_TIMEOUT: u32 = 1_209_600;
/// Three months, in minutes: the longest that somebody can be asked to have followed.
const LONGEST_FOLLOWING: u32 = 129_600;
/// What Twitch takes where none is named.
const TIMEOUT: u32 = 600;
const SLOW: u32 = 30;
const COMMERCIAL: u32 = 30;
/// The longest description of a marker, in characters.
const LONGEST_MARKER: usize = 140;

/// What a person has typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A message, as it is to be sent.
    Text(String),
    /// A command. It is never sent as a message.
    Command(Command),
}

/// A command. People by the name that they have on the platform, without `@`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Writes what one does.
    Me(String),
    /// Writes with a coloured border.
    Announce {
        /// The text.
        text: String,
        /// `primary`, `blue`, `green`, `orange` or `purple`.
        color: &'static str,
    },
    /// Takes away the message that is answered.
    Delete,
    /// Keeps somebody from writing for a while.
    Timeout {
        /// Who.
        who: String,
        /// For so many seconds.
        seconds: u32,
        /// Why.
        reason: Option<String>,
    },
    /// Keeps somebody from writing.
    Ban {
        /// Who.
        who: String,
        /// Why.
        reason: Option<String>,
    },
    /// Lifts either.
    Unban(String),
    /// Takes all messages away.
    Clear,
    /// How chat is to be.
    Mode(Mode),
    /// Recommends a channel.
    Shoutout(String),
    /// Takes the viewers to a channel.
    Raid(String),
    /// Calls that off.
    Unraid,
    /// Shows advertising for so many seconds.
    Commercial(u32),
    /// Marks this point of the stream.
    Marker(Option<String>),
    /// Makes somebody a moderator, or ends it.
    Mod(String, bool),
    /// Makes somebody a VIP, or ends it.
    Vip(String, bool),
    /// The colour of one's own name: a name or `#RRGGBB`.
    Color(String),
    /// Writes to one person.
    Whisper {
        /// Who.
        who: String,
        /// The text.
        text: String,
    },
}

/// How chat is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Seconds between two messages of a person; `None`: none.
    Slow(Option<u32>),
    /// Minutes that one has to have followed; `None`: one need not follow.
    Followers(Option<u32>),
    /// Subscribers alone may write.
    Subscribers(bool),
    /// Emotes alone may be written.
    Emotes(bool),
    /// The same may not be written twice.
    Unique(bool),
}

/// Why it is no command. Nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    /// There is none of this name.
    #[error("there is no command /{0}")]
    Unknown(String),
    /// It needs something else behind its name.
    #[error("/{} is written {}: {why}", command.name, command.usage)]
    Usage {
        /// The command.
        command: &'static Known,
        /// What is wrong.
        why: &'static str,
    },
}

impl CommandError {
    /// What to do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "Write // instead of / to send it as a message.",
            Self::Usage { .. } => "Correct it and send it again: nothing was done.",
        }
    }
}

/// Reads a line. `//` or a space before `/` makes it a message.
///
/// # Errors
///
/// It begins with `/`, and is no command.
pub fn read(line: &str) -> Result<Line, CommandError> {
    let text = line.trim();
    let Some(rest) = line.trim_end().strip_prefix('/') else {
        return Ok(Line::Text(text.to_owned()));
    };
    if rest.starts_with('/') {
        return Ok(Line::Text(rest.to_owned()));
    }
    // A slash that stands alone is no command, whatever follows it.
    let (name, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let rest = rest.trim();
    let name = name.to_lowercase();
    let known = COMMANDS.iter().find(|known| known.name == name || known.also.contains(&&*name));
    let command = known.ok_or(CommandError::Unknown(name))?;
    let wrong = |why| CommandError::Usage { command, why };
    of(command, rest).map(Line::Command).map_err(wrong)
}

fn of(command: &Known, rest: &str) -> Result<Command, &'static str> {
    let flag = |mode: Mode| nothing(rest).map(|()| Command::Mode(mode));
    match command.name {
        "me" => Ok(Command::Me(text(rest)?)),
        "announce" => announce(rest, "primary"),
        "announceblue" => announce(rest, "blue"),
        "announcegreen" => announce(rest, "green"),
        "announceorange" => announce(rest, "orange"),
        "announcepurple" => announce(rest, "purple"),
        "delete" => nothing(rest).map(|()| Command::Delete),
        "timeout" => {
            let (who, rest) = person(rest)?;
            let (word, reason) = cut(rest);
            // Without a time, all that follows is the reason.
            let begins = word.starts_with(|letter: char| letter.is_ascii_digit());
            let (seconds, reason) = match begins {
                true => (span(word, 1, 1..=LONGEST_TIMEOUT)?, reason),
                false => (TIMEOUT, rest),
            };
            Ok(Command::Timeout { who, seconds, reason: some(reason)? })
        }
        "ban" => {
            let (who, reason) = person(rest)?;
            Ok(Command::Ban { who, reason: some(reason)? })
        }
        "unban" | "untimeout" => alone(rest).map(Command::Unban),
        "clear" => nothing(rest).map(|()| Command::Clear),
        "slow" => {
            let seconds = if rest.is_empty() { SLOW } else { span(rest, 1, 3..=120)? };
            Ok(Command::Mode(Mode::Slow(Some(seconds))))
        }
        "slowoff" => flag(Mode::Slow(None)),
        "followers" => {
            let seconds = match rest {
                "" => 0,
                rest => span(rest, 60, 0..=LONGEST_FOLLOWING * 60)?,
            };
            Ok(Command::Mode(Mode::Followers(Some(seconds.div_ceil(60)))))
        }
        "followersoff" => flag(Mode::Followers(None)),
        "subscribers" => flag(Mode::Subscribers(true)),
        "subscribersoff" => flag(Mode::Subscribers(false)),
        "emoteonly" => flag(Mode::Emotes(true)),
        "emoteonlyoff" => flag(Mode::Emotes(false)),
        "uniquechat" => flag(Mode::Unique(true)),
        "uniquechatoff" => flag(Mode::Unique(false)),
        "shoutout" => alone(rest).map(Command::Shoutout),
        "raid" => alone(rest).map(Command::Raid),
        "unraid" => nothing(rest).map(|()| Command::Unraid),
        "commercial" => match rest {
            "" => Ok(Command::Commercial(COMMERCIAL)),
            rest => match rest.parse() {
                Ok(seconds @ (30 | 60 | 90 | 120 | 150 | 180)) => Ok(Command::Commercial(seconds)),
                _ => Err("it lasts 30, 60, 90, 120, 150 or 180 seconds"),
            },
        },
        "marker" if rest.chars().count() > LONGEST_MARKER => {
            Err("a description has at most 140 characters")
        }
        "marker" => Ok(Command::Marker(Some(rest.to_owned()).filter(|rest| !rest.is_empty()))),
        "mod" => alone(rest).map(|who| Command::Mod(who, true)),
        "unmod" => alone(rest).map(|who| Command::Mod(who, false)),
        "vip" => alone(rest).map(|who| Command::Vip(who, true)),
        "unvip" => alone(rest).map(|who| Command::Vip(who, false)),
        "color" if rest.is_empty() || rest.contains(' ') => Err("name one colour"),
        "color" => Ok(Command::Color(rest.to_lowercase())),
        _ => {
            let (who, rest) = person(rest)?;
            Ok(Command::Whisper { who, text: text(rest)? })
        }
    }
}

impl Command {
    /// What the sign-in has to be for.
    #[must_use]
    pub fn right(&self) -> Right {
        match self {
            Self::Me(_) => Right::Send,
            Self::Delete
            | Self::Timeout { .. }
            | Self::Ban { .. }
            | Self::Unban(_)
            | Self::Clear => Right::Moderate,
            _ => Right::Commands,
        }
    }

    /// Whom it is about, by their name.
    #[must_use]
    pub fn who(&self) -> Option<&str> {
        match self {
            Self::Timeout { who, .. }
            | Self::Ban { who, .. }
            | Self::Unban(who)
            | Self::Shoutout(who)
            | Self::Raid(who)
            | Self::Mod(who, _)
            | Self::Vip(who, _)
            | Self::Whisper { who, .. } => Some(who),
            _ => None,
        }
    }

    /// Its name, where a refusal has to say it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Me(_) => "me",
            Self::Announce { .. } => "announce",
            Self::Delete => "delete",
            Self::Timeout { .. } => "timeout",
            Self::Ban { .. } => "ban",
            Self::Unban(_) => "unban",
            Self::Clear => "clear",
            Self::Mode(Mode::Slow(_)) => "slow",
            Self::Mode(Mode::Followers(_)) => "followers",
            Self::Mode(Mode::Subscribers(_)) => "subscribers",
            Self::Mode(Mode::Emotes(_)) => "emoteonly",
            Self::Mode(Mode::Unique(_)) => "uniquechat",
            Self::Shoutout(_) => "shoutout",
            Self::Raid(_) => "raid",
            Self::Unraid => "unraid",
            Self::Commercial(_) => "commercial",
            Self::Marker(_) => "marker",
            Self::Mod(_, true) => "mod",
            Self::Mod(_, false) => "unmod",
            Self::Vip(_, true) => "vip",
            Self::Vip(_, false) => "unvip",
            Self::Color(_) => "color",
            Self::Whisper { .. } => "w",
        }
    }
}

fn announce(rest: &str, color: &'static str) -> Result<Command, &'static str> {
    Ok(Command::Announce { text: text(rest)?, color })
}

/// The first word and what follows it.
fn cut(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    text.split_once(char::is_whitespace).map_or((text, ""), |(word, rest)| (word, rest.trim()))
}

fn nothing(rest: &str) -> Result<(), &'static str> {
    if rest.is_empty() { Ok(()) } else { Err("nothing follows its name") }
}

fn text(rest: &str) -> Result<String, &'static str> {
    match rest {
        "" => Err("there is nothing to send"),
        rest if rest.chars().count() > 500 => Err("a text has at most 500 characters"),
        rest => Ok(rest.to_owned()),
    }
}

/// A reason, if there is one.
fn some(rest: &str) -> Result<Option<String>, &'static str> {
    if rest.is_empty() { Ok(None) } else { text(rest).map(Some) }
}

fn person(rest: &str) -> Result<(String, &str), &'static str> {
    let (word, rest) = cut(rest);
    match word.strip_prefix('@').unwrap_or(word) {
        "" => Err("name somebody"),
        who => Ok((who.to_owned(), rest)),
    }
}

fn alone(rest: &str) -> Result<String, &'static str> {
    let (who, rest) = person(rest)?;
    nothing(rest).map_err(|_| "one name, and nothing else").map(|()| who)
}

/// Seconds: `90`, in what one stands for, or `1h30m`.
fn span(word: &str, one: u32, within: std::ops::RangeInclusive<u32>) -> Result<u32, &'static str> {
    const UNREADABLE: &str = "write a time like 30s, 10m, 2h or 1d";
    let (mut seconds, mut number) = (0_u32, String::new());
    for letter in word.chars() {
        if letter.is_ascii_digit() {
            number.push(letter);
            continue;
        }
        let unit = match letter.to_ascii_lowercase() {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            'w' => 604_800,
            _ => return Err(UNREADABLE),
        };
        seconds = add(seconds, &number, unit).ok_or(UNREADABLE)?;
        number.clear();
    }
    if !number.is_empty() {
        // Behind a unit a bare number says nothing.
        let bare = word.len() == number.len();
        seconds = bare.then(|| add(0, &number, one)).flatten().ok_or(UNREADABLE)?;
    }
    if within.contains(&seconds) { Ok(seconds) } else { Err("the time is too short or too long") }
}

fn add(seconds: u32, number: &str, unit: u32) -> Option<u32> {
    number.parse::<u32>().ok()?.checked_mul(unit)?.checked_add(seconds)
}

#[cfg(test)]
mod tests;
