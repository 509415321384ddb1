//! Several sources into one hub, and what clients see of it.

use std::collections::HashSet;

use chat::{
    Applied, Change, ChatEvent, Hub, HubOptions, MessageId, Reason, Record, Removal, Report,
    Resume, SourceId, Target,
};
use serde_json::Value;
use twitch::Decoded;

use crate::{NOW, client::Client, event};

const EPOCH: &str = "fuzz";

/// Small, so that what is old falls out. What was removed is remembered for longer than any input.
const OPTIONS: HubOptions = HubOptions { ring: 12, memory: 20_000 };

/// An event a line: a line of Twitch IRC (after `>`: in a second channel), an action of YouTube's,
/// or what a person does: `!hide N`, `!unhide N`, `!leave` and `!back` for a client that was away.
pub(crate) fn feed(input: &[u8]) {
    let Ok(input) = str::from_utf8(input) else { return };
    let mut feed = Feed::new();
    for line in input.lines() {
        feed.line(line);
        feed.check();
    }
    feed.back();
}

struct Feed {
    twitch: [twitch::Decoder; 2],
    youtube: youtube::Decoder,
    hub: Hub,
    client: Client,
    /// A client that has gone away, as it was then.
    away: Option<Client>,
    /// All messages that came, in their order.
    came: Vec<MessageId>,
    /// The number of the last change of what was there before: it, or the message before which it
    /// came back, may have gone since, so that a client can't go on over it.
    changed: u64,
    /// What must be on no screen any more.
    gone: HashSet<MessageId>,
}

impl Feed {
    fn new() -> Self {
        let twitch = ["one", "two"].map(|name| twitch::Decoder::new(SourceId::new(name)));
        Self {
            twitch,
            youtube: youtube::Decoder::new(SourceId::new("youtube")),
            hub: Hub::new(EPOCH, OPTIONS),
            client: Client::default(),
            away: None,
            came: Vec::new(),
            changed: 0,
            gone: HashSet::new(),
        }
    }

    fn line(&mut self, line: &str) {
        if let Some(command) = line.strip_prefix('!') {
            self.command(command);
        } else if line.starts_with('{') {
            let Ok(action) = serde_json::from_str::<Value>(line) else { return };
            for report in self.youtube.action(&action, NOW) {
                if let Report::Event(event) = report {
                    self.event(event);
                }
            }
        } else {
            let [one, two] = &mut self.twitch;
            let decoded = match line.strip_prefix('>') {
                Some(line) => two.decode(line, NOW),
                None => one.decode(line, NOW),
            };
            if let Decoded::Event(event) | Decoded::Unknown(event, _) = decoded {
                self.event(event);
            }
        }
    }

    fn command(&mut self, command: &str) {
        let (name, which) = command.split_once(' ').unwrap_or((command, ""));
        let which = which.parse::<usize>().ok().and_then(|which| self.came.get(which)).copied();
        match (name, which) {
            ("hide", Some(id)) => {
                let target = Target::Message { id };
                let removal = Removal { target, reason: Reason::Hidden, at: NOW };
                self.event(ChatEvent::Removed(removal));
            }
            ("unhide", Some(id)) => {
                let was_gone = self.gone.contains(&id);
                let applied = self.hub.unhide(&id);
                assert!(!was_gone || applied.is_none(), "what its platform removed comes back");
                self.applied(applied.unwrap_or_default());
            }
            ("leave", _) => self.away = Some(self.client.clone()),
            ("back", _) => self.back(),
            _ => {}
        }
    }

    fn event(&mut self, event: ChatEvent) {
        event::check(&event);
        match &event {
            ChatEvent::Message(message) => self.came.push(message.id),
            ChatEvent::Removed(Removal { target: Target::Message { id }, reason, .. }) => {
                self.remove(id, *reason);
            }
            _ => {}
        }
        let applied = self.hub.apply(event);
        self.applied(applied);
    }

    fn applied(&mut self, Applied { frame, requoted, record }: Applied) {
        if let Some(Record::Removed { removal, by_copy }) = record {
            if let Target::Message { id } = &removal.target {
                self.remove(id, removal.reason);
            }
            for id in &by_copy {
                self.remove(id, removal.reason);
            }
        }
        for frame in frame.into_iter().chain(requoted) {
            match &frame.change {
                Change::Remove { ids, reason } => {
                    for id in ids {
                        self.remove(id, *reason);
                    }
                }
                Change::Insert { .. } | Change::Replace(_) => self.changed = frame.seq,
                Change::Add(_) => {}
            }
            self.client.take(frame.json());
        }
    }

    fn remove(&mut self, id: &MessageId, reason: Reason) {
        if reason != Reason::Hidden {
            self.gone.insert(*id);
        }
    }

    /// The client that was away gets what it missed.
    fn back(&mut self) {
        let Some(mut client) = self.away.take() else { return };
        let place = Resume { epoch: EPOCH.into(), after: client.seq };
        match self.hub.resume(&place) {
            Some(frames) => {
                for frame in &frames {
                    client.take(frame.json());
                }
                assert_eq!(client.seq, self.client.seq, "it has all");
                self.agrees(&client);
            }
            None => {
                let missed = usize::try_from(self.client.seq - client.seq);
                let too_many = missed.is_ok_and(|missed| missed > OPTIONS.ring);
                assert!(too_many || self.changed > client.seq, "it could go on");
            }
        }
    }

    fn check(&self) {
        self.agrees(&self.client);
    }

    /// A client that came now would see what this one sees, and nothing that was removed.
    fn agrees(&self, client: &Client) {
        let snapshot = self.hub.snapshot(OPTIONS.ring);
        let ids: Vec<_> = snapshot.messages.iter().map(|message| message.id.to_string()).collect();
        assert_eq!(snapshot.seq, client.seq, "snapshot and stream are one");
        assert!(
            client.shown.ends_with(&ids),
            "a snapshot shows {ids:?}, a client {:?}",
            client.shown
        );
        for message in &snapshot.messages {
            assert!(!self.gone.contains(&message.id), "{} was removed and is shown", message.id);
            let quoted = message.quote().and_then(|reply| reply.id);
            assert!(!quoted.is_some_and(|id| self.gone.contains(&id)), "{quoted:?} is quoted");
        }
    }
}
