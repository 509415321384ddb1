//! Chat at a speed that a person can read.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use crate::{Fragment, Kind, Message, MessageId};

/// What is said by a picture takes as long to see as so many letters.
const EMOTE: usize = 2;
/// A look at who speaks.
const NAME: usize = 6;
/// A message of more letters is cut by every theme, or not read to its end.
const LONGEST: usize = 280;
/// Nobody looks longer at one message, however slow the pace.
const LONGEST_LOOK: Duration = Duration::from_secs(20);
/// How long a message waits for its turn; then it is skipped, or shown beside the pace where it must
/// be.
const PATIENCE: [Duration; 3] =
    [Duration::from_secs(10), Duration::from_secs(15), Duration::from_secs(6)];

/// Messages that wait for their turn, the most important first.
///
/// What comes first leaves the others as much time as it took, if they wait: one person who pays
/// little again and again does not silence a chat.
#[derive(Debug, Default)]
pub(super) struct Pace {
    /// Letters a second; `None`: all are shown as they come.
    speed: Option<u16>,
    /// When what was shown last has been read.
    read_at: Duration,
    /// Those that were paid for, those that should not be missed, the others.
    ranks: [Rank; 3],
    /// Those that were skipped since it was asked last.
    skipped: Vec<MessageId>,
}

#[derive(Debug, Default)]
struct Rank {
    waiting: VecDeque<Waiting>,
    /// For how long those of less importance come before it, if they wait.
    owes: Duration,
}

#[derive(Debug)]
struct Waiting {
    message: Arc<Message>,
    since: Duration,
    must: bool,
}

impl Pace {
    /// Another speed begins anew.
    pub(super) fn set_speed(&mut self, speed: Option<u16>) {
        if self.speed != speed {
            self.speed = speed;
            self.read_at = Duration::ZERO;
            self.forgive();
        }
    }

    fn forgive(&mut self) {
        for rank in &mut self.ranks {
            rank.owes = Duration::ZERO;
        }
    }

    /// The messages that were skipped since this was asked last.
    pub(super) fn take_skipped(&mut self) -> Vec<MessageId> {
        std::mem::take(&mut self.skipped)
    }

    /// The messages that wait.
    pub(super) fn waiting(&self) -> impl Iterator<Item = &Arc<Message>> {
        self.ranks.iter().flat_map(|rank| &rank.waiting).map(|waiting| &waiting.message)
    }

    pub(super) fn waiting_mut(&mut self) -> impl Iterator<Item = &mut Arc<Message>> {
        let all = self.ranks.iter_mut().flat_map(|rank| &mut rank.waiting);
        all.map(|waiting| &mut waiting.message)
    }

    /// Takes out all that wait, and since when.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = (Duration, Arc<Message>)> {
        let all = self.ranks.iter_mut().flat_map(|rank| rank.waiting.drain(..));
        all.map(|waiting| (waiting.since, waiting.message))
    }

    pub(super) fn push(&mut self, message: Arc<Message>, now: Duration) {
        if self.read_at <= now && self.waiting().next().is_none() {
            self.forgive();
        }
        let rank = rank(&message);
        let must = rank == 0 || message.is_by_moderator();
        if let Some(rank) = self.ranks.get_mut(rank) {
            rank.waiting.push_back(Waiting { message, since: now, must });
        }
    }

    /// What is to be shown by now, in its order.
    pub(super) fn due(&mut self, now: Duration) -> Vec<Arc<Message>> {
        let mut due = Vec::new();
        let Some(speed) = self.speed else {
            let all = self.ranks.iter_mut().flat_map(|rank| rank.waiting.drain(..));
            let mut all: Vec<_> = all.collect();
            all.sort_by_key(|waiting| waiting.since);
            due.extend(all.into_iter().map(|waiting| waiting.message));
            return due;
        };
        for (rank, patience) in self.ranks.iter_mut().zip(PATIENCE) {
            rank.waiting.retain(|waiting| {
                let is_late = now.saturating_sub(waiting.since) >= patience;
                if is_late && waiting.must {
                    // The others don't wait for it as well.
                    due.push(Arc::clone(&waiting.message));
                }
                if is_late && !waiting.must {
                    self.skipped.push(waiting.message.id);
                }
                !is_late
            });
        }
        while self.read_at <= now
            && let Some((message, time)) = self.pop(speed)
        {
            // A pause is no credit: chat that was silent does not burst afterwards.
            self.read_at = self.read_at.max(now) + time;
            due.push(message);
        }
        due
    }

    /// Whose turn it is: the most important that owes nobody a turn. And how long it is read.
    fn pop(&mut self, speed: u16) -> Option<(Arc<Message>, Duration)> {
        let mut waiting =
            self.ranks.iter().enumerate().filter(|(_, rank)| !rank.waiting.is_empty());
        let last = waiting.clone().next_back();
        let (turn, _) = waiting.find(|(_, rank)| rank.owes.is_zero()).or(last)?;
        let message = self.ranks.get_mut(turn)?.waiting.pop_front()?.message;
        let time = time_to_read(&message, speed);
        for rank in self.ranks.iter_mut().take(turn) {
            rank.owes = rank.owes.saturating_sub(time);
        }
        self.ranks.get_mut(turn)?.owes = time;
        Some((message, time))
    }

    /// When to look again.
    pub(super) fn next(&self) -> Option<Duration> {
        let first = |(rank, patience): (&Rank, Duration)| {
            rank.waiting.front().map(|waiting| waiting.since + patience)
        };
        let late = self.ranks.iter().zip(PATIENCE).filter_map(first).min()?;
        Some(late.min(self.read_at))
    }

    pub(super) fn find(&mut self, id: &MessageId) -> Option<&mut Arc<Message>> {
        self.waiting_mut().find(|message| message.id == *id)
    }

    /// Takes out what is reached. Answers with the ids.
    pub(super) fn remove(&mut self, reaches: impl Fn(&Message) -> bool) -> Vec<MessageId> {
        let mut gone = Vec::new();
        for rank in &mut self.ranks {
            rank.waiting.retain(|waiting| {
                let is_gone = reaches(&waiting.message);
                if is_gone {
                    gone.push(waiting.message.id);
                }
                !is_gone
            });
        }
        gone
    }
}

fn rank(message: &Message) -> usize {
    let is_said =
        matches!(message.kind, Kind::Chat | Kind::Action | Kind::Notice { .. } | Kind::Mode { .. });
    if !is_said || message.amount.is_some() {
        0
    } else if message.flags.first || message.flags.mention {
        1
    } else {
        2
    }
}

/// How long a person reads a message.
fn time_to_read(message: &Message, speed: u16) -> Duration {
    LONGEST_LOOK.min(Duration::from_secs(1) * letters(message) / u32::from(speed.max(1)))
}

/// What there is to read in a message, in letters.
fn letters(message: &Message) -> u32 {
    let part = |part: &Fragment| match part {
        Fragment::Emote(_) | Fragment::Gif { .. } | Fragment::Cheer { .. } => EMOTE,
        Fragment::Modifier { .. } => 0,
        other => other.text().chars().count(),
    };
    let body: usize = message.body.iter().map(part).sum();
    let system = message.system.as_ref().map_or(0, |system| system.chars().count());
    u32::try_from(NAME + (body + system).min(LONGEST)).unwrap_or(u32::MAX)
}
