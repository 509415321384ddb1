//! What Twitch answers to one client's lines.

use std::time::Duration;

use tokio::sync::{mpsc, watch};

use super::faults::RECONNECT;
use super::lines;
use super::world::{ChannelKind, Sent, World};

/// The logged-in state of one connection.
pub(super) struct Session {
    id: u64,
    world: watch::Sender<World>,
    nick: Option<String>,
    pass: Option<String>,
    tags: bool,
    commands: bool,
}

/// The answer to one line.
#[derive(Default)]
pub(super) struct Answer {
    pub(super) lines: Vec<String>,
    pub(super) close: bool,
    /// A message of a logged-in user, for everybody else in the channel.
    pub(super) said: Option<(String, String)>,
    /// Closes the connection after so long.
    pub(super) leave: Option<Duration>,
}

impl Answer {
    fn lines(lines: Vec<String>) -> Self {
        Self { lines, ..Self::default() }
    }

    fn refusal(reason: &str) -> Self {
        let lines = vec![format!(":tmi.twitch.tv NOTICE * :{reason}")];
        Self { lines, close: true, ..Self::default() }
    }
}

impl Session {
    pub(super) fn new(id: u64, world: watch::Sender<World>) -> Self {
        Self { id, world, nick: None, pass: None, tags: false, commands: false }
    }

    /// The frame's lines that this client's capabilities let through.
    pub(super) fn seen(&self, lines: &[String]) -> Vec<String> {
        lines
            .iter()
            .filter_map(|line| lines::as_seen(line, self.tags, self.commands))
            .map(|line| format!("{line}\r\n"))
            .collect()
    }

    pub(super) fn hear(&mut self, line: &str) -> Answer {
        self.world.send_modify(|world| world.remember(line));
        let (command, rest) = line.split_once(' ').unwrap_or((line, ""));
        match command.to_ascii_uppercase().as_str() {
            "CAP" => Answer::lines(self.capabilities(rest)),
            "PASS" => {
                self.pass = Some(rest.trim_start_matches(':').to_owned());
                Answer::default()
            }
            "NICK" => self.log_in(rest),
            "JOIN" => self.join(rest),
            "PART" => Answer::lines(self.part(rest)),
            "PING" => {
                let text = rest.trim_start_matches(':');
                Answer::lines(vec![format!(":tmi.twitch.tv PONG tmi.twitch.tv :{text}")])
            }
            "PONG" | "USER" => Answer::default(),
            "QUIT" => Answer { close: true, ..Answer::default() },
            "PRIVMSG" => self.say(rest),
            unknown => Answer::lines(vec![format!(
                ":tmi.twitch.tv 421 {} {unknown} :Unknown command",
                self.name()
            )]),
        }
    }

    fn name(&self) -> &str {
        self.nick.as_deref().unwrap_or("you")
    }

    fn is_anonymous(&self) -> bool {
        self.nick.as_deref().is_none_or(|nick| nick.starts_with("justinfan"))
    }

    fn capabilities(&mut self, rest: &str) -> Vec<String> {
        const OFFERED: [&str; 3] = ["twitch.tv/commands", "twitch.tv/membership", "twitch.tv/tags"];
        let (verb, wanted) = rest.split_once(' ').unwrap_or((rest, ""));
        let wanted = wanted.trim_start_matches(':').trim();
        match verb {
            "LS" => vec![format!(":tmi.twitch.tv CAP * LS :{}", OFFERED.join(" "))],
            "REQ" if wanted.split(' ').all(|name| OFFERED.contains(&name)) => {
                self.tags |= wanted.contains("twitch.tv/tags");
                self.commands |= wanted.contains("twitch.tv/commands");
                vec![format!(":tmi.twitch.tv CAP * ACK :{wanted}")]
            }
            "REQ" => vec![format!(":tmi.twitch.tv CAP * NAK :{wanted}")],
            _ => Vec::new(),
        }
    }

    fn log_in(&mut self, nick: &str) -> Answer {
        self.nick = Some(nick.trim().to_lowercase());
        if !self.is_anonymous() {
            let Some(token) = self.pass.as_deref().and_then(|pass| pass.strip_prefix("oauth:"))
            else {
                return Answer::refusal("Improperly formatted auth");
            };
            if self.world.borrow().rejected_tokens.contains(token) {
                return Answer::refusal("Login authentication failed");
            }
        }
        Answer::lines(lines::welcome(self.name()))
    }

    fn join(&self, channels: &str) -> Answer {
        let mut answers = Vec::new();
        let mut leave = None;
        for channel in split_channels(channels) {
            let kind = self.world.borrow().channels.get(&channel).copied().unwrap_or_default();
            match kind {
                ChannelKind::Open => {
                    let mut storm = None;
                    self.world.send_modify(|world| {
                        world.join(self.id, &channel);
                        storm = world.storm_hits();
                    });
                    answers.extend(lines::joined(self.name(), &channel));
                    if storm.is_some() {
                        answers.push(RECONNECT.to_owned());
                        leave = storm;
                    }
                }
                ChannelKind::Missing => {}
                ChannelKind::Suspended => answers.push(format!(
                    "@msg-id=msg_channel_suspended :tmi.twitch.tv NOTICE {channel} \
                     :This channel does not exist or has been suspended."
                )),
            }
        }
        Answer { lines: answers, leave, ..Answer::default() }
    }

    fn part(&self, channels: &str) -> Vec<String> {
        let nick = self.name();
        split_channels(channels)
            .map(|channel| {
                self.world.send_modify(|world| world.part(self.id, &channel));
                format!(":{nick}!{nick}@{nick}.tmi.twitch.tv PART {channel}")
            })
            .collect()
    }

    fn say(&self, rest: &str) -> Answer {
        match rest.split_once(" :") {
            Some((channel, text)) if !self.is_anonymous() => {
                let (_, line) = lines::privmsg(channel, self.name(), text);
                Answer { said: Some((channel.to_owned(), line)), ..Answer::default() }
            }
            _ => Answer::default(),
        }
    }

    /// What leads to this client.
    pub(super) fn outbox(&self) -> Option<mpsc::Sender<Sent>> {
        self.world.borrow().open.get(&self.id).map(|own| own.outbox.clone())
    }

    /// Everybody in the channel but this client: Twitch does not echo.
    pub(super) fn audience(&self, channel: &str) -> Vec<mpsc::Sender<Sent>> {
        let world = self.world.borrow();
        let others = world.open.iter().filter(|(id, _)| **id != self.id);
        others
            .filter(|(_, connection)| connection.joined.contains(channel))
            .map(|(_, connection)| connection.outbox.clone())
            .collect()
    }
}

fn split_channels(list: &str) -> impl Iterator<Item = String> {
    let first = list.split_whitespace().next().unwrap_or_default();
    first.split(',').filter(|name| name.starts_with('#')).map(str::to_lowercase)
}
